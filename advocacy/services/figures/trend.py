"""Coverage of a goal quarter by quarter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from advocacy.models import Goal
from advocacy.services.figures.periods import quarters
from advocacy.services.reach import periods
from advocacy.services.reach_of_many import ManyGoals

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
    return trends([goal], last, number)[goal.pk]


def trends(goals: Sequence[Goal], last: dt.date, number: int = QUARTERS) -> dict[int, list[TrendPoint]]:
    """As `trend`, of many goals by their ids, in as many queries."""
    asked = quarters(last, number)
    sides = periods(asked[0][0], last)
    spans = [
        ((max(first, since), min(end, until)), side)
        for first, end in asked
        for side, (since, until) in enumerate(sides)
        if first <= until and since <= end
    ]
    among = ManyGoals(goals, [span for span, _side in spans])
    found: dict[int, list[TrendPoint]] = {goal.pk: [] for goal in goals}
    for goal in goals:
        for span, side in spans:
            audience, met = among.sets(goal, span)
            found[goal.pk].append(TrendPoint(*span, side, len(audience & met), len(audience)))
    return found
