"""Both sides of a proposed change in words, and the keys by which it is known again."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from contacts.choices import AreaKind, DetailKind, Gender
from contacts.imports.roster import Listed, Roster, Seat
from contacts.models import Area, Membership, Organization, Party, Person

Lines = list[list[str]]


def period(starts_on: dt.date | None, ends_on: dt.date | None) -> str:
    """'2022-09-26–2026-09-27', open at an end that is not known."""
    return f"{starts_on or ''}–{ends_on or ''}"


class Words:
    """The labels in the language that holds, looked up once, and what one source is called."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.role, self.party, self.days = _("Uppdrag"), _("Parti"), _("Tid")
        self.constituency, self.area = _("Valkrets"), _("Område")
        self.replaces, self.name, self.legal_name = _("Ersätter"), _("Namn"), _("Folkbokföringsnamn")
        self.of, self.leave, self.before = _("Källa"), _("Ledig"), _("Förra mandatet")
        self.source = f"{roster.source} {roster.source_on}"
        self.is_unknown = _("Finns inte i registret.")
        self.fields: dict[str, str] = {}

    def role_lines(
        self,
        role: str,
        organization: Organization,
        party: Party | None,
        area: Area | None,
        starts_on: dt.date | None,
        ends_on: dt.date | None,
    ) -> Lines:
        lines = [[self.role, f"{role}, {organization}"]]
        if party is not None:
            lines.append([self.party, party.name])
        if area is not None:
            lines.append([self.constituency if area.kind == AreaKind.CONSTITUENCY else self.area, area.name])
        if starts_on or ends_on:
            lines.append([self.days, period(starts_on, ends_on)])
        return lines

    def seat(self, seat: Seat) -> Lines:
        """What the source says of a seat, and who says it."""
        lines = self.role_lines(seat.role, seat.organization, seat.party, seat.area, seat.starts_on, seat.ends_on)
        if seat.replaces:
            lines.append([self.replaces, seat.replaces])
        return [*lines, self.source_line()]

    def held(self, held: Membership) -> Lines:
        """What the register says of a role, and who said so."""
        lines = self.role_lines(held.role, held.organization, held.party, held.area, held.starts_on, held.ends_on)
        return [*lines, [self.of, f"{held.source} {held.source_on or ''}".strip()]] if held.source else lines

    def ended(self, held: Membership, ends_on: dt.date) -> Lines:
        """The same as it is when this source ends it."""
        lines = self.role_lines(held.role, held.organization, held.party, held.area, held.starts_on, ends_on)
        return [*lines, self.source_line()]

    def absent(self, held: Membership, ends_on: dt.date) -> Lines:
        """A role that this source does not name any more, and the last day that follows from it."""
        said = [self.role, _("Står inte där, så uppdraget slutar")]
        return [said, [self.days, period(held.starts_on, ends_on)], self.source_line()]

    def source_line(self) -> list[str]:
        return [self.of, self.source]

    def other_of_that_name(self, roles: list[str]) -> str:
        """What is said of somebody new who is called like somebody in the register; `roles`: what those are."""
        return _("I registret finns någon annan med samma namn: %(roles)s.") % {"roles": "; ".join(roles[:3])}

    def listed(self, one: Listed) -> list[str]:
        return [self.legal_name if one.is_legal_name else self.name, one.name]

    def person(self, person: Person) -> Lines:
        lines = [[self.name, person.name]]
        if person.legal_name and person.legal_name != person.name:
            lines.append([self.legal_name, person.legal_name])
        return lines

    def value(self, name: str, value: object) -> list[str]:
        """A value of a person: its label and how it is shown ('' for none)."""
        if name not in self.fields:
            label = str(Person._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            self.fields[name] = label[:1].upper() + label[1:]
        shown = Gender(str(value)).label if name == "gender" and value else value
        return [self.fields[name], "" if shown is None else str(shown)]


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
