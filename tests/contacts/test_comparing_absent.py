"""Who sat in a body that the source lists completely, and is not on its list: they left, on the term's last day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from contacts.choices import ChangeKind, OrganizationKind, RoleKind, TermBody
from contacts.imports.comparing import compare
from contacts.imports.matching import Double
from contacts.imports.roster import Coverage, Roster
from contacts.models import Membership
from tests import make
from tests.contacts.comparing import (
    COUNCIL_OLD,
    LAST,
    MEMBER,
    NEW,
    carried_out,
    certain,
    compared,
    council,
    elected,
    identified_as,
    kinds,
    known_by_identifier,
    listed,
    of_kind,
    perhaps,
    proposed,
    riksdag_list,
    seat,
    seated,
    steps_left,
    terms,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> dict[Any, Any]:
    return terms()


@pytest.fixture
def bo_alone(of: dict[Any, Any]) -> Roster:
    """The new Riksdag: Bo, whom nobody knew."""
    return elected(listed(1, "Bo Al", seat(make.riksdag(), of[TermBody.RIKSDAG, 2026], number="2026:RD:00:90001")))


def test_one_who_is_not_on_the_new_list_left_with_the_term(bo_alone: Roster) -> None:
    held = seated("Anna Ek", make.riksdag())
    told = of_kind(proposed(bo_alone), ChangeKind.LEFT)
    assert (told.person, told.row, told.is_certain) == (held.person.pk, 0, True)
    assert ["Tid", "2022-09-26–"] in told.before
    # The source has no word of her party or of a seat: only that she is not there.
    assert told.after == [
        ["Uppdrag", "Står inte där, så uppdraget slutar"],
        ["Tid", "2022-09-26–2026-09-27"],
        ["Källa", "Valmyndigheten 2026-09-20"],
    ]
    carried_out(bo_alone)
    held.refresh_from_db()
    assert (held.ends_on, str(held.last_verified_on)) == (LAST, "2026-09-20")
    assert steps_left(proposed(bo_alone)) == []


def test_one_whose_mandate_had_its_last_day_already_is_told_of_and_nothing_is_done(bo_alone: Roster) -> None:
    seated("Anna Ek", make.riksdag(), ends_on=LAST)
    told = of_kind(proposed(bo_alone), ChangeKind.LEFT)
    assert list(told.steps) == []


def test_one_who_resigned_during_the_term_left_long_ago(bo_alone: Roster) -> None:
    seated("Anna Ek", make.riksdag(), ends_on=dt.date(2024, 5, 1))
    assert kinds(proposed(bo_alone)) == ["new_person"]


def test_one_who_sits_in_another_assembly_has_not_left_it(bo_alone: Roster) -> None:
    seated("Anna Ek", council(), starts_on=COUNCIL_OLD)
    assert kinds(proposed(bo_alone)) == ["new_person"]


def test_list_that_says_nothing_of_being_complete_says_nothing_of_who_left(bo_alone: Roster) -> None:
    seated("Anna Ek", make.riksdag())
    bo_alone.covers = []
    assert kinds(proposed(bo_alone)) == ["new_person"]


def test_seats_in_committees_hang_on_the_mandate_and_end_with_it(bo_alone: Roster, of: dict[Any, Any]) -> None:
    riksdag = make.riksdag()
    committee = make.organization("Trafikutskottet", OrganizationKind.COMMITTEE, level="national", parent=riksdag)
    network = make.organization("Östnätverket", OrganizationKind.NETWORK)
    held = seated("Anna Ek", riksdag)
    place = seated(held.person, committee)
    make.membership(held.person, network, "Medlem", RoleKind.MEMBER)
    told = proposed(bo_alone)
    left, ended = of_kind(told, ChangeKind.LEFT), of_kind(told, ChangeKind.ENDED_COMMITTEE_SEAT)
    assert (ended.organization, ended.needs) == (committee.pk, (left.key,))
    assert len(told) == 3
    carried_out(bo_alone)
    place.refresh_from_db()
    assert place.ends_on == LAST


def test_board_of_a_municipality_sits_until_the_new_year(of: dict[Any, Any]) -> None:
    sala = make.organization("Sala kommun", OrganizationKind.MUNICIPALITY, level="local")
    body = council(parent=sala)
    board = make.organization("Kommunstyrelsen i Sala", OrganizationKind.BOARD, level="local", parent=sala)
    held = seated("Anna Ek", body, starts_on=COUNCIL_OLD)
    place = seated(held.person, board, starts_on=dt.date(2023, 1, 1), role="Ordförande")
    roster = elected(listed(1, "Bo Al", seat(body, of[TermBody.MUNICIPAL_COUNCIL, 2026])))
    assert kinds(carried_out(roster)) == ["ended_committee_seat", "left", "new_person"]
    place.refresh_from_db()
    held.refresh_from_db()
    assert (held.ends_on, place.ends_on) == (dt.date(2026, 10, 14), dt.date(2026, 12, 31))


def test_substitute_whose_time_lasted_to_the_end_is_out(bo_alone: Roster) -> None:
    seated("Anna Ek", make.riksdag(), role="Statsrådsersättare", kind=RoleKind.SUBSTITUTE)
    told = of_kind(proposed(bo_alone), ChangeKind.SUBSTITUTE_OUT)
    assert len(told.steps) == 1


def test_open_mandate_of_one_who_sits_again_ends_with_the_change_that_seats_them(bo_alone: Roster) -> None:
    held = seated("Bo Al", make.riksdag())
    told = carried_out(bo_alone, {1: certain(held.person)})
    assert kinds(told) == ["re_elected"]
    assert ["Förra mandatet", "avslutas 2026-09-27"] in told[0].after
    days = Membership.objects.filter(person=held.person).order_by("starts_on").values_list("starts_on", "ends_on")
    assert list(days) == [(held.starts_on, LAST), (NEW, None)]
    assert proposed(bo_alone) == []


def test_old_mandate_left_open_by_a_plain_import_is_ended_afterwards(bo_alone: Roster) -> None:
    held = identified_as(seated("Bo Al", make.riksdag()).person, "90001", "val-2026").memberships.get()
    covers, bo_alone.covers = bo_alone.covers, []
    carried_out(bo_alone)
    bo_alone.covers = covers
    assert kinds(carried_out(bo_alone)) == ["details"]
    held.refresh_from_db()
    assert held.ends_on == LAST


# --- Not certain ------------------------------------------------------------------------------------------------


def test_one_who_may_be_on_the_list_has_not_left_for_certain(bo_alone: Roster) -> None:
    held = seated("Bo Ahl", make.riksdag())
    told = proposed(bo_alone, {1: perhaps(held.person)})
    left, doubtful = of_kind(told, ChangeKind.LEFT), of_kind(told, ChangeKind.DOUBTFUL)
    assert not left.is_certain
    assert not doubtful.is_certain
    assert [c.person for c in doubtful.candidates] == [held.person.pk]
    assert list(doubtful.steps) == []
    assert ["Namn", "Bo Ahl"] in doubtful.before


def test_answer_to_who_they_are_gives_the_change_that_follows(bo_alone: Roster) -> None:
    held = seated("Bo Ahl", make.riksdag(), ends_on=LAST)
    doubtful = of_kind(proposed(bo_alone, {1: perhaps(held.person)}), ChangeKind.DOUBTFUL)
    (known,) = proposed(bo_alone, {1: certain(held.person)})
    (left, new) = sorted(proposed(bo_alone), key=lambda one: one.kind)
    assert (known.kind, known.doubt) == (ChangeKind.RE_ELECTED, doubtful.key)
    assert (left.kind, new.kind, new.doubt) == (ChangeKind.LEFT, ChangeKind.NEW_PERSON, doubtful.key)


def test_one_who_may_be_there_twice_has_not_left_for_certain(bo_alone: Roster) -> None:
    old = seated("Bo Ahl", make.riksdag()).person
    carried_out(bo_alone, chosen=[of_kind(proposed(bo_alone), ChangeKind.NEW_PERSON)])
    new = Membership.objects.get(starts_on=NEW).person
    double = Double(old.pk, new.pk, 1, 60, False, ("Liknande namn",))
    told = proposed(bo_alone, doubles=[double])
    assert not of_kind(told, ChangeKind.LEFT).is_certain
    assert of_kind(told, ChangeKind.SAME_PERSON).merge == (old.pk, new.pk)


@pytest.mark.parametrize("is_certain", [True, False])
def test_one_of_a_pair_that_was_said_to_be_two_has_left_for_certain(bo_alone: Roster, *, is_certain: bool) -> None:
    old = seated("Bo Ahl", make.riksdag()).person
    carried_out(bo_alone, chosen=[of_kind(proposed(bo_alone), ChangeKind.NEW_PERSON)])
    new = Membership.objects.get(starts_on=NEW).person
    double = Double(old.pk, new.pk, 1, 100 if is_certain else 60, is_certain, ("Liknande namn",), is_refused=True)
    left = of_kind(proposed(bo_alone, doubles=[double]), ChangeKind.LEFT)
    assert (left.person, left.is_certain) == (old.pk, True)


# --- Corrections and the running term ---------------------------------------------------------------------------


def test_one_who_is_no_longer_among_the_elected_was_never_so_which_somebody_has_to_say(
    bo_alone: Roster, of: dict[Any, Any]
) -> None:
    carried_out(bo_alone)
    place = seat(make.riksdag(), of[TermBody.RIKSDAG, 2026], number="2026:RD:00:90002")
    corrected = elected(listed(1, "Cilla Dal", place, number="90002"))
    told = of_kind(proposed(corrected), ChangeKind.CORRECTED)
    assert (told.name, told.is_certain) == ("Bo Al", False)
    carried_out(corrected)
    assert Membership.objects.get(person__family_name="Al").struck_reason == "Rättat av Valmyndigheten"
    assert proposed(corrected) == []


def test_withdrawn_mandate_is_only_told_of_when_the_list_may_be_partial(bo_alone: Roster, of: dict[Any, Any]) -> None:
    carried_out(bo_alone)
    place = seat(make.riksdag(), of[TermBody.RIKSDAG, 2026], number="2026:RD:00:90002")
    found = compared(elected(listed(1, "Cilla Dal", place, number="90002"), covers=[]))
    assert kinds(found.proposals) == ["new_person"]
    assert [doubt.subject for doubt in found.doubtful] == ["Bo Al"]


def test_one_who_is_gone_in_the_middle_of_a_term_is_told_of_but_not_for_certain(of: dict[Any, Any]) -> None:
    riksdag, term = make.riksdag(), of[TermBody.RIKSDAG, 2022]
    seated("Anna Ek", riksdag, term=term)
    day = dt.date(2025, 3, 1)
    there = listed(1, "Bo Al", seat(riksdag, term, ends_on=LAST), is_legal_name=False, given="Bo", family="Al")
    told = of_kind(proposed(riksdag_list(day, there, covers=[Coverage(riksdag, MEMBER, term)])), ChangeKind.LEFT)
    assert not told.is_certain
    assert ["Tid", "2022-09-26–2025-02-28"] in told.after


def test_key_of_one_who_left_outlasts_a_merge(bo_alone: Roster) -> None:
    old = identified_as(seated("Anna Ek", make.riksdag()).person, "0123")
    before = of_kind(proposed(bo_alone), ChangeKind.LEFT).key
    identified_as(old, "ffff", "riksdagen-guid")
    identified_as(old, "77", "val-2026")
    assert of_kind(proposed(bo_alone), ChangeKind.LEFT).key == before


def test_one_who_chairs_the_council_sits_in_it(of: dict[Any, Any]) -> None:
    body, term = council(), of[TermBody.MUNICIPAL_COUNCIL, 2026]
    held = seated("Anna Ek", body, starts_on=COUNCIL_OLD)
    chair = listed(1, "Anna Ek", seat(body, term, role="Ordförande"))
    roster = elected(chair, covers=[Coverage(body, "Ledamot", term)])
    assert kinds(proposed(roster, {1: certain(held.person)})) == ["re_elected"]


def test_number_of_questions_does_not_grow_with_the_list(
    of: dict[Any, Any], django_assert_max_num_queries: Any
) -> None:
    people = [seated(f"Anna Ek{n}", make.riksdag()).person for n in range(30)]
    term = of[TermBody.RIKSDAG, 2026]
    again = [
        listed(n, one.name, seat(make.riksdag(), term, number=f"2026:RD:00:{n}"))
        for n, one in enumerate(people[:20], 1)
    ]
    roster = elected(*again, *(listed(n, f"Ny Person{n}", seat(make.riksdag(), term)) for n in range(21, 60)))
    matches = {**known_by_identifier(roster), **{n: certain(one) for n, one in enumerate(people[:20], 1)}}
    with django_assert_max_num_queries(15):
        found = compare(roster, matches)
    assert len(found.proposals) == 69


def test_board_has_a_term_of_its_own_from_the_new_year(of: dict[Any, Any]) -> None:
    board, term = make.organization("Kommunstyrelsen", OrganizationKind.BOARD, level="local"), of[TermBody.BOARD, 2027]
    stays = seated("Anna Ek", board, starts_on=dt.date(2023, 1, 1))
    leaves = seated("Bo Al", board, starts_on=dt.date(2023, 1, 1))
    roster = elected(listed(1, "Anna Ek", seat(board, term)), source_on=dt.date(2026, 12, 20))
    told = carried_out(roster, {1: certain(stays.person)})
    assert kinds(told) == ["ended_committee_seat", "new_committee_seat"]
    for held in (stays, leaves):
        held.refresh_from_db()
        assert held.ends_on == dt.date(2026, 12, 31)
    assert steps_left(proposed(roster)) == []


def test_seat_in_a_board_from_another_day_of_the_same_term_is_the_same_seat(of: dict[Any, Any]) -> None:
    board, term = make.organization("Kommunstyrelsen", OrganizationKind.BOARD, level="local"), of[TermBody.BOARD, 2027]
    held = seated("Anna Ek", board, starts_on=dt.date(2027, 1, 12), term=term)
    roster = elected(listed(1, "Anna Ek", seat(board, term)), source_on=dt.date(2027, 2, 1))
    assert kinds(proposed(roster, {1: certain(held.person)})) == ["details"]


def test_substitute_who_is_on_the_list_as_one_has_not_left(of: dict[Any, Any]) -> None:
    term, where = of[TermBody.MUNICIPAL_COUNCIL, 2026], council()
    role = {"role": "Ersättare", "kind": RoleKind.SUBSTITUTE}
    people = [listed(1, "Anna Ek", seat(where, term)), listed(2, "Bo Al", seat(where, term, **role))]
    roster = elected(*people, source_on=dt.date(2026, 11, 22))
    roster.covers = [Coverage(where, "Ledamot", term), Coverage(where, "Ersättare", term)]
    matches = {
        one.row: certain(
            identified_as(seated(one.name, where, starts_on=term.starts_on, term=term, **kind).person, one.number)
        )
        for one, kind in zip(people, ({}, role), strict=True)
    }
    gone = seated("Cilla Dahl", where, starts_on=term.starts_on, term=term, **role)
    told = proposed(roster, matches)
    assert [(one.kind, one.person) for one in told if one.kind == ChangeKind.LEFT] == [
        (ChangeKind.LEFT, gone.person_id)
    ]
