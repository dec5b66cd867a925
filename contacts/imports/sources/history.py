"""Valmyndigheten's members with history: everybody who held a seat in the term, with the days they came and left.

`ledamoter_med_historik_2022-2026.csv`: the headings stand on the second row, lines end in more than one way, and the
municipality is told by the two digits that follow the county's. An empty day of coming is the term's first day; who
came later says so. Age and gender are not read.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from contacts.choices import RoleKind, Scheme, TermBody
from contacts.imports import cells, packages
from contacts.imports.cells import Refused
from contacts.imports.register import Areas, Bodies, Parties
from contacts.imports.result import Unusable
from contacts.imports.roster import Coverage, Listed, Roster, Seat
from contacts.imports.sources.local_parties import party_of
from contacts.imports.sources.official_table import OfficialTable
from contacts.imports.sources.valmyndigheten import ASSEMBLIES, SOURCE, Assembly
from contacts.models import Area, Organization, Term
from contacts.services.import_plan import Doubt, Wrong

YEAR = "2022"
ENDINGS = (".csv", ".skv")
COLUMNS = (
    "valtyp", "partiforkortning", "partibeteckning", "lanskod", "kommunkod", "valkretskod", "valkrets",
    "ledamotfornamn", "ledamotefternamn", "kandidatnummerledamot", "invalsdatum", "avgangsdatum",
)  # fmt: skip
NEEDED = {"valtyp", "ledamotfornamn", "ledamotefternamn", "kandidatnummerledamot", "invalsdatum", "avgangsdatum"}
# What the types of election are called besides.
TYPES = {"R": "RF", "K": "KF", "RIKSDAG": "RD", "REGION": "RF", "KOMMUN": "KF"}
Row = dict[str, str]


@dataclass(frozen=True)
class Council:
    """An assembly that a row names, its term, and the key of its mandates."""

    assembly: Assembly
    body: Organization
    term: Term
    prefix: str


def recognises(content: bytes, name: str) -> bool:
    try:
        OfficialTable(content, name, COLUMNS, NEEDED)
    except Unusable:
        return False
    return True


def roster(content: bytes, name: str, source_on: dt.date) -> Roster:
    """All that the file says, one entry for each candidate number. Raises Unusable."""
    reading = _Reading(source_on)
    above = 0  # rows of the files before, so that every row has its own number
    for one in packages.unpacked(content, name, endings=ENDINGS):
        number = 0
        for number, row in OfficialTable(one.content, one.name, COLUMNS, NEEDED, quoted=False).rows():
            reading.read(above + number, row)
        above += number
    if not reading.people and not reading.found.wrong:
        raise Unusable(_("Filen %(name)s har inga ledamöter.") % {"name": name})
    return reading.finished()


class _Reading:
    """The rows of the file, gathered into people."""

    def __init__(self, source_on: dt.date) -> None:
        self.found = Roster(source=SOURCE, source_on=source_on, scheme=Scheme.ELECTION_2022)
        self.parties, self.areas, self.bodies = Parties(), Areas(), Bodies()
        self.people: dict[str, Listed] = {}
        self.councils: dict[tuple[str, str], Council | None] = {}
        terms = Term.objects.filter(organization=None, starts_on__year=int(YEAR))
        self.terms = {term.body: term for term in terms}

    def read(self, number: int, row: Row) -> None:
        key = row["kandidatnummerledamot"]
        given, family = row["ledamotfornamn"], row["ledamotefternamn"]
        name = f"{given} {family}".strip()
        if not key or not given or not family:
            self._refuse(number, _("namn"), name or key, _("Ledamoten saknar namn eller kandidatnummer."))
            return
        council = self._council(number, row)
        seat = self._seat(number, name, row, council) if council else None
        if seat is None:
            return
        listed = self.people.get(key)
        if listed is None:
            listed = self.people[key] = Listed(number, key, name, given, family, is_legal_name=True)
        before = [one for one in listed.seats if one.organization == seat.organization]
        if any((one.starts_on, one.ends_on) == (seat.starts_on, seat.ends_on) for one in before):
            return
        if before:  # who left and came back has a mandate for each time
            seat.number = f"{seat.number}:{seat.starts_on}"
        listed.seats.append(seat)

    def finished(self) -> Roster:
        self.found.people = list(self.people.values())
        councils = [one for one in self.councils.values() if one is not None]
        # Nobody is said to have left because a row could not be read.
        self.found.covers = [
            Coverage(one.body, one.assembly.role, one.term) for one in councils if not self.found.wrong
        ]
        return self.found

    # --- The assembly ---------------------------------------------------------------------------------------

    def _council(self, number: int, row: Row) -> Council | None:
        election = row["valtyp"].upper()
        election = TYPES.get(election, election)
        if election not in ASSEMBLIES:
            self._refuse(number, _("valtyp"), row["valtyp"], _("Valtypen känns inte igen (RD, RF eller KF)."))
            return None
        code = code_of(election, row["lanskod"], row["kommunkod"])
        if (election, code) not in self.councils:
            self.councils[election, code] = self._found(election, code)
        council = self.councils[election, code]
        if council is None:
            self._refuse(number, _("område"), code, _("Registret saknar församlingen eller dess mandatperiod."))
        return council

    def _found(self, election: str, code: str) -> Council | None:
        assembly = ASSEMBLIES[election]
        body, term = self.bodies.find(assembly.key.format(code=code)), self.terms.get(assembly.term)
        return Council(assembly, body, term, f"{YEAR}:{election}:{code}") if body and term else None

    # --- The seat -------------------------------------------------------------------------------------------

    def _seat(self, number: int, name: str, row: Row, council: Council) -> Seat | None:
        try:
            starts_on, ends_on = self._days(row, council.term)
        except Refused as refused:
            days = f"{row['invalsdatum']} – {row['avgangsdatum']}"
            self.found.doubtful.append(Doubt(number, f"{name}, {council.body}", f"{days}: {refused}"))
            return None
        level, letters, party_name = council.assembly.level, row["partiforkortning"], row["partibeteckning"]
        party = party_of(self.parties, "", letters, party_name, level) or self.parties.find(letters)
        area = self._constituency(number, row, council)
        return Seat(
            organization=council.body,
            role=council.assembly.role,
            kind=RoleKind.ELECTED,
            starts_on=starts_on,
            ends_on=ends_on,
            party=party,
            area=area,
            term=council.term,
            number=f"{council.prefix}:{row['kandidatnummerledamot']}",
        )

    @staticmethod
    def _days(row: Row, term: Term) -> tuple[dt.date, dt.date | None]:
        """First and last day: the term's own where the file is silent, and never before the term. Raises Refused."""
        first = term.starts_on or dt.date(int(YEAR), 1, 1)
        if row["invalsdatum"]:
            first = max(first, cells.day(row["invalsdatum"]))
        last = cells.day(row["avgangsdatum"]) if row["avgangsdatum"] else term.ends_on
        if last and last < first:
            raise Refused(_("Avgick innan uppdraget började. Läses inte in."))
        return first, last

    def _constituency(self, number: int, row: Row, council: Council) -> Area | None:
        """Of the Riksdag's seats alone: the register knows no constituencies of councils."""
        if council.assembly.term != TermBody.RIKSDAG:
            return None
        area = self.areas.constituency(row["valkrets"], row["valkretskod"].zfill(2))
        if area is None:
            self._refuse(number, _("valkrets"), row["valkrets"], _("Valkretsen finns inte i registret."))
        return area

    def _refuse(self, number: int, field: str, value: str, reason: str) -> None:
        self.found.wrong.append(Wrong(number, str(field), value, reason))


def code_of(election: str, county: str, municipality: str) -> str:
    """The code of the area that an assembly is of: the Riksdag's '00', a county's two digits, a municipality's four,
    of which the file tells the county's two and its own two apart. A zero that a spreadsheet ate is put back."""
    if election == "RD":
        return "00"
    if election == "RF":
        return county.zfill(2)
    return municipality if len(municipality) == 4 else f"{county.zfill(2)}{municipality.zfill(2)}"
