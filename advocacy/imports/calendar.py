"""What is common to the iCalendar files that are read: a calendar or a clear no, and days and times in Stockholm."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
from django.utils.translation import gettext as _
from icalendar.error import BrokenCalendarProperty

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MOST_BYTES = 10 * 1024 * 1024
MOST_ENTRIES = 5_000


class Unreadable(Exception):
    """What is wrong with a file, for whoever chose it."""


def open_calendar(content: bytes) -> icalendar.Calendar:
    """The calendar in a file. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable(_("Filen är större än 10 MB."))
    if b"BEGIN:VCALENDAR" not in content.upper():
        raise Unreadable(_("Filen är ingen kalenderfil. En sådan slutar på .ics och börjar med BEGIN:VCALENDAR."))
    try:
        calendar = icalendar.Calendar.from_ical(_text(content))
    except (ValueError, IndexError, KeyError) as error:
        raise Unreadable(_("Kalenderfilen är skadad och går inte att läsa.")) from error
    found = calendar.walk("VEVENT")
    if not found:
        raise Unreadable(_("Kalenderfilen innehåller inget möte."))
    if len(found) > MOST_ENTRIES:
        raise Unreadable(_("Kalenderfilen innehåller fler än 5 000 poster."))
    return calendar


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def words(entry: Any, name: str) -> str:
    """The text of a property; nothing when it is not there. Of several the first."""
    value = entry.get(name)
    value = value[0] if isinstance(value, list) and value else value
    return " ".join(str(value).split()) if value else ""


def lines(entry: Any, name: str) -> str:
    """The text of a property with its lines."""
    value = entry.get(name)
    value = value[0] if isinstance(value, list) and value else value
    return str(value).replace("\r\n", "\n").strip() if value else ""


def _time(entry: Any, name: str) -> Any:
    try:
        return getattr(entry.get(name), "dt", None)
    except BrokenCalendarProperty as error:
        raise Unreadable(_("Tiden går inte att läsa.")) from error


def local(entry: Any, name: str) -> tuple[dt.date | None, dt.time | None]:
    """The day and the time of a property in Stockholm; a whole day has no time. A time without a zone is as it stands.

    Raises Unreadable when it is no time.
    """
    if name not in entry:
        return None, None
    value = _time(entry, name)
    if isinstance(value, dt.datetime):
        value = value.astimezone(STOCKHOLM) if value.tzinfo else value
        return value.date(), value.time().replace(second=0, microsecond=0, tzinfo=None)
    if isinstance(value, dt.date):
        return value, None
    raise Unreadable(_("Tiden går inte att läsa."))


def span(entry: Any) -> tuple[dt.date, dt.time | None, dt.date | None, dt.time | None]:
    """(first day, time, last day when another, end time) of an entry. Raises Unreadable."""
    first, begins = local(entry, "DTSTART")
    if first is None:
        raise Unreadable(_("Posten saknar starttid."))
    if not 1900 <= first.year <= 2100:
        raise Unreadable(_("Året ska ligga mellan 1900 och 2100."))
    last, ends = local(entry, "DTEND")
    length = _time(entry, "DURATION")
    if last is None and isinstance(length, dt.timedelta):
        end = dt.datetime.combine(first, begins or dt.time()) + length
        last, ends = end.date(), end.time() if begins else None
    if last is not None and begins is None:
        last -= dt.timedelta(days=1)  # the end of whole days is the day after
    if last is not None and last < first:
        raise Unreadable(_("Posten slutar innan den börjar."))
    return first, begins, last if last and last > first else None, ends


def cn(address: Any) -> str:
    """The name beside an address, when it is no address itself."""
    name = " ".join(str(getattr(address, "params", {}).get("CN", "")).strip("\"' ").split())
    return "" if "@" in name else name
