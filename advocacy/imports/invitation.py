"""Invitations as Outlook, Google and Apple save them (.ics)."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from advocacy.imports import calendar
from advocacy.imports.calendar import Unreadable
from advocacy.services.invitations import Invitation
from advocacy.services.mails import Address

ASKS = {"", "REQUEST", "PUBLISH", "ADD"}
# Above such a line stands what somebody wrote, below it the link to a video meeting.
BELOW = re.compile(r"\n\s*(?:_{20,}|-{20,}|-::~:~::|\*{20,})")
MOST_TEXT = 4_000


def read(content: bytes) -> tuple[list[Invitation], list[str]]:
    """The invitations in a file, and what is to be told of how they were read. Raises Unreadable."""
    found = calendar.open_calendar(content)
    method = calendar.words(found, "METHOD").upper()
    if method not in ASKS | {"CANCEL"}:
        raise Unreadable(_("Filen är ett svar på en inbjudan, ingen inbjudan."))
    invitations, told = [], []
    for entry in found.walk("VEVENT"):
        if "RECURRENCE-ID" in entry and len(found.walk("VEVENT")) > 1:
            told.append(_("Ett ändrat tillfälle i en serie lästes inte in."))
            continue
        made = _invitation(entry, is_cancelled=method == "CANCEL")
        invitations.append(made)
        if "RRULE" in entry or "RDATE" in entry:
            told.append(_("”%(title)s” återkommer. Bara det första tillfället lästes in.") % {"title": made.title})
    return invitations, list(dict.fromkeys(told))


def _invitation(entry: Any, *, is_cancelled: bool) -> Invitation:
    uid = calendar.words(entry, "UID")
    if not uid or len(uid) > 255:
        raise Unreadable(_("Inbjudan saknar identitet (UID) och kan inte kännas igen."))
    first, begins, last, _ends = calendar.span(entry)
    attendees = entry.get("ATTENDEE", [])
    people = [_address(one) for one in (attendees if isinstance(attendees, list) else [attendees])]
    organizer = _address(entry["ORGANIZER"]) if "ORGANIZER" in entry else None
    sequence = calendar.words(entry, "SEQUENCE")
    return Invitation(
        uid=uid,
        sequence=int(sequence) if sequence.isdecimal() and len(sequence) < 7 else 0,
        title=calendar.words(entry, "SUMMARY")[:200],
        text=BELOW.split("\n" + calendar.lines(entry, "DESCRIPTION"))[0].strip()[:MOST_TEXT],
        held_on=first,
        held_at=begins,
        ends_on=last,
        place=calendar.words(entry, "LOCATION")[:150],
        organizer=organizer,
        attendees=tuple(one for one in people if one.email),
        declined=frozenset(
            one.email
            for one, raw in zip(people, attendees if isinstance(attendees, list) else [attendees], strict=True)
            if str(raw.params.get("PARTSTAT", "")).upper() == "DECLINED"
        ),
        is_private=calendar.words(entry, "CLASS").upper() in ("PRIVATE", "CONFIDENTIAL"),
        is_cancelled=is_cancelled or calendar.words(entry, "STATUS").upper() == "CANCELLED",
    )


def _address(value: Any) -> Address:
    email = re.sub(r"^mailto:", "", str(value).strip(), flags=re.IGNORECASE).strip().lower()
    return Address(calendar.cn(value), email if "@" in email else "")
