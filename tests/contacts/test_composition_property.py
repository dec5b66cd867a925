"""The composition check against a slow, obvious count, on bodies made at random."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from typing import Any

import pytest

from contacts.choices import CustomerStatus, OrganizationKind, RoleKind, RuleMeasure, ServingStatus
from contacts.models import (
    CompositionRule,
    CustomerMembership,
    Membership,
    MembershipStatus,
    Organization,
)
from contacts.services import composition_rules, memberships
from contacts.services.composition import check
from crm.common import writes
from tests import make

pytestmark = pytest.mark.django_db

SECTORS = ("politics", "academia", "business", "")
SIDES = ("majority", "opposition", "unclear", "")
ROLES = ("Ledamot", "Ordförande", "Adjungerad")
FIRST = dt.date(2024, 1, 1)


class World:
    """A body, people, organizations three levels deep, and rules, drawn from one seed."""

    def __init__(self, seed: int) -> None:
        self.rng = rng = random.Random(seed)
        self.body = make.organization("Organet", OrganizationKind.STEERING_GROUP)
        self.counties = [make.area(f"Län {n} län") for n in "ABC"]
        self.parties = [make.party(code) for code in ("S", "M", "C")]
        self.organizations: list[Organization] = []
        for _n in range(8):
            parent = rng.choice([None, *self.organizations])
            area = rng.choice([None, *self.counties])
            one = make.organization("", OrganizationKind.REGION, parent=parent, area=area, sector=rng.choice(SECTORS))
            self.organizations.append(one)
        for one in rng.sample(self.organizations, 4):
            row = CustomerMembership(organization=one, status=rng.choice(CustomerStatus.values), starts_on=self.day())
            writes.save(row, actor=make.actor())
        people = [make.person(sector=rng.choice(SECTORS)) for _n in range(10)]
        for _n in range(32):
            self.sit(rng.choice(people))
        for measure in RuleMeasure.values:
            self.rule(measure)

    def day(self) -> dt.date:
        return FIRST + dt.timedelta(days=self.rng.randrange(0, 600, 30))

    def sit(self, who: Any) -> None:
        rng = self.rng
        starts = self.day()
        membership = Membership(
            person=who,
            organization=self.body,
            role=rng.choice(ROLES),
            kind=rng.choice((*[RoleKind.MEMBER] * 5, RoleKind.SUBSTITUTE)),
            party=rng.choice([None, *self.parties]),
            area=rng.choice([None, None, *self.counties]),
            represents=rng.choice([None, *self.organizations]),
            side=rng.choice(SIDES),
            starts_on=starts,
            ends_on=rng.choice((None, None, starts + dt.timedelta(days=300))),
        )
        if Membership.objects.filter(person=who, organization=self.body, role=membership.role).exists():
            return
        writes.save(membership, actor=make.actor())
        if rng.random() < 0.15:
            memberships.strike(membership=membership, reason="Fel", actor=make.actor())
        elif rng.random() < 0.2:
            away = MembershipStatus(membership=membership, status=ServingStatus.ON_LEAVE, starts_on=self.day())
            writes.save(away, actor=make.actor())

    def rule(self, measure: str) -> None:
        rng = self.rng
        least = rng.choice((None, 1, 2))
        composition_rules.add(
            organization=self.body,
            measure=measure,
            at_least=least,
            at_most=rng.choice((2, 3)) if least is None else rng.choice((None, 2)),
            sector="business" if measure == "sector" else "",
            side="opposition" if measure == "side" else "",
            role="Ordförande" if measure == "role" else "",
            areas=rng.sample(self.counties, 2) if measure == "each_county" else (),
            parties=rng.sample(self.parties, 2) if measure == "each_party" else (),
            organizations=rng.sample(self.organizations, 3)
            if measure == "each_organization" or (measure == "each_side" and rng.random() < 0.5)
            else (),
            actor=make.actor(),
        )


# --- The slow, obvious count --------------------------------------------------------------------------------


def serves(seat: Membership, day: dt.date) -> bool:
    if seat.is_struck or not seat.holds_on(day):
        return False
    if seat.kind == RoleKind.SUBSTITUTE and seat.stands_in_for is None:
        return False
    return not any(s.status == ServingStatus.ON_LEAVE and s.holds_on(day) for s in seat.statuses.all())


def chain(organization: Organization | None) -> list[Organization]:
    """An organization and all above it, the nearest first."""
    found = []
    while organization is not None:
        found.append(organization)
        organization = organization.parent
    return found


def county(seat: Membership) -> Any:
    if seat.area and seat.area.county:
        return seat.area.county
    return seat.represents.area.county if seat.represents and seat.represents.area else None


def groups(rule: CompositionRule, seats: list[Membership], day: dt.date) -> list[Any]:
    if rule.measure == "each_county":
        return [link.area for link in rule.areas.all()]
    if rule.measure == "each_party":
        return [link.party for link in rule.parties.all()]
    if rule.measure == "each_member":
        ours = [
            held.organization
            for held in CustomerMembership.objects.all()
            if held.status in ("full", "associated") and held.holds_on(day)
        ]
        return list(dict.fromkeys(ours))
    if rule.measure in ("each_organization", "each_side"):
        named = [link.organization for link in rule.organizations.all()]
        if not named and rule.measure == "each_side":
            named = list(dict.fromkeys(seat.represents for seat in seats if seat.represents))
        if rule.measure == "each_side":
            return [(one, side) for one in named for side in ("majority", "opposition")]
        return named
    return [None]


def belongs(rule: CompositionRule, seat: Membership, group: Any, found: list[Any]) -> bool:
    if rule.measure == "total":
        return True
    if rule.measure == "role":
        return seat.role.lower() == rule.role.lower()
    if rule.measure == "sector":
        return (seat.person.sector or (seat.represents.sector if seat.represents else "")) == rule.sector
    if rule.measure == "side":
        return seat.side == rule.side
    if rule.measure == "each_county":
        return county(seat) == group
    if rule.measure == "each_party":
        return seat.party == group
    one, side = group if rule.measure == "each_side" else (group, seat.side)
    listed = [g[0] if rule.measure == "each_side" else g for g in found]
    nearest = next((above for above in chain(seat.represents) if above in listed), None)
    return nearest == one and nearest is not None and side == seat.side


def slowly(body: Organization, day: dt.date) -> list[tuple[int, int, int]]:
    """(rule, counted, gap) of every group of every rule."""
    every = sorted(Membership.objects.filter(organization=body), key=lambda m: (m.starts_on or dt.date.min, m.pk))
    seats = [seat for seat in every if serves(seat, day)]
    result = []
    for rule in CompositionRule.objects.filter(organization=body):
        found = groups(rule, seats, day)
        counted: dict[int, int] = dict.fromkeys(range(len(found)), 0)
        seen = set()
        for seat in seats:
            place = next((n for n, group in enumerate(found) if belongs(rule, seat, group, found)), None)
            if place is not None and seat.person_id not in seen:
                seen.add(seat.person_id)
                counted[place] += 1
        for number in counted.values() or [0]:
            gap = 0
            if rule.at_least is not None and number < rule.at_least:
                gap = rule.at_least - number
            elif rule.at_most is not None and number > rule.at_most:
                gap = rule.at_most - number
            result.append((rule.pk, number, gap))
    return sorted(result)


@pytest.mark.parametrize("seed", range(6))
def test_check_agrees_with_the_slow_count(seed: int) -> None:
    world, doubled = World(seed), 0
    for day in (dt.date(2024, 6, 1), dt.date(2025, 3, 1), dt.date(2026, 2, 1), dt.date(2026, 11, 1)):
        found = [(finding.rule.pk, finding.counted, finding.gap) for finding in check(world.body, day)]
        doubled += twice(world.body, day)
        assert sorted(found) == slowly(world.body, day), day
    assert doubled, "a world where nobody sits on two seats tells little"


def twice(body: Organization, day: dt.date) -> int:
    """How many people serve on more than one seat."""
    who = Counter(m.person_id for m in Membership.objects.filter(organization=body) if serves(m, day))
    return sum(1 for number in who.values() if number > 1)
