"""The programme of a week or a conference, out of a sheet or an iCalendar file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from advocacy.choices import StageRole
from advocacy.imports import calendar
from advocacy.imports.calendar import Unreadable
from advocacy.services.programme import Entry, Part
from crm.common.sheet_reading import open_book
from crm.common.sheet_text import SheetError
from crm.common.spoken_days import Unclear, understood
from crm.common.text import fold

MOST_ROWS = 5_000
HEADS_WITHIN = 20  # so many rows may stand above the heads
LONGEST = {"name": 200, "place": 150, "url": 500, "uid": 255}
HEADS: dict[str, tuple[str, ...]] = {
    "uid": ("id", "uid", "evenemangsid", "evenemangsnr", "evenemangsnummer", "nummer", "nr"),
    "name": ("titel", "rubrik", "namn", "programpunkt", "seminarium", "evenemang", "arrangemang", "title", "name"),
    "day": ("datum", "dag", "date", "day"),
    "time": ("tid", "klockslag", "time"),
    "start": ("start", "starttid", "borjar", "start time", "starts"),
    "end": ("slut", "sluttid", "slutar", "end", "end time", "ends"),
    "place": ("plats", "lokal", "adress", "place", "location", "venue"),
    "organizer": ("arrangor", "arrangorer", "organizer", "organiser", "organizers", "host"),
    "speakers": ("medverkande", "talare", "panel", "deltagare", "speakers", "speaker", "participants"),
    "url": ("lank", "webb", "webbsida", "url", "link", "website"),
}
CLOCK = r"(?:kl\.? ?)?(\d{1,2})(?:[.:](\d\d))?(?::\d\d)?"
TIMES = re.compile(rf"{CLOCK}(?:\s*(?:-|–|—|till)\s*{CLOCK})?")
SPEAKERS = re.compile(r"^\s*(?:medverkande|talare|speakers)\s*:\s*(.+)$", re.IGNORECASE | re.MULTILINE)
PART = re.compile(r"^(moderator|samtalsledare|panel|panelsamtal|värd|talare|inledning)\s*:\s*", re.IGNORECASE)
PARTS = {
    "moderator": StageRole.MODERATOR, "samtalsledare": StageRole.MODERATOR, "panel": StageRole.PANEL,
    "panelsamtal": StageRole.PANEL, "värd": StageRole.HOST,
}  # fmt: skip


@dataclass(frozen=True)
class Wrong:
    """A row that cannot be taken in: where, which column, what stood there, why not."""

    row: int
    column: str
    value: str
    reason: str


@dataclass
class Programme:
    """What a file holds. `told`: what whoever reads it in should know of how it was read."""

    entries: list[Entry] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


class _Bad(Exception):
    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason = column, value, reason


def read(content: bytes, name: str, *, first: dt.date, last: dt.date) -> Programme:
    """The programme in a file, of the days from `first` to `last`. Raises Unreadable when it is none at all."""
    is_calendar = b"BEGIN:VCALENDAR" in content[:2000].upper() or name.lower().endswith((".ics", ".ical"))
    programme, seen = Programme(), {}
    told = programme.told
    rows = _of_calendar(content, told) if is_calendar else _of_sheet(content, name, last, told)
    for number, made in rows:
        try:
            if isinstance(made, _Bad):
                raise made
            _check(made, first, last)
            known = ("uid", made.uid) if made.uid else made.key
            if known in seen:
                raise _Bad(_("Titel"), made.name, _("Samma programpunkt står på rad %(n)s.") % {"n": seen[known]})
            seen[known] = number
            programme.entries.append(made)
        except _Bad as bad:
            programme.wrong.append(Wrong(number, bad.column, bad.value[:100], bad.reason))
    if not programme.entries and not programme.wrong:
        raise Unreadable(_("Filen innehåller ingen programpunkt."))
    return programme


def _check(entry: Entry, first: dt.date, last: dt.date) -> None:
    for name, column in (("name", _("Titel")), ("place", _("Plats")), ("url", _("Länk")), ("uid", "Id")):
        value = getattr(entry, name)
        if len(value) > LONGEST[name]:
            raise _Bad(column, value, _("Längre än %(n)s tecken.") % {"n": LONGEST[name]})
    if not first <= entry.starts_on <= last:
        reason = _("Dagen ligger utanför arrangemanget, som är %(first)s till %(last)s.")
        raise _Bad(_("Datum"), entry.starts_on.isoformat(), reason % {"first": first, "last": last})
    if entry.starts_at and entry.ends_at and not entry.ends_on and entry.ends_at < entry.starts_at:
        raise _Bad(_("Slut"), f"{entry.ends_at:%H.%M}", _("Slutar innan det börjar."))


# --- Sheets -----------------------------------------------------------------------------------------------


def _of_sheet(content: bytes, name: str, last: dt.date, told: list[str]) -> Iterator[tuple[int, Entry | _Bad]]:
    try:
        book = open_book(content, name, max_rows=MOST_ROWS)
        rows = book.rows(book.first())
        heads = _heads(rows, told)
        for number, cells in rows:
            texts = {key: cells[at].strip() if at < len(cells) else "" for key, at in heads.items()}
            if not any(texts.values()):
                continue
            try:
                yield number, _entry(number, texts, last)
            except _Bad as bad:
                yield number, bad
    except SheetError as error:
        raise Unreadable(str(error)) from error


def _heads(rows: Iterator[tuple[int, list[str]]], told: list[str]) -> dict[str, int]:
    """Which column holds what: of the first row that names a title and a day. Columns that are not read are `told`."""
    first: list[str] = []
    for _count, (_number, cells) in zip(range(HEADS_WITHIN), rows, strict=False):
        named = [" ".join(cell.split()) for cell in cells]
        first = first or [cell for cell in named if cell]
        folded = [fold(cell.replace("\n", " ")).strip(" *:") for cell in cells]
        found = {
            key: min(folded.index(head) for head in names if head in folded)
            for key, names in HEADS.items()
            if set(names) & set(folded)
        }
        if {"name", "day"} <= found.keys():
            left = [cell for at, cell in enumerate(named) if cell and at not in found.values()]
            if left:
                told.append(_("Kolumner som inte läses: %(names)s.") % {"names": ", ".join(left)})
            return found
    said = _("Filen saknar en rad med rubriker. Kolumnerna Titel och Datum måste finnas.")
    stands = _("Överst i filen står: %(cells)s.") % {"cells": ", ".join(first)[:200]} if first else ""
    raise Unreadable(f"{said} {stands}".strip())


def _entry(number: int, texts: dict[str, str], last: dt.date) -> Entry:
    name = " ".join(texts["name"].split())
    if not name:
        raise _Bad(_("Titel"), "", _("Programpunkten saknar titel."))
    day, begins = _day(texts["day"], last)
    ends = None
    if text := texts.get("time", ""):
        begins, ends = _times(text, _("Tid"))
    if text := texts.get("start", ""):
        begins, ends = _times(text.rpartition(" ")[2] if re.match(r"\d{4}-", text) else text, _("Start"))
    if text := texts.get("end", ""):
        ends = _times(text.rpartition(" ")[2] if re.match(r"\d{4}-", text) else text, _("Slut"))[0]
    return Entry(
        row=number, name=name, starts_on=day, starts_at=begins, ends_at=ends,
        place=" ".join(texts.get("place", "").split()), organizer=_organizer(texts.get("organizer", "")),
        url=_url(texts.get("url", "")), uid=texts.get("uid", ""), speakers=parts(texts.get("speakers", "")),
    )  # fmt: skip


def _day(text: str, last: dt.date) -> tuple[dt.date, dt.time | None]:
    if not text:
        raise _Bad(_("Datum"), "", _("Programpunkten saknar datum."))
    try:
        # Said on the last day: '22/6' is that of the year of the programme.
        said = understood(text, last)
    except Unclear as error:
        raise _Bad(_("Datum"), text, str(error)) from error
    return said.day, said.time


def _times(text: str, column: str) -> tuple[dt.time, dt.time | None]:
    """'10.00–11.30', '10:00', 'kl 10 - 11'."""
    found = TIMES.fullmatch(text.strip().casefold())
    try:
        if not found:
            raise ValueError
        begins = dt.time(int(found[1]), int(found[2] or 0))
        return begins, dt.time(int(found[3]), int(found[4] or 0)) if found[3] else None
    except ValueError as error:
        raise _Bad(column, text, _("Klockslaget går inte att läsa. Skriv som 10.00 eller 10.00–11.30.")) from error


def _organizer(text: str) -> str:
    """Those who arrange; a long row of them is cut."""
    line = ", ".join(" ".join(piece.split()) for piece in text.splitlines() if piece.strip())
    return line if len(line) <= 200 else f"{line[:199]}…"


def _url(text: str) -> str:
    if not text:
        return ""
    url = text if "://" in text else f"https://{text}"
    try:
        URLValidator(["http", "https"])(url)
    except ValidationError as error:
        raise _Bad(_("Länk"), text, _("Är ingen webbadress.")) from error
    return url


# --- Who takes part -----------------------------------------------------------------------------------------


def parts(text: str) -> tuple[Part, ...]:
    """Who takes part, each once. Where lines or semicolons stand between people, what follows a comma is their title.

    'Anna Ek, Bo Dahl' is two; 'Anna Ek (C), ledamot; Moderator: Bo Dahl' too. A piece that begins with a small letter
    is a title and no name.
    """
    pieces = re.split(r"[;\n\r•|]+", text)
    if len([piece for piece in pieces if piece.strip()]) > 1:
        pieces = [piece.split(",")[0] for piece in pieces]
    else:
        pieces = text.split(",")
    found: dict[str, Part] = {}
    for piece in pieces:
        role = PART.match(piece.strip())
        name = PART.sub("", piece.strip())
        name = " ".join(re.sub(r"\([^)]*\)", " ", name).split()).strip(" .-–*")
        if name[:1].isupper() and len(name) <= 200:
            known = PARTS.get(role[1].lower(), StageRole.SPEAKER) if role else StageRole.SPEAKER
            found.setdefault(name.casefold(), Part(name, known))
    return tuple(found.values())


# --- Calendars ------------------------------------------------------------------------------------------------


def _of_calendar(content: bytes, told: list[str]) -> Iterator[tuple[int, Entry | _Bad]]:
    for number, entry in enumerate(calendar.open_calendar(content).walk("VEVENT"), start=1):
        try:
            yield number, _of_event(number, entry)
            if "RRULE" in entry or "RDATE" in entry:
                again = _("”%(title)s” återkommer. Bara det första tillfället lästes in.")
                told.append(again % {"title": calendar.words(entry, "SUMMARY")})
        except _Bad as bad:
            yield number, bad


def _of_event(number: int, entry: Any) -> Entry:
    name = calendar.words(entry, "SUMMARY")
    if not name:
        raise _Bad(_("Titel"), "", _("Programpunkten saknar titel."))
    try:
        first, begins, last, ends = calendar.span(entry)
    except Unreadable as error:
        raise _Bad(_("Start"), name, str(error)) from error
    attendees = entry.get("ATTENDEE", [])
    invited = [calendar.cn(one) for one in (attendees if isinstance(attendees, list) else [attendees])]
    said = "\n".join(SPEAKERS.findall(calendar.lines(entry, "DESCRIPTION")))
    uid, again = calendar.words(entry, "UID"), calendar.words(entry, "RECURRENCE-ID")
    organizer = entry.get("ORGANIZER")
    return Entry(
        row=number, name=name, starts_on=first, ends_on=last, starts_at=begins, ends_at=ends,
        place=calendar.words(entry, "LOCATION"), organizer=_organizer(calendar.cn(organizer) if organizer else ""),
        url=_url(calendar.words(entry, "URL")), uid=f"{uid} {again}".strip() if uid else "",
        is_cancelled=calendar.words(entry, "STATUS").upper() == "CANCELLED",
        speakers=parts("\n".join([*filter(None, invited), said])),
    )  # fmt: skip


# --- Between the preview and the button -------------------------------------------------------------------------


def packed(entries: Iterable[Entry]) -> list[list[Any]]:
    """What was read, as JSON takes it: `unpacked` gives the same back."""
    return [
        [
            one.row, one.name, one.starts_on.isoformat(), one.ends_on and one.ends_on.isoformat(),
            one.starts_at and f"{one.starts_at:%H:%M}", one.ends_at and f"{one.ends_at:%H:%M}", one.place,
            one.organizer, one.url, one.uid, one.is_cancelled, [[part.name, part.role] for part in one.speakers],
        ]
        for one in entries
    ]  # fmt: skip


def unpacked(rows: Iterable[list[Any]]) -> list[Entry]:
    return [
        Entry(
            row, name, dt.date.fromisoformat(first), last and dt.date.fromisoformat(last),
            begins and dt.time.fromisoformat(begins), ends and dt.time.fromisoformat(ends), place, organizer, url, uid,
            is_cancelled, tuple(Part(*part) for part in speakers),
        )
        for row, name, first, last, begins, ends, place, organizer, url, uid, is_cancelled, speakers in rows
    ]  # fmt: skip


def names_in(entries: Iterable[Entry]) -> list[str]:
    """Everybody who takes part in any of them, each once."""
    return list(dict.fromkeys(part.name for entry in entries for part in entry.speakers))
