"""One row of a contact list, its cells understood or refused."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property, partial
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
from crm.common.text import fold, sort_key

DETAILS = {
    "email": DetailKind.EMAIL,
    "phone": DetailKind.PHONE,
    "mobile": DetailKind.MOBILE,
    "address": DetailKind.ADDRESS,
    "web": DetailKind.WEB,
}
EMAIL, PHONES = str(DetailKind.EMAIL), (str(DetailKind.PHONE), str(DetailKind.MOBILE))
SPECIAL = {"id", "tags", "lists", "postcode", "city"}
# Cells that are one value each, understood together, and where it goes.
TEXTS = tuple((name, name) for name in ("samsyn", "sector", "title", "salutation", "note"))
PLACE = (
    ("municipality", "municipality"), ("county", "county"), ("starts_on", "starts_on"), ("ends_on", "ends_on"),
)  # fmt: skip
ROLE = (
    ("organization", "organization"), ("kind", "organization_kind"), ("role", "role"), ("role_kind", "role_kind"),
    ("party", "party"),
)  # fmt: skip
# Name of the column, of the attribute, and what each text was understood as.
Field = tuple[str, str, dict[str, Any]]
PARTS = re.compile(r"[,;\n]|\s/\s|\seller\s")
# Quick to look for; what it finds is looked at closer.
PERHAPS_TWO = re.compile(r"[&/;+\n]|\s(?:och|and|samt)\s", re.IGNORECASE)
PERHAPS_PERSONAL = re.compile(r"\d{6}[-+ ]?[\dTtXx]\d{3}")


def emails_in(text: str) -> list[str]:
    """The addresses that a cell holds, as `Reader` will understand them; what is none is left out."""
    if cells.EMAIL.fullmatch(value := text.lower()):
        return [value]
    found = []
    for part in PARTS.split(text):
        with contextlib.suppress(Refused):
            found.append(cells.email(part.strip()))
    return found


class Entry:
    """One row of the list. Empty means that the list says nothing about it."""

    given = family = full = ""
    is_split_certain = True
    samsyn = 0
    own_id = title = salutation = sector = note = ""
    details: Sequence[tuple[str, str]] = ()
    tags: Sequence[str] = ()
    lists: Sequence[str] = ()
    organization = organization_number = organization_kind = ""
    is_of_municipality = False
    role = role_kind = ""
    party: Party | None = None
    is_without_party = False
    municipality: Area | None = None
    county: Area | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    is_wrong = False
    emails: Sequence[str] = ()
    phones: Collection[str] = ()

    # What a row does not say stands above, once for all rows.
    def __init__(self, row: int, cells: Sequence[str], row_key: str = "") -> None:
        self.row, self.cells, self.row_key = row, cells, row_key

    @property
    def area(self) -> Area | None:
        return self.municipality or self.county

    @property
    def has_evidence(self) -> bool:
        """Whether the row says more of who it is than a name."""
        return bool(
            self.emails
            or self.phones
            or self.own_id
            or self.samsyn
            or self.organization
            or self.organization_number
            or self.is_of_municipality
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

    @cached_property
    def name_keys(self) -> list[str]:
        """The names as the register sorts and finds them."""
        return [sort_key(f"{family} {given}") for given, family in self.possible_names()]


class Reader:
    """Turns rows into entries; what cannot be understood makes the row wrong. `result` is the part being planned."""

    def __init__(self, layout: Layout, parties: Parties, areas: Areas, *, is_strict: bool) -> None:
        self.parties, self.areas, self.is_strict = parties, areas, is_strict
        self.result = Plan(source="")
        self.columns = layout.fields()
        self.indexes = [(name, [column.index for column in columns]) for name, columns in self.columns.items()]
        self.single = [(name, indexes[0]) for name, indexes in self.indexes if len(indexes) == 1]
        self.several = [(name, indexes) for name, indexes in self.indexes if len(indexes) > 1]
        plain = [c.index for name, columns in self.columns.items() if name not in ("phone", "mobile") for c in columns]
        self.plain = plain
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

        # Only postal addresses hold commas of their own.
        self.details = [
            (name, str(kind), None if kind == DetailKind.ADDRESS else PARTS)
            for name, kind in DETAILS.items()
            if name in self.columns
        ]
        self.texts, self.place, self.role = (
            [(name, attribute, {}) for name, attribute in fields if name in self.columns]
            for fields in (TEXTS, PLACE, ROLE)
        )

    def entry(self, row: int, values: Sequence[str], row_key: str) -> Entry:
        cell = {name: text for name, index in self.single if (text := values[index])}
        for name, indexes in self.several:
            if text := "\n".join(filter(None, (values[index] for index in indexes))):
                cell[name] = text
        entry = Entry(row, values, row_key)
        before, outcome = len(self.result.wrong), self.result.outcome(row, "")
        self._name(entry, cell)
        outcome.subject = cells.without_personal_numbers(entry.full) or _("(utan namn)")
        if Broken in map(type, values):
            self._refuse_broken(entry, values, cell)
        self._refuse_personal(entry, values, cell)
        self._understand(entry, cell, self.texts)
        if not SPECIAL.isdisjoint(cell):
            self._special(entry, cell)
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
        shown = cells.without_personal_numbers(value, is_phone=name in headings.PHONES)[:200]
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

    def _understand(self, entry: Entry, cell: dict[str, str], fields: Iterable[Field]) -> None:
        """Give the entry what its cells say; a refused one is noted. Each text is looked at once."""
        for name, attribute, known in fields:
            text = cell.get(name)
            if not text:
                continue
            value = known.get(text)
            if value is None:
                try:
                    value = self.read[name](text)
                except Refused as refused:
                    value = refused
                if len(known) < 20_000:
                    known[text] = value
            if type(value) is Refused:
                self.refuse(entry, name, text, str(value))
            else:
                setattr(entry, attribute, value)

    def _name(self, entry: Entry, cell: dict[str, str]) -> None:
        given, family = " ".join(cell.get("given", "").split()), " ".join(cell.get("family", "").split())
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
        elif not whole and PERHAPS_TWO.search(entry.full) and (cells.two_people(given) or cells.two_people(family)):
            reason = _("Flera personer i samma cell. Skriv en rad för var och en.")
            self.refuse(entry, "given", entry.full, reason)

    def _special(self, entry: Entry, cell: dict[str, str]) -> None:
        if text := cell.get("id"):
            try:
                entry.own_id = cells.own_id(text)
            except Refused as refused:
                self.refuse(entry, "id", HIDDEN if cells.is_personal_number(text) else text, str(refused))
        for name, most in (("tags", 60), ("lists", 100)):
            if text := cell.get(name):
                try:
                    setattr(entry, name, cells.several(text, most))
                except Refused as refused:
                    self.refuse(entry, name, text, str(refused))
        if "postcode" in cell or "city" in cell:
            self._join_address(entry, cell)

    def _join_address(self, entry: Entry, cell: dict[str, str]) -> None:
        """Post code and place stand in columns of their own in many lists, and belong to the street."""
        code, city = cell.pop("postcode", ""), cell.pop("city", "")
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
        details: list[tuple[str, str]] = []
        for name, kind, separated in self.details:
            text = cell.get(name)
            if not text:
                continue
            for part in separated.split(text) if separated else [text]:
                if not part or part.isspace():
                    continue
                try:
                    found = (kind, cells.detail(kind, part.strip()))
                except Refused as refused:
                    self.refuse(entry, name, part.strip(), str(refused))
                    continue
                if found not in details:
                    details.append(found)
        entry.details = details
        entry.emails = [value for kind, value in details if kind == EMAIL]
        entry.phones = {value for kind, value in details if kind in PHONES}

    def _place(self, entry: Entry, cell: dict[str, str]) -> None:
        self._understand(entry, cell, self.place)
        found, lies_in = entry.municipality, entry.county
        if found and lies_in and found.county_id != lies_in.pk:
            reason = _("%(municipality)s ligger inte i %(county)s.") % {"municipality": found, "county": lies_in}
            self.refuse(entry, "municipality", cell["municipality"], reason)
        if entry.starts_on and entry.ends_on and entry.ends_on < entry.starts_on:
            self.refuse(entry, "ends_on", cell["ends_on"], _("Slutdagen ligger före startdagen."))

    def _role(self, entry: Entry, cell: dict[str, str]) -> None:
        self._understand(entry, cell, self.role)
        entry.organization_number = cell.get("number", "")
        if entry.party is NO_PARTY:
            entry.party, entry.is_without_party = None, True
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
