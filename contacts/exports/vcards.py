"""Contact cards: vCard 4.0 (RFC 6350), one file for all people. Why not a library: docs/decisions."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from contacts.choices import DetailKind
from contacts.columns.person import current, main_membership, role_line
from contacts.exports.addresses import parse
from contacts.exports.recipients import people_of
from contacts.models import ContactDetail, Person
from crm.common.exports import Taking

NAMESPACE = uuid.UUID("7f1b0f0e-3d53-5c3c-9a55-2d8a5f7c1e61")
OCTETS = 75
TEL_TYPES = {DetailKind.PHONE: ("voice",), DetailKind.MOBILE: ("cell", "voice")}
HOME = ("hem", "bostad", "privat", "home")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def write(stream: BinaryIO, taking: Taking) -> int:
    count = 0
    for person in taking.counted(people_of(taking.queryset)):
        stream.writelines(fold_line(line) for line in card(person))
        count += 1
    return count


def uid(person: Person) -> str:
    """The same for the same person in every file: made of what never changes."""
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, f'{person.pk}:{person.created_at.isoformat()}')}"


def card(person: Person) -> Iterator[str]:
    """The lines of one card, not yet folded."""
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield "PRODID:-//Samsyn//Samsyn//SV"
    yield f"UID:{uid(person)}"
    yield "KIND:individual"
    yield f"FN:{text(person.name)}"
    yield f"N:{text(person.family_name)};{text(person.given_name)};;;"
    yield from _roles(person)
    yield from _details(person)
    yield from _categories(person)
    if person.language:
        yield f"LANG:{person.language}"
    yield f"REV:{person.updated_at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    yield "END:VCARD"


def _roles(person: Person) -> Iterator[str]:
    """TITLE says what the person is called, ROLE what they do, ORG where."""
    main = main_membership(person)
    if person.title or main:
        yield f"TITLE:{text(person.title or main.role)}"  # type: ignore[union-attr]
    if main:
        yield f"ROLE:{text(main.role)}"
        yield f"ORG:{text(main.organization.name)}"
    notes = [_("Fler uppdrag: %(roles)s") % {"roles": "; ".join(role_line(m) for m in current(person)[1:])}]
    notes = notes if len(current(person)) > 1 else []
    if person.do_not_contact:
        notes.insert(0, _("Vill inte bli kontaktad."))
        yield "X-SAMSYN-DO-NOT-CONTACT:TRUE"
    if notes:
        yield "NOTE:" + text("\n".join(notes))


def _details(person: Person) -> Iterator[str]:
    """Every address of each kind, the preferred first."""
    rank: dict[str, int] = {}
    for detail in sorted(person.contact_details.all(), key=lambda d: (d.kind, not d.is_preferred, d.pk)):
        name = "TEL" if detail.is_number else detail.kind
        rank[name] = rank.get(name, 0) + 1
        yield _detail(detail, min(rank[name], 100))


def _detail(detail: ContactDetail, rank: int) -> str:
    place = "home" if detail.label.casefold().startswith(HOME) else "work"
    if detail.is_number:
        types = ",".join((place, *TEL_TYPES[DetailKind(detail.kind)]))
        return f'TEL;VALUE=uri;PREF={rank};TYPE="{types}":tel:{re.sub(r"[^+0-9]", "", detail.value)}'
    if detail.kind == DetailKind.EMAIL:
        return f"EMAIL;PREF={rank};TYPE={place}:{text(detail.value)}"
    if detail.kind == DetailKind.WEB:
        return f"URL;PREF={rank};TYPE={place}:{iri_to_uri(detail.value)}"
    address = parse(detail.value)
    street = ",".join(text(line) for line in address.street)
    parts = [street, text(address.city), "", text(address.code), text(address.country)]
    return f"ADR;PREF={rank};TYPE={place}:;;{';'.join(parts)}"


def _categories(person: Person) -> Iterator[str]:
    names = sorted(link.tag.name for link in person.person_tags.all())
    if person.do_not_contact:
        names.insert(0, _("Vill inte bli kontaktad"))
    if names:
        yield "CATEGORIES:" + ",".join(text(name) for name in names)


def text(value: Any) -> str:
    """A text value: backslashes, commas, semicolons and line breaks escaped, control characters left out."""
    plain = _CONTROL.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n"))
    for sign in ("\\", ",", ";"):
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def fold_line(line: str) -> bytes:
    """A line in pieces of at most 75 octets, no letter cut in two, each further one begun with a space."""
    octets = line.encode("utf-8", "ignore")
    pieces = []
    room = OCTETS
    while len(octets) > room:
        cut = room
        while octets[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(octets[:cut])
        octets, room = octets[cut:], OCTETS - 1
    return b"\r\n ".join([*pieces, octets]) + b"\r\n"
