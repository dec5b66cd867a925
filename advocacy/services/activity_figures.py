"""What we have done: contacts that count, by kind. Never a measure of reach, so it stands in an appendix."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from functools import reduce
from operator import or_

from django.db.models import Q

from advocacy.choices import InteractionKind
from advocacy.models import Interaction
from advocacy.querysets.interaction import ids_about


def contacts_by_kind(
    priorities: Collection[int], goals: Collection[int], periods: Collection[tuple[dt.date, dt.date]]
) -> list[dict[InteractionKind, list[int]]]:
    """Of each period the ids of the contacts about these priorities or goals. One query for all periods.

    Those that count, whoever may read them; kinds in their own order, only those that there are.
    """
    held = reduce(or_, (Q(held_on__range=days) for days in periods))
    found = Interaction.objects.counted().filter(held, pk__in=ids_about(priorities, goals))
    ids: list[dict[str, list[int]]] = [defaultdict(list) for _period in periods]
    for kind, pk, day in found.order_by("pk").values_list("kind", "pk", "held_on"):
        for (first, last), of_period in zip(periods, ids, strict=True):
            if first <= day <= last:
                of_period[kind].append(pk)
    return [{kind: one[kind] for kind in InteractionKind if kind in one} for one in ids]
