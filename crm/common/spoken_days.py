"""Days and times as people write them: 'igår', 'i måndags', '3/7', '3 juli 14.30', 'kl 9'.

The day stands before the month, as Swedes say it. What can be read in two ways, or not at all, is told and not guessed.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from crm.common.dates import today
from crm.common.text import fold


@dataclass(frozen=True)
class Spoken:
    """What was meant: a day, and a time where one was said."""

    day: dt.date
    time: dt.time | None = None


class Unclear(ValueError):
    """The text means no day, or more than one. `str()` says in Swedish what is wrong and what to write instead."""


MONTHS = [
    ("januari", "january"), ("februari", "february"), ("mars", "march"), ("april",), ("maj", "may"), ("juni", "june"),
    ("juli", "july"), ("augusti", "august"), ("september",), ("oktober", "october"), ("november",), ("december",),
]  # fmt: skip
WEEKDAYS = [
    ("mandag", "monday"), ("tisdag", "tuesday"), ("onsdag", "wednesday"), ("torsdag", "thursday"),
    ("fredag", "friday"), ("lordag", "saturday"), ("sondag", "sunday"),
]  # fmt: skip
DAYS_FROM_TODAY = {
    "idag": 0, "i dag": 0, "today": 0, "nu": 0, "now": 0, "nyss": 0, "i morse": 0, "imorse": 0,
    "igar": -1, "i gar": -1, "yesterday": -1, "forrgar": -2, "i forrgar": -2, "iforrgar": -2,
    "imorgon": 1, "i morgon": 1, "imorron": 1, "tomorrow": 1, "overmorgon": 2, "i overmorgon": 2, "iovermorgon": 2,
}  # fmt: skip
NUMBERS = {
    "en": 1, "ett": 1, "tva": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "atta": 8, "nio": 9, "tio": 10,
}  # fmt: skip
SHORTEST_NAME = 3
LONGEST = 60
AGO = re.compile(r"for (\w+) (dag|dagar|vecka|veckor) sedan")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{4})(\d\d)(\d\d)")
# '3/7', '3.7.2026', '3/7-26'. Without year also '3.7.', as it is written in tables. '3/7 14' is a day and an hour.
BY_NUMBER = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/. -]+(?P<year>\d{4})|[/.-](?P<short>\d\d))?\.?")
BY_NAME = re.compile(r"(?:den )?(\d{1,2})(?::?e|:?a|th|st|nd|rd)?\.? ([a-z]+)\.?(?:,? (\d{4}))?")
SHORT_ISO = re.compile(r"\d{1,2}-\d{1,2}")
# With a colon or a word before it this is a time; with a point alone it may be a day.
CLOCK = re.compile(r"(?:klockan |kl\.? ?)?(\d{1,2})[.:](\d\d)")
HOUR = re.compile(r"(?:klockan |kl\.? ?)(\d{1,2})")
LAST_WORD = re.compile(r"(.*?)[ ,]*((?:klockan |kl\.? ?)?\d{1,2}(?:[.:]\d\d)?)")


def understood(text: str, at: dt.date | None = None) -> Spoken:
    """What `text` means when it is said on the day `at` (today). Nothing means that day.

    A day without year is the latest such day not more than a month ahead; a weekday alone is the latest such day.
    Raises Unclear.
    """
    at = at or today()
    said = " ".join(fold(text[:LONGEST]).replace("kl.", "kl ").split()).strip(" ,")
    if not said:
        return Spoken(at)
    if (time := _time_alone(said)) is not None:
        return Spoken(at, time)
    if (day := _day(said, at)) is not None:
        return Spoken(day)
    parts = LAST_WORD.fullmatch(said)
    if parts and parts[1]:
        day = _day(parts[1], at)
        if day is not None:
            return Spoken(day, _time_after_day(parts[2]))
    raise Unclear(_("Det går inte att förstå som en dag. Skriv till exempel igår, i måndags, 3/7 eller 2026-07-03."))


# --- Times ------------------------------------------------------------------------------------------------


def _time_alone(said: str) -> dt.time | None:
    """A time with no day beside it. '10.12' might as well be the tenth of December: that is asked."""
    if found := HOUR.fullmatch(said):
        return _time(found[1], "0")
    if re.fullmatch(r"\d{1,2}", said):
        raise Unclear(
            _("%(n)s kan vara en dag eller ett klockslag. Skriv till exempel %(n)s/7 eller kl %(n)s.") % {"n": said}
        )
    found = CLOCK.fullmatch(said)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2])
    is_day = 1 <= hour <= 31 and 1 <= minute <= 12 and "." in said and not said.startswith("kl")
    if is_day and hour <= 23:
        raise Unclear(
            _("%(said)s kan vara en dag eller ett klockslag. Skriv %(day)s/%(month)s eller kl %(said)s.")
            % {"said": said, "day": hour, "month": minute}
        )
    return None if is_day else _time(found[1], found[2])


def _time_after_day(said: str) -> dt.time:
    hour, _sign, minute = re.sub(r"^(klockan|kl\.?) ?", "", said).replace(".", ":").partition(":")
    return _time(hour, minute or "0")


def _time(hour: str, minute: str) -> dt.time:
    try:
        return dt.time(int(hour), int(minute))
    except ValueError as error:
        raise Unclear(_("Klockslaget %(h)s.%(m)s finns inte.") % {"h": hour, "m": minute.zfill(2)}) from error


# --- Days --------------------------------------------------------------------------------------------------


def _day(said: str, at: dt.date) -> dt.date | None:
    """The day that `said` means; None when it is no day. Raises Unclear."""
    if said in DAYS_FROM_TODAY:
        return at + dt.timedelta(days=DAYS_FROM_TODAY[said])
    for read in (_ago, _weekday, _with_weekday, _iso, _by_number, _by_name):
        if (day := read(said, at)) is not None:
            return day
    if SHORT_ISO.fullmatch(said):
        first, second = said.split("-")
        raise Unclear(
            _("%(said)s kan läsas på två sätt. Skriv %(a)s/%(b)s eller %(b)s/%(a)s: dagen först, sedan månaden.")
            % {"said": said, "a": int(first), "b": int(second)}
        )
    return None


def _ago(said: str, at: dt.date) -> dt.date | None:
    found = AGO.fullmatch(said)
    if not found:
        return None
    count = int(found[1]) if found[1].isdecimal() else NUMBERS.get(found[1])
    if count is None:
        return None
    days = count * (7 if found[2].startswith("veck") else 1)
    return _if_there_is(lambda: at - dt.timedelta(days=days), said)


def _named(word: str, names: Sequence[tuple[str, ...]]) -> int | None:
    """Which name a word is, whole or its first letters, three at least."""
    word = word.rstrip(".")
    if len(word) < SHORTEST_NAME:
        return None
    return next((n for n, forms in enumerate(names) if any(form.startswith(word) for form in forms)), None)


def _weekday(said: str, at: dt.date) -> dt.date | None:
    """'måndag' is today or the latest one, 'i måndags' the latest before today, 'på måndag' the next."""
    words = said.split()
    if len(words) == 2 and words[0] in ("forra", "nasta", "sista", "last", "next"):
        if _named(words[1].removesuffix("en"), WEEKDAYS) is not None:
            raise Unclear(_("Det kan vara två olika dagar. Skriv i måndags, på måndag eller datumet."))
        return None
    before, name = (words[0], words[1]) if len(words) == 2 else ("", words[0] if len(words) == 1 else "")
    if before not in ("", "i", "pa", "on"):
        return None
    number = _named(name.removesuffix("s") if before == "i" else name, WEEKDAYS)
    if number is None:
        return None
    back = (at.weekday() - number) % 7
    if before == "i":
        return at - dt.timedelta(days=back or 7)
    if before == "pa":
        return at + dt.timedelta(days=7 - back)
    return at - dt.timedelta(days=back)


def _with_weekday(said: str, at: dt.date) -> dt.date | None:
    """'fredag 20 november': the weekday must be right, else one of the two is a slip."""
    first, _space, rest = said.partition(" ")
    number = _named(first.rstrip(","), WEEKDAYS)
    if number is None or not (rest[:1].isdigit() or rest.startswith("den ")):
        return None
    day = _iso(rest, at) or _by_number(rest, at) or _by_name(rest, at)
    if day is not None and day.weekday() != number:
        raise Unclear(
            _("%(day)s är inte den veckodagen. Skriv bara datumet, eller bara veckodagen.") % {"day": day.isoformat()}
        )
    return day


def _iso(said: str, at: dt.date) -> dt.date | None:
    found = ISO.fullmatch(said)
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    return _if_there_is(lambda: dt.date(year, month, day), said)


def _by_number(said: str, at: dt.date) -> dt.date | None:
    found = BY_NUMBER.fullmatch(said)
    return _dated(int(found[1]), int(found[2]), found["year"] or found["short"], at, said) if found else None


def _by_name(said: str, at: dt.date) -> dt.date | None:
    found = BY_NAME.fullmatch(said)
    month = _named(found[2], MONTHS) if found else None
    return _dated(int(found[1]), month + 1, found[3], at, said) if found and month is not None else None


def _dated(day: int, month: int, year: str | None, at: dt.date, said: str) -> dt.date:
    if year:
        whole = int(year) + (2000 if len(year) == 2 else 0)
        return _if_there_is(lambda: dt.date(whole, month, day), said)
    latest = _month_ahead(at)
    # Eight years back there is a 29 February whatever the century.
    for candidate in range(latest.year, latest.year - 9, -1):
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(candidate, month)[1]:
            found = dt.date(candidate, month, day)
            if found <= latest:
                return found
    raise _missing(said)


def _month_ahead(day: dt.date) -> dt.date:
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _if_there_is(make: Callable[[], dt.date], said: str) -> dt.date:
    try:
        return make()
    except (ValueError, OverflowError) as error:
        raise _missing(said) from error


def _missing(said: str) -> Unclear:
    return Unclear(
        _("Dagen %(said)s finns inte. Dagen står först och månaden sedan: 3/7 är den tredje juli.") % {"said": said}
    )
