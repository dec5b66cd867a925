"""How many rows a long list has, without counting them anew for every page of it."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.exceptions import EmptyResultSet
from django.db.models import Max

# Short lists are counted sooner than remembered.
LONG = 5_000
SECONDS = 10
_kept = LocMemCache("counts of lists", {"TIMEOUT": SECONDS, "MAX_ENTRIES": 50})


def counted(queryset: Any, model: Any) -> int:
    """`queryset.count()`, remembered until a row of `model` gets history: only for what depends on those rows alone.

    Rows that another transaction was storing meanwhile are missed for SECONDS at most.
    """
    try:
        statement = str(queryset.order_by().query)
    except EmptyResultSet:
        return 0
    short = f"short:{model._meta.label}:{hash(statement)}"
    if _kept.get(short) and (few := queryset.count()) < LONG:
        return int(few)  # one question: whether anything has changed need not be asked
    last = model.history.model._base_manager.aggregate(last=Max("history_id"))["last"]
    key = f"{model._meta.label}:{last}:{hash(statement)}"
    known = _kept.get(key)
    if known is None:
        known = queryset.count()
        _kept.set(*((key, known) if known >= LONG else (short, True)))
    return int(known)
