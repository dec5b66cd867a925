"""The register ends the same whether the old term was there first, or both terms were imported side by side."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from contacts.choices import ChangeKind, Scheme, TermBody
from contacts.imports.comparing import compare, plain
from contacts.imports.matching import Double, Match
from contacts.imports.proposals import Proposal
from contacts.imports.roster import Roster
from contacts.models import ExternalIdentifier, Membership, Person
from contacts.services import imports
from contacts.services.people import merge
from tests import make
from tests.contacts.comparing import (
    LAST,
    carried_out,
    certain,
    elected,
    kinds,
    known_by_identifier,
    listed,
    proposed,
    riksdag_list,
    seat,
    steps_left,
    terms,
)

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 3, 11)
# The same person in both lists, by what each calls them.
SAME = {"90001": "01", "90002": "02"}


@pytest.fixture
def old() -> Roster:
    """The Riksdag of 2022: Lotta, Bo and Cilla."""
    term = terms()[TermBody.RIKSDAG, 2022]
    names = (("01", "Lotta", "Ek", "C"), ("02", "Bo", "Al", "L"), ("03", "Cilla", "Dal", "S"))
    return riksdag_list(
        DAY,
        *(
            listed(
                row, f"{given} {family}", seat(make.riksdag(), term, code, ends_on=LAST), number=number, given=given,
                family=family, is_legal_name=False, birth_year=1970 + row,
            )
            for row, (number, given, family, code) in enumerate(names, start=1)
        ),
    )  # fmt: skip


@pytest.fixture
def new() -> Roster:
    """The Riksdag of 2026: Lotta under her whole name, Bo for another party, and Dan."""
    term = terms()[TermBody.RIKSDAG, 2026]
    names = (("90001", "Anna Charlotta Ek", "C"), ("90002", "Bo Al", "M"), ("90003", "Dan Sten", "S"))
    return elected(
        *(
            listed(row, name, seat(make.riksdag(), term, code, number=f"2026:RD:00:{number}"), number=number)
            for row, (number, name, code) in enumerate(names, start=1)
        )
    )


def store(roster: Roster) -> None:
    imports.write(plain(roster), actor=make.actor(), reason="Import")


def matches(roster: Roster) -> dict[int, Match]:
    """As a perfect matcher would have it."""
    found = known_by_identifier(roster)
    for one in roster.people:
        own = ExternalIdentifier.objects.filter(scheme=Scheme.RIKSDAGEN, value=SAME.get(one.number, "")).first()
        if not found[one.row].person and own and own.person_id:
            found[one.row] = certain(own.person_id)
    return found


def doubles(roster: Roster) -> list[Double]:
    """Those who are in the register under both of their numbers."""
    found = []
    for one in roster.people:
        rows = ExternalIdentifier.objects.filter(
            value__in=(one.number, SAME.get(one.number, "-")), person__isnull=False
        )
        by_scheme = {row.scheme: row.person_id for row in rows}
        keep, drop = by_scheme.get(Scheme.RIKSDAGEN), by_scheme.get(Scheme.ELECTION)
        if keep and drop and keep != drop:
            found.append(Double(keep, drop, one.row, 95, True, ("Namnen stämmer",)))
    return found


def run(roster: Roster) -> list[Proposal]:
    """A whole run of the radar in which everything is accepted: the merges first, then the rest compared anew."""
    told = compare(roster, matches(roster), doubles(roster)).proposals
    for one in told:
        if one.merge:
            keep, drop = (Person.objects.get(pk=pk) for pk in one.merge)
            merge(keep=keep, drop=drop, actor=make.actor())
    carried_out(roster, chosen=compare(roster, matches(roster), doubles(roster)).proposals)
    return told


def register() -> Any:
    """What the register says, whoever of two was kept and whenever it was stored."""
    people = {}
    for person in Person.objects.filter(merged_into__isnull=True):
        seats = person.memberships.order_by("starts_on").values_list(
            "organization__name", "role", "kind", "party__code", "starts_on", "ends_on", "term__name", "source",
            "source_on", "struck_at", "identifiers__value",
        )  # fmt: skip
        numbers = person.identifiers.values_list("scheme", "value").order_by("scheme")
        facts = (person.name, person.legal_name, person.other_names, person.birth_year, person.is_archived)
        people[person.name] = (facts, list(numbers), list(seats))
    return people


def test_old_term_first_and_then_the_radar(old: Roster, new: Roster) -> None:
    store(old)
    assert kinds(run(new)) == ["left", "new_person", "re_elected", "re_elected"]
    assert steps_left(compare(new, matches(new), doubles(new)).proposals) == []


def test_both_side_by_side_and_then_the_radar_end_in_the_same_register(old: Roster, new: Roster) -> None:
    store(old)
    run(new)
    wanted = register()
    assert set(wanted) == {"Lotta Ek", "Bo Al", "Cilla Dal", "Dan Sten"}
    Membership.objects.all().delete()
    Person.objects.all().delete()
    assert register() == {}

    store(old)
    store(new)
    assert Person.objects.count() == 6
    told = run(new)
    assert kinds(told) == ["left", "same_person", "same_person"]
    also = {one.name: one.also for one in told if one.merge}
    assert also == {
        "Lotta Ek": [ChangeKind.RE_ELECTED],
        "Bo Al": [ChangeKind.RE_ELECTED, ChangeKind.CHANGED_PARTY],
    }
    assert register() == wanted
    assert steps_left(compare(new, matches(new), doubles(new)).proposals) == []


def test_new_term_first_and_the_old_one_after_end_in_the_same_register(old: Roster, new: Roster) -> None:
    store(old)
    run(new)
    wanted = register()
    Membership.objects.all().delete()
    Person.objects.all().delete()

    store(new)
    found = {one.number: Person.objects.get(identifiers__value=one.number).pk for one in new.people}
    who = {row: certain(found[number]) for row, number in ((1, "90001"), (2, "90002"))}
    carried_out(old, who)
    assert register() == wanted
    assert steps_left(proposed(new)) == []


def test_both_rows_of_one_who_is_there_twice_stand_side_by_side(old: Roster, new: Roster) -> None:
    store(old)
    store(new)
    told = next(one for one in proposed(new, matches(new), doubles(new)) if one.merge and one.name == "Lotta Ek")
    assert ["Namn", "Lotta Ek"] in told.before
    assert ["Tid", "2022-09-26–2026-09-27"] in told.before
    assert ["Namn", "Anna Charlotta Ek"] in told.after
    assert ["Tid", "2026-09-28–"] in told.after
    assert (told.number, told.person, told.other) == ("90001", *told.merge)
    assert told.key == next(
        one.key for one in proposed(new, matches(new), doubles(new)) if one.merge and one.name == "Lotta Ek"
    )
