"""Both sides of a proposed change in words, and the keys by which it is known again."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from contacts.choices import DetailKind, Gender
from contacts.imports.roster import Listed, Roster, Seat
from contacts.models import Area, Membership, Organization, Party, Person

Lines = list[list[str]]


def period(starts_on: dt.date | None, ends_on: dt.date | None) -> str:
    """'2022-09-26–2026-09-27', open at an end that is not known."""
    return f"{starts_on or ''}–{ends_on or ''}"


def role_lines(
    role: str,
    organization: Organization,
    party: Party | None,
    area: Area | None,
    starts_on: dt.date | None,
    ends_on: dt.date | None,
) -> Lines:
    lines = [[_("Uppdrag"), f"{role}, {organization}"]]
    if party is not None:
        lines.append([_("Parti"), party.name])
    if area is not None:
        lines.append([_("Valkrets"), area.name])
    if starts_on or ends_on:
        lines.append([_("Tid"), period(starts_on, ends_on)])
    return lines


def seat_lines(seat: Seat, roster: Roster) -> Lines:
    """What the source says of a seat, and who says it."""
    lines = role_lines(seat.role, seat.organization, seat.party, seat.area, seat.starts_on, seat.ends_on)
    if seat.replaces:
        lines.append([_("Ersätter"), seat.replaces])
    return [*lines, source_line(roster)]


def held_lines(held: Membership, *, ends_on: dt.date | None = None) -> Lines:
    """What the register says of a role; with `ends_on`, as it is when it ends that day."""
    lines = role_lines(held.role, held.organization, held.party, held.area, held.starts_on, ends_on or held.ends_on)
    if held.source:
        lines.append([_("Källa"), f"{held.source} {held.source_on or ''}".strip()])
    return lines


def source_line(roster: Roster) -> list[str]:
    return [_("Källa"), f"{roster.source} {roster.source_on}"]


def listed_name(one: Listed) -> list[str]:
    label = _("Folkbokföringsnamn") if one.is_legal_name else _("Namn")
    return [label, one.name]


def person_name(person: Person) -> Lines:
    lines = [[_("Namn"), person.name]]
    if person.legal_name and person.legal_name != person.name:
        lines.append([_("Folkbokföringsnamn"), person.legal_name])
    return lines


def value_line(name: str, value: object) -> list[str]:
    """A value of a person: its label and how it is shown ('' for none)."""
    label = str(Person._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    shown = Gender(value).label if name == "gender" and value else value
    return [label[:1].upper() + label[1:], "" if shown is None else str(shown)]


def detail_line(kind: str, value: str) -> list[str]:
    return [str(DetailKind(kind).label), value]


def body_key(organization: Organization) -> str:
    return str(organization.pk or organization.name.casefold())


def seat_key(seat: Seat) -> str:
    return f"{body_key(seat.organization)}:{seat.role}:{seat.starts_on or ''}"


def held_key(held: Membership) -> str:
    return f"{held.organization_id}:{held.role}:{held.starts_on or ''}"


def cut(key: str) -> str:
    """A key no longer than is stored."""
    return key[:250]
