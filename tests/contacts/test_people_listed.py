"""What a page of people reads by kept queries is what the register's own querysets give."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.columns.person import PERSON_COLUMNS
from contacts.models import Membership, Person, Tag
from contacts.querysets import listed
from contacts.querysets.listed import people_listed
from contacts.services import people, tags
from crm.common import kept_queries
from crm.common.columns import prepared
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(alma: Any) -> list[int]:
    county = make.area("Uppsala län", code="03")
    town = make.organization("Håbo kommun", "municipality", area=make.municipality("Håbo", county))
    maja, olle, nils = (
        make.mp("Maja Lindqvist", code="C"),
        make.person("Olle Ek", email="olle@example.se"),
        make.person("Nils Ny"),
    )
    for role in ("Ordförande", "Ledamot"):
        make.membership(olle, town, role=role)
    make.membership(nils, town, role="Före detta", starts_on=dt.date(2001, 1, 1), ends_on=dt.date(2002, 1, 1))
    people.edit(person=maja, version=maja.version, actor=alma, owner=alma)
    tags.put(holder=olle, tags=[Tag.objects.create(name="Almedalen")], actor=alma)
    return [olle.pk, nils.pk, maja.pk]


def said(rows: list[Any]) -> list[list[Any]]:
    return [[column.value(row) for column in PERSON_COLUMNS] for row in rows]


def test_every_column_says_the_same_of_them(register: list[int]) -> None:
    expected = {row.pk: row for row in prepared(Person.objects.filter(pk__in=register).for_list(), PERSON_COLUMNS)}

    rows = people_listed(register, PERSON_COLUMNS)
    with CaptureQueriesContext(connection) as queries:
        assert said(rows) == said([expected[pk] for pk in register])
    assert len(queries) == 0


def test_columns_that_are_shown_by_themselves_ask_nothing_of_the_database(register: list[int]) -> None:
    columns = [column for column in PERSON_COLUMNS if column.is_shown]
    rows = people_listed(register, columns)
    with CaptureQueriesContext(connection) as queries:
        assert len([column.value(row) for column in columns for row in rows]) == len(columns) * 3
    assert len(queries) == 0


def test_they_come_in_the_order_asked_for_without_those_that_are_not_there(register: list[int]) -> None:
    assert [p.pk for p in people_listed([register[2], 987654, register[0]])] == [register[2], register[0]]
    assert people_listed([]) == []


def test_what_has_changed_since_is_seen_at_once(register: list[int], alma: Any) -> None:
    olle = Person.objects.get(pk=register[0])
    people_listed(register)
    people.edit(person=olle, version=olle.version, actor=alma, family_name="Alm")

    assert people_listed(register)[0].name == "Olle Alm"


def test_mandates_are_those_of_the_day(register: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    assert people_listed(register)[1].current_memberships == []
    for module in (listed, kept_queries):
        monkeypatch.setattr(module, "today", lambda: dt.date(2001, 6, 1))

    assert [m.role for m in people_listed(register)[1].current_memberships] == ["Före detta"]


def test_an_organization_of_several_mandates_is_one_object_and_asks_nothing_more(register: list[int]) -> None:
    people_listed(register)
    with CaptureQueriesContext(connection) as queries:
        olle = people_listed(register)[0]
        first, second = olle.current_memberships
        assert first.organization is second.organization
        assert first.organization.area.name == "Håbo"
        assert olle.owner is None
    assert len(queries) == 2
    assert isinstance(first, Membership)
    assert not first._state.adding
