"""One row of a contact list, its cells understood or refused."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from contacts.choices import DetailKind
from contacts.imports import cells, headings
from contacts.imports.cells import HIDDEN, Refused
from contacts.imports.layout import Layout
from contacts.imports.names import possible_splits, split_name
from contacts.imports.register import WITHOUT_PARTY, Areas, Parties
from contacts.models import Area, Party
from contacts.services.import_plan import Plan
from contacts.services.import_words import readable
from crm.common.sheet_reading import Broken
from crm.common.text import fold

DETAILS = {
    "email": DetailKind.EMAIL,
    "phone": DetailKind.PHONE,
    "mobile": DetailKind.MOBILE,
    "address": DetailKind.ADDRESS,
    "web": DetailKind.WEB,
}
PHONES = (DetailKind.PHONE, DetailKind.MOBILE)
PARTS = re.compile(r"[,;\n]|\s/\s|\seller\s")
# Quick to look for; what it finds is looked at closer.
PERHAPS_PERSONAL = re.compile(r"\d{6}[-+ ]?[\dTtXx]\d{3}")


@dataclass(slots=True)
class Entry:
    """One row of the list. Empty means that the list says nothing about it."""

    row: int
    given: str = ""
    family: str = ""
    full: str = ""
    is_split_certain: bool = True
    samsyn: int = 0
    own_id: str = ""
    row_key: str = ""
    title: str = ""
    salutation: str = ""
    sector: str = ""
    details: list[tuple[str, str]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    note: str = ""
    organization: str = ""
    organization_number: str = ""
    organization_kind: str = ""
    is_of_municipality: bool = False
    role: str = ""
    role_kind: str = ""
    party: Party | None = None
    is_without_party: bool = False
    area: Area | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    is_wrong: bool = False
    cells: Sequence[str] = ()

    @property
    def emails(self) -> list[str]:
        return [value for kind, value in self.details if kind == DetailKind.EMAIL]

    @property
    def phones(self) -> set[str]:
        return {value for kind, value in self.details if kind in PHONES}

    @property
    def has_evidence(self) -> bool:
        """Whether the row says more of who it is than a name."""
        return bool(
            self.own_id
            or self.samsyn
            or self.organization
            or self.organization_number
            or self.is_of_municipality
            or any(kind == DetailKind.EMAIL or kind in PHONES for kind, _value in self.details)
        )

    def facts(self) -> list[tuple[str, str]]:
        """What the row says, in words, for somebody to hold against what is known."""
        told = [(str(DetailKind(kind).label), readable(value)) for kind, value in self.details]
        role = ", ".join(part for part in (self.role, self.organization or self.organization_number) if part)
        others = ((_("Uppdrag"), role), (_("Parti"), self.party), (_("Område"), self.area), (_("Titel"), self.title))
        return [*told, *((label, str(value)) for label, value in others if value)]

    def possible_names(self) -> list[tuple[str, str]]:
        """Given and family name; of an undivided name every way to divide it."""
        return [(self.given, self.family)] if self.is_split_certain else possible_splits(self.full)


class Reader:
    """Turns rows into entries; what cannot be understood makes the row wrong. `result` is the part being planned."""

    def __init__(self, layout: Layout, parties: Parties, areas: Areas, *, is_strict: bool) -> None:
        self.parties, self.areas, self.is_strict = parties, areas, is_strict
        self.result = Plan(source="")
        self.columns = layout.fields()
        self.indexes = [(name, [column.index for column in columns]) for name, columns in self.columns.items()]
        plain = [c.index for name, columns in self.columns.items() if name not in ("phone", "mobile") for c in columns]
        self.plain = plain
        self.known: dict[str, dict[str, Any]] = {}
        self.read: dict[str, Callable[[str], Any]] = {
            "samsyn": self._number,
            "id": cells.own_id,
            "title": partial(cells.short, 100),
            "salutation": partial(cells.short, 100),
            "note": partial(cells.long, 10_000),
            "role": partial(cells.short, 120),
            "organization": partial(cells.short, 200),
            "sector": cells.sector,
            "kind": cells.organization_kind,
            "role_kind": cells.role_kind,
            "starts_on": cells.day,
            "ends_on": cells.day,
            "party": self._party,
            "municipality": self._municipality,
            "county": self._county,
        }

    def entry(self, row: int, values: Sequence[str], row_key: str) -> Entry:
        cell = {}
        for name, indexes in self.indexes:
            text = values[indexes[0]]
            if len(indexes) > 1:
                text = "\n".join(filter(None, (values[index] for index in indexes)))
            if text:
                cell[name] = text
        entry = Entry(row=row, row_key=row_key, cells=values)
        before, outcome = len(self.result.wrong), self.result.outcome(row, "")
        self._name(entry, cell)
        outcome.subject = cells.without_personal_numbers(entry.full) or _("(utan namn)")
        self._refuse_broken(entry, values, cell)
        self._refuse_personal(entry, values, cell)
        self._texts(entry, cell)
        self._join_address(entry, cell)
        self._details(entry, cell)
        self._place(entry, cell)
        self._role(entry, cell)
        entry.is_wrong = len(self.result.wrong) > before
        return entry

    # --- Refusing ---------------------------------------------------------------------------------------

    def refuse(self, entry: Entry, name: str, value: str, reason: str) -> None:
        """A value that cannot be used, told with its heading and the letter of its column."""
        columns = self.columns.get(name, ())
        # Of several columns read as one thing, the one where the value stands.
        column = next((c for c in columns if value.lower() in entry.cells[c.index].lower()), *columns[:1] or (None,))
        heading = column.heading if column else headings.label(name)
        shown = cells.without_personal_numbers(value)[:200]
        self.result.refuse(entry.row, heading, shown, reason, column.letter if column else "")

    def _refuse_broken(self, entry: Entry, values: Sequence[str], cell: dict[str, str]) -> None:
        for name, indexes in self.indexes:
            for index in indexes:
                if type(values[index]) is Broken:
                    cell.pop(name, None)
                    reason = _("Cellen är en %(what)s. Öppna filen i ett kalkylprogram, rätta och spara.")
                    self.refuse(entry, name, "", reason % {"what": values[index]})

    def _refuse_personal(self, entry: Entry, values: Sequence[str], cell: dict[str, str]) -> None:
        """A personal identity number is never stored, whichever column it stands in."""
        joined = "\x1f".join([values[index] for index in self.plain])
        if not PERHAPS_PERSONAL.search(joined):
            return
        for name in list(cell):
            is_number = name == "number" and cells.is_personal_number(cell[name])
            if name in ("phone", "mobile", "id") or not (is_number or cells.holds_personal_number(cell[name])):
                continue
            del cell[name]
            self.refuse(entry, name, HIDDEN, _("Personnummer sparas inte i Samsyn."))

    # --- Understanding ----------------------------------------------------------------------------------

    def _understood(self, entry: Entry, cell: dict[str, str], name: str, empty: Any = "") -> Any:
        """A cell's value, `empty` when there is none; a refused one is noted. Each text is looked at once."""
        text = cell.get(name)
        if not text:
            return empty
        known = self.known.setdefault(name, {})
        value = known.get(text)
        if value is None:
            try:
                value = self.read[name](text)
            except Refused as refused:
                value = refused
            if len(known) < 20_000:
                known[text] = value
        if isinstance(value, Refused):
            self.refuse(entry, name, text, str(value))
            return empty
        return value

    def _name(self, entry: Entry, cell: dict[str, str]) -> None:
        given, family = (" ".join(cell.get(name, "").split()) for name in ("given", "family"))
        whole = cell.get("name", "")
        if not (given and family) and whole:
            if cells.two_people(whole):
                entry.full = " ".join(whole.split())
                self.refuse(entry, "name", whole, _("Flera personer i samma cell. Skriv en rad för var och en."))
                return
            whole = " ".join(whole.split())
            entry.is_split_certain = "," in whole
            given, family = split_name(whole)
        entry.given, entry.family, entry.full = given, family, f"{given} {family}".strip()
        name = "name" if "name" in self.columns and not cell.get("given") else "family" if given else "given"
        if not given or not family:
            reason = _("Namn saknas. Både förnamn och efternamn behövs.")
            self.refuse(entry, name, whole or entry.full, reason)
        elif len(given) > 100 or len(family) > 100:
            self.refuse(entry, name, entry.full, _("Texten är längre än %(n)s tecken.") % {"n": 100})
        elif not whole and (cells.two_people(given) or cells.two_people(family)):
            reason = _("Flera personer i samma cell. Skriv en rad för var och en.")
            self.refuse(entry, "given", entry.full, reason)

    def _texts(self, entry: Entry, cell: dict[str, str]) -> None:
        entry.samsyn = self._understood(entry, cell, "samsyn", 0)
        if text := cell.get("id"):
            try:
                entry.own_id = cells.own_id(text)
            except Refused as refused:
                self.refuse(entry, "id", HIDDEN if cells.is_personal_number(text) else text, str(refused))
        entry.sector = self._understood(entry, cell, "sector")
        entry.title = self._understood(entry, cell, "title")
        entry.salutation = self._understood(entry, cell, "salutation")
        entry.note = self._understood(entry, cell, "note")
        for name, most in (("tags", 60), ("lists", 100)):
            if text := cell.get(name):
                try:
                    setattr(entry, name, cells.several(text, most))
                except Refused as refused:
                    self.refuse(entry, name, text, str(refused))

    def _join_address(self, entry: Entry, cell: dict[str, str]) -> None:
        """Post code and place stand in columns of their own in many lists, and belong to the street."""
        code, city = cell.pop("postcode", ""), cell.pop("city", "")
        if not (code or city):
            return
        if "address" not in cell:
            reason = _("Postnummer och ort läses inte in: raden har ingen adress som de hör till.")
            self.result.outcomes[entry.row].notes.append(reason)
            return
        if len(code) == 5 and code.isdecimal():
            code = f"{code[:3]} {code[3:]}"
        place = f"{code} {city}".strip()
        if "".join(place.split()) not in "".join(cell["address"].split()):
            cell["address"] = f"{cell['address']}, {place}"

    def _details(self, entry: Entry, cell: dict[str, str]) -> None:
        for name, kind in DETAILS.items():
            text = cell.get(name)
            if not text:
                continue
            # Only addresses hold commas of their own.
            parts = [text] if kind == DetailKind.ADDRESS else PARTS.split(text)
            for part in parts:
                if not part or part.isspace():
                    continue
                try:
                    found = (str(kind), cells.detail(kind, part.strip()))
                except Refused as refused:
                    self.refuse(entry, name, part.strip(), str(refused))
                    continue
                if found not in entry.details:
                    entry.details.append(found)

    def _place(self, entry: Entry, cell: dict[str, str]) -> None:
        found: Area | None = self._understood(entry, cell, "municipality", None)
        lies_in: Area | None = self._understood(entry, cell, "county", None)
        if found and lies_in and found.county_id != lies_in.pk:
            reason = _("%(municipality)s ligger inte i %(county)s.") % {"municipality": found, "county": lies_in}
            self.refuse(entry, "municipality", cell["municipality"], reason)
        entry.area = found or lies_in
        entry.starts_on = self._understood(entry, cell, "starts_on", None)
        entry.ends_on = self._understood(entry, cell, "ends_on", None)
        if entry.starts_on and entry.ends_on and entry.ends_on < entry.starts_on:
            self.refuse(entry, "ends_on", cell["ends_on"], _("Slutdagen ligger före startdagen."))

    def _role(self, entry: Entry, cell: dict[str, str]) -> None:
        entry.organization = self._understood(entry, cell, "organization")
        entry.organization_number = cell.get("number", "")
        entry.organization_kind = self._understood(entry, cell, "kind")
        entry.role = self._understood(entry, cell, "role")
        entry.role_kind = self._understood(entry, cell, "role_kind")
        party = self._understood(entry, cell, "party", None)
        entry.is_without_party = party is NO_PARTY
        entry.party = None if party is NO_PARTY else party
        if not entry.organization and not entry.organization_number:
            self._homeless(entry, cell)

    def _homeless(self, entry: Entry, cell: dict[str, str]) -> None:
        """A role, a party and a period belong to an organization: without one they would be lost.

        On the page a role or party in a municipality is one of the municipality's; what is said of a place alone
        helps to tell who is meant.
        """
        if not self.is_strict and "municipality" in cell and (cell.keys() & {"role", "party"}):
            entry.is_of_municipality = True
            return
        names = ["role", "role_kind", "party", "starts_on", "ends_on", "kind"]
        for name in [*names, "municipality", "county"] if self.is_strict else names:
            if name in cell and not (name == "party" and entry.is_without_party):
                self.refuse(entry, name, cell[name], _("Skriv också vilken organisation uppgiften gäller."))
                return

    def _number(self, text: str) -> int:
        if text.isdecimal() and len(text) < 10:
            return int(text)
        raise Refused(_("Samsyn-id är ett heltal."))

    def _party(self, text: str) -> Any:
        if fold(text) in WITHOUT_PARTY:
            return NO_PARTY
        if found := self.parties.find(text):
            return found
        raise Refused(_("Partiet finns inte i registret."))

    def _municipality(self, text: str) -> Area:
        if found := self.areas.municipality(text):
            return found
        raise Refused(_("Kommunen finns inte i registret.") + self.areas.suggestion("municipality", text))

    def _county(self, text: str) -> Area:
        if found := self.areas.county(text):
            return found
        raise Refused(_("Länet finns inte i registret.") + self.areas.suggestion("county", text))


NO_PARTY = object()
