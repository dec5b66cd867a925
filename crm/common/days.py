"""Days that move with the calendar: '30d' in a filter is thirty days ago whenever the filter is asked.

today   year (its first day)   30d 6m 2y (back)   in-30d in-6m in-2y (ahead)
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

import django_filters
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.common.dates import today
from crm.common.widgets import DateInput

STEP = re.compile(r"(in-)?(\d{1,3})([dmy])", re.ASCII)
BACK = ("today", "7d", "30d", "3m", "6m", "12m", "24m", "year")
AHEAD = ("in-30d", "in-3m", "in-6m", "in-12m")


class RelativeDay(dt.date):
    """A day of today's calendar that remembers how it was asked for."""

    token = ""

    @property
    def words(self) -> str:
        return f"{in_words(self.token)} ({date_format(self, 'j b Y')})"


def relative_day(token: str) -> RelativeDay | None:
    """The day that `token` means today; None when it means none."""
    day = _day(token)
    if day is None:
        return None
    found = RelativeDay(day.year, day.month, day.day)
    found.token = token
    return found


def in_words(token: str) -> str:
    """'30 dagar tillbaka', '6 månader framåt', 'idag', 'årets början'."""
    step = STEP.fullmatch(token)
    if not step:
        return {"today": _("idag"), "year": _("årets början")}.get(token, token)
    n = int(step[2])
    if step[1]:
        words = {
            "d": ngettext("%(n)s dag framåt", "%(n)s dagar framåt", n),
            "m": ngettext("%(n)s månad framåt", "%(n)s månader framåt", n),
            "y": ngettext("%(n)s år framåt", "%(n)s år framåt", n),
        }
    else:
        words = {
            "d": ngettext("%(n)s dag tillbaka", "%(n)s dagar tillbaka", n),
            "m": ngettext("%(n)s månad tillbaka", "%(n)s månader tillbaka", n),
            "y": ngettext("%(n)s år tillbaka", "%(n)s år tillbaka", n),
        }
    return words[step[3]] % {"n": n}


def _day(token: str) -> dt.date | None:
    if named := {"today": today(), "year": today().replace(month=1, day=1)}.get(token):
        return named
    step = STEP.fullmatch(token)
    if not step:
        return None
    n = int(step[2]) * (1 if step[1] else -1)
    if step[3] == "d":
        return today() + dt.timedelta(days=n)
    return _months_on(today(), n * (12 if step[3] == "y" else 1))


def _months_on(day: dt.date, months: int) -> dt.date | None:
    """The same day of another month, or that month's last."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1900 <= years <= 2100:
        return None
    return dt.date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


class DayInput(DateInput):
    """A day from the calendar, or one counted from today. Two controls of one name: what is empty says nothing."""

    template_name = "django/forms/widgets/day.html"
    input_type = "date"

    def __init__(self, tokens: Sequence[str] = BACK, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.tokens = tokens

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        values = data.getlist(name) if hasattr(data, "getlist") else [data.get(name)]
        return next((value for value in reversed(values) if value), None)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        token = value if isinstance(value, str) and _day(value) else getattr(value, "token", "")
        context = super().get_context(name, None if token else value, attrs)
        tokens = [*self.tokens, *([token] if token and token not in self.tokens else [])]
        context["widget"]["tokens"] = [(each, in_words(each), each == token) for each in tokens]
        return context


class DayField(forms.DateField):
    """A date, or one counted from today (`RelativeDay`)."""

    widget = DayInput

    def to_python(self, value: Any) -> dt.date | None:
        found = relative_day(value.strip()) if isinstance(value, str) else None
        return found or super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return value.token if isinstance(value, RelativeDay) else super().prepare_value(value)


class DayFilter(django_filters.DateFilter):
    """A filter by day; with `ahead` also by days to come."""

    field_class = DayField

    def __init__(self, *args: Any, ahead: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("widget", DayInput(BACK + AHEAD if ahead else BACK))
        super().__init__(*args, **kwargs)
