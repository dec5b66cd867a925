"""A query that is kept gives what it would have given if it were made anew."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db.models import Count, QuerySet
from django.utils import translation

from contacts.models import Membership, Note
from contacts.services import notes
from crm.common import kept_queries
from crm.common.kept_queries import KeptQuery
from crm.models import User
from tests import make

pytestmark = pytest.mark.django_db


class Made:
    """A kept query about a person's notes that counts how often it is built."""

    def __init__(self) -> None:
        self.times = 0
        self.query = KeptQuery(self.build)

    def build(self, pk: int, user: Any) -> QuerySet[Any]:
        self.times += 1
        return Note.objects.visible_to(user).filter(person=pk)

    def told(self, person: Any, user: User) -> list[str]:
        return [note.text for note in self.query.rows(person.pk, user)]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Made:
    monkeypatch.setattr(kept_queries, "is_checking", False)  # which builds each anew
    return Made()


def test_each_row_is_asked_for_by_its_own_id_with_what_belongs_to_it() -> None:
    query = KeptQuery(
        lambda pk, user: (
            Membership.objects.filter(person=pk)
            .select_related("organization", "party")
            .annotate(n=Count("statuses"))
            .order_by("role")
        )
    )
    maja, olle, nobody = make.mp("Maja Lindqvist", code="C"), make.person("Olle Ek"), make.person("Ingen Alls")
    for role in ("Ordförande", "Adjunkt"):
        make.membership(olle, role=role)
    user = make.actor()
    (held,) = query.rows(maja.pk, user)
    assert (held.role, held.organization.name, held.party.code, held.n) == (
        "Riksdagsledamot", "Sveriges riksdag", "C", 0,
    )  # fmt: skip
    assert [m.role for m in query.rows(olle.pk, user)] == ["Adjunkt", "Ordförande"]
    assert query.rows(nobody.pk, user) == []


def test_one_that_something_else_decides_is_told(alma: User) -> None:
    asked = {"text": "a"}
    query = KeptQuery(lambda pk, user: Note.objects.filter(person=pk, text__contains=asked["text"]))
    assert query.rows(1, alma) == []
    asked["text"] = "b"
    with pytest.raises(kept_queries.Broken):
        query.rows(1, alma)
    odd = KeptQuery(lambda pk, user: Note.objects.filter(person=pk).order_by("pk" if pk % 2 else "-pk"))
    with pytest.raises(kept_queries.Broken):
        odd.rows(2, alma)


def test_it_is_built_once_and_what_is_new_is_found(made: Made, alma: User) -> None:
    maja = make.person("Maja Lindqvist")
    assert made.told(maja, alma) == []
    notes.add(about=maja, text="Ringer tillbaka", actor=alma)
    assert made.told(maja, alma) == ["Ringer tillbaka"]
    assert made.times == 1


def test_another_user_role_day_or_language_has_its_own(
    made: Made, alma: User, bo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    maja = make.person("Maja Lindqvist")
    made.told(maja, alma)
    made.told(maja, bo)
    assert made.times == 2
    alma.groups.set([Group.objects.get(name="manager")])
    made.told(maja, User.objects.get(pk=alma.pk))
    assert made.times == 3
    with translation.override("en"):
        made.told(maja, bo)
    assert made.times == 4
    monkeypatch.setattr(kept_queries, "today", lambda: dt.date(2030, 1, 1))
    made.told(maja, bo)
    assert made.times == 5


def test_who_loses_their_role_sees_nothing_any_more(made: Made, alma: User) -> None:
    maja = make.person("Maja Lindqvist")
    notes.add(about=maja, text="Ringer tillbaka", actor=alma)
    assert made.told(maja, alma) == ["Ringer tillbaka"]
    alma.groups.clear()
    assert made.told(maja, User.objects.get(pk=alma.pk)) == []


def test_a_query_that_does_not_ask_for_the_id_is_refused(alma: User) -> None:
    with pytest.raises(ValueError, match="does not ask for the id"):
        KeptQuery(lambda pk, user: Note.objects.all()).rows(1, alma)
