"""Dated rows: a first and a last day, both included, either of them unknown."""

from __future__ import annotations

import calendar
import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Years that a day may have: others are slips, '0026' for '2026'.
EARLIEST, LATEST = 1900, 2100


def today() -> dt.date:
    """The local day in Stockholm."""
    return timezone.localdate()


def year_before(day: dt.date) -> dt.date:
    """The first day of the 12 months that end on `day`."""
    next_day = day + dt.timedelta(days=1)
    try:
        return next_day.replace(year=next_day.year - 1)
    except ValueError:  # the day after is 29 February
        return next_day.replace(year=next_day.year - 1, day=28)


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or its last one where it is shorter. The last day of a month stays the last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return dt.date(year, month + 1, last if is_last else min(day.day, last))


def check_years(row: models.Model, *names: str) -> None:
    """Raise ValidationError beside a day of a year that nobody means: '0026' for '2026'."""
    wrong = [name for name in names if (day := getattr(row, name)) and not EARLIEST <= day.year <= LATEST]
    if wrong:
        raise ValidationError(dict.fromkeys(wrong, _("Året ska ligga mellan 1900 och 2100.")))


def active_q(day: dt.date | F, prefix: str = "") -> Q:
    """Rows of a `Dated` model that hold on `day`, a date, an OuterRef or a column of their own.

    `prefix` reaches them through a relation ('memberships__').
    """
    started = Q(**{f"{prefix}starts_on__isnull": True}) | Q(**{f"{prefix}starts_on__lte": day})
    not_ended = Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": day})
    return started & not_ended


class Dated(models.Model):
    """Holds from `starts_on` to `ends_on`, both days included; empty means not known (start) or still open (end)."""

    starts_on = models.DateField(_("från och med"), null=True, blank=True)
    ends_on = models.DateField(_("till och med"), null=True, blank=True)
    belong_together = (("starts_on", "ends_on"),)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        check_years(self, "starts_on", "ends_on")
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("Slutdagen ligger före startdagen.")})

    def holds_on(self, day: dt.date) -> bool:
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or self.ends_on >= day)


def period_constraint(name: str) -> models.CheckConstraint:
    """The database's own word that a period does not end before it starts."""
    return models.CheckConstraint(
        name=name,
        condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
        violation_error_message=_("Slutdagen ligger före startdagen."),
    )
