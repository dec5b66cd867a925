"""Days as they are written, '2026-11-22': tens of thousands are read, and compare as well as dates."""

from __future__ import annotations

import datetime as dt

from django.db.models import CharField
from django.db.models.functions import Cast

Day = str
Days = tuple[Day, Day]
FIRST_DAY, LAST_DAY = dt.date.min.isoformat(), dt.date.max.isoformat()


def written(name: str) -> Cast:
    """A column of days, as they are written."""
    return Cast(name, CharField())


def opened(first: Day | None, last: Day | None) -> Days:
    """Both days, an unknown one as far away as days go."""
    return first or FIRST_DAY, last or LAST_DAY


def is_open(days: Days, day: Day) -> bool:
    """Whether `day` is from the first to the last, both included."""
    return days[0] <= day <= days[1]


def within(days: Days, part: Days) -> Days:
    """What of the days is in the part."""
    return max(days[0], part[0]), min(days[1], part[1])
