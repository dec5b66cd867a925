"""The figure 'implementation' of metrics.md: measures by status on a day, and what has moved since another."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from advocacy.choices import MeasureState
from advocacy.models import Measure, MeasureArea

UNKNOWN = "unknown"
# In the order in which they are told.
STATES = (
    MeasureState.DONE, MeasureState.ON_TIME, MeasureState.LATE, MeasureState.NOT_STARTED, MeasureState.DROPPED, UNKNOWN,
)  # fmt: skip
FORWARD, BACKWARD, FIRST_TOLD = "forward", "backward", "first_told"
WORSE = (MeasureState.LATE, MeasureState.DROPPED, MeasureState.NOT_STARTED)


@dataclass(frozen=True)
class Standing:
    """One measure as it stood on both days; `since` is the day of what was said last."""

    pk: int
    name: str
    plan: str
    priority: int | None
    responsible: int | None
    counties: tuple[int, ...]
    before: str
    now: str
    since: dt.date | None

    @property
    def way(self) -> str:
        """Where it has moved: '' nowhere; from unknown it is told of for the first time, which is no movement.

        Forward is under way, on time again or done; backward is late, dropped or not begun after all.
        """
        if self.before == self.now:
            return ""
        if self.before == UNKNOWN:
            return FIRST_TOLD
        return BACKWARD if self.now in WORSE or self.before == MeasureState.DONE else FORWARD


@dataclass(frozen=True)
class Implementation:
    """Every measure asked about as it stood on `first` and on `last`."""

    first: dt.date
    last: dt.date
    standings: tuple[Standing, ...] = field(repr=False)

    def about(self, priorities: Collection[int]) -> Implementation:
        """The same of the measures of some priorities (ids) alone."""
        return replace(self, standings=tuple(one for one in self.standings if one.priority in priorities))

    @property
    def count(self) -> int:
        return len(self.standings)

    @property
    def now(self) -> dict[str, tuple[int, ...]]:
        """Ids by state on the last day, every state there."""
        return self._by_state(lambda one: one.now)

    @property
    def before(self) -> dict[str, tuple[int, ...]]:
        """Ids by state on the first day."""
        return self._by_state(lambda one: one.before)

    @property
    def moved(self) -> tuple[Standing, ...]:
        """Those that stand otherwise than on the first day, backward first: they need somebody."""
        order = (BACKWARD, FORWARD, FIRST_TOLD)
        return tuple(sorted((one for one in self.standings if one.way), key=lambda one: order.index(one.way)))

    def ways(self) -> Counter[str]:
        """How many moved forward, backward, or are told of for the first time."""
        return Counter(one.way for one in self.moved)

    def split(self, groups: Callable[[Standing], Iterable[Hashable]]) -> dict[Hashable, Counter[str]]:
        """How many of each state there are in every group. Who is in several is counted in each."""
        found: dict[Hashable, Counter[str]] = defaultdict(Counter)
        for one in self.standings:
            for group in groups(one):
                found[group][one.now] += 1
        return found

    def _by_state(self, state: Callable[[Standing], str]) -> dict[str, tuple[int, ...]]:
        return {name: tuple(one.pk for one in self.standings if state(one) == name) for name in STATES}


def implementation(measures: Any, first: dt.date, last: dt.date) -> Implementation:
    """How it stood with `measures` (a queryset) on `first` and `last`: what a source said last, that day included.

    A measure of which nothing had been said is 'unknown': nothing is worked out from its years. Two queries.
    """
    rows = measures.order_by("national_plan", "name").with_state(first, "then").with_state(last, "now")
    kept = list(
        rows.values(
            "pk", "name", "national_plan", "priority", "responsible", "then_state", "now_state", "now_on"
        )
    )  # fmt: skip
    counties: dict[int, list[int]] = defaultdict(list)
    lying = MeasureArea.objects.filter(measure__in=measures.order_by().values("pk")).order_by("area__sort_key")
    for measure, area in lying.values_list("measure", "area"):
        counties[measure].append(area)
    standings = tuple(
        Standing(
            pk=row["pk"],
            name=row["name"],
            plan=row["national_plan"],
            priority=row["priority"],
            responsible=row["responsible"],
            counties=tuple(counties[row["pk"]]),
            before=row["then_state"] or UNKNOWN,
            now=row["now_state"] or UNKNOWN,
            since=row["now_on"],
        )
        for row in kept
    )
    return Implementation(first, last, standings)


def of_priorities(priorities: Iterable[int], first: dt.date, last: dt.date) -> Implementation:
    """The figure for these priorities (ids)."""
    return implementation(Measure.objects.about(list(priorities)), first, last)
