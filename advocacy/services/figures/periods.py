"""The periods that figures are asked for, and what they are held against."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from advocacy.choices import Comparison
from advocacy.services.reach import periods
from contacts.choices import TermBody
from contacts.models import Term
from crm.common.dates import months_later

Period = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Side:
    """The part of a period that lies on one side of an election. `term`: what the Riksdag of those days is called."""

    first: dt.date
    last: dt.date
    term: str = ""

    @property
    def days(self) -> Period:
        return self.first, self.last


def sides(period: Period) -> list[Side]:
    """`period` split where a new Riksdag takes its seats, oldest first; one without a name where it is not. At most
    two queries.
    """
    parts = periods(*period)
    if len(parts) == 1:
        return [Side(*period)]
    terms = Term.objects.filter(body=TermBody.RIKSDAG, organization=None, starts_on__lte=period[1])
    names = list(terms.order_by("starts_on").values_list("starts_on", "name"))
    return [Side(*part, next((name for day, name in reversed(names) if day and day <= part[0]), "")) for part in parts]


def compared(period: Period, with_: str) -> Period:
    """What `period` is held against, of the same length: the one that ends the day before, or the year before's.

    Whole months are held against whole months: the quarter before 1 January–31 March is 1 October–31 December.
    """
    first, last = period
    if with_ == Comparison.YEAR_BEFORE:
        return _months_back(period, 12)
    if _is_whole_months(period):
        return _months_back(period, 12 * (last.year - first.year) + last.month - first.month + 1)
    length = last - first
    return first - length - dt.timedelta(days=1), first - dt.timedelta(days=1)


def quarter(day: dt.date, back: int = 0) -> Period:
    """The quarter that holds `day`, or the one `back` quarters before."""
    first = months_later(day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1), -3 * back)
    return first, _end_of_month(months_later(first, 2))


def quarters(last: dt.date, number: int) -> list[Period]:
    """The `number` quarters up to the one that holds `last`, oldest first; the newest ends on `last`."""
    found = [quarter(last, back) for back in reversed(range(number))]
    found[-1] = (found[-1][0], last)
    return found


def _months_back(period: Period, months: int) -> Period:
    first, last = period
    # The month is moved, not the day: a first day that is the last of a month stays the same day of the earlier one.
    month, earlier = months_later(first.replace(day=1), -months), months_later(last, -months)
    starts = month.replace(day=min(first.day, _end_of_month(month).day))
    return starts, _end_of_month(earlier) if last == _end_of_month(last) else earlier


def _is_whole_months(period: Period) -> bool:
    first, last = period
    return first.day == 1 and last == _end_of_month(last)


def _end_of_month(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
