"""The days of motion periods as everybody has them before them: the first, the parties' own, the last."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy.models import MotionPeriod, PartyDeadline
from advocacy.services.consultation_times import days_badge
from advocacy.services.motion_desk import waiting_for
from crm.common.dates import today
from crm.models import User

# On 'Idag': a period is near so long before it begins, a party's own day so long before it is.
AHEAD, SOON = dt.timedelta(days=30), dt.timedelta(days=14)


@dataclass(frozen=True)
class MotionDay:
    """A day of a motion period: `deadline` is a party's own last day; None: the Riksdag's first or last."""

    period: MotionPeriod
    due_on: dt.date
    title: str
    deadline: PartyDeadline | None = None

    @property
    def key(self) -> str:
        """Names the entry in a calendar, the same when its day is moved."""
        if self.deadline:
            return f"parti-{self.deadline.party_id}"
        return "start" if self.due_on == self.period.starts_on else "slut"

    @property
    def badge(self) -> tuple[str, str]:
        return days_badge(self.due_on)

    def get_absolute_url(self) -> str:
        return self.period.get_absolute_url()


def between(first: dt.date, last: dt.date) -> list[MotionDay]:
    """Days of motion periods from `first` to `last`, in order. Three queries, one when there is no period."""
    found = []
    for period in MotionPeriod.objects.filter(ends_on__gte=first).prefetch_related("party_deadlines__party"):
        found += [
            MotionDay(period, period.starts_on, _("Allmän motionstid %(session)s börjar") % {"session": period}),
            MotionDay(period, period.ends_on, _("Allmän motionstid %(session)s slutar") % {"session": period}),
            *_deadlines(period),
        ]
    return sorted((row for row in found if first <= row.due_on <= last), key=lambda row: (row.due_on, row.title))


def _deadlines(period: MotionPeriod) -> list[MotionDay]:
    """The parties' own days, of a period read with them."""
    return [
        MotionDay(
            period,
            row.due_on,
            _("%(party)s: sista dag för motioner %(session)s") % {"party": row.party.name, "session": period},
            row,
        )
        for row in period.party_deadlines.all()
    ]


@dataclass(frozen=True)
class Near:
    """A motion period on 'Idag': how it stands, the parties' days that come, how many requests wait for the reader."""

    period: MotionPeriod
    deadlines: list[MotionDay]
    waiting: int

    @property
    def badge(self) -> tuple[str, str]:
        return badge_of(self.period)


def near(user: User, day: dt.date) -> list[Near]:
    """Periods that go on or begin within `AHEAD`; parties' days within `SOON`. Four queries, one when none is near."""
    near = MotionPeriod.objects.filter(starts_on__lte=day + AHEAD, ends_on__gte=day).order_by("starts_on")
    periods = list(near.prefetch_related("party_deadlines__party"))
    waiting = waiting_for(user, periods) if periods else {}
    return [
        Near(
            period,
            [one for one in _deadlines(period) if day <= one.due_on <= day + SOON],
            waiting.get(period.pk, 0),
        )
        for period in periods
    ]


def badge_of(period: MotionPeriod) -> tuple[str, str]:
    """How it stands with a period: 'börjar om 12 dagar', '5 dagar kvar', 'sista dagen idag', 'avslutad'."""
    now = today()
    if now > period.ends_on:
        return "neutral", _("avslutad")
    if now < period.starts_on:
        left = (period.starts_on - now).days
        return "info", ngettext("börjar om %(n)d dag", "börjar om %(n)d dagar", left) % {"n": left}
    return ("bad", _("sista dagen idag")) if now == period.ends_on else days_badge(period.ends_on)


def deadline_badge(day: dt.date) -> tuple[str, str]:
    """How long there is to a party's own day; what has passed is over, not late: it is theirs to keep."""
    return ("neutral", _("passerad")) if day < today() else days_badge(day)
