"""Coverage of a goal quarter by quarter."""

from __future__ import annotations

import datetime as dt
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
    asked = quarters(last, number)
    sides = periods(asked[0][0], last)
    spans = [
        ((max(first, since), min(end, until)), side)
        for first, end in asked
        for side, (since, until) in enumerate(sides)
        if first <= until and since <= end
    ]
    among = ManyGoals([goal], [span for span, _side in spans])
    found = []
    for span, side in spans:
        audience, met = among.sets(goal, span)
        found.append(TrendPoint(*span, side, len(audience & met), len(audience)))
    return found
