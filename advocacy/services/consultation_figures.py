"""The figure 'consultations' of metrics.md: viewpoints sent, and how many of them were taken up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from advocacy.choices import TakenUp
from advocacy.models import ConsultationPriority, Viewpoint


@dataclass(frozen=True)
class Viewpoints:
    """Ids of the viewpoints sent, by what became of them; every outcome is there."""

    by_taken_up: dict[str, tuple[int, ...]]
    consultations: tuple[int, ...]

    @property
    def sent(self) -> tuple[int, ...]:
        return tuple(sorted(pk for ids in self.by_taken_up.values() for pk in ids))

    @property
    def assessed(self) -> int:
        """How many somebody has said of whether they were taken up."""
        return len(self.sent) - len(self.by_taken_up[TakenUp.UNKNOWN])


def viewpoints(priorities: Collection[int] | None, first: dt.date, last: dt.date) -> Viewpoints:
    """Viewpoints of answers filed from `first` to `last`, both included, on these priorities (None: on all). One query.

    A viewpoint without a priority of its own concerns those of its consultation. What became of it is as it is known
    today, whenever the bill came.
    """
    rows: Any = Viewpoint.objects.filter(consultation__answered_on__range=(first, last))
    if priorities is not None:
        asked = list(priorities)
        theirs = ConsultationPriority.objects.filter(priority__in=asked).values("consultation")
        rows = rows.filter(Q(priority__in=asked) | Q(priority__isnull=True, consultation__in=theirs))
    found = list(rows.order_by("pk").values_list("pk", "taken_up", "consultation"))
    by_taken_up = {str(one): tuple(pk for pk, taken, _of in found if taken == one) for one in TakenUp}
    return Viewpoints(by_taken_up, tuple(sorted({of for _pk, _taken, of in found})))
