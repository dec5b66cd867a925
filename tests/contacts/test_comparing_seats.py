"""A new seat is one change: of somebody new, re-elected, moved up or down, for another party or from another place."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from contacts.choices import ChangeKind, Level, OrganizationKind, RoleKind, TermBody
from contacts.imports.proposals import Proposal
from contacts.imports.roster import Roster
from contacts.models import ExternalIdentifier, Membership, Person
from tests import make
from tests.contacts.comparing import (
    COUNCIL_LAST,
    COUNCIL_OLD,
    LAST,
    NEW,
    carried_out,
    certain,
    compared,
    council,
    elected,
    kinds,
    listed,
    of_kind,
    proposed,
    seat,
    seated,
    terms,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> dict[Any, Any]:
    return terms()


def one(roster: Roster, person: Person) -> Proposal:
    """The only change of a list of one person, who is `person`."""
    told = [p for p in proposed(roster, {1: certain(person)}) if p.row]
    assert len(told) == 1, told
    return told[0]


def in_riksdag(of: dict[Any, Any], name: str = "Anna Maria Ek", code: str = "C", **fields: Any) -> Roster:
    place = seat(make.riksdag(), of[TermBody.RIKSDAG, 2026], code, **fields)
    return elected(listed(1, name, place), covers=[])


# --- Somebody new -----------------------------------------------------------------------------------------------


def test_new_person_comes_with_seat_identifier_and_legal_name(of: dict[Any, Any]) -> None:
    roster = in_riksdag(of, number="2026:RD:00:90001")
    (told,) = proposed(roster)
    assert (told.kind, told.is_certain, told.person, told.before) == (ChangeKind.NEW_PERSON, True, None, [])
    assert ["Uppdrag", "Riksdagsledamot, Sveriges riksdag"] in told.after
    assert ["Källa", "Valmyndigheten 2026-09-20"] in told.after
    assert told.reasons == ["Finns inte i registret."]
    carried_out(roster)
    held = Membership.objects.get()
    assert (held.person.given_name, held.person.family_name) == ("Anna Maria", "Ek")
    assert held.person.legal_name == "Anna Maria Ek"
    assert (held.starts_on, held.source, str(held.source_on)) == (NEW, "Valmyndigheten", "2026-09-20")
    assert set(ExternalIdentifier.objects.values_list("value", flat=True)) == {"90001", "2026:RD:00:90001"}


def test_new_person_in_two_councils_is_one_person_and_a_second_seat_that_needs_the_first(of: dict[Any, Any]) -> None:
    here, there = council(), council("Regionfullmäktige i Uppsala", Level.REGIONAL)
    places = [seat(here, of[TermBody.MUNICIPAL_COUNCIL, 2026]), seat(there, of[TermBody.REGIONAL_COUNCIL, 2026])]
    roster = elected(listed(1, "Anna Ek", *places))
    first, second = proposed(roster)
    assert (first.kind, second.kind) == (ChangeKind.NEW_PERSON, ChangeKind.NEW_MANDATE)
    assert second.needs == (first.key,)
    carried_out(roster)
    assert (Person.objects.count(), Membership.objects.count()) == (1, 2)
    assert proposed(roster) == []


def test_seat_whose_person_is_not_taken_in_is_left_out_too(of: dict[Any, Any]) -> None:
    here, there = council(), council("Regionfullmäktige i Uppsala", Level.REGIONAL)
    places = [seat(here, of[TermBody.MUNICIPAL_COUNCIL, 2026]), seat(there, of[TermBody.REGIONAL_COUNCIL, 2026])]
    roster = elected(listed(1, "Anna Ek", *places))
    carried_out(roster, chosen=proposed(roster)[1:])
    assert (Person.objects.count(), Membership.objects.count()) == (0, 0)


# --- Somebody known ---------------------------------------------------------------------------------------------


def test_re_elected_held_the_same_assembly_in_the_term_before(of: dict[Any, Any]) -> None:
    held = seated("Anna Ek", make.riksdag(), ends_on=LAST)
    told = one(in_riksdag(of), held.person)
    assert (told.kind, told.also, told.score) == (ChangeKind.RE_ELECTED, [], 95)
    assert ["Tid", "2022-09-26–2026-09-27"] in told.before
    assert ["Tid", "2026-09-28–"] in told.after
    assert any("vald igen" in reason for reason in told.reasons)


def test_whom_the_register_knew_is_called_by_the_source_from_now_on(of: dict[Any, Any]) -> None:
    held = seated("Anna Ek", make.riksdag(), ends_on=LAST)
    roster = in_riksdag(of)
    carried_out(roster, {1: certain(held.person)})
    held.person.refresh_from_db()
    assert (held.person.name, held.person.legal_name) == ("Anna Ek", "Anna Maria Ek")
    assert held.person.identifiers.get(scheme="val-2026").value == "90001"
    assert proposed(roster) == []


def test_re_elected_for_another_party_and_from_another_place_is_counted_as_those_too(of: dict[Any, Any]) -> None:
    uppsala = make.constituency("Uppsala läns valkrets", make.area())
    gotland = make.constituency("Gotlands valkrets", make.area("Gotlands län"))
    held = seated("Anna Ek", make.riksdag(), "L", area=uppsala, ends_on=LAST)
    told = one(in_riksdag(of, code="S", area=gotland), held.person)
    assert told.kind == ChangeKind.RE_ELECTED
    assert set(told.also) == {ChangeKind.CHANGED_PARTY, ChangeKind.CHANGED_CONSTITUENCY}
    assert (told.party, told.area) == (make.party("S").pk, gotland.pk)


def test_one_who_went_from_council_to_riksdag_moved_up(of: dict[Any, Any]) -> None:
    held = seated("Anna Ek", council(), starts_on=COUNCIL_OLD, ends_on=COUNCIL_LAST)
    told = one(in_riksdag(of), held.person)
    assert told.kind == ChangeKind.MOVED_UP
    assert ["Uppdrag", "Ledamot, Kommunfullmäktige i Sala"] in told.before


def test_one_who_went_from_riksdag_to_council_moved_down(of: dict[Any, Any]) -> None:
    held = seated("Anna Ek", make.riksdag(), ends_on=LAST)
    told = one(
        elected(listed(1, "Anna Ek", seat(council(), of[TermBody.MUNICIPAL_COUNCIL, 2026])), covers=[]), held.person
    )
    assert told.kind == ChangeKind.MOVED_DOWN


def test_one_who_sits_in_the_riksdag_still_has_not_moved_down_by_a_council_too(of: dict[Any, Any]) -> None:
    person = make.person("Anna Ek")
    seated(person, make.riksdag(), ends_on=LAST)
    seated(person, make.riksdag(), starts_on=NEW)
    roster = elected(listed(1, "Anna Ek", seat(council(), of[TermBody.MUNICIPAL_COUNCIL, 2026])), covers=[])
    assert one(roster, person).kind == ChangeKind.NEW_MANDATE


def test_open_mandate_of_the_old_term_lasts_no_longer_than_the_term(of: dict[Any, Any]) -> None:
    person = seated("Anna Ek", make.riksdag(), term=of[TermBody.RIKSDAG, 2022]).person
    roster = elected(listed(1, "Anna Ek", seat(council(), of[TermBody.MUNICIPAL_COUNCIL, 2026])), covers=[])
    assert one(roster, person).kind == ChangeKind.MOVED_DOWN


def test_one_who_sat_long_ago_or_only_stood_in_has_a_new_mandate(of: dict[Any, Any]) -> None:
    long_ago = seated("Anna Ek", make.riksdag(), starts_on=dt.date(2006, 10, 2), ends_on=dt.date(2010, 10, 3)).person
    assert one(in_riksdag(of), long_ago).kind == ChangeKind.NEW_MANDATE
    stood_in = seated("Bo Al", make.riksdag(), role="Ersättare", kind=RoleKind.SUBSTITUTE, ends_on=LAST).person
    assert one(in_riksdag(of), stood_in).kind == ChangeKind.NEW_MANDATE


def test_official_who_is_elected_has_a_new_mandate(of: dict[Any, Any]) -> None:
    person = make.membership(make.person("Anna Ek"), make.organization(), "Utredare", RoleKind.OFFICIAL).person
    assert one(in_riksdag(of), person).kind == ChangeKind.NEW_MANDATE


def test_seat_in_a_committee_is_of_its_own_kind(of: dict[Any, Any]) -> None:
    committee = make.organization("Trafikutskottet", OrganizationKind.COMMITTEE, level=Level.NATIONAL)
    person = seated("Anna Ek", make.riksdag(), starts_on=NEW).person
    roster = elected(
        listed(1, "Anna Ek", seat(committee, starts_on=dt.date(2026, 10, 6))), source_on=dt.date(2026, 11, 1)
    )
    told = proposed(roster, {1: certain(person)})
    assert of_kind(told, ChangeKind.NEW_COMMITTEE_SEAT).organization == committee.pk


# --- The same seat ----------------------------------------------------------------------------------------------


def test_seat_that_another_source_has_told_of_is_not_added_again(of: dict[Any, Any]) -> None:
    held = seated("Anna Ek", make.riksdag(), starts_on=NEW, term=of[TermBody.RIKSDAG, 2026], source="Sveriges riksdag")
    roster = in_riksdag(of, number="2026:RD:00:90001")
    (told,) = proposed(roster, {1: certain(held.person)})
    assert told.kind == ChangeKind.DETAILS
    carried_out(roster, {1: certain(held.person)})
    assert Membership.objects.get().identifiers.get().value == "2026:RD:00:90001"


def test_seat_of_the_same_term_from_another_day_is_the_same_seat(of: dict[Any, Any]) -> None:
    body = council()
    held = seated("Anna Ek", body, starts_on=dt.date(2026, 11, 1), term=of[TermBody.MUNICIPAL_COUNCIL, 2026])
    roster = elected(listed(1, "Anna Ek", seat(body, of[TermBody.MUNICIPAL_COUNCIL, 2026])))
    assert kinds(proposed(roster, {1: certain(held.person)})) == ["details"]


def test_party_corrected_by_the_authority_strikes_the_mandate_that_never_was(of: dict[Any, Any]) -> None:
    carried_out(in_riksdag(of, code="L", number="2026:RD:00:90001"))
    roster = in_riksdag(of, code="C", number="2026:RD:00:90001")
    (told,) = proposed(roster)
    assert told.kind == ChangeKind.CORRECTED
    assert ["Parti", "Parti L"] in told.before
    assert ["Parti", "Parti C"] in told.after
    carried_out(roster)
    assert {(m.party.code, m.is_struck) for m in Membership.objects.all()} == {("L", True), ("C", False)}
    assert proposed(roster) == []


def test_same_difference_has_the_same_key_in_every_run(of: dict[Any, Any]) -> None:
    held = seated("Anna Ek", make.riksdag(), ends_on=LAST)
    first = one(in_riksdag(of), held.person)
    assert first.key == one(in_riksdag(of), held.person).key
    # Also when it would have been somebody new: the seat is the same.
    assert first.key == proposed(in_riksdag(of))[0].key


def test_comparing_changes_nothing_by_itself(of: dict[Any, Any]) -> None:
    held = seated("Anna Ek", make.riksdag())
    roster = in_riksdag(of)
    roster.covers = elected(*roster.people).covers
    before = list(Membership.objects.values()), list(Person.objects.values())
    proposed(roster, {1: certain(held.person)})
    assert (list(Membership.objects.values()), list(Person.objects.values())) == before


def test_one_who_comes_back_during_the_term_is_not_re_elected(of: dict[Any, Any]) -> None:
    held = seated("Anna Ek", make.riksdag(), starts_on=NEW, ends_on=dt.date(2027, 6, 1))
    roster = in_riksdag(of, starts_on=dt.date(2028, 1, 10))
    assert one(roster, held.person).kind == ChangeKind.NEW_MANDATE


def test_member_who_becomes_chair_during_the_term_has_a_new_mandate(of: dict[Any, Any]) -> None:
    here, term = council(), of[TermBody.MUNICIPAL_COUNCIL, 2026]
    held = seated("Anna Ek", here, starts_on=COUNCIL_OLD, ends_on=COUNCIL_LAST)
    seated(held.person, here, starts_on=term.starts_on)
    told = one(elected(listed(1, "Anna Ek", seat(here, term, role="Ordförande")), covers=[]), held.person)
    assert told.kind == ChangeKind.NEW_MANDATE
    assert "Har redan haft en plats i samma församling i perioden." in told.reasons


def test_same_number_on_two_rows_is_read_once(of: dict[Any, Any]) -> None:
    places = [seat(make.riksdag(), of[TermBody.RIKSDAG, 2026]) for _n in range(2)]
    rows = [listed(row, "Anna Ek", place, number="90001") for row, place in enumerate(places, start=1)]
    found = compared(elected(*rows))
    assert kinds(found.proposals) == ["new_person"]
    assert [doubt.row for doubt in found.doubtful] == [2]


def test_same_seat_of_one_person_on_two_rows_is_given_once(of: dict[Any, Any]) -> None:
    held = seated("Anna Ek", make.riksdag(), ends_on=LAST)
    places = [seat(make.riksdag(), of[TermBody.RIKSDAG, 2026]) for _n in range(2)]
    rows = [listed(row, "Anna Ek", place, number="") for row, place in enumerate(places, start=1)]
    roster = elected(*rows, scheme=None)
    found = compared(roster, {1: certain(held.person), 2: certain(held.person)})
    assert [p.kind for p in found.proposals if p.kind != ChangeKind.DETAILS] == [ChangeKind.RE_ELECTED]
    assert [doubt.row for doubt in found.doubtful] == [2]
