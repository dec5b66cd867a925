"""The figure 'consultations' of metrics.md: viewpoints sent, and how many of them were taken up."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Q

from advocacy.choices import TakenUp
from advocacy.models import ConsultationPriority, Viewpoint


class Filed(NamedTuple):
    """A viewpoint by ids, with the priorities that it concerns."""

    pk: int
    taken_up: str
    consultation: int
    priorities: frozenset[int]


@dataclass(frozen=True)
class Viewpoints:
    """Ids of the viewpoints sent, by what became of them; every outcome is there."""

    by_taken_up: dict[str, tuple[int, ...]]
    consultations: tuple[int, ...]
    filed: tuple[Filed, ...] = field(default=(), repr=False)

    def about(self, priorities: Collection[int]) -> Viewpoints:
        """The same of some priorities (ids) alone."""
        return _sorted(one for one in self.filed if not one.priorities.isdisjoint(priorities))

    @property
    def sent(self) -> tuple[int, ...]:
        return tuple(sorted(pk for ids in self.by_taken_up.values() for pk in ids))

    @property
    def assessed(self) -> int:
        """How many somebody has said of whether they were taken up."""
        return len(self.sent) - len(self.by_taken_up[TakenUp.UNKNOWN])


def viewpoints(priorities: Collection[int] | None, first: dt.date, last: dt.date) -> Viewpoints:
    """Viewpoints of answers filed from `first` to `last`, both included, on these priorities (None: on all).

    A viewpoint without a priority of its own concerns those of its consultation. What became of it is as it is known
    today, whenever the bill came. Two queries.
    """
    rows: Any = Viewpoint.objects.filter(consultation__answered_on__range=(first, last))
    if priorities is not None:
        asked = list(priorities)
        theirs = ConsultationPriority.objects.filter(priority__in=asked).values("consultation")
        rows = rows.filter(Q(priority__in=asked) | Q(priority__isnull=True, consultation__in=theirs))
    found = list(rows.order_by("pk").values_list("pk", "taken_up", "consultation", "priority"))
    theirs_of: dict[int, set[int]] = defaultdict(set)
    links = ConsultationPriority.objects.filter(consultation__in={of for _pk, _taken, of, own in found if own is None})
    for of, priority in links.values_list("consultation", "priority"):
        theirs_of[of].add(priority)
    return _sorted(Filed(pk, taken, of, frozenset([own] if own else theirs_of[of])) for pk, taken, of, own in found)


def _sorted(rows: Iterable[Filed]) -> Viewpoints:
    filed = tuple(rows)
    by_taken_up = {str(one): tuple(row.pk for row in filed if row.taken_up == one) for one in TakenUp}
    return Viewpoints(by_taken_up, tuple(sorted({row.consultation for row in filed})), filed)
