"""What we have done: contacts that count, by kind. Never a measure of reach, so it stands in an appendix."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from advocacy.choices import InteractionKind
from advocacy.models import Interaction
from advocacy.querysets.interaction import ids_about


def contacts_by_kind(
    priorities: Collection[int], goals: Collection[int], first: dt.date, last: dt.date
) -> dict[InteractionKind, list[int]]:
    """Ids of the contacts about these priorities or goals that were held from `first` to `last`. One query.

    Those that count, whoever may read them; kinds in their own order, only those that there are.
    """
    found = Interaction.objects.counted().between(first, last).filter(pk__in=ids_about(priorities, goals))
    ids: dict[str, list[int]] = defaultdict(list)
    rows = found.order_by("pk").values_list("kind", "pk")
    for kind, pk in rows:
        ids[kind].append(pk)
    return {kind: ids[kind] for kind in InteractionKind if kind in ids}
