"""The addresses of rows, by the hundred on a page."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse

ANY_ID = 9_007_199_254_740_881


@lru_cache(maxsize=100)
def _around(name: str) -> tuple[str, str]:
    """What stands before and after the id: a process serves one set of addresses under one prefix."""
    before, _id, after = reverse(name, args=[ANY_ID]).partition(str(ANY_ID))
    return before, after


def address_of(name: str, pk: int) -> str:
    """`reverse(name, args=[pk])`, which looks the pattern up anew each time."""
    before, after = _around(name)
    return f"{before}{pk:d}{after}"
