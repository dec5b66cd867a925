"""The figure 'outcomes' of metrics.md: what changed, by strength, said as contribution with confidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from advocacy.choices import Confidence, OutcomeStrength
from advocacy.models import Outcome


@dataclass(frozen=True)
class Rung:
    """One strength: which outcomes, how many of them with which confidence, how many checked, and SEK in all."""

    strength: OutcomeStrength
    ids: tuple[int, ...] = ()
    by_confidence: tuple[tuple[Confidence, int], ...] = ()
    checked: int = 0
    amount: int = 0

    @property
    def count(self) -> int:
        return len(self.ids)

    @property
    def label(self) -> str:
        return str(self.strength.label)


@dataclass(frozen=True)
class OutcomeFigures:
    """The whole ladder, weakest first; a rung without outcomes is there too. `rows`: all that stand on it, the newest
    first.
    """

    rungs: tuple[Rung, ...]
    rows: tuple[Outcome, ...] = field(default=(), repr=False)

    def about(self, priorities: Collection[int]) -> OutcomeFigures:
        """The same of some priorities (ids) alone."""
        return _ladder(row for row in self.rows if row.priority_id in priorities)

    @property
    def count(self) -> int:
        return sum(rung.count for rung in self.rungs)

    @property
    def checked(self) -> int:
        return sum(rung.checked for rung in self.rungs)

    @property
    def amount(self) -> int:
        return sum(rung.amount for rung in self.rungs)


def outcomes(
    priorities: Collection[int] | None = None, first: dt.date | None = None, last: dt.date | None = None
) -> OutcomeFigures:
    """Outcomes of these priorities (None: of all) that happened from `first` to `last`, both included. One query.

    Everybody's figure is the same: what a chain holds that is confidential is no part of it.
    """
    found = Outcome.objects.order_by("-happened_on", "-pk")
    if priorities is not None:
        found = found.about(priorities)
    if first:
        found = found.filter(happened_on__gte=first)
    if last:
        found = found.filter(happened_on__lte=last)
    return _ladder(found)


def _ladder(rows: Iterable[Outcome]) -> OutcomeFigures:
    held = tuple(rows)
    return OutcomeFigures(tuple(_rung(strength, held) for strength in OutcomeStrength), held)


def _rung(strength: OutcomeStrength, rows: Sequence[Outcome]) -> Rung:
    here = [row for row in rows if row.strength == strength]
    sure = [(one, sum(1 for row in here if row.confidence == one)) for one in reversed(Confidence)]
    return Rung(
        strength,
        ids=tuple(row.pk for row in here),
        by_confidence=tuple((one, n) for one, n in sure if n),
        checked=sum(1 for row in here if row.checked_by_id),
        amount=sum(row.amount or 0 for row in here),
    )
