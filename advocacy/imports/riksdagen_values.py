"""Values as Riksdagen's documents write them, each understood or refused in words."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any

from django.utils.translation import gettext as _

SESSION = re.compile(r"(\d{4})/(\d\d(?:\d\d)?)")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOST_SMALL = 32_767
FIRST_YEAR, FIRST_PREFIX = 2012, int("H0", 36)


class Wrong(Exception):
    """A document that cannot be taken in; the text says why."""


def wrong(reason: str) -> Any:
    raise Wrong(reason)


def needed(value: str, otherwise: str) -> str:
    """Raises Wrong, with `otherwise`, where there is nothing."""
    return value or wrong(otherwise)


def whole_number(said: str, otherwise: str) -> int:
    """Raises Wrong, with `otherwise`, where it is no number."""
    return int(said) if said.isdecimal() and len(said) < 9 else wrong(otherwise)


def plain_text(value: Any) -> str:
    """Running text without entities and breaks: Riksdagen writes '&amp;' and '&nbsp;' in it."""
    return " ".join(html.unescape(value).split()) if isinstance(value, str) else ""


def session_of(said: str) -> str:
    """Raises Wrong where it is no riksmöte."""
    return said if SESSION.fullmatch(said) else wrong(_("Riksmötet ”%(said)s” går inte att läsa.") % {"said": said})


def session_on(day: dt.date) -> str:
    """The session that a day falls in: a new one begins in September."""
    first = day.year if day.month >= 9 else day.year - 1
    return f"{first}/{(first + 1) % 100:02}"


def day_of(said: str) -> dt.date | None:
    found = DAY.match(said)
    try:
        return dt.date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def report_id(session: str, designation: str) -> str:
    """The identifier of a committee report: '2023/24', 'SkU13' → 'HB01SkU13'. The letters count the sessions."""
    prefix, letters = FIRST_PREFIX + int(session[:4]) - FIRST_YEAR, ""
    while prefix:
        prefix, digit = divmod(prefix, 36)
        letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[digit] + letters
    return f"{letters}01{designation}"


def fits(model: Any, **values: str) -> None:
    """Raises Wrong when a text has no room in the field of its name, or is missing."""
    for name, value in values.items():
        field = model._meta.get_field(name)
        if len(value) > field.max_length:
            told = {"field": field.verbose_name, "n": field.max_length}
            wrong(_("Uppgiften %(field)s är längre än %(n)s tecken.") % told)
        if not value and not field.blank:
            wrong(_("Uppgiften %(field)s saknas.") % {"field": field.verbose_name})
