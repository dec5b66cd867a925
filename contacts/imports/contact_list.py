"""A contact list (.xlsx, .xls, .ods, .csv): its rows as entries whose cells have been understood, or as wrong rows."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from contacts.choices import DetailKind
from contacts.imports import cells, headings
from contacts.imports.contact_matching import Matching
from contacts.imports.names import possible_splits, split_name
from contacts.imports.register import WITHOUT_PARTY, Areas, Parties
from contacts.imports.result import Unusable
from contacts.models import Area, ContactDetail, Party
from contacts.services.imports import Plan
from crm.common.sheets import Sheet
from crm.common.text import fold

DETAILS = {
    "email": DetailKind.EMAIL,
    "phone": DetailKind.PHONE,
    "mobile": DetailKind.MOBILE,
    "address": DetailKind.ADDRESS,
    "web": DetailKind.WEB,
}
HIDDEN = "•••"
SOURCE = "Kontaktlista"


@dataclass
class Entry:
    """One row of the list. Empty means that the list says nothing about it."""

    row: int
    given: str = ""
    family: str = ""
    full: str = ""
    is_split_certain: bool = True
    own_id: str = ""
    row_key: str = ""
    title: str = ""
    salutation: str = ""
    sector: str = ""
    details: list[ContactDetail] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    organization: str = ""
    organization_number: str = ""
    organization_kind: str = ""
    role: str = ""
    role_kind: str = ""
    party: Party | None = None
    is_without_party: bool = False
    area: Area | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    is_wrong: bool = False

    @property
    def emails(self) -> list[str]:
        return [d.value for d in self.details if d.kind == DetailKind.EMAIL]

    @property
    def phones(self) -> set[str]:
        return {d.value for d in self.details if d.kind in (DetailKind.PHONE, DetailKind.MOBILE)}

    @property
    def has_evidence(self) -> bool:
        """Whether the row says more of who it is than a name."""
        return bool(self.own_id or self.emails or self.phones or self.organization or self.organization_number)

    def possible_names(self) -> list[tuple[str, str]]:
        """Given and family name; of an undivided name every way to divide it."""
        return [(self.given, self.family)] if self.is_split_certain else possible_splits(self.full)


def plan(sheet: Sheet) -> Plan:
    """What the list would do. Raises Unusable."""
    columns, unread = _columns(sheet.headers)
    result = Plan(source=SOURCE, rows=len(sheet.rows))
    result.warnings += [_("Kolumnen ”%(name)s” läses inte in.") % {"name": name} for name in unread]
    reader = _Reader(result, columns, _digest(sheet))
    entries = [reader.entry(row, values) for row, values in sheet.rows]
    _refuse_clashes(entries, result)
    Matching(result).plan(entries)
    return result


def _columns(headers: list[str]) -> tuple[dict[str, str], list[str]]:
    """({field: heading}, headings that mean nothing to us). Raises Unusable."""
    found: dict[str, str] = {}
    unread = []
    for heading in headers:
        name = headings.FIELDS.get(headings.key(heading))
        if name is None:
            unread.append(heading)
        elif name in found:
            told = {"first": found[name], "second": heading, "field": headings.label(name)}
            raise Unusable(_("Kolumnerna ”%(first)s” och ”%(second)s” betyder båda %(field)s. Behåll en.") % told)
        else:
            found[name] = heading
    if "name" not in found and not {"given", "family"} <= found.keys():
        raise Unusable(_("Filen saknar kolumn för namn. Den ska heta Namn, eller Förnamn och Efternamn."))
    return found, unread


def _digest(sheet: Sheet) -> str:
    """The same for the same list, however it was saved."""
    content = repr((sheet.headers, [(row, list(values.values())) for row, values in sheet.rows]))
    return hashlib.sha256(content.encode()).hexdigest()[:24]


class _Reader:
    """Turns rows into entries; what cannot be understood becomes a wrong row."""

    def __init__(self, result: Plan, columns: dict[str, str], digest: str) -> None:
        self.result, self.columns, self.digest = result, columns, digest
        self.parties, self.areas = Parties(), Areas()

    def entry(self, row: int, values: dict[str, str]) -> Entry:
        cell = {name: values.get(heading, "").strip() for name, heading in self.columns.items()}
        entry = Entry(row=row, row_key=f"rad:{self.digest}:{row}")
        before = len(self.result.wrong)
        self._name(entry, cell)
        self.result.outcome(row, entry.full or _("(utan namn)"))
        self._texts(entry, cell)
        self._details(entry, cell)
        self._place(entry, cell)
        self._period(entry, cell)
        self._role(entry, cell)
        entry.is_wrong = len(self.result.wrong) > before
        return entry

    def _read(self, entry: Entry, cell: dict[str, str], name: str, read: Callable[[str], Any], empty: Any = "") -> Any:
        """A cell's value understood, `empty` when there is none; a refused one is noted."""
        text = cell.get(name, "")
        if not text:
            return empty
        try:
            return read(text)
        except cells.Refused as refused:
            self._refuse(entry, name, text, str(refused))
            return empty

    def _refuse(self, entry: Entry, name: str, value: str, reason: str) -> None:
        shown = HIDDEN if cells.is_personal_number(value) else value[:200]
        self.result.refuse(entry.row, self.columns.get(name, headings.label(name)), shown, reason)

    def _name(self, entry: Entry, cell: dict[str, str]) -> None:
        given, family = (" ".join(cell.get(name, "").split()) for name in ("given", "family"))
        whole = " ".join(cell.get("name", "").split())
        if not (given and family) and whole:
            entry.is_split_certain = "," in whole
            given, family = split_name(whole)
        entry.given, entry.family, entry.full = given, family, f"{given} {family}".strip()
        if not given or not family:
            name = "name" if "name" in self.columns and not cell.get("given") else "family" if given else "given"
            self._refuse(entry, name, whole or entry.full, _("Namn saknas. Både förnamn och efternamn behövs."))

    def _texts(self, entry: Entry, cell: dict[str, str]) -> None:
        entry.own_id = self._read(entry, cell, "id", cells.own_id)
        entry.sector = self._read(entry, cell, "sector", cells.sector)
        entry.tags = self._read(entry, cell, "tags", cells.tags, [])
        entry.title, entry.salutation = cell.get("title", ""), cell.get("salutation", "")
        for name in ("title", "salutation"):
            if len(cell.get(name, "")) > 100:
                self._refuse(entry, name, cell[name], _("Texten är längre än 100 tecken."))

    def _details(self, entry: Entry, cell: dict[str, str]) -> None:
        for name, kind in DETAILS.items():
            text = cell.get(name, "")
            # Only addresses hold commas of their own.
            parts = [text] if kind == DetailKind.ADDRESS else re.split(r"[,;\n]|\s/\s|\seller\s", text)
            for part in filter(None, (part.strip() for part in parts)):
                try:
                    found = cells.detail(kind, part, source=self.result.source)
                except cells.Refused as refused:
                    self._refuse(entry, name, part, str(refused))
                    continue
                if all((d.kind, d.value) != (found.kind, found.value) for d in entry.details):
                    entry.details.append(found)

    def _place(self, entry: Entry, cell: dict[str, str]) -> None:
        municipality, county = cell.get("municipality", ""), cell.get("county", "")
        found = self.areas.municipality(municipality) if municipality else None
        if municipality and found is None:
            self._refuse(entry, "municipality", municipality, _("Kommunen finns inte i registret."))
        lies_in = self.areas.county(county) if county else None
        if county and lies_in is None:
            self._refuse(entry, "county", county, _("Länet finns inte i registret."))
        if found and lies_in and found.county_id != lies_in.pk:
            reason = _("%(municipality)s ligger inte i %(county)s.") % {"municipality": found, "county": lies_in}
            self._refuse(entry, "municipality", municipality, reason)
        entry.area = found or lies_in

    def _period(self, entry: Entry, cell: dict[str, str]) -> None:
        entry.starts_on = self._read(entry, cell, "starts_on", cells.day, None)
        entry.ends_on = self._read(entry, cell, "ends_on", cells.day, None)
        if entry.starts_on and entry.ends_on and entry.ends_on < entry.starts_on:
            self._refuse(entry, "ends_on", cell["ends_on"], _("Slutdagen ligger före startdagen."))

    def _role(self, entry: Entry, cell: dict[str, str]) -> None:
        entry.organization = " ".join(cell.get("organization", "").split())
        entry.organization_number = cell.get("number", "")
        if cells.is_personal_number(entry.organization_number):
            self._refuse(entry, "number", entry.organization_number, _("Personnummer sparas inte i Samsyn."))
        entry.organization_kind = self._read(entry, cell, "kind", cells.organization_kind)
        entry.role = " ".join(cell.get("role", "").split())
        if len(entry.role) > 120:
            self._refuse(entry, "role", entry.role, _("Texten är längre än 120 tecken."))
        entry.role_kind = self._read(entry, cell, "role_kind", cells.role_kind)
        party = cell.get("party", "")
        entry.is_without_party = bool(party) and fold(party) in WITHOUT_PARTY
        if party and not entry.is_without_party:
            entry.party = self.parties.find(party)
            if entry.party is None:
                self._refuse(entry, "party", party, _("Partiet finns inte i registret."))
        if not entry.organization and not entry.organization_number:
            self._refuse_homeless(entry, cell)

    def _refuse_homeless(self, entry: Entry, cell: dict[str, str]) -> None:
        """A role, a party, a place and a period belong to an organization: without one they would be lost."""
        for name in ("role", "role_kind", "party", "municipality", "county", "starts_on", "ends_on", "kind"):
            if cell.get(name) and not (name == "party" and entry.is_without_party):
                self._refuse(entry, name, cell[name], _("Skriv också vilken organisation uppgiften gäller."))
                return


def _refuse_clashes(entries: list[Entry], result: Plan) -> None:
    """Refuse rows that share an e-mail address or an id with somebody of another name."""
    first: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        keys = [("email", value) for value in entry.emails] + ([("id", entry.own_id)] if entry.own_id else [])
        for key in keys:
            other = first.setdefault(key, entry)
            if fold(other.full) != fold(entry.full):
                reason = _("Samma värde står på rad %(row)s för %(name)s.") % {"row": other.row, "name": other.full}
                result.refuse(entry.row, headings.label(key[0]), key[1], reason)
                entry.is_wrong = True
