"""The figure 'commitments' of metrics.md: open, late, kept; theirs and ours; and how old the open ones are."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Case, Count, Q, Value, When
from django.utils.translation import gettext_lazy

from advocacy.choices import CommitmentState, Promiser
from advocacy.models import Commitment
from advocacy.querysets.talk import late_q, open_q


@dataclass(frozen=True)
class Band:
    """Open since so many days: from `first` to `last`, both included; no last, and more."""

    name: str
    label: Any
    first: int
    last: int | None

    def made(self, day: dt.date) -> Q:
        """Commitments that are so old on `day`."""
        found = Q(made_on__lte=day - dt.timedelta(days=self.first)) if self.first else Q()
        return found & Q(made_on__gte=day - dt.timedelta(days=self.last)) if self.last is not None else found


BANDS = (
    Band("manad", gettext_lazy("Högst 30 dagar"), 0, 30),
    Band("kvartal", gettext_lazy("31–90 dagar"), 31, 90),
    Band("halvar", gettext_lazy("91–180 dagar"), 91, 180),
    Band("aldre", gettext_lazy("Mer än 180 dagar"), 181, None),
)
CLOSED = (CommitmentState.KEPT, CommitmentState.BROKEN, CommitmentState.WITHDRAWN)
# What a commitment may be counted as.
COUNTED = ("open", "late", *(band.name for band in BANDS), *(state.value for state in CLOSED))


@dataclass(frozen=True)
class Side:
    """What one side has promised. `late` is part of `open`; `ages` is `open` by the bands."""

    promiser: Promiser
    open: int
    late: int
    ages: tuple[tuple[Band, int], ...]
    kept: int
    broken: int
    withdrawn: int

    @property
    def label(self) -> str:
        return str(self.promiser.label)

    @property
    def count(self) -> int:
        return self.open + self.kept + self.broken + self.withdrawn


def commitments(
    day: dt.date, priorities: Collection[int] | None = None, first: dt.date | None = None
) -> tuple[Side, ...]:
    """Theirs and ours as they stood on `day`, of these priorities (None: of all); closed from `first` on. One query.

    Everybody's figure is the same: it counts confidential ones too.
    """
    return promises(priorities, day, first).sides


class Promise(NamedTuple):
    """A commitment by its id, with what it is counted as: 'open', 'late', 'kept' …"""

    pk: int
    promiser: str
    priority: int | None
    counts_as: frozenset[str]


@dataclass(frozen=True)
class Promises:
    """Every commitment that is counted as something."""

    rows: tuple[Promise, ...]

    def about(self, priorities: Collection[int]) -> Promises:
        """Those about some priorities (ids) alone."""
        return Promises(tuple(row for row in self.rows if row.priority in priorities))

    def ids(self, promiser: str, name: str) -> tuple[int, ...]:
        """Those of one side that are counted as `name`."""
        return tuple(row.pk for row in self.rows if row.promiser == promiser and name in row.counts_as)

    @property
    def sides(self) -> tuple[Side, ...]:
        found = Counter((row.promiser, name) for row in self.rows for name in row.counts_as)
        return tuple(_side(side, {name: found[side, name] for name in COUNTED}) for side in Promiser)


def promises(priorities: Collection[int] | None, day: dt.date, first: dt.date | None = None) -> Promises:
    """What `commitments` counts, row by row. One query."""
    asked = _conditions(day, first)
    rows = Commitment.objects.filter(reduce(or_, asked.values()))
    if priorities is not None:
        rows = rows.filter(priority__in=priorities)
    marks = [Case(When(q, then=Value(1)), default=Value(0)) for q in asked.values()]
    found = rows.order_by("pk").values_list("pk", "promiser", "priority", *marks)
    return Promises(
        tuple(
            Promise(pk, promiser, priority, frozenset(name for name, is_so in zip(asked, marked, strict=True) if is_so))
            for pk, promiser, priority, *marked in found
        )
    )


def _conditions(day: dt.date, first: dt.date | None = None) -> dict[str, Q]:
    closed = Q(closed_on__lte=day) & (Q(closed_on__gte=first) if first else Q())
    asked = {"open": open_q(day), "late": late_q(day)}
    asked |= {band.name: open_q(day) & band.made(day) for band in BANDS}
    return asked | {state.value: Q(state=state) & closed for state in CLOSED}


def counted(rows: Any, day: dt.date, first: dt.date | None = None) -> tuple[Side, ...]:
    """The same of `rows` alone: what a list may show."""
    asked = _conditions(day, first)
    counts = {
        f"{side}_{name}": Count("pk", filter=q & Q(promiser=side)) for side in Promiser for name, q in asked.items()
    }
    found = rows.order_by().aggregate(**counts)
    return tuple(_side(side, {name: found[f"{side}_{name}"] for name in asked}) for side in Promiser)


def _side(promiser: Promiser, found: dict[str, int]) -> Side:
    return Side(
        promiser,
        open=found["open"],
        late=found["late"],
        ages=tuple((band, found[band.name]) for band in BANDS),
        kept=found[CommitmentState.KEPT],
        broken=found[CommitmentState.BROKEN],
        withdrawn=found[CommitmentState.WITHDRAWN],
    )
