"""What stands around every page: kept in pieces, right at once for each user, role, language and page."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from advocacy.services import tasks
from crm.common.permissions import Role

pytestmark = pytest.mark.django_db
PAGE = "contacts:party_list"


@pytest.fixture
def client(alma: Any) -> Client:
    client = Client()
    client.force_login(alma)
    client.get(reverse(PAGE))
    return client


def page(client: Client, name: str = PAGE) -> str:
    return client.get(reverse(name)).content.decode()


def test_user_and_role_are_one_question(client: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        page(client)
    asked = [query["sql"] for query in queries if "crm_user" in query["sql"] and "auth_group" in query["sql"]]
    assert len(asked) == 1
    assert len([query for query in queries if 'FROM "crm_user"' in query["sql"]]) == 1


def test_role_that_is_given_or_taken_holds_on_the_next_page(client: Client, alma: Any) -> None:
    assert reverse("crm:user_list") not in page(client)
    alma.groups.set([Group.objects.get(name=Role.ADMIN)])
    assert reverse("crm:user_list") in page(client)
    alma.groups.clear()
    assert client.get(reverse(PAGE)).status_code == 404


def test_highest_of_several_roles_holds(client: Client, alma: Any) -> None:
    alma.groups.set(Group.objects.filter(name__in=[Role.READER, Role.ADMIN]))
    assert client.get(reverse("crm:user_list")).status_code == 200


def test_closed_account_is_out_at_once(client: Client, alma: Any) -> None:
    type(alma).objects.filter(pk=alma.pk).update(is_active=False)
    assert client.get(reverse(PAGE)).status_code == 302


def test_count_of_tasks_follows_at_once_and_is_each_ones_own(client: Client, alma: Any, bo: Any) -> None:
    assert "nav-count" not in page(client)
    made = [tasks.add(actor=alma, title=f"Ring {n}", owner=alma) for n in range(3)]
    assert '<span class="nav-count">3<' in page(client)
    tasks.mark(actor=alma, task=made[0], is_done=True)
    assert '<span class="nav-count">2<' in page(client)
    other = Client()
    other.force_login(bo)
    assert "nav-count" not in page(other)


def test_pieces_are_those_of_the_language_and_of_the_page(client: Client) -> None:
    assert "Huvudmeny" in page(client)
    here = f'href="{reverse("contacts:person_list")}" aria-current="page"'
    assert here not in page(client)
    assert here in page(client, "contacts:person_list")
    assert here not in page(client)
    client.cookies["django_language"] = "en"
    assert "Keyboard shortcuts" in page(client)
    assert "Kortkommandon" not in page(client)
