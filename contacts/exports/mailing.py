"""A line of addresses to paste into a message: 'Anna Ek <anna@example.se>; …', parted by what mail servers take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from contacts.choices import DetailKind
from contacts.columns.person import detail_of
from contacts.exports.recipients import contacted, refusing, without_email
from crm.common.exports import CHUNK, Taking
from crm.common.widgets import PillRadio

SIZES = [50, 100, 200, 500]
_SPECIAL = re.compile(r'[()<>\[\]:;@\\,."]')


class MailingForm(forms.Form):
    """How many addresses a message may have."""

    size = forms.TypedChoiceField(
        label=gettext_lazy("Högst så många adresser i varje rad"),
        choices=[(n, str(n)) for n in SIZES],
        coerce=int,
        empty_value=100,
        initial=100,
        required=False,
        widget=PillRadio,
        help_text=gettext_lazy(
            "Många e-postservrar tar emot 100 till 500 mottagare per brev. Längre listor delas i flera rader."
        ),
    )


def mailbox(name: str, address: str) -> str:
    """'Anna Ek <anna@example.se>'; a name with signs that mean something is put between quotes."""
    shown = " ".join(name.split())
    if _SPECIAL.search(shown):
        escaped = shown.replace("\\", "\\\\").replace('"', '\\"')
        shown = f'"{escaped}"'
    return f"{shown} <{address}>"


def parts(taking: Taking) -> list[list[str]]:
    """The addresses in rows of at most so many; one address once, under the first name that has it."""
    found: dict[str, str] = {}
    email = detail_of(DetailKind.EMAIL)
    people = contacted(taking.queryset).prefetch_related("contact_details").iterator(chunk_size=CHUNK)
    for person in taking.counted(people):
        if address := email(person):
            found.setdefault(address, person.name)
    boxes = [mailbox(name, address) for address, name in found.items()]
    size = int(taking.options.get("size", 100))
    return [boxes[at : at + size] for at in range(0, len(boxes), size)]


def write(stream: BinaryIO, taking: Taking) -> int:
    """As a text file: a row of addresses, an empty line, the next; then those who are not in it."""
    rows = parts(taking)
    lines = ["; ".join(row) for row in rows]
    missing = [
        f"{label}: " + ", ".join(str(person) for person in people)
        for label, people in left_out(taking.queryset).items()
        if people.exists()
    ]
    content = "\r\n\r\n".join(lines + missing) + "\r\n"
    stream.write(content.encode("utf-8-sig"))
    return sum(len(row) for row in rows)


def shown(taking: Taking) -> dict[str, Any]:
    """The rows to copy, and who is not in them."""
    rows = parts(taking)
    count = sum(len(row) for row in rows)
    lead = ngettext("%(n)s adress", "%(n)s adresser", count) % {"n": count}
    notes = [
        {
            "state": "info",
            "title": _("Skriv raden i fältet Hemlig kopia"),
            "text": _("Då ser mottagarna inte varandras adresser."),
        }
    ]
    return {
        "rows": count,
        "lead": lead,
        "notes": notes if count > 1 else [],
        "parts": [{"label": label, "text": "; ".join(row)} for label, row in _labelled(rows)],
        "missing": [{"label": label, "rows": list(people)} for label, people in left_out(taking.queryset).items()],
    }


def _labelled(rows: list[list[str]]) -> Iterator[tuple[str, list[str]]]:
    first = 1
    for row in rows:
        last = first + len(row) - 1
        yield _("Adress %(first)s–%(last)s") % {"first": first, "last": last}, row
        first = last + 1


def left_out(rows: Any) -> dict[str, Any]:
    return {
        _("Saknar e-postadress"): without_email(rows),
        _("Vill inte bli kontaktade, och är inte med"): refusing(rows),
    }
