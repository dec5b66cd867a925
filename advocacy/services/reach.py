"""Reach of a goal: whom we met, of whom we were to meet. The one definition of every figure.

Page, Excel, command and API all ask a `Reach`. Definitions: docs/metrics.md. Units are people or organizations
(`goal.unit`); a goal whose unit is seats, or without an audience, has counts and no percentage.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    QuerySet,
    Value,
    When,
)
from django.utils.translation import gettext as _

from advocacy.choices import Direction, GoalUnit
from advocacy.models import Goal, Participation, Plan
from advocacy.querysets.audience import (
    Conditions,
    criteria_of,
    memberships_in,
)
from advocacy.services.reach_units import UNKNOWN, Group, OrganizationUnits, PeopleUnits
from contacts.choices import TermBody
from contacts.models import Area, Term
from crm.models import User


class Reach:
    """The figures of `goal` from `first` to `last`, both days included, with the audience of `last`.

    Figures are integers, counted by the database when first asked for. `units(figure)` gives the rows behind one.
    """

    FIGURES = ("audience", "reached", "covered", "informed", "since_left", "outside", "other_role", "missed")

    def __init__(
        self, goal: Goal, first: dt.date, last: dt.date, before: Reach | None = None, reader: User | None = None
    ) -> None:
        if last < first:
            raise ValueError("the period ends before it starts")
        self.goal, self.first, self.last, self.before, self.reader = goal, first, last, before, reader

    def as_read_by(self, reader: User) -> Reach:
        """The same reach for lists of names: without contacts whose content `reader` may not read."""
        return Reach(self.goal, self.first, self.last, reader=reader)

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
        return Participation.objects.counted(self.goal, self.first, self.last, self.reader)

    @property
    def is_about_people(self) -> bool:
        return self.goal.unit != GoalUnit.ORGANIZATION

    def units(self, figure: str) -> QuerySet[Any]:
        """The people (or organizations) behind `figure`, one of FIGURES."""
        return getattr(self, f"_{figure}")()

    @cached_property
    def _parts(self) -> PeopleUnits | OrganizationUnits:
        return PeopleUnits(self) if self.is_about_people else OrganizationUnits(self)

    def units_of_group(self, figure: str, party: str, county: str) -> QuerySet[Any]:
        """As `units`, of the audience's groups with this party code and county code ('' for any, 'okänd' for none)."""
        return self._parts.of_group(self.units(figure), party, county)

    def rows(self, units: Iterable[Any]) -> list[Any]:
        """A page of units as lists show them; people with `counted_as`, their mandate on the last day."""
        return self._parts.with_mandates(units)

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

    def sources(self) -> list[str]:
        """Where the mandates of the audience come from, to be named wherever they are shown."""
        held = memberships_in(self.criteria, self.last).exclude(source="")
        return list(held.order_by("source").values_list("source", flat=True).distinct())

    @cached_property
    def ladder(self) -> dict[int, int]:
        """People of the audience on each step 0–4 of the relation ladder, over the 12 months that end on `last`."""
        steps = dict.fromkeys(range(5), 0)
        if self.has_audience and self.is_about_people:
            people: Any = self.with_step()
            rows = people.order_by().values("step").annotate(n=Count("pk"))
            steps.update({row["step"]: row["n"] for row in rows})
        return steps

    def with_step(self) -> QuerySet[Any]:
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
    days = sorted({day for day in starts.values_list("starts_on", flat=True) if day})
    bounds = [first, *days, last + dt.timedelta(days=1)]
    return [(a, b - dt.timedelta(days=1)) for a, b in pairwise(bounds)]


def figures(goal: Goal, first: dt.date, last: dt.date) -> dict[str, Any]:
    """The reach of a period as the command and the API give it.

    Over an election the whole has the audience of its last day, and `parts` holds each side with its own.
    """
    whole = Reach(goal, first, last).as_json()
    parts = periods(first, last)
    return whole if len(parts) == 1 else {**whole, "parts": [Reach(goal, *part).as_json() for part in parts]}


def goal_summaries(plan: Plan, first: dt.date, last: dt.date) -> list[Reach]:
    """A Reach for every goal of `plan`, in the plan's order. Figures are counted when they are shown.

    When the period crosses an election each is of the part after it, and its `before` of the part before.
    """
    goals = Goal.objects.filter(plan=plan).for_list().order_by("priority__position", "code")
    *earlier, shown = periods(first, last)
    return [Reach(goal, *shown, before=Reach(goal, *earlier[-1]) if earlier else None) for goal in goals]
