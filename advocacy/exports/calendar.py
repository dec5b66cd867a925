"""A colleague's calendar as iCalendar (RFC 5545): planned contacts, duties at events, tasks and what else has a day.

A task is a VEVENT of a whole day that leaves one free, not a VTODO: Outlook and Google leave out the VTODOs of a
calendar that is subscribed to. Of a confidential contact only that there is one goes out, since the calendar is kept
by somebody else's service. Of a contact its title, place and address go out, never what was said.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from advocacy.models import EventStaff
from advocacy.services import agenda, consultation_agenda, motion_agenda, onboarding_agenda
from crm.common.dates import today
from crm.models import User

STOCKHOLM = ZoneInfo("Europe/Stockholm")
# The rules since 1996, whole: a list of days would end some year.
TIMEZONE = b"""BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
# What has no end is shown as an hour; what was cancelled is told so long; what is over stays so long.
LENGTH, CANCELLED_DAYS, PAST_DAYS = dt.timedelta(hours=1), 30, 90


def calendar_of(user: User) -> bytes:
    """The calendar of `user`, as a file. Nine queries, whatever it holds."""
    calendar = icalendar.Calendar()
    for name, value in (
        ("prodid", "-//Samsyn//Kalender//SV"),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("x-wr-calname", "Samsyn"),
        ("x-wr-timezone", "Europe/Stockholm"),
    ):
        calendar.add(name, value)
    calendar.add_component(icalendar.Timezone.from_ical(TIMEZONE))
    for entry in (*_contacts(user), *_duties(user), *_tasks(user), *_steps(user), *_consultations(user), *_motions()):
        calendar.add_component(entry)
    return calendar.to_ical()


def _cancelled_since() -> dt.datetime:
    return timezone.now() - dt.timedelta(days=CANCELLED_DAYS)


def _contacts(user: User) -> list[icalendar.Event]:
    since = today() - dt.timedelta(days=PAST_DAYS)
    rows = [
        *agenda.contacts_of(user).filter(held_on__gte=since).order_by("held_on", "pk"),
        *agenda.cancelled_contacts_of(user).filter(updated_at__gte=_cancelled_since()).order_by("held_on", "pk"),
    ]
    return [_contact(row) for row in rows]


def _contact(row: Any) -> icalendar.Event:
    title = _("Konfidentiell kontakt") if row.is_confidential else row.title
    entry = _entry("kontakt", row, title, row, is_cancelled=row.status == "cancelled")
    if row.place and not row.is_confidential:
        entry.add("location", row.place)
    _when(entry, row.held_on, row.ends_on, row.held_at, None)
    return entry


def _duties(user: User) -> list[icalendar.Event]:
    since = today() - dt.timedelta(days=PAST_DAYS)
    rows = EventStaff.objects.filter(user=user, event__starts_on__gte=since).select_related("event")
    return [
        _duty(row)
        for row in rows.order_by("event__starts_on", "pk")
        if not row.event.is_cancelled or row.event.updated_at >= _cancelled_since()
    ]


def _duty(row: EventStaff) -> icalendar.Event:
    event = row.event
    title = f"{event.name} ({row.get_duty_display().lower()})"
    entry = _entry("bemanning", row, title, event, is_cancelled=event.is_cancelled)
    if event.place:
        entry.add("location", event.place)
    _when(entry, event.starts_on, event.ends_on, event.starts_at, event.ends_at)
    return entry


def _tasks(user: User) -> list[icalendar.Event]:
    rows = agenda.tasks_of(user).filter(due_on__isnull=False).select_related("interaction").order_by("due_on", "pk")
    return [_task(row) for row in rows]


def _task(row: Any) -> icalendar.Event:
    is_hidden = row.interaction is not None and row.interaction.is_confidential
    title = _("Uppgift efter en konfidentiell kontakt") if is_hidden else _("Att göra: %(task)s") % {"task": row.title}
    entry = _entry("uppgift", row, title, row, address=reverse("advocacy:task_list"))
    entry.add("transp", "TRANSPARENT")
    _when(entry, row.due_on, None, None, None)
    return entry


def _steps(user: User) -> list[icalendar.Event]:
    """Steps of introductions: the same step of many on one day is one entry."""
    dues = onboarding_agenda.grouped(onboarding_agenda.waiting_for(user).for_list())
    return [_step(due) for due in dues]


def _step(due: onboarding_agenda.Due) -> icalendar.Event:
    title = _("Att göra: %(task)s") % {"task": due.title}
    entry = _entry(f"introduktion-{due.due_on:%Y%m%d}", due.step, title, due.programme, address=due.get_absolute_url())
    entry.add("transp", "TRANSPARENT")
    _when(entry, due.due_on, None, None, None)
    return entry


def _consultations(user: User) -> list[icalendar.Event]:
    """Last days of consultations that the colleague answers for, and the steps that are theirs."""
    dues = consultation_agenda.between(user, today() - dt.timedelta(days=PAST_DAYS), dt.date.max)
    return [_consultation(due) for due in dues]


def _consultation(due: consultation_agenda.ConsultationDue) -> icalendar.Event:
    kind, row = ("remissteg", due.step) if due.step else ("remiss", due.consultation)
    entry = _entry(kind, row, due.title, due.consultation)
    entry.add("transp", "TRANSPARENT")
    _when(entry, due.due_on, None, None, None)
    return entry


def _motions() -> list[icalendar.Event]:
    """Days of motion periods: everybody's."""
    return [_motion_day(day) for day in motion_agenda.between(today() - dt.timedelta(days=PAST_DAYS), dt.date.max)]


def _motion_day(day: motion_agenda.MotionDay) -> icalendar.Event:
    entry = _entry(f"motionstid-{day.key}", day.period, day.title, day.period)
    entry.add("transp", "TRANSPARENT")
    _when(entry, day.due_on, None, None, None)
    return entry


def _entry(
    kind: str, row: Any, title: str, versioned: Any, *, is_cancelled: bool = False, address: str = ""
) -> icalendar.Event:
    """What every entry has. DTSTAMP and SEQUENCE move only when the row changes, so that a phone need not tell anew."""
    entry = icalendar.Event()
    entry.add("uid", f"{kind}-{row.pk}@{urlsplit(settings.SITE_URL).hostname or 'samsyn'}")
    entry.add("summary", title)
    entry.add("dtstamp", versioned.updated_at.astimezone(dt.UTC))
    entry.add("last-modified", versioned.updated_at.astimezone(dt.UTC))
    entry.add("sequence", versioned.version)
    entry.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    entry.add("url", settings.SITE_URL.rstrip("/") + (address or versioned.get_absolute_url()))
    return entry


def _when(
    entry: icalendar.Event, first: dt.date, last: dt.date | None, begins: dt.time | None, ends: dt.time | None
) -> None:
    """A time in Stockholm, or whole days when there is none or when there are several. The end is the day after."""
    if begins is None or (last and last > first):
        entry.add("dtstart", first)
        entry.add("dtend", (last or first) + dt.timedelta(days=1))
        return
    start = dt.datetime.combine(first, begins, STOCKHOLM)
    end = dt.datetime.combine(first, ends, STOCKHOLM) if ends and ends > begins else start + LENGTH
    entry.add("dtstart", start)
    entry.add("dtend", end)
