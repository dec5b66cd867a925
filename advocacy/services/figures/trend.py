"""Coverage of a goal quarter by quarter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from advocacy.choices import GoalUnit
from advocacy.models import Goal
from advocacy.querysets.audience import has_dated
from advocacy.services.figures.periods import quarters
from advocacy.services.reach import periods
from advocacy.services.reach_audience import Audiences
from advocacy.services.reach_of_many import ManyGoals, Span

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


def trend(goal: Goal, last: dt.date, number: int = QUARTERS) -> list[TrendPoint]:
    """The `number` quarters up to `last`, oldest first; one with an election in it as two. At most seven queries."""
    first = quarters(last, number)[0][0]
    return Trends([goal], last, number).of(goal, Audiences(first, last))


class Trends:
    """As `trend`, of many goals: whom we met is read once for all of them."""

    def __init__(self, goals: Sequence[Goal], last: dt.date, number: int = QUARTERS) -> None:
        asked = quarters(last, number)
        sides = periods(asked[0][0], last)
        self._goals = {
            "people": [goal for goal in goals if goal.unit == GoalUnit.PERSON],
            "others": [goal for goal in goals if goal.unit != GoalUnit.PERSON],
        }
        self._read: dict[str | Goal, ManyGoals] = {}
        self.spans = [
            ((max(first, since), min(end, until)), side)
            for first, end in asked
            for side, (since, until) in enumerate(sides)
            if first <= until and since <= end
        ]

    def of(self, goal: Goal, audiences: Audiences) -> list[TrendPoint]:
        """The quarters of one of the goals. `audiences`: where that of each day is read."""
        found = []
        for span, side in self.spans:
            audience, met = self._sets(goal, span, audiences)
            found.append(TrendPoint(*span, side, len(audience & met), len(audience)))
        return found

    def _sets(self, goal: Goal, span: Span, audiences: Audiences) -> tuple[set[int], set[int]]:
        if goal.unit != GoalUnit.PERSON:
            return self._many("others").sets(goal, span)
        if goal.audience is None or has_dated(audiences.criteria(goal.audience)):
            return self._many(goal).sets(goal, span)
        return set(audiences.people(goal.audience, *span).seats), self._many("people").met(goal, span)

    def _many(self, which: str | Goal) -> ManyGoals:
        """Those of people, the others, or one alone: its audience must be asked for day by day."""
        if which not in self._read:
            goals = [which] if isinstance(which, Goal) else self._goals[which]
            self._read[which] = ManyGoals(goals, [span for span, _side in self.spans])
        return self._read[which]
