"""A long export reads people in another way than the page: every column says the same of them all the same."""

from __future__ import annotations

import datetime as dt
import io
import random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.choices import DetailKind, Level, OrganizationKind, RoleKind, Tier
from contacts.columns import export as sheet_columns
from contacts.columns.person import PERSON_COLUMNS
from contacts.exports import reading
from contacts.models import ContactDetail, Membership, Person, PersonTag, Tag
from crm.common import writes
from crm.common.batches import Listed
from crm.common.columns import Column, prepared
from crm.common.dates import today
from crm.common.sheets import MAX_CELL, cell_value, cells, write_xlsx
from crm.models import User
from tests import make

pytestmark = pytest.mark.django_db
ADDRESSES = {"email": "a@example.se b@example.se", "phone": "+46812345678", "mobile": "+46701234567"}
EVERY_COLUMN = [*PERSON_COLUMNS, *sheet_columns.of_people(PERSON_COLUMNS)]


@pytest.fixture
def register(alma: User) -> None:
    """People with no, one and several mandates, addresses, tags, in every combination that chance brings."""
    rng, actor, day = random.Random(7), make.actor(), today()
    places = [make.area(), make.area(), None]
    bodies = [
        make.organization(f"Organ {n}", kind=rng.choice(list(OrganizationKind)), level=level, area=rng.choice(places))
        for n, level in enumerate([*Level.values, ""] * 2)
    ]
    parties = [make.party(), make.party(), None]
    people = writes.create_many(
        [
            Person(
                given_name=f"Åsa {n % 5}", family_name=f"Ek {n}", title=rng.choice(["", "Professor"]),
                sector=rng.choice(["", "politics"]), tier=rng.choice(Tier.values), owner=rng.choice([None, alma]),
            )
            for n in range(60)
        ],
        actor=actor,
    )  # fmt: skip
    roles, details, links = [], [], []
    tags = writes.create_many([Tag(name="ö"), Tag(name="a")], actor=actor)
    for person in people:
        for n in range(rng.randrange(4)):
            starts_on = rng.choice([None, day - dt.timedelta(days=rng.randrange(400))])
            roles.append(
                Membership(
                    person=person, organization=rng.choice(bodies), role=f"Roll {n}", kind=rng.choice(RoleKind.values),
                    party=rng.choice(parties), area=rng.choice(places), starts_on=starts_on,
                    source=rng.choice(["", "A"]),
                    ends_on=rng.choice([None, None, day, day - dt.timedelta(days=1)]) if starts_on is None else None,
                )
            )  # fmt: skip
        for kind, values in {
            "email": "a@example.se b@example.se",
            "phone": "+46812345678",
            "mobile": "+46701234567",
        }.items():
            for n, value in enumerate(values.split()[: rng.randrange(3)]):
                details.append(
                    ContactDetail(
                        person=person, kind=kind, value=value, is_preferred=n == 1, label=rng.choice(["", "växel"])
                    )
                )  # fmt: skip
        links += [PersonTag(person=person, tag=tag) for tag in tags if rng.random() < 0.4]
    for objs in (roles, details, links):
        writes.create_many(objs, actor=actor)


def test_every_column_says_of_a_batch_what_it_says_of_the_pages_people(register: None) -> None:
    queryset = Person.objects.order_by("sort_key", "pk")
    shown = list(prepared(queryset.for_list(), EVERY_COLUMN))
    (batch,) = reading.people(queryset, EVERY_COLUMN).batches
    assert [person.pk for person in batch.rows] == [person.pk for person in shown]
    for column in EVERY_COLUMN:
        expected = [column.value(person) for person in shown]
        assert batch.values(column) == expected, column.name
        assert [column.value(person) for person in batch.rows] == expected, column.name
    assert len({str(column.bulk) for column in EVERY_COLUMN if column.bulk}) > 8


def test_columns_that_are_all_asked_for_a_batch_read_no_more_than_they_say(register: None) -> None:
    """Then people and mandates are not read whole, and an address of one kind alone."""
    columns = [column for column in EVERY_COLUMN if column.bulk]
    queryset = Person.objects.order_by("sort_key", "pk")
    shown = list(prepared(queryset.for_list(), columns))
    with CaptureQueriesContext(connection) as queries:
        (batch,) = reading.people(queryset, columns).batches
        told = [batch.values(column) for column in columns]
    assert told == [[column.value(person) for person in shown] for column in columns]
    assert not any("do_not_contact" in query["sql"] for query in queries)


def test_more_people_ask_no_more_queries(register: None) -> None:
    def asked(queryset: Any) -> int:
        with CaptureQueriesContext(connection) as queries:
            for batch in reading.people(queryset, EVERY_COLUMN).batches:
                for column in EVERY_COLUMN:
                    batch.values(column)
                    [column.value(person) for person in batch.rows]
        return len(queries)

    few = Person.objects.filter(
        pk__in=Person.objects.exclude(memberships=None).exclude(person_tags=None)[:20].values("pk")
    )
    assert asked(Person.objects.order_by("pk")) <= asked(few) + 3  # parents of parents


def test_long_lists_come_in_batches_and_tell_how_far_they_are(register: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "CHUNK", 25)
    columns = [column for column in PERSON_COLUMNS if column.name in ("family_name", "email")]
    told: list[int] = []
    rows = reading.people(Person.objects.order_by("pk"), columns)
    rows.tell = told.append
    assert write_xlsx(io.BytesIO(), columns, rows, "Personer") == 60
    assert told == [25, 50, 60]


@pytest.mark.parametrize(
    "values",
    [
        ["a", "", None, "b\r\nc"], ["\x00x", "y"], ["x" * (MAX_CELL + 1), "y"], [1, None, 2.5], [True, False],
        [dt.date(2026, 1, 1), None], [["a", "b"], []], [DetailKind.EMAIL, "x"], [], [None], ["ren", "text"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["text", "party", "badge", "number"])
def test_cells_of_a_column_are_those_of_its_rows(values: list[Any], kind: str) -> None:
    column = Column("x", "X", lambda row: row, kind=kind)
    got, expected = cells(column, Listed(values)), [cell_value(column, row) for row in values]
    assert got == expected
    assert [type(value) for value in got] == [type(value) for value in expected]
