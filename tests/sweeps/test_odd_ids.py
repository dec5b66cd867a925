"""What an address says in the place of an id or a day may be anything: the answer is never a fault of ours."""

import pytest
from django.urls import reverse

from tests import make, make_advocacy

pytestmark = pytest.mark.django_db

ODD = ["²", "9" * 30, "-1", "0x1", "1' OR 1=1"]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    ("page", "parameter"),
    [
        ("contacts:organization_add", "parent"),
        ("contacts:person_list", "organization"),
        ("contacts:person_list", "reached_on_goal"),
        ("contacts:person_list", "id"),
        ("contacts:person_list", "list"),
        ("contacts:person_list", "vy"),
        ("contacts:person_list", "kolumner"),
        ("contacts:organization_list", "subkind"),
        ("contacts:list_compare", "a"),
        ("contacts:list_counts", "id"),
        ("advocacy:interaction_add", "person"),
        ("advocacy:interaction_add", "event"),
        ("advocacy:interaction_add", "organization"),
        ("advocacy:interaction_quick", "person"),
        ("advocacy:interaction_quick", "list"),
        ("advocacy:interaction_quick", "event"),
        ("advocacy:interaction_when", "at"),
        ("advocacy:interaction_list", "person"),
        ("advocacy:event_add", "parent"),
        ("advocacy:task_add", "person"),
    ],
)
def test_odd_id_is_taken_for_none(client, alma, page, parameter, odd):
    client.force_login(alma)

    assert client.get(reverse(page), {parameter: odd}).status_code == 200


@pytest.mark.parametrize("odd", ODD)
def test_odd_organization_of_a_new_role_is_taken_for_none(client, alma, odd):
    client.force_login(alma)

    page = reverse("contacts:membership_add", args=[make.person().pk])

    assert client.get(page, {"organization": odd}).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        {"part": "²"},
        {"part": "7"},
        {"first": "0001-01-01", "last": "0001-01-01"},
        {"first": "2020-01-01", "last": "9999-12-31"},
        {"first": "2020-13-01", "last": "²"},
    ],
)
def test_odd_period_falls_back_to_that_of_the_plan(client, alma, query):
    client.force_login(alma)

    answer = client.get(make_advocacy.goal().get_absolute_url(), query)

    assert answer.status_code == 200
    assert str(answer.context["period"].whole[0]) == "2026-01-01"
