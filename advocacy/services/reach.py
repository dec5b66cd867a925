"""Reach of a goal: whom we met, of whom we were to meet. The one definition of every figure.

Page, Excel, command and API all ask a `Reach`. Definitions: docs/metrics.md. Units are people or organizations
(`goal.unit`); a goal whose unit is seats, or without an audience, has counts and no percentage.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from advocacy.choices import Direction, GoalUnit, Mode, kinds_with
from advocacy.models import Goal, Interaction, Participation, Plan
from advocacy.querysets.audience import (
    BODIES_OF_PARENT,
    Conditions,
    criteria_of,
    memberships_in,
    organizations_in,
)
from contacts.choices import RoleKind, ServingStatus, TermBody
from contacts.models import Area, Membership, MembershipStatus, Organization, Person, Term
from crm.common.dates import active_q

UNKNOWN = "okänd"
# Named one by one: an exclude() over a to-many relation would ask another of the person's memberships.
NOT_SUBSTITUTES = [kind for kind in RoleKind.values if kind != RoleKind.SUBSTITUTE]


@dataclass(frozen=True)
class Group:
    """One cell of the split: units of the audience with this party and county, and how many of them were met."""

    party: str
    county: int | None
    audience: int
    covered: int


class Reach:
    """The figures of `goal` from `first` to `last`, both days included, with the audience of `last`.

    Figures are integers, counted by the database when first asked for. `units(figure)` gives the rows behind one.
    """

    FIGURES = ("audience", "reached", "covered", "informed", "since_left", "outside", "other_role", "missed")

    def __init__(self, goal: Goal, first: dt.date, last: dt.date) -> None:
        if last < first:
            raise ValueError("the period ends before it starts")
        self.goal, self.first, self.last = goal, first, last

    # --- What is asked of ------------------------------------------------------------------------------

    @cached_property
    def has_audience(self) -> bool:
        """Whether there is a denominator: an audience that lists units of the goal's kind."""
        return self.goal.audience is not None and self.goal.unit != GoalUnit.SEAT

    @cached_property
    def criteria(self) -> list[Conditions]:
        return criteria_of(self.goal.audience) if self.goal.audience and self.has_audience else []

    @cached_property
    def counted(self) -> Any:
        return Participation.objects.counted(self.goal, self.first, self.last)

    @property
    def is_about_people(self) -> bool:
        return self.goal.unit != GoalUnit.ORGANIZATION

    def units(self, figure: str) -> QuerySet[Any]:
        """The people (or organizations) behind `figure`, one of FIGURES."""
        return getattr(self, f"_{figure}")()

    @cached_property
    def _parts(self) -> _PeopleReach | _OrganizationReach:
        return _PeopleReach(self) if self.is_about_people else _OrganizationReach(self)

    def units_of_group(self, figure: str, party: str, county: str) -> QuerySet[Any]:
        """As `units`, of the audience's groups with this party code and county code ('' for any, 'okänd' for none)."""
        return self._parts.of_group(self.units(figure), party, county)

    def _audience(self) -> QuerySet[Any]:
        return self._parts.audience()

    def _reached(self) -> QuerySet[Any]:
        return self._parts.all_units().filter(self._parts.met())

    def _covered(self) -> QuerySet[Any]:
        return self._audience().filter(self._parts.met())

    def _missed(self) -> QuerySet[Any]:
        return self._audience().exclude(self._parts.met())

    def _informed(self) -> QuerySet[Any]:
        return self._audience().filter(self._parts.touched())

    def _since_left(self) -> QuerySet[Any]:
        gone = self._reached().exclude(pk__in=self._audience().order_by().values("pk"))
        return gone.filter(self._parts.met_as_audience())

    def _outside(self) -> QuerySet[Any]:
        never = self._reached().exclude(pk__in=self._audience().order_by().values("pk"))
        return never.exclude(self._parts.met_as_audience())

    def _other_role(self) -> QuerySet[Any]:
        return self._covered().exclude(self._parts.met_as_audience())

    # --- Figures ---------------------------------------------------------------------------------------

    @cached_property
    def audience(self) -> int:
        return self._in_audience["audience"]

    @cached_property
    def covered(self) -> int:
        return self._in_audience["covered"]

    @cached_property
    def informed(self) -> int:
        return self._in_audience["informed"]

    @cached_property
    def _in_audience(self) -> dict[str, int]:
        return self._audience().aggregate(
            audience=Count("pk"),
            covered=Count("pk", filter=self._parts.met()),
            informed=Count("pk", filter=self._parts.touched()),
        )

    @cached_property
    def reached(self) -> int:
        return self._reached().count()

    @cached_property
    def since_left(self) -> int:
        return self._since_left().count() if self.has_audience else 0

    @property
    def outside(self) -> int:
        return self.reached - self.covered - self.since_left

    @cached_property
    def other_role(self) -> int:
        """Of the covered: met only before they entered the audience."""
        return self._other_role().count()

    @property
    def coverage(self) -> float | None:
        """covered ÷ audience, 0–1; None ('–') when there is no audience or it is empty."""
        return self.covered / self.audience if self.has_audience and self.audience else None

    @property
    def percent(self) -> int:
        """Coverage as whole percent for bars; 0 where there is none (`coverage` tells the two apart)."""
        return round(100 * (self.coverage or 0))

    @property
    def missed(self) -> int:
        return self.audience - self.covered

    @property
    def shown(self) -> str:
        """Numerator and denominator in words: '86 av 139', or the number reached where there is no audience."""
        if not self.has_audience:
            return _("%(reached)s nådda") % {"reached": self.reached}
        return _("%(covered)s av %(audience)s") % {"covered": self.covered, "audience": self.audience}

    @cached_property
    def groups(self) -> list[Group]:
        """The audience by party and county. Each unit is in one group, so that they add up to the audience."""
        return self._parts.groups()

    @property
    def by_party(self) -> dict[str, Group]:
        return _sum_by(self.groups, lambda g: g.party)

    @property
    def by_county(self) -> dict[str, Group]:
        codes = dict(Area.objects.filter(kind="county").values_list("pk", "code"))
        return _sum_by(self.groups, lambda g: codes.get(g.county, UNKNOWN))

    @cached_property
    def ladder(self) -> dict[int, int]:
        """People of the audience on each step 0–4 of the relation ladder, over the 12 months that end on `last`."""
        steps = dict.fromkeys(range(5), 0)
        if self.has_audience and self.is_about_people:
            rows = self.with_step().order_by().values("step").annotate(n=Count("pk"))
            steps.update({row["step"]: row["n"] for row in rows})
        return steps

    def with_step(self) -> QuerySet[Person]:
        """People of the audience with `step`: 0 not reached, 1 informed, 2 took part, 3 met, 4 in dialogue."""
        held = Participation.objects.counted(self.goal, year_before(self.last), self.last)
        mine = held.filter(person=OuterRef("pk"))
        met_days = (
            mine.met()
            .order_by()
            .values("person")
            .annotate(n=Count("interaction__held_on", distinct=True))
            .filter(n__gte=2)
        )
        asked_us = mine.met().filter(interaction__direction=Direction.THEIRS)
        return self._audience().annotate(
            step=Case(
                When(Exists(met_days) | Exists(asked_us), then=Value(4)),
                When(Exists(mine.met()), then=Value(3)),
                When(Exists(mine.took_part()), then=Value(2)),
                When(Exists(mine.informed()), then=Value(1)),
                default=Value(0),
                output_field=IntegerField(),
            )
        )

    def as_json(self) -> dict[str, Any]:
        """The figures as the command and the API give them. `coverage` is 0–1, or null without an audience."""
        return {
            "goal": f"{self.goal.plan.code}:{self.goal.code}",
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "audience": self.audience if self.has_audience else None,
            "reached": self.reached,
            "covered": self.covered,
            "coverage": self.coverage,
            "informed": self.informed,
            "since_left": self.since_left,
            "outside": self.outside,
            "by_party": _as_json(self.by_party),
            "by_county": _as_json(self.by_county),
        }


def _as_json(groups: dict[str, Group]) -> dict[str, dict[str, int]]:
    return {key: {"audience": g.audience, "covered": g.covered} for key, g in sorted(groups.items())}


def _sum_by(groups: Iterable[Group], key: Any) -> dict[str, Group]:
    total: dict[str, Group] = {}
    for g in groups:
        before = total.get(key(g), Group(g.party, g.county, 0, 0))
        total[key(g)] = Group(g.party, g.county, before.audience + g.audience, before.covered + g.covered)
    return total


class _PeopleReach:
    """How people count: met themselves; in the audience by a membership they serve."""

    def __init__(self, reach: Reach) -> None:
        self.reach = reach

    def all_units(self) -> QuerySet[Person]:
        return Person.objects.filter(merged_into__isnull=True)

    def audience(self) -> QuerySet[Person]:
        held = memberships_in(self.reach.criteria, self.reach.last)
        return self.all_units().filter(pk__in=held.order_by().values("person"))

    def met(self) -> Q:
        return Q(pk__in=self.reach.counted.met().order_by().values("person"))

    def touched(self) -> Q:
        return Q(pk__in=self.reach.counted.touched().order_by().values("person"))

    def met_as_audience(self) -> Q:
        """Met on a day when they were in the audience."""
        then = memberships_in(self.reach.criteria, OuterRef("interaction__held_on")).filter(person=OuterRef("person"))
        return Q(pk__in=self.reach.counted.met().filter(Exists(then)).order_by().values("person"))

    def with_seat(self, people: QuerySet[Person]) -> QuerySet[Person]:
        """`seat`: the mandate that puts each in the audience; of several the highest level, then the newest."""
        held = memberships_in(self.reach.criteria, self.reach.last)
        return people.annotate(seat=Subquery(held.filter(person=OuterRef("pk")).by_weight().values("pk")[:1]))

    def of_group(self, people: QuerySet[Person], party: str, county: str) -> QuerySet[Person]:
        seats = Membership.objects.with_county()
        if party:
            seats = seats.filter(party__isnull=True) if party == UNKNOWN else seats.filter(party__code=party)
        if county:
            seats = (
                seats.filter(county_id__isnull=True) if county == UNKNOWN else seats.filter(county_id=_county(county))
            )
        return self.with_seat(people).filter(seat__in=seats.order_by().values("pk")) if party or county else people

    def groups(self) -> list[Group]:
        """By party and county of the mandate that puts each in the audience."""
        seats = self.with_seat(self.audience().order_by()).values("seat")
        rows = (
            Membership.objects.filter(pk__in=seats)
            .with_county()
            .order_by()
            .values("party__code", "county_id")
            .annotate(
                audience=Count("pk"),
                covered=Count("pk", filter=Q(person__in=self.reach.counted.met().order_by().values("person"))),
            )
        )
        return [Group(r["party__code"] or UNKNOWN, r["county_id"], r["audience"], r["covered"]) for r in rows]


class _OrganizationReach:
    """How organizations count: somebody who decides or answers there was met.

    A met person answers for the organization they stand in the contact for, and for every organization of the
    audience where they served that day; one who sits in a council or board answers for what it belongs to. A
    two-way contact with the organization itself (a ministry's mailbox) counts too.
    """

    def __init__(self, reach: Reach) -> None:
        self.reach = reach

    def all_units(self) -> QuerySet[Organization]:
        return Organization.objects.filter(merged_into__isnull=True, is_own_body=False)

    def audience(self) -> QuerySet[Organization]:
        return self._in_audience(self.reach.last)

    def met(self) -> Q:
        return self._answered_for(self.reach.counted.met(), kinds_with(Mode.TWO_WAY))

    def touched(self) -> Q:
        return self._answered_for(self.reach.counted.touched(), kinds_with(Mode.TWO_WAY, Mode.ONE_WAY))

    def met_as_audience(self) -> Q:
        """Met on a day when the organization was in the audience."""
        held = self._served(self.reach.counted.met()).filter(self._was_in_audience("unit_id", "interaction__held_on"))
        with_itself = self._with_itself(kinds_with(Mode.TWO_WAY))
        with_itself = with_itself.filter(self._was_in_audience("organization_id", "held_on"))
        return Q(pk__in=_ids(held, "unit_id")) | Q(pk__in=_ids(with_itself, "organization"))

    def groups(self) -> list[Group]:
        rows = (
            self.audience()
            .order_by()
            .values("area__county_id")
            .annotate(audience=Count("pk"), covered=Count("pk", filter=self.met()))
        )
        return [Group(UNKNOWN, r["area__county_id"], r["audience"], r["covered"]) for r in rows]

    def of_group(self, organizations: QuerySet[Organization], party: str, county: str) -> QuerySet[Organization]:
        if county == UNKNOWN:
            organizations = organizations.filter(area__county__isnull=True)
        elif county:
            organizations = organizations.filter(area__county=_county(county))
        return organizations.none() if party and party != UNKNOWN else organizations

    def _in_audience(self, day: Any) -> QuerySet[Organization]:
        return organizations_in(self.reach.criteria, day)

    def _was_in_audience(self, unit: str, day: str) -> Exists:
        return Exists(self._in_audience(OuterRef(day)).filter(pk=OuterRef(unit)))

    def _answered_for(self, participations: Any, kinds: list[str]) -> Q:
        stood_for = participations.filter(membership__isnull=False).annotate(unit_id=_unit_of("membership"))
        served = self._served(participations).filter(
            Q(unit_id__in=_ids(self.audience(), "pk")) | self._was_in_audience("unit_id", "interaction__held_on")
        )
        return (
            Q(pk__in=_ids(stood_for, "unit_id"))
            | Q(pk__in=_ids(served, "unit_id"))
            | Q(pk__in=_ids(self._with_itself(kinds), "organization"))
        )

    def _served(self, participations: Any) -> Any:
        """The participations, once for each membership served that day; `unit_id` is what it answers for."""
        day = F("interaction__held_on")
        leave = MembershipStatus.objects.filter(
            active_q(OuterRef("interaction__held_on")), status=ServingStatus.ON_LEAVE, membership=OuterRef("held__pk")
        )
        # One filter(): each further call would join the person's memberships once more, and ask of another of them.
        return (
            participations.annotate(held=FilteredRelation("person__memberships"))
            .filter(
                Q(held__starts_on__isnull=True) | Q(held__starts_on__lte=day),
                Q(held__ends_on__isnull=True) | Q(held__ends_on__gte=day),
                Q(held__stands_in_for__isnull=False) | Q(held__kind__in=NOT_SUBSTITUTES),
                ~Exists(leave),
                held__isnull=False,
                held__struck_at__isnull=True,
            )
            .annotate(unit_id=_unit_of("held"))
        )

    def _with_itself(self, kinds: list[str]) -> QuerySet[Interaction]:
        contacts = Interaction.objects.counted().between(self.reach.first, self.reach.last)
        return contacts.for_goal(self.reach.goal).filter(organization__isnull=False, kind__in=kinds)


def _county(code: str) -> Subquery:
    return Subquery(Area.objects.filter(kind="county", code=code).values("pk")[:1])


def _ids(queryset: QuerySet[Any], name: str) -> QuerySet[Any]:
    return queryset.order_by().values(name)


def _unit_of(membership: str) -> Case:
    """The organization that a membership answers for: a council's or board's parent, else its own."""
    parent = Coalesce(F(f"{membership}__organization__parent_id"), F(f"{membership}__organization_id"))
    return Case(
        When(**{f"{membership}__organization__kind__in": BODIES_OF_PARENT}, then=parent),
        default=F(f"{membership}__organization_id"),
    )


# --- Periods ---------------------------------------------------------------------------------------------


def year_before(day: dt.date) -> dt.date:
    """The first day of the 12 months that end on `day`."""
    next_day = day + dt.timedelta(days=1)
    try:
        return next_day.replace(year=next_day.year - 1)
    except ValueError:  # the day after is 29 February
        return next_day.replace(year=next_day.year - 1, day=28)


def periods(first: dt.date, last: dt.date) -> list[tuple[dt.date, dt.date]]:
    """The period, split where a new Riksdag takes its seats: each part has its own audience. Oldest first."""
    starts = Term.objects.filter(body=TermBody.RIKSDAG, starts_on__gt=first, starts_on__lte=last)
    bounds = [first, *sorted(set(starts.values_list("starts_on", flat=True))), last + dt.timedelta(days=1)]
    return [(a, b - dt.timedelta(days=1)) for a, b in pairwise(bounds)]


def goal_summaries(plan: Plan, first: dt.date, last: dt.date) -> list[Reach]:
    """A Reach for every goal of `plan`, in the plan's order. Figures are counted when they are shown."""
    goals = Goal.objects.filter(plan=plan).for_list().order_by("priority__position", "code")
    return [Reach(goal, first, last) for goal in goals]
