"""Composition rules: each in a world where it holds and in one where it breaks, on any day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.choices import CustomerStatus, OrganizationKind, RoleKind, ServingStatus
from contacts.models import CompositionRule, CustomerMembership, Membership, MembershipStatus, Organization, Person
from contacts.services import composition_rules, memberships, posts
from contacts.services.candidates import can_be_asked_for, candidates
from contacts.services.composition import Finding, check, compositions
from contacts.services.composition_words import sentence
from crm.common import writes
from tests import make

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 5, 1)
BEFORE = dt.date(2024, 1, 1)


@pytest.fixture
def body() -> Organization:
    return make.organization("Styrgruppen", OrganizationKind.STEERING_GROUP)


def region(name: str, county: str) -> Organization:
    return make.organization(name, OrganizationKind.REGION, area=make.area(county), sector="public")


def seat(body: Organization, who: Person | None = None, role: str = "Ledamot", **fields: Any) -> Membership:
    fields.setdefault("starts_on", BEFORE)
    return make.membership(who, body, role, RoleKind.MEMBER, **fields)


def rule(body: Organization, measure: str, at_least: int | None = 1, **fields: Any) -> CompositionRule:
    return composition_rules.add(organization=body, measure=measure, at_least=at_least, actor=make.actor(), **fields)


def only(body: Organization, day: dt.date = DAY) -> Finding:
    found = check(body, day)
    assert len(found) == 1
    return found[0]


def gaps(body: Organization, day: dt.date = DAY) -> dict[str, int]:
    return {finding.subject: finding.gap for finding in check(body, day)}


# --- Each rule ------------------------------------------------------------------------------------------


def test_total_counts_everybody_who_serves(body: Organization) -> None:
    rule(body, "total", 2)
    seat(body)
    assert (only(body).counted, only(body).gap) == (1, 1)
    seat(body)
    assert only(body).gap == 0


def test_role_counts_those_in_the_role_however_it_is_written(body: Organization) -> None:
    rule(body, "role", 1, at_most=1, role="Ordförande")
    seat(body)
    assert only(body).gap == 1
    seat(body, role="ordförande")
    assert only(body).gap == 0
    seat(body, role="Ordförande")
    assert only(body).gap == -1


def test_sector_is_the_persons_own_else_that_of_whom_they_represent(body: Organization) -> None:
    rule(body, "sector", 3, sector="business")
    company = make.organization("Norrvret Logistik AB", OrganizationKind.COMPANY, sector="business")
    seat(body, make.person(sector="business"))
    seat(body, represents=company)
    seat(body, make.person(sector="academia"), represents=company)
    assert (only(body).counted, only(body).missing) == (2, 1)
    seat(body, make.person(sector="business"))
    assert only(body).gap == 0


def test_side_counts_the_opposition(body: Organization) -> None:
    rule(body, "side", 2, side="opposition")
    seat(body, side="opposition")
    seat(body, side="majority")
    seat(body, side="unclear")
    assert only(body).missing == 1
    seat(body, side="opposition")
    assert only(body).gap == 0


def test_every_county_is_wanted_and_the_missing_one_is_named(body: Organization) -> None:
    uppsala, gotland = make.area("Uppsala län"), make.area("Gotlands län")
    rule(body, "each_county", 1, areas=[uppsala, gotland])
    seat(body, represents=region("Region Uppsala", "Uppsala län"))
    assert gaps(body) == {"Gotlands län": 1, "Uppsala län": 0}
    seat(body, area=make.municipality("Visby", gotland))
    assert gaps(body) == {"Gotlands län": 0, "Uppsala län": 0}


def test_own_area_of_a_seat_goes_before_the_one_it_represents(body: Organization) -> None:
    uppsala, gotland = make.area("Uppsala län"), make.area("Gotlands län")
    rule(body, "each_county", 1, areas=[uppsala, gotland])
    seat(body, represents=region("Region Uppsala", "Uppsala län"), area=gotland)
    assert gaps(body) == {"Gotlands län": 0, "Uppsala län": 1}


def test_organization_has_its_seats_also_through_its_parts(body: Organization) -> None:
    uppsala = region("Region Uppsala", "Uppsala län")
    council = make.organization("Regionfullmäktige", OrganizationKind.ASSEMBLY, parent=uppsala)
    committee = make.organization("Beredningen", OrganizationKind.BOARD, parent=council)
    rule(body, "each_organization", 2, organizations=[uppsala])
    seat(body, represents=uppsala)
    assert only(body).missing == 1
    seat(body, represents=committee)
    assert only(body).gap == 0


def test_nearest_of_two_listed_organizations_gets_the_seat(body: Organization) -> None:
    uppsala = region("Region Uppsala", "Uppsala län")
    council = make.organization("Regionfullmäktige", OrganizationKind.ASSEMBLY, parent=uppsala)
    board = make.organization("Nämnden", OrganizationKind.BOARD, parent=council)
    rule(body, "each_organization", 1, organizations=[uppsala, council])
    seat(body, represents=board)
    assert gaps(body) == {"Region Uppsala": 1, "Regionfullmäktige": 0}


def test_seats_per_member_follow_who_is_a_member_on_the_day(body: Organization) -> None:
    full, associated, former = (region(f"Region {n}", f"{n} län") for n in ("Ett", "Två", "Tre"))
    for one, status, ends in (
        (full, CustomerStatus.FULL, None),
        (associated, CustomerStatus.ASSOCIATED, None),
        (former, CustomerStatus.FULL, dt.date(2025, 12, 31)),
    ):
        writes.save(CustomerMembership(organization=one, status=status, ends_on=ends), actor=make.actor())
    rule(body, "each_member", 2)
    seat(body, represents=full)
    assert gaps(body) == {"Region Ett": 1, "Region Två": 2}
    assert set(gaps(body, dt.date(2025, 12, 31))) == {"Region Ett", "Region Tre", "Region Två"}
    seat(body, represents=full)
    seat(body, represents=associated)
    seat(body, represents=associated)
    assert gaps(body) == {"Region Ett": 0, "Region Två": 0}


def test_every_party_is_wanted(body: Organization) -> None:
    rule(body, "each_party", 1, parties=[make.party("S"), make.party("C")])
    seat(body, party=make.party("S"))
    assert gaps(body) == {"Parti S": 0, "Parti C": 1}
    seat(body, party=make.party("C"))
    assert gaps(body) == {"Parti S": 0, "Parti C": 0}


def test_both_sides_of_every_organization_that_is_represented(body: Organization) -> None:
    uppsala = region("Region Uppsala", "Uppsala län")
    rule(body, "each_side")
    assert only(body).missing == 1
    seat(body, represents=uppsala, side="majority")
    assert gaps(body) == {"Region Uppsala, majoritet": 0, "Region Uppsala, opposition": 1}
    seat(body, represents=uppsala, side="opposition")
    assert gaps(body) == {"Region Uppsala, majoritet": 0, "Region Uppsala, opposition": 0}


def test_both_sides_of_the_organizations_listed_are_wanted_although_nobody_sits_for_them(body: Organization) -> None:
    rule(body, "each_side", organizations=[region("Region Uppsala", "Uppsala län")])
    assert gaps(body) == {"Region Uppsala, majoritet": 1, "Region Uppsala, opposition": 1}


def test_too_many_is_told_apart_from_too_few(body: Organization) -> None:
    rule(body, "sector", 1, at_most=2, sector="academia")
    for _n in range(4):
        seat(body, make.person(sector="academia"))
    finding = only(body)
    assert (finding.gap, finding.surplus, finding.missing, finding.word) == (-2, 2, 0, "2 för många")
    assert finding.squares == ["filled", "filled", "extra", "extra"]


# --- Who counts -------------------------------------------------------------------------------------------


def test_mandate_counts_from_its_first_day_to_its_last(body: Organization) -> None:
    rule(body, "total")
    seat(body, starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 6, 30))
    days = [dt.date(2025, 12, 31), dt.date(2026, 1, 1), dt.date(2026, 6, 30), dt.date(2026, 7, 1)]
    assert [only(body, day).counted for day in days] == [0, 1, 1, 0]


def test_struck_mandate_does_not_count(body: Organization) -> None:
    rule(body, "total")
    memberships.strike(membership=seat(body), reason="Fel person", actor=make.actor())
    assert only(body).missing == 1


def test_who_is_on_leave_does_not_count(body: Organization) -> None:
    rule(body, "total")
    away = MembershipStatus(membership=seat(body), status=ServingStatus.ON_LEAVE, starts_on=dt.date(2026, 4, 1))
    writes.save(away, actor=make.actor())
    assert (only(body, dt.date(2026, 3, 31)).counted, only(body).counted) == (1, 0)


def test_one_person_counts_once_in_a_rule(body: Organization) -> None:
    uppsala, gotland = make.area("Uppsala län"), make.area("Gotlands län")
    rule(body, "total")
    rule(body, "each_county", 1, areas=[uppsala, gotland])
    maja = make.person("Maja Lindqvist")
    seat(body, maja, area=uppsala)
    seat(body, maja, role="Ordförande", area=gotland, starts_on=dt.date(2025, 1, 1))
    assert gaps(body) == {"": 0, "Gotlands län": 1, "Uppsala län": 0}


def test_second_mandate_counts_where_the_first_says_nothing(body: Organization) -> None:
    rule(body, "each_party", 1, parties=[make.party("C")])
    maja = make.person("Maja Lindqvist")
    seat(body, maja)
    seat(body, maja, role="Ordförande", party=make.party("C"))
    found = compositions([body], DAY)[body.pk]
    assert found.findings[0].gap == 0
    assert found.unsaid == {}


def test_members_who_do_not_say_what_a_rule_asks_are_named(body: Organization) -> None:
    rule(body, "each_county", 1, areas=[make.area("Uppsala län")])
    silent = seat(body)
    assert compositions([body], DAY)[body.pk].unsaid == {"län": [silent]}


# --- The body as a whole ------------------------------------------------------------------------------------


def word(body: Organization) -> tuple[str, str]:
    found = compositions([body], DAY)[body.pk]
    return found.state, found.word


def test_word_says_complete_gaps_or_no_rules(body: Organization) -> None:
    assert word(body) == ("neutral", "inga regler")
    rule(body, "total")
    rule(body, "role", 1, role="Ordförande")
    assert word(body) == ("warn", "2 luckor")
    seat(body, role="Ordförande")
    assert word(body) == ("ok", "komplett")
    posts.define(organization=body, role="Ledamot", number=1, actor=make.actor())
    assert word(body) == ("warn", "1 vakans")


def test_number_of_questions_does_not_follow_the_number_of_bodies_or_members() -> None:
    def build(number: int) -> list[Organization]:
        made = []
        for _n in range(number):
            one = make.organization("", OrganizationKind.STEERING_GROUP)
            home = region(f"Region {one.pk}", f"Län {one.pk}")
            rule(one, "each_organization", 1, organizations=[home])
            rule(one, "each_county", 1, areas=[home.area])
            rule(one, "each_member")
            rule(one, "each_party", 1, parties=[make.party("C")])
            for _m in range(number):
                seat(one, represents=home, party=make.party("C"))
            made.append(one)
        return made

    counts = []
    for bodies in (build(1), build(4)):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            compositions(bodies, DAY)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 11


# --- In words, and whom to ask --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "fields", "said"),
    [
        ("total", {"at_least": 200}, "Minst 200 ledamöter i allt"),
        ("sector", {"at_least": 3, "sector": "business"}, "Minst 3 från näringslivet"),
        ("each_member", {"at_least": 1}, "Minst 1 plats per medlem"),
        ("each_member", {"at_least": 2, "at_most": 2}, "Precis 2 platser per medlem"),
        ("role", {"at_least": 1, "at_most": 1, "role": "Ordförande"}, "Precis 1 i rollen Ordförande"),
        ("side", {"at_least": None, "at_most": 5, "side": "opposition"}, "Högst 5 från oppositionen"),
        ("each_member", {"at_least": 2, "at_most": 4}, "2–4 platser per medlem"),
        ("each_side", {"at_least": 1}, "Både majoritet och opposition från varje organisation som är företrädd"),
    ],
)
def test_rule_is_said_in_plain_words(body: Organization, measure: str, fields: dict[str, Any], said: str) -> None:
    assert sentence(rule(body, measure, **fields)) == said


def test_rule_names_its_counties_in_words(body: Organization) -> None:
    made = rule(body, "each_county", 1, areas=[make.area("Uppsala län"), make.area("Örebro län")])
    assert sentence(made) == "Varje län ska ha minst 1: Uppsala, Örebro"


def test_whom_to_ask_serves_there_and_does_not_sit_in_the_body_yet(body: Organization) -> None:
    uppsala = make.area("Uppsala län")
    home = region("Region Uppsala", "Uppsala län")
    rule(body, "each_county", 2, areas=[uppsala])
    fits = make.person("Maja Lindqvist", tier="A")
    less_known = make.person("Åsa Öberg")
    for who in (less_known, fits):
        make.membership(who, home, starts_on=BEFORE)
    inside = make.person("Sven Inne")
    make.membership(inside, home, starts_on=BEFORE)
    seat(body, inside, represents=home)
    left = make.person("Eva Borta")
    make.membership(left, home, starts_on=BEFORE, ends_on=dt.date(2025, 12, 31))
    unwilling = make.person("Bo Nej", do_not_contact=True)
    make.membership(unwilling, home, starts_on=BEFORE)
    elsewhere = make.person("Per Annan")
    make.membership(elsewhere, region("Region Gotland", "Gotlands län"), starts_on=BEFORE)

    assert list(candidates(only(body), body, DAY, make.actor())) == [fits, less_known]


@pytest.mark.parametrize("by", ["sector", "party", "side", "organization"])
def test_whom_to_ask_follows_what_is_missing(body: Organization, by: str) -> None:
    home = region("Region Uppsala", "Uppsala län")
    fits, not_fit = make.person("Maja Lindqvist", sector="politics"), make.person("Åsa Öberg", sector="business")
    make.membership(fits, home, party=make.party("C"), side="opposition", starts_on=BEFORE)
    make.membership(not_fit, region("Region Två", "Gotlands län"), party=make.party("S"), starts_on=BEFORE)
    made = {
        "sector": lambda: rule(body, "sector", sector="politics"),
        "party": lambda: rule(body, "each_party", parties=[make.party("C")]),
        "side": lambda: rule(body, "side", side="opposition"),
        "organization": lambda: rule(body, "each_organization", organizations=[home]),
    }
    made[by]()
    finding = only(body)
    assert can_be_asked_for(finding)
    assert list(candidates(finding, body, DAY, make.actor())) == [fits]


def test_nobody_in_particular_is_asked_for_a_total(body: Organization) -> None:
    rule(body, "total", 5)
    assert not can_be_asked_for(only(body))
