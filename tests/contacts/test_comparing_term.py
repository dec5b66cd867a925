"""What changes during a term: party, constituency, committees, substitutes, ministers."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from contacts.choices import ChangeKind, Level, OrganizationKind, RoleKind, TermBody
from contacts.imports.roster import Away, Listed, Roster, Seat
from contacts.models import Membership, MembershipStatus, Organization
from tests import make
from tests.contacts.comparing import (
    LAST,
    OLD,
    carried_out,
    certain,
    compared,
    identified_as,
    kinds,
    listed,
    of_kind,
    proposed,
    riksdag_list,
    seat,
    seated,
    terms,
)

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 3, 1)


@pytest.fixture
def of() -> dict[Any, Any]:
    return terms()


@pytest.fixture
def committee() -> Organization:
    return make.organization("Trafikutskottet", OrganizationKind.COMMITTEE, level=Level.NATIONAL)


def known(name: str, number: str, of: dict[Any, Any], code: str = "C", **fields: Any) -> Membership:
    held = seated(name, make.riksdag(), code, term=of[TermBody.RIKSDAG, 2022], ends_on=LAST, **fields)
    identified_as(held.person, number)
    return held


def member(row: int, name: str, number: str, *seats: Seat) -> Listed:
    given, _space, family = name.rpartition(" ")
    return listed(row, name, *seats, number=number, given=given, family=family, is_legal_name=False)


def chair(of: dict[Any, Any], code: str = "C", **fields: Any) -> Seat:
    return seat(make.riksdag(), of[TermBody.RIKSDAG, 2022], code, ends_on=LAST, **fields)


def anna(*seats: Seat) -> Roster:
    return riksdag_list(DAY, member(1, "Anna Ek", "01", *seats))


# --- Party and constituency -------------------------------------------------------------------------------------


def test_change_of_party_ends_the_mandate_and_begins_another(of: dict[Any, Any], committee: Organization) -> None:
    held = known("Anna Ek", "01", of, "L")
    place = seated(held.person, committee, "L", starts_on=dt.date(2022, 10, 4))
    roster = anna(seat(committee, code="", starts_on=dt.date(2022, 10, 4)), chair(of, ""))
    (told,) = proposed(roster)
    assert (told.kind, told.also) == (ChangeKind.CHANGED_PARTY, [])
    assert told.organization == make.riksdag().pk
    assert ["Parti", "Parti L"] in told.before
    assert ["Tid", "2024-03-01–2026-09-27"] in told.after
    carried_out(roster)
    for one in (held, place):
        one.refresh_from_db()
        assert one.ends_on == dt.date(2024, 2, 29)
    assert Membership.objects.filter(party=None, starts_on=DAY).count() == 2
    assert proposed(roster) == []


def test_change_of_constituency_is_one_too(of: dict[Any, Any]) -> None:
    uppsala = make.constituency("Uppsala läns valkrets", make.area())
    gotland = make.constituency("Gotlands valkrets", make.area("Gotlands län"))
    known("Anna Ek", "01", of, area=uppsala)
    (told,) = proposed(anna(chair(of, area=gotland)))
    assert (told.kind, told.area) == (ChangeKind.CHANGED_CONSTITUENCY, gotland.pk)
    (both,) = proposed(anna(chair(of, "S", area=gotland)))
    assert (both.kind, both.also) == (ChangeKind.CHANGED_PARTY, [ChangeKind.CHANGED_CONSTITUENCY])


def test_party_at_the_election_is_no_change_of_a_mandate_that_has_had_another_since(of: dict[Any, Any]) -> None:
    held = known("Anna Ek", "01", of, "S")
    roster = anna(chair(of, "L"))
    roster.people[0].seats[0].is_as_of_source = False
    assert proposed(roster) == []
    held.refresh_from_db()
    assert held.party.code == "S"


# --- Committees -------------------------------------------------------------------------------------------------


def test_seat_in_a_committee_that_the_source_says_ended_has_ended(of: dict[Any, Any], committee: Organization) -> None:
    held = known("Anna Ek", "01", of)
    place = seated(held.person, committee, starts_on=dt.date(2022, 10, 4))
    ended = seat(committee, starts_on=dt.date(2022, 10, 4), ends_on=dt.date(2024, 1, 31))
    begun = seat(committee, starts_on=dt.date(2024, 2, 1), role="Ordförande")
    roster = anna(chair(of), ended, begun)
    assert kinds(carried_out(roster)) == ["ended_committee_seat", "new_committee_seat"]
    place.refresh_from_db()
    assert place.ends_on == dt.date(2024, 1, 31)
    assert proposed(roster) == []


def test_last_day_to_come_is_a_detail(of: dict[Any, Any], committee: Organization) -> None:
    held = known("Anna Ek", "01", of)
    seated(held.person, committee, starts_on=dt.date(2022, 10, 4))
    to_come = seat(committee, starts_on=dt.date(2022, 10, 4), ends_on=LAST)
    assert kinds(proposed(anna(chair(of), to_come))) == ["details"]


def test_seat_that_ended_before_the_source_is_told_as_a_detail(of: dict[Any, Any], committee: Organization) -> None:
    known("Anna Ek", "01", of)
    past = seat(committee, starts_on=dt.date(2022, 10, 4), ends_on=dt.date(2023, 1, 31))
    told = of_kind(proposed(anna(chair(of), past)), ChangeKind.DETAILS)
    assert ["Uppdrag", "Ledamot, Trafikutskottet"] in told.after


def test_resignation_that_the_source_dates_is_certain(of: dict[Any, Any]) -> None:
    held = known("Anna Ek", "01", of)
    place = seat(make.riksdag(), of[TermBody.RIKSDAG, 2022], ends_on=dt.date(2024, 1, 31))
    (told,) = carried_out(anna(place))
    assert (told.kind, told.is_certain) == (ChangeKind.LEFT, True)
    held.refresh_from_db()
    assert held.ends_on == dt.date(2024, 1, 31)


# --- Substitutes and ministers ----------------------------------------------------------------------------------


def test_minister_keeps_the_seat_on_leave_and_a_substitute_comes_in(of: dict[Any, Any]) -> None:
    ministry = make.organization("Finansdepartementet", OrganizationKind.MINISTRY, level=Level.NATIONAL)
    held = known("Anna Ek", "01", of)
    since = dt.date(2024, 2, 1)
    on_leave = chair(of, away=[Away(since, None)])
    office = seat(ministry, role="Finansminister", starts_on=since)
    stand_in = chair(of, role="Statsrådsersättare", kind=RoleKind.SUBSTITUTE, replaces="Anna Ek")
    stand_in.starts_on = since
    roster = riksdag_list(DAY, member(1, "Anna Ek", "01", on_leave, office), member(2, "Bo Al", "02", stand_in))
    told = proposed(roster, {2: certain(make.person("Bo Al"))})
    minister, substitute = of_kind(told, ChangeKind.OFFICE), of_kind(told, ChangeKind.SUBSTITUTE_IN)
    assert ["Ledig", "2024-02-01–"] in minister.after
    assert substitute.reasons[-1] == "Ersätter Anna Ek."
    carried_out(roster, chosen=told)
    leave = MembershipStatus.objects.get()
    assert (leave.membership, leave.starts_on) == (held, since)
    assert Membership.objects.get(role="Statsrådsersättare").stands_in_for == held
    serving = Membership.objects.serving_on(DAY).filter(organization=make.riksdag())
    assert [one.person.name for one in serving.select_related("person")] == ["Bo Al"]
    assert proposed(roster) == []


def test_substitute_of_somebody_new_needs_them(of: dict[Any, Any]) -> None:
    stand_in = chair(of, role="Ersättare", kind=RoleKind.SUBSTITUTE, replaces="Anna Ek")
    roster = riksdag_list(DAY, member(1, "Bo Al", "02", stand_in), member(2, "Anna Ek", "01", chair(of)))
    told = {one.name: one for one in proposed(roster)}
    assert told["Bo Al"].needs == (told["Anna Ek"].key,)
    carried_out(roster)
    assert Membership.objects.get(role="Ersättare").stands_in_for.person.name == "Anna Ek"


def test_substitute_for_a_name_that_two_have_is_read_without(of: dict[Any, Any]) -> None:
    stand_in = chair(of, role="Ersättare", kind=RoleKind.SUBSTITUTE, replaces="Anna Ek")
    twice = [member(n, "Anna Ek", f"0{n}", chair(of)) for n in (1, 2)]
    found = compared(riksdag_list(DAY, *twice, member(3, "Bo Al", "03", stand_in)))
    assert ["inte entydigt" in doubt.reason for doubt in found.doubtful] == [True]


def test_substitute_whose_time_the_source_says_is_over_is_out(of: dict[Any, Any]) -> None:
    held = known("Bo Al", "02", of, role="Ersättare", kind=RoleKind.SUBSTITUTE)
    over = seat(make.riksdag(), of[TermBody.RIKSDAG, 2022], role="Ersättare", kind=RoleKind.SUBSTITUTE)
    over.ends_on = dt.date(2024, 1, 31)
    (told,) = proposed(riksdag_list(DAY, member(1, "Bo Al", "02", over)))
    assert (told.kind, told.person) == (ChangeKind.SUBSTITUTE_OUT, held.person.pk)


def test_leave_without_an_office_is_a_detail_and_ends_as_one(of: dict[Any, Any]) -> None:
    known("Anna Ek", "01", of)
    away = anna(chair(of, away=[Away(dt.date(2024, 1, 1), None)]))
    assert kinds(carried_out(away)) == ["details"]
    back = anna(chair(of, away=[Away(dt.date(2024, 1, 1), dt.date(2024, 2, 1))]))
    assert kinds(carried_out(back)) == ["details"]
    assert MembershipStatus.objects.get().ends_on == dt.date(2024, 2, 1)
    assert proposed(back) == []


def test_speaker_is_an_office_beside_the_seat(of: dict[Any, Any]) -> None:
    known("Anna Ek", "01", of)
    speaker = seat(make.riksdag(), role="Förste vice talman", starts_on=dt.date(2022, 9, 27), ends_on=LAST)
    assert kinds(proposed(anna(chair(of), speaker))) == ["office"]


def test_older_list_does_not_bring_back_what_has_ended(of: dict[Any, Any]) -> None:
    held = known("Anna Ek", "01", of)
    place = seat(make.riksdag(), of[TermBody.RIKSDAG, 2022], ends_on=dt.date(2024, 1, 31))
    carried_out(anna(place))
    older = riksdag_list(OLD + dt.timedelta(days=30), member(1, "Anna Ek", "01", chair(of)))
    assert proposed(older) == []
    held.refresh_from_db()
    assert held.ends_on == dt.date(2024, 1, 31)
