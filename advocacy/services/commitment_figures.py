"""The figure 'commitments' of metrics.md: open, late, kept; theirs and ours; and how old the open ones are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
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
    rows = Commitment.objects.all()
    return counted(rows if priorities is None else rows.filter(priority__in=priorities), day, first)


def behind(day: dt.date, priorities: Collection[int], promiser: str, name: str) -> list[int]:
    """Ids of the commitments of one side that are counted as 'open' or 'late' on `day`."""
    rows = Commitment.objects.filter(_conditions(day)[name], priority__in=priorities, promiser=promiser)
    return list(rows.order_by("pk").values_list("pk", flat=True))


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
