"""Whether those who sit in a body are those who should: one definition for page, list, API and papers.

Only mandates that serve on the day count: not ended, not struck, not on leave. A person counts once in a rule, however
many mandates they hold in the body: by the first of them (oldest, then first registered) that the rule can place.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.choices import CustomerStatus, RuleMeasure, Sector, Side
from contacts.models import CompositionRule, Membership, Organization, Post
from contacts.querysets import tree
from crm.common.dates import active_q
from crm.common.text import fold, sort_key

MEMBERS = (CustomerStatus.FULL, CustomerStatus.ASSOCIATED)
SIDES = (Side.MAJORITY, Side.OPPOSITION)


@dataclass(frozen=True)
class Finding:
    """One rule held against one group: how many sit there, how many are wanted, who they are.

    `gap` above 0: so many are missing; below 0: so many are too many. `key` names the group in addresses.
    """

    rule: CompositionRule
    key: str
    subject: str
    counted: int
    wanted: str
    who: tuple[Membership, ...]
    gap: int
    area: Any = None
    organization: Any = None
    party: Any = None
    side: str = ""
    sector: str = ""

    @property
    def missing(self) -> int:
        return max(self.gap, 0)

    @property
    def surplus(self) -> int:
        return max(-self.gap, 0)

    @property
    def squares(self) -> list[str]:
        """A picture of the group: a sign for each who counts, each too many, each who is missing."""
        return ["filled"] * (self.counted - self.surplus) + ["extra"] * self.surplus + ["vacant"] * self.missing

    @property
    def state(self) -> str:
        return "ok" if not self.gap else "warn"

    @property
    def word(self) -> str:
        """'uppfylld', '2 saknas' or '1 för många'."""
        if self.missing:
            return ngettext("%(n)d saknas", "%(n)d saknas", self.missing) % {"n": self.missing}
        if self.surplus:
            return ngettext("%(n)d för många", "%(n)d för många", self.surplus) % {"n": self.surplus}
        return _("uppfylld")


@dataclass
class Composition:
    """A body on a day: who sits, what its rules say of them, which seats nobody holds."""

    organization: Organization
    day: dt.date
    seats: list[Membership] = field(default_factory=list)
    rules: list[CompositionRule] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unsaid: dict[str, list[Membership]] = field(default_factory=dict)
    vacancies: int = 0

    @property
    def people(self) -> int:
        return len({seat.person_id for seat in self.seats})

    @property
    def gaps(self) -> int:
        """How many groups have too few."""
        return sum(1 for finding in self.findings if finding.missing)

    @property
    def excesses(self) -> int:
        return sum(1 for finding in self.findings if finding.surplus)

    @property
    def state(self) -> str:
        if self.gaps or self.excesses or self.vacancies:
            return "warn"
        return "ok" if self.rules else "neutral"

    @property
    def word(self) -> str:
        """'komplett', '3 luckor', '1 vakans' … or 'inga regler'."""
        parts = []
        if self.gaps:
            parts.append(ngettext("%(n)d lucka", "%(n)d luckor", self.gaps) % {"n": self.gaps})
        if self.excesses:
            parts.append(_("%(n)d med för många") % {"n": self.excesses})
        if self.vacancies:
            parts.append(ngettext("%(n)d vakans", "%(n)d vakanser", self.vacancies) % {"n": self.vacancies})
        return ", ".join(parts) or (_("komplett") if self.rules else _("inga regler"))


def check(organization: Organization, day: dt.date) -> list[Finding]:
    """What each rule of a body finds on `day`: one finding a rule, of an 'each' rule one for each group."""
    return compositions([organization], day)[organization.pk].findings


def compositions(organizations: Sequence[Organization], day: dt.date) -> dict[int, Composition]:
    """Several bodies on `day`, by id. The number of queries does not follow the number of bodies."""
    found = {one.pk: Composition(one, day) for one in organizations}
    for rule in rules_of(found):
        found[rule.organization_id].rules.append(rule)
    for seat in seats_of(found, day):
        found[seat.organization_id].seats.append(seat)
    for pk in Post.objects.vacant_on(day).filter(organization__in=found).values_list("organization", flat=True):
        found[pk].vacancies += 1
    world = _World.of(list(found.values()), day)
    for composition in found.values():
        for rule in composition.rules:
            _hold(rule, composition, world)
    return found


def rules_of(organizations: Iterable[int]) -> list[CompositionRule]:
    rules = CompositionRule.objects.filter(organization__in=list(organizations)).order_by("position", "pk")
    return list(rules.prefetch_related("areas__area", "organizations__organization", "parties__party"))


def seats_of(organizations: Iterable[int], day: dt.date) -> list[Membership]:
    """The mandates that count, oldest first."""
    held = Membership.objects.serving_on(day).filter(
        organization__in=list(organizations), person__merged_into__isnull=True
    )
    held = held.select_related("person", "party", "area__county", "represents__area__county")
    return sorted(held, key=lambda seat: (seat.starts_on or dt.date.min, seat.pk))


def county_of(seat: Membership) -> Any:
    """The county that a mandate stands for: its own area's, else that of the organization it represents."""
    for area in (seat.area, seat.represents.area if seat.represents else None):
        if area is not None and area.county is not None:
            return area.county
    return None


def sector_of(seat: Membership) -> str:
    """The sector that a mandate stands for: the person's, else that of the organization it represents."""
    return seat.person.sector or (seat.represents.sector if seat.represents else "")


@dataclass(frozen=True)
class _World:
    """What all rules ask of: our members that day, and what each organization is part of."""

    members: list[Organization]
    above: dict[int, set[int]]

    @classmethod
    def of(cls, bodies: Sequence[Composition], day: dt.date) -> _World:
        measures = {rule.measure for body in bodies for rule in body.rules}
        members: list[Organization] = []
        if RuleMeasure.EACH_MEMBER in measures:
            held = active_q(day, "customer_memberships__")
            ours = Organization.objects.filter(held, customer_memberships__status__in=MEMBERS)
            members = sorted(set(ours.filter(merged_into__isnull=True)), key=lambda one: (one.sort_key, one.pk))
        by_organization = {RuleMeasure.EACH_MEMBER, RuleMeasure.EACH_ORGANIZATION, RuleMeasure.EACH_SIDE}
        if not measures & by_organization:
            return cls(members, {})
        ids = {seat.represents_id for body in bodies for seat in body.seats if seat.represents_id}
        ids |= {one.pk for one in members}
        ids |= {link.organization_id for body in bodies for rule in body.rules for link in rule.organizations.all()}
        return cls(members, tree.above(ids))

    def placed(self, represents: int | None, listed: Iterable[int]) -> int | None:
        """Of the organizations listed, the one that who represents `represents` sits for: the nearest one above."""
        if represents is None:
            return None
        over = self.above.get(represents, {represents})
        fits = [pk for pk in listed if pk in over]
        return max(fits, key=lambda pk: (len(self.above.get(pk, ())), pk)) if fits else None


@dataclass(frozen=True)
class _Group:
    """What a rule counts apart. `key` is also what a mandate is placed by."""

    key: str
    subject: str = ""
    area: Any = None
    organization: Any = None
    party: Any = None
    side: str = ""
    sector: str = ""


def _hold(rule: CompositionRule, body: Composition, world: _World) -> None:
    """Hold one rule against a body, and note who lacks what it asks for."""
    groups = _groups(rule, body, world)
    keys = {group.key for group in groups}
    who: dict[str, list[Membership]] = defaultdict(list)
    counted: set[int] = set()
    unsaid: list[Membership] = []
    for seat in body.seats:
        key = _place(rule, seat, groups, world)
        if key is None:
            unsaid.append(seat)
        elif key in keys and seat.person_id not in counted:
            counted.add(seat.person_id)
            who[key].append(seat)
    body.findings += [_finding(rule, group, who[group.key]) for group in groups]
    lacking = [seat for seat in unsaid if seat.person_id not in counted]
    if lacking:
        known = body.unsaid.setdefault(_fact(rule), [])
        known += [seat for seat in lacking if seat not in known]


def _finding(rule: CompositionRule, group: _Group, who: list[Membership]) -> Finding:
    number = len(who)
    gap = 0
    if rule.at_least is not None and number < rule.at_least:
        gap = rule.at_least - number
    elif rule.at_most is not None and number > rule.at_most:
        gap = rule.at_most - number
    return Finding(
        rule=rule,
        key=group.key,
        subject=group.subject,
        counted=number,
        wanted=wanted(rule),
        who=tuple(who),
        gap=gap,
        area=group.area,
        organization=group.organization,
        party=group.party,
        side=group.side,
        sector=group.sector,
    )


def wanted(rule: CompositionRule) -> str:
    """'minst 3', 'högst 2', '2' or '2–4'."""
    low, high = rule.at_least, rule.at_most
    if low is None:
        return _("högst %(n)d") % {"n": high}
    if high is None:
        return _("minst %(n)d") % {"n": low}
    return str(low) if low == high else f"{low}–{high}"


def _groups(rule: CompositionRule, body: Composition, world: _World) -> list[_Group]:
    measure = RuleMeasure(rule.measure)
    if measure == RuleMeasure.EACH_COUNTY:
        areas = sorted((link.area for link in rule.areas.all()), key=lambda area: area.sort_key)
        return [_Group(f"area-{area.pk}", area.name, area=area) for area in areas]
    if measure == RuleMeasure.EACH_PARTY:
        parties = sorted((link.party for link in rule.parties.all()), key=lambda p: (p.position, p.code))
        return [_Group(f"party-{party.pk}", party.name, party=party) for party in parties]
    if measure in (RuleMeasure.EACH_ORGANIZATION, RuleMeasure.EACH_MEMBER, RuleMeasure.EACH_SIDE):
        return _groups_of_organizations(rule, body, world)
    if measure == RuleMeasure.SECTOR:
        return [_Group("sector", str(Sector(rule.sector).label), sector=rule.sector)]
    if measure == RuleMeasure.SIDE:
        return [_Group("side", str(Side(rule.side).label), side=rule.side)]
    return [_Group("all", rule.role if measure == RuleMeasure.ROLE else "")]


def _groups_of_organizations(rule: CompositionRule, body: Composition, world: _World) -> list[_Group]:
    found = listed(rule, body, world.members)
    if not found:
        return [_Group("none", _("Ingen organisation än"))]
    if rule.measure != RuleMeasure.EACH_SIDE:
        return [_Group(f"organization-{one.pk}", one.name, organization=one) for one in found]
    return [
        _Group(f"organization-{one.pk}-{side.value}", f"{one.name}, {side.label.lower()}", organization=one, side=side)
        for one in found
        for side in SIDES
    ]


def listed(rule: CompositionRule, body: Composition, members: list[Organization]) -> list[Organization]:
    """The organizations that a rule counts apart. 'Both sides of each' without a list: those that are represented."""
    if rule.measure == RuleMeasure.EACH_MEMBER:
        return members
    named = [link.organization for link in rule.organizations.all()]
    if not named and rule.measure == RuleMeasure.EACH_SIDE:
        named = list({seat.represents_id: seat.represents for seat in body.seats if seat.represents}.values())
    return sorted(named, key=lambda one: (one.sort_key or sort_key(one.name), one.pk))


def _place(rule: CompositionRule, seat: Membership, groups: Sequence[_Group], world: _World) -> str | None:
    """The key of the group that a mandate counts in. '' is none of them; None: it does not say what the rule asks."""
    measure = RuleMeasure(rule.measure)
    if measure == RuleMeasure.TOTAL:
        return "all"
    if measure == RuleMeasure.ROLE:
        return "all" if fold(seat.role) == fold(rule.role) else ""
    if measure == RuleMeasure.SECTOR:
        sector = sector_of(seat)
        return ("sector" if sector == rule.sector else "") if sector else None
    if measure == RuleMeasure.SIDE:
        return ("side" if seat.side == rule.side else "") if seat.side else None
    if measure == RuleMeasure.EACH_COUNTY:
        county = county_of(seat)
        return f"area-{county.pk}" if county else None
    if measure == RuleMeasure.EACH_PARTY:
        return f"party-{seat.party_id}" if seat.party_id else None
    return _place_by_organization(measure, seat, groups, world)


def _place_by_organization(
    measure: RuleMeasure, seat: Membership, groups: Sequence[_Group], world: _World
) -> str | None:
    if seat.represents_id is None:
        return None
    nearest = world.placed(seat.represents_id, {group.organization.pk for group in groups if group.organization})
    if nearest is None:
        return ""
    if measure != RuleMeasure.EACH_SIDE:
        return f"organization-{nearest}"
    return f"organization-{nearest}-{seat.side}" if seat.side in SIDES else None


def _fact(rule: CompositionRule) -> str:
    """What a mandate has to say for a rule to place it."""
    return {
        RuleMeasure.SECTOR: _("sektor"),
        RuleMeasure.SIDE: _("majoritet eller opposition"),
        RuleMeasure.EACH_SIDE: _("vem man företräder, och om det är majoritet eller opposition"),
        RuleMeasure.EACH_COUNTY: _("län"),
        RuleMeasure.EACH_ORGANIZATION: _("vem man företräder"),
        RuleMeasure.EACH_MEMBER: _("vem man företräder"),
        RuleMeasure.EACH_PARTY: _("parti"),
    }[RuleMeasure(rule.measure)]
