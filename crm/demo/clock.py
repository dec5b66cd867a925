"""The demo's clock: what is loaded as done on an earlier day is stored as done on that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone


@contextmanager
def at(day: dt.date, hour: int = 14) -> Iterator[None]:
    """As if it were `day`, at the latest now: for services, which store when and by whom a thing is done.

    Only for the loader, which has its process to itself.
    """
    real = timezone.now
    moment = min(timezone.make_aware(dt.datetime.combine(day, dt.time(hour, 20))), real())
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real
