"""Counts shown on the nodes of the plan's tree."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db.models import Count

from advocacy.models import Interaction, InteractionPriority, Priority


def contacts_per_priority(first: dt.date, last: dt.date) -> dict[int, int]:
    """Contacts that count, per priority with all below it: {priority id: number of distinct contacts}.

    One query for the links of the period's contacts, grouped by the set of priorities that each has, so that a
    contact linked to two branches of one priority counts once there.
    """
    above = _ancestors()
    counted = Interaction.objects.counted().between(first, last)
    links = InteractionPriority.objects.filter(interaction__in=counted)
    alone = links.order_by().values("priority").annotate(n=Count("pk"))
    totals: dict[int, int] = defaultdict(int)
    for row in alone:
        for pk in above[row["priority"]]:
            totals[pk] += row["n"]
    for pks in _several(links):
        shared: dict[int, int] = defaultdict(int)
        for pk in pks:
            for node in above[pk]:
                shared[node] += 1
        for node, n in shared.items():
            totals[node] -= n - 1
    return dict(totals)


def _several(links: Any) -> list[list[int]]:
    """The priorities of each contact that has more than one."""
    crowded = links.order_by().values("interaction").annotate(n=Count("pk")).filter(n__gt=1).values("interaction")
    found: dict[int, list[int]] = defaultdict(list)
    for interaction, priority in links.filter(interaction__in=crowded).values_list("interaction", "priority"):
        found[interaction].append(priority)
    return list(found.values())


def _ancestors() -> dict[int, list[int]]:
    """Each priority with itself and all above it."""
    parents = dict(Priority.objects.values_list("pk", "parent_id"))
    result: dict[int, list[int]] = {}
    for pk in parents:
        chain: list[int] = []
        node: int | None = pk
        while node is not None:
            chain.append(node)
            node = parents[node]
        result[pk] = chain
    return result
