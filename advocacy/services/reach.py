"""Reach of a goal: whom we met, of whom we were to meet. The one definition of every figure.

Page, Excel, command and API all ask a `Reach`. Definitions: docs/metrics.md. Units are people or organizations
(`goal.unit`); a goal whose unit is seats, or without an audience, has counts and no percentage.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from advocacy.choices import GoalUnit, LadderStep
from advocacy.models import Goal, Plan, ReachEntry
from advocacy.querysets.audience import (
    Conditions,
    memberships_in,
)
from advocacy.services.reach_audience import Audiences, Seat
from advocacy.services.reach_contacted import Contacted
from advocacy.services.reach_of_many import ManyGoals
from advocacy.services.reach_units import UNKNOWN, Group, OrganizationUnits, PeopleUnits
from contacts.choices import NewIn, TermBody
from contacts.models import Area, Term
from crm.common.dates import today
from crm.common.instances import among
from crm.models import User

# What each figure is made of: the units that are in all of the first sets and in none of the second.
MADE_OF: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "audience": (("audience",), ()),
    "reached": (("met",), ()),
    "covered": (("audience", "met"), ()),
    "informed": (("audience", "touched"), ()),
    "since_left": (("met", "met_as_audience"), ("audience",)),
    "outside": (("met",), ("audience", "met_as_audience")),
    "other_role": (("audience", "met"), ("met_as_audience",)),
    "missed": (("audience",), ("met",)),
}


class Reach:
    """The figures of `goal` from `first` to `last`, both days included, with the audience of `last`.

    Figures are integers, counted when first asked for: the database gives each set of ids once, for all figures.
    `units(figure)` gives the rows behind one, of the same sets.
    """

    FIGURES = tuple(MADE_OF)

    def __init__(
        self,
        goal: Goal,
        first: dt.date,
        last: dt.date,
        *,
        before: Reach | None = None,
        reader: User | None = None,
        among: ManyGoals | None = None,
        audiences: Audiences | None = None,
        contacted: Contacted | None = None,
    ) -> None:
        """`among` gives the figures that it has read for many goals at once, `before` the part before an election.

        `audiences`: where audiences are read once for all reaches that share them; `contacted`: where the contacts of
        many goals are, of the same days and the same reader.
        """
        if last < first:
            raise ValueError("the period ends before it starts")
        self.goal, self.first, self.last, self.before, self.reader = goal, first, last, before, reader
        self.among, self.audiences = among, audiences or Audiences()
        self.contacted = contacted or Contacted([goal], first, last, reader)

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
        return self.audiences.criteria(self.goal.audience) if self.goal.audience and self.has_audience else []

    @cached_property
    def entries(self) -> Any:
        """What the goal's contacts of the period add to it: everybody met, who took part and whom we informed."""
        return ReachEntry.objects.of_goal(self.goal).between(self.first, self.last).readable_by(self.reader)

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """The first and the last day."""
        return self.first, self.last

    @property
    def is_about_people(self) -> bool:
        return self.goal.unit != GoalUnit.ORGANIZATION

    def units(self, figure: str) -> QuerySet[Any]:
        """The people (or organizations) behind `figure`, one of FIGURES."""
        within, without = MADE_OF[figure]
        units: Any = self._parts.all_units()
        for name in within:
            units = units.filter(self._parts.condition(name))
        for name in without:
            units = units.exclude(self._parts.condition(name))
        return units

    def _count(self, figure: str) -> int:
        if figure in self._known:
            return self._known[figure]
        return len(self.ids(figure))

    def ids(self, figure: str) -> set[int]:
        """Ids of the people (or organizations) behind `figure`, one of FIGURES: those that `units` gives."""
        within, without = MADE_OF[figure]
        found = set.intersection(*(self._parts.ids(name) for name in within))
        return found.difference(*(self._parts.ids(name) for name in without))

    @cached_property
    def _known(self) -> dict[str, int]:
        return self.among.figures(self.goal, (self.first, self.last)) if self.among else {}

    @cached_property
    def _parts(self) -> PeopleUnits | OrganizationUnits:
        return PeopleUnits(self) if self.is_about_people else OrganizationUnits(self)

    def units_of_group(self, figure: str, party: str, county: str, step: str = "") -> QuerySet[Any]:
        """As `units`, of the audience's groups with this party code and county code ('' for any, 'okänd' for none).

        With a `step` of the relation ladder, those of the audience who stand on it.
        """
        return self.of_group(self.units(figure), party, county, step)

    def of_group(self, units: QuerySet[Any], party: str, county: str, step: str = "") -> QuerySet[Any]:
        """Of `units`, those in such groups of the audience."""
        if step:
            wanted = int(step) if step.isdecimal() else None
            there = [unit for unit, one in self.steps.items() if one == wanted]
            units = units.filter(among(units.model, "id", there)) if there else units.none()
        return self._parts.of_group(units, party, county)

    def rows(self, units: Iterable[Any]) -> list[Any]:
        """A page of units as lists show them; people with `counted_as`, their mandate on the last day."""
        return self._parts.with_mandates(units)

    # --- Figures ---------------------------------------------------------------------------------------

    @cached_property
    def audience(self) -> int:
        return self._count("audience")

    @cached_property
    def covered(self) -> int:
        return self._count("covered")

    @cached_property
    def informed(self) -> int:
        return self._count("informed")

    @cached_property
    def reached(self) -> int:
        return self._count("reached")

    @cached_property
    def since_left(self) -> int:
        return self._count("since_left")

    @cached_property
    def outside(self) -> int:
        return self._count("outside")

    @cached_property
    def other_role(self) -> int:
        """Of the covered: met only before they entered the audience."""
        return self._count("other_role")

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

    def thin_groups(self) -> list[Group]:
        """Groups where not everybody was met: the lowest coverage first, the largest first among equals."""
        thin = [g for g in self.groups if g.covered < g.audience]
        return sorted(thin, key=lambda g: (g.covered / g.audience, -g.audience, g.party, g.county or 0))

    @property
    def by_party(self) -> dict[str, Group]:
        return _sum_by(self.groups, lambda g: g.party)

    @property
    def by_county(self) -> dict[str, Group]:
        codes = dict(Area.objects.filter(kind="county").values_list("pk", "code"))
        return _sum_by(self.groups, lambda g: codes.get(g.county, UNKNOWN))

    def by_new(self) -> dict[NewIn | None, tuple[int, int]]:
        """Covered and audience by newly elected as of `last`; empty where the units are no people of an audience."""
        is_asked = self.has_audience and isinstance(self._parts, PeopleUnits)
        return self._parts.by_new() if is_asked else {}  # type: ignore[union-attr]

    def sources(self) -> list[str]:
        """Where the mandates of the audience come from, to be named wherever they are shown."""
        held = memberships_in(self.criteria, self.last).exclude(source="")
        return list(held.order_by("source").values_list("source", flat=True).distinct())

    @cached_property
    def ladder(self) -> dict[int, int]:
        """People of the audience on each step 0–6 of the relation ladder (see `steps`)."""
        return dict.fromkeys(LadderStep.values, 0) | Counter(self.steps.values())

    @cached_property
    def steps(self) -> dict[int, int]:
        """The audience by id, with the highest step over the 12 months that end on `last`.

        0 not reached, 1 informed, 2 took part, 3 met, 4 in dialogue; 5 acted in public for our position and 6 did so
        in two ways, in the term that holds `last`. Officials stop at 4.
        """
        if not (self.has_audience and isinstance(self._parts, PeopleUnits)):
            return {}
        return self._parts.audience_steps()

    def seats(self) -> dict[int, Seat]:
        """The people of the audience with what is told of the mandate that puts them there."""
        return self._parts.seats if isinstance(self._parts, PeopleUnits) else {}

    def by_seat(self) -> list[tuple[Seat, int, int]]:
        """How many people of the audience have each sort of seat, and how many of them were met."""
        return self._parts.by_seat if isinstance(self._parts, PeopleUnits) else []

    def in_audience(self) -> Q:
        """The condition for a unit to be in the audience."""
        return self._parts.condition("audience")

    def on_step(self, step: int) -> QuerySet[Any]:
        """The people of the audience who stand on a step of the ladder."""
        return self._parts.all_units().filter(pk__in=[person for person, one in self.steps.items() if one == step])

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


def plan_period(plan: Plan) -> tuple[dt.date, dt.date]:
    """From the plan's first day to today, or to its last day when that has passed."""
    first = plan.starts_on or today().replace(month=1, day=1)
    last = min(plan.ends_on or today(), today())
    return first, max(first, last)


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


def goal_summaries(goals: Iterable[Goal], first: dt.date, last: dt.date) -> list[Reach]:
    """A Reach for each of `goals`, whose audience, covered and reached are counted for all of them at once.

    When the period crosses an election each is of the part after it, and its `before` of the part before.
    """
    parts = periods(first, last)[-2:]
    goals = list(goals)
    among = ManyGoals(goals, parts)
    found = []
    for goal in goals:
        *earlier, now = (Reach(goal, *part, among=among) for part in parts)
        now.before = earlier[0] if earlier else None
        found.append(now)
    return found
