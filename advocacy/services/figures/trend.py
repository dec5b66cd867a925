"""Coverage of a goal quarter by quarter."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from advocacy.choices import GoalUnit
from advocacy.models import Goal, ReachEntry
from advocacy.services.figures.periods import quarters
from advocacy.services.reach import periods
from advocacy.services.reach_audience import Audiences, OrganizationsOfAudience
from advocacy.services.reach_contacted import subjects_of
from advocacy.services.reach_days import Day, is_open, written

QUARTERS = 8


@dataclass(frozen=True)
class TrendPoint:
    """Whom we met from `first` to `last` of those who were in the audience on `last`.

    `side` counts the elections passed since the trend began: sides have audiences of their own and are not compared.
    """

    first: dt.date
    last: dt.date
    side: int
    covered: int
    audience: int

    @property
    def coverage(self) -> float | None:
        return self.covered / self.audience if self.audience else None


def trend_starts(last: dt.date, number: int = QUARTERS) -> dt.date:
    """The first day of the first of the quarters up to `last`."""
    return quarters(last, number)[0][0]


def trend(goal: Goal, last: dt.date, number: int = QUARTERS, audiences: Audiences | None = None) -> list[TrendPoint]:
    """The `number` quarters up to `last`, oldest first; one with an election in it as two.

    `audiences`: where others on the page read them too. At most eight queries, of organizations one more for each
    quarter in which somebody came or went.
    """
    audiences = audiences or Audiences(trend_starts(last, number), last)
    return Trends([goal], last, number).of(goal, audiences)


class Trends:
    """As `trend`, of many goals: whom we met is read once for all of them, by what the contacts were linked to."""

    def __init__(self, goals: Sequence[Goal], last: dt.date, number: int = QUARTERS) -> None:
        asked = quarters(last, number)
        sides = periods(asked[0][0], last)
        self.goals = goals
        self.spans = [
            ((max(first, since), min(end, until)), side)
            for first, end in asked
            for side, (since, until) in enumerate(sides)
            if first <= until and since <= end
        ]

    def of(self, goal: Goal, audiences: Audiences) -> list[TrendPoint]:
        """The quarters of one of the goals. `audiences`: where that of each day is read."""
        return [TrendPoint(*span, side, *self._counts(goal, n, audiences)) for n, (span, side) in enumerate(self.spans)]

    def _counts(self, goal: Goal, number: int, audiences: Audiences) -> tuple[int, int]:
        """Covered and audience in one of the spans."""
        if goal.audience is None or goal.unit == GoalUnit.SEAT:
            return 0, 0
        first, last = self.spans[number][0]
        if goal.unit == GoalUnit.PERSON:
            people = audiences.people(goal.audience, first, last).seats.keys()
            return len(people & self._met("person", goal, number)), len(people)
        there = audiences.organizations(goal.audience, self.spans[0][0][0], self.spans[-1][0][1])
        units = {unit for unit in there.days if there.is_in(unit, last.isoformat())}
        return len(units & self._answered_for(goal, number, audiences, there)), len(units)

    def _answered_for(self, goal: Goal, number: int, audiences: Audiences, there: OrganizationsOfAudience) -> set[int]:
        """The organizations met in a span: themselves, by a mandate kept with a contact, or served on the day of it."""
        found = self._met("organization", goal, number)
        memberships = self._met("membership", goal, number)
        units = audiences.units_of(memberships)
        found.update(units[pk] for pk in memberships if pk in units)
        first, last = (day.isoformat() for day in self.spans[number][0])
        days: dict[int, list[Day]] | None = None
        for person in self._met("person", goal, number) & there.answering.by_person.keys():
            for unit, held, leaves in there.answering.by_person[person]:
                if unit in found or held[0] > last or held[1] < first:
                    continue
                if held[0] > first or held[1] < last or leaves:
                    # Who came or went meanwhile is asked of day by day: they are few, but around an election.
                    days = self._days(goal, number, there) if days is None else days
                    if not any(is_open(held, d) and not any(is_open(away, d) for away in leaves) for d in days[person]):
                        continue
                found.add(unit)
        return found

    def _met(self, name: str, goal: Goal, number: int) -> set[int]:
        """Ids of the people (mandates, organizations) of the goal's meetings in one of the spans."""
        found = self._found[name]
        return set[int]().union(*(found.get((subject, number), ()) for subject in subjects_of(goal)))

    @cached_property
    def _found(self) -> dict[str, dict[tuple[int, int], set[int]]]:
        spans = [Q(held_on__range=span) for span, _side in self.spans]
        first, last = self.spans[0][0][0], self.spans[-1][0][1]
        met, subjects = ReachEntry.objects.met(), {pk for goal in self.goals for pk in subjects_of(goal)}
        people = met.of_people().filter(subject__in=subjects).between(first, last)
        return {
            "person": people.by_subject("person", spans),
            "membership": people.by_subject("membership", spans),
            # Few have one: their own index, of all subjects and days, is read sooner.
            "organization": met.by_subject("organization", spans),
        }

    def _days(self, goal: Goal, number: int, there: OrganizationsOfAudience) -> dict[int, list[Day]]:
        """The days on which those who answer for an organization were met. One query."""
        found: dict[int, list[Day]] = defaultdict(list)
        met = ReachEntry.objects.of_goal(goal).between(*self.spans[number][0]).met().of_people().order_by()
        for person, day in met.values_list("person", written("held_on")).distinct():
            if person in there.answering.by_person:
                found[person].append(day)
        return found
