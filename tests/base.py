"""The named people of every test: Alma editor, Bo reader, Cai outsider, Dag admin, Eva manager."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from crm.models import User

ROLES = {"alma": "editor", "bo": "reader", "cai": None, "dag": "admin", "eva": "manager"}
NAMES = {"alma": "Alma Ek", "bo": "Bo Dahl", "cai": "Cai Holm", "dag": "Dag Lind", "eva": "Eva Lund"}


def make_user(name: str) -> User:
    """One of the five, made when first asked for."""
    user, made = User.objects.get_or_create(email=f"{name}@example.se", defaults={"name": NAMES[name]})
    if made:
        user.set_unusable_password()
        user.save()
        if ROLES[name]:
            user.groups.add(Group.objects.get(name=ROLES[name]))
    return user


class WholeClient(Client):
    """A browser reads a file to its end, which closes it: so does this one, whether the test looks into it or not."""

    def request(self, **request: Any) -> Any:
        answer = super().request(**request)
        if answer.streaming:
            answer.streaming_content = [b"".join(answer.streaming_content)]
        return answer


def client_of(user: User) -> Client:
    client = WholeClient()
    client.force_login(user)
    return client


@pytest.fixture
def alma(db: None) -> User:
    return make_user("alma")


@pytest.fixture
def bo(db: None) -> User:
    return make_user("bo")


@pytest.fixture
def cai(db: None) -> User:
    return make_user("cai")


@pytest.fixture
def dag(db: None) -> User:
    return make_user("dag")


@pytest.fixture
def eva(db: None) -> User:
    return make_user("eva")
