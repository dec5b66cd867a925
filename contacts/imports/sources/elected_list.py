"""A municipality's or a region's own list of its elected: any spreadsheet, read through the layout of the wizard.

Read: name, party, role, body, days, e-mail and telephone of the role. Whatever else stands there (home address, home
municipality, year of birth, personal number) is never looked at. Such a list has no numbers of its own: people are
known by their names, parties and places.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from contacts.choices import DetailKind, RoleKind
from contacts.imports import engine, headings, layout
from contacts.imports.entry import Entry, Reader
from contacts.imports.layout import DataRows, Layout
from contacts.imports.register import Areas, Parties
from contacts.imports.result import Unusable
from contacts.imports.roster import Coverage, Listed, Roster, Seat
from contacts.imports.sources.bodies import ElectedBodies
from contacts.models import Membership, Organization, Term
from contacts.services.import_plan import Doubt
from crm.common.sheet_reading import Book, SheetError
from crm.common.text import fold

ENDINGS = (".xlsx", ".xls", ".xlsm", ".ods", ".csv")
FIELDS = {
    "name", "given", "family", "party", "role", "role_kind", "organization", "municipality", "starts_on", "ends_on",
    "email", "phone", "mobile",
}  # fmt: skip
# A column of where people live, which says nothing of where they sit.
HOME = {"hemkommun", "hemort", "bostadskommun", "folkbokforingskommun", "folkbokforingsort"}
MEMBER, SUBSTITUTE = "Ledamot", "Ersättare"
ROLES = {
    "ordinarie": MEMBER, "ordinarie ledamot": MEMBER, "ledamoter": MEMBER, "ord": MEMBER, "led": MEMBER,
    "ers": SUBSTITUTE, "suppleant": SUBSTITUTE, "ersattare": SUBSTITUTE, "ordf": "Ordförande",
    "1:e vice ordforande": "Förste vice ordförande", "1:a vice ordforande": "Förste vice ordförande",
    "forste vice ordforande": "Förste vice ordförande", "1 vice ordforande": "Förste vice ordförande",
    "2:e vice ordforande": "Andre vice ordförande", "2:a vice ordforande": "Andre vice ordförande",
    "andre vice ordforande": "Andre vice ordförande", "2 vice ordforande": "Andre vice ordförande",
    "3:e vice ordforande": "Tredje vice ordförande", "tredje vice ordforande": "Tredje vice ordförande",
    "3 vice ordforande": "Tredje vice ordförande",
}  # fmt: skip
# A list made so soon after a term began is of those who began it.
FRESH = dt.timedelta(days=100)


def roster(content: bytes, name: str, options: Mapping[str, Any], source_on: dt.date) -> Roster:
    """All that the list says of `source_on`. Raises Unusable."""
    book = engine.book(content, name)
    found = _layout(book, options)
    if problem := found.problem():
        raise Unusable(problem)
    return _Reading(book, found, name, options, source_on).roster()


def _layout(book: Book, options: Mapping[str, Any]) -> Layout:
    if options.get("columns") is not None:
        found = layout.restored(book, options)
    elif options.get("mapping"):
        found = engine.settled(book, str(options["mapping"]))
    else:
        found = layout.detect(book, sheet=options.get("sheet"), header_row=options.get("header_row"))
        if clash := found.clash():
            raise Unusable(clash)
    for column in found.columns:
        if column.field not in FIELDS or headings.key(column.heading) in HOME:
            column.field = ""
    return found


class _Cells(Reader):
    """A row need not name the body that it is of: the whole list may be of one."""

    def _homeless(self, entry: Entry, cell: dict[str, str]) -> None:
        pass


class _Reading:
    """One list against the register's bodies, parties and terms."""

    def __init__(self, book: Book, found: Layout, name: str, options: Mapping[str, Any], source_on: dt.date) -> None:
        self.book, self.layout, self.options, self.source_on = book, found, options, source_on
        self.rows = DataRows(book, found)
        self.cells = _Cells(found, Parties(), Areas(), is_strict=False)
        self.bodies = ElectedBodies()
        # Which council the list calls itself, and which one it is taken to be of.
        self.called = self._recognised(name)
        self.council = self._chosen() or self.called
        # The list is called by whose it is: so it is shown, and written on every mandate.
        self.result = Roster(source=self._source(name), source_on=source_on, scheme=None)
        self.people: dict[tuple[Any, ...], Listed] = {}
        self.unknown: dict[str, int] = {}

    def _chosen(self) -> Organization | None:
        chosen = self.options.get("organization")
        if not chosen:
            return None
        body = Organization.objects.filter(pk=chosen, merged_into__isnull=True).select_related("area").first()
        if body is None:
            raise Unusable(_("Den valda församlingen finns inte i registret."))
        return self.bodies.by_key.get(self.bodies.keys.get(body.pk, ""), body)

    def _recognised(self, name: str) -> Organization | None:
        above = [" ".join(cells) for number, cells in self.layout.top if number < self.layout.header_row]
        return self.bodies.recognised([*above, self.book.names[self.layout.sheet], PurePath(name).stem])

    def _source(self, name: str) -> str:
        owner = self.council.parent if self.council else None
        return str(owner or PurePath(name).name)[:200]

    def roster(self) -> Roster:
        try:
            for row, values in self.rows:
                self._read(row, values)
        except SheetError as error:
            raise Unusable(str(error)) from error
        if not self.people and self.unknown and self.council is None:
            raise Unusable(_("Listan säger inte vilken församling den gäller. Välj vilken församling den är av."))
        if not self.people and self.unknown:
            raise Unusable(_("Inget av listans organ finns i registret: %(names)s.") % {"names": self._unknown()})
        if not self.people and not self.cells.result.wrong:
            raise Unusable(_("Listan har inga personer att läsa."))
        self.result.people = list(self.people.values())
        self._tell_twins()
        self.result.wrong = self.cells.result.wrong
        self._cover()
        self._warn()
        return self.result

    # --- A row ----------------------------------------------------------------------------------------------

    def _read(self, row: int, values: list[str]) -> None:
        entry = self.cells.entry(row, values, "")
        if entry.is_wrong:
            return
        body = self._body(entry)
        if body is None:
            called = entry.organization or _("(inget organ)")
            self.unknown[called] = self.unknown.get(called, 0) + 1
            reason = _("Organet finns inte i registret. Uppdraget läses inte in.")
            self.result.doubtful.append(Doubt(row, f"{entry.full}, {called}", reason))
            return
        seats = list(self._seats(entry, body))
        listed = self._listed(row, entry, seats)
        listed.seats += [seat for seat in seats if not _has(listed, seat)]
        known = {(kind, value) for kind, value, _label in listed.details}
        listed.details = [
            *listed.details,
            *((kind, value, "") for kind, value in entry.details if (kind, value) not in known),
        ]

    def _body(self, entry: Entry) -> Organization | None:
        council = self.council
        if entry.municipality and not self.options.get("organization"):
            council = self.bodies.council_of(entry.municipality.code) or council
        if not entry.organization:
            return council
        return self.bodies.called(entry.organization, council)

    def _seats(self, entry: Entry, body: Organization) -> Iterator[Seat]:
        """The role of a row; whoever leads an assembly has a seat in it as well."""
        role = self._role(entry)
        is_substitute = entry.role_kind == RoleKind.SUBSTITUTE or fold(role).endswith(("ersattare", "suppleant"))
        day = entry.starts_on or self.source_on
        term = self.bodies.term(body, day)
        starts_on = entry.starts_on or _beginning(term, day)
        seat = Seat(
            organization=body,
            role=role,
            kind=RoleKind.SUBSTITUTE if is_substitute else RoleKind.ELECTED,
            starts_on=starts_on,
            ends_on=entry.ends_on or (term.ends_on if term and starts_on else None),
            party=entry.party,
            term=term,
            # A list that is silent on parties does not say that somebody has left theirs.
            is_as_of_source=entry.party is not None or entry.is_without_party,
        )
        yield seat
        if self.bodies.is_council(body) and not is_substitute and role != MEMBER:
            yield replace(seat, role=MEMBER)

    def _role(self, entry: Entry) -> str:
        told = entry.role or str(self.options.get("role") or "") or MEMBER
        return ROLES.get(fold(told).rstrip("."), told[:1].upper() + told[1:])

    def _listed(self, row: int, entry: Entry, seats: Sequence[Seat]) -> Listed:
        """The person of a row: the one of an earlier row of that name and party, unless both have the same seat or
        different addresses, which makes them two."""
        party = entry.party.pk if entry.party else None
        key: tuple[Any, ...] = (fold(entry.full), party)
        same = self.people.get(key)
        if same is None:
            return self.people.setdefault(key, _new(row, entry))
        emails = {value for kind, value, _label in same.details if kind == DetailKind.EMAIL}
        is_other = bool(emails and entry.emails and emails.isdisjoint(entry.emails))
        if not is_other and not any(_has(same, seat) for seat in seats):
            return same
        reason = _("Namnet står redan på rad %(row)s, för samma parti. Läses som två personer.") % {"row": same.row}
        self.result.doubtful.append(Doubt(row, entry.full, reason))
        return self.people.setdefault((*key, row), _new(row, entry))

    def _tell_twins(self) -> None:
        """Those of one name are told apart by party, and within it by their order."""
        named: dict[str, list[Listed]] = {}
        for listed in self.result.people:
            named.setdefault(fold(listed.name), []).append(listed)
        for many in named.values():
            counted: Counter[str] = Counter()
            for listed in many if len(many) > 1 else ():
                party = next((seat.party.code for seat in listed.seats if seat.party), "-")
                counted[party] += 1
                listed.twin = f"{party} {counted[party]}"

    # --- The whole ------------------------------------------------------------------------------------------

    def _cover(self) -> None:
        """Which seats the list tells all holders of. One that is short, or of which a row was refused, covers nothing:
        nobody is said to have left because a line could not be read."""
        told: dict[tuple[Organization, str, Term | None], set[int]] = {}
        for listed in self.people.values():
            for seat in listed.seats:
                told.setdefault((seat.organization, seat.role, seat.term), set()).add(id(listed))
        if self.options.get("is_partial"):
            return
        if self.called is not None and self.council is not None and _owner(self.called) != _owner(self.council):
            reason = _("Listan ser ut att gälla %(called)s, inte %(chosen)s. Ingen föreslås ha lämnat.")
            self.result.warnings.append(reason % {"called": self.called, "chosen": self.council})
            return
        if self.result.wrong:
            self.result.warnings.append(_("Rader kunde inte läsas. Därför föreslås inte att någon har lämnat."))
            return
        held = self._held({body for body, _role, _term in told})
        for (body, role, term), people in told.items():
            known = held.get((body.pk, role), 0)
            if len(people) * 2 < known:
                reason = _("%(body)s, %(role)s: listan har %(n)s av %(held)s. Ingen föreslås ha lämnat.")
                self.result.warnings.append(reason % {"body": body, "role": role, "n": len(people), "held": known})
            else:
                self.result.covers.append(Coverage(body, role, term))

    def _held(self, bodies: set[Organization]) -> dict[tuple[int, str], int]:
        """How many hold each role in the bodies on the list's day, as the register has it."""
        active = Membership.objects.active_on(self.source_on).filter(organization__in=bodies, struck_at__isnull=True)
        counted = active.order_by().values_list("organization_id", "role").annotate(Count("pk"))
        return {(body, role): n for body, role, n in counted}

    def _unknown(self) -> str:
        return ", ".join(f"{name} ({n})" for name, n in sorted(self.unknown.items())[:8])

    def _warn(self) -> None:
        if self.unknown:
            self.result.warnings.append(_("Organ som inte finns i registret: %(names)s.") % {"names": self._unknown()})
        self.result.warnings += [*self.rows.notes.values(), *self.book.notes(self.layout.sheet)]


def _new(row: int, entry: Entry) -> Listed:
    """A name that the list writes as one is left so: where it is divided is not the reader's to say."""
    given, family = (entry.given, entry.family) if entry.is_split_certain else ("", "")
    return Listed(row, "", entry.full, given, family)


def _owner(body: Organization) -> int:
    """Whose body it is: the municipality or region, or itself."""
    return body.parent_id or body.pk


def _has(listed: Listed, seat: Seat) -> bool:
    return any((one.organization, one.role) == (seat.organization, seat.role) for one in listed.seats)


def _beginning(term: Term | None, day: dt.date) -> dt.date | None:
    """When a seat without a day began: with the term, if the list is of its first months, else nobody knows."""
    first = term.starts_on if term else None
    return first if first and first <= day <= first + FRESH else None
