"""Valmyndigheten's result file: who was elected to the Riksdag, a region's or a municipality's assembly.

The shape is `slutlig mandatfördelning` of the election of 2026. Only who was elected, for which party, where, is read.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from contacts.choices import Level, RoleKind, Scheme, TermBody
from contacts.imports import comparing
from contacts.imports.register import Facts
from contacts.imports.result import Unusable
from contacts.imports.roster import Coverage, Listed, Roster, Seat
from contacts.imports.sources.local_parties import party_of
from contacts.models import Organization, Party, Term
from contacts.services.import_plan import Plan, Wrong

SOURCE = "Valmyndigheten"
SCHEMES = {"val2026": (Scheme.ELECTION, "2026"), "val2022": (Scheme.ELECTION_2022, "2022")}


@dataclass(frozen=True)
class Assembly:
    """What a type of election fills."""

    key: str
    term: TermBody
    role: str
    level: Level


ASSEMBLIES = {
    "RD": Assembly("riksdag", TermBody.RIKSDAG, "Riksdagsledamot", Level.NATIONAL),
    "RF": Assembly("region-council-{code}", TermBody.REGIONAL_COUNCIL, "Ledamot", Level.REGIONAL),
    "KF": Assembly("municipal-council-{code}", TermBody.MUNICIPAL_COUNCIL, "Ledamot", Level.LOCAL),
}


@dataclass(frozen=True)
class Elected:
    """One member of an assembly as the file has it."""

    row: int
    number: str
    name: str
    constituency: str
    constituency_code: str
    party: dict[str, Any]


def recognises(data: Any) -> bool:
    return isinstance(data, dict) and "valomrade" in data


def plan(data: Any) -> Plan:
    """What the file would do by itself. Raises Unusable."""
    return comparing.plain(roster(data))


def roster(data: Any, facts: Facts | None = None) -> Roster:
    """Who was elected, to the one assembly that the file is of; `facts` when several are read. Raises Unusable."""
    facts = facts or Facts()
    assembly, scheme, year = _check(data)
    source_on = _source_day(data)
    area_code = str(data["valomrade"].get("kod") or "")
    body = _body(assembly, area_code, facts)
    term = _term(assembly, data)
    found = Roster(SOURCE, source_on, scheme, covers=[Coverage(body, assembly.role, term)])
    reading = _Reading(found, f"{year}:{data['valtyp']}:{area_code}", assembly, body, term, facts)
    for one in _elected(data["valomrade"]):
        reading.read(one)
    missing = _missing(data["valomrade"], len(found.people))
    if missing:
        found.warnings.append(missing)
    if missing or found.wrong:
        # Nobody is said to have left because a line is not there, or could not be read.
        found.covers = []
    return found


def _check(data: Any) -> tuple[Assembly, Scheme, str]:
    if not recognises(data) or not isinstance(data["valomrade"], dict):
        raise Unusable(_("Filen är inte en mandatfördelning från Valmyndigheten."))
    if data.get("test") is not False:
        raise Unusable(_("Filen är en testfil från Valmyndigheten. Läs in den skarpa filen."))
    assembly = ASSEMBLIES.get(str(data.get("valtyp")))
    if assembly is None:
        raise Unusable(_("Valtypen %(type)s känns inte igen (RD, RF eller KF).") % {"type": data.get("valtyp")})
    election = SCHEMES.get(str(data.get("valtillfalle")))
    if election is None:
        raise Unusable(_("Valtillfället %(name)s känns inte igen.") % {"name": data.get("valtillfalle")})
    return assembly, *election


def _source_day(data: dict[str, Any]) -> dt.date:
    """The day of the latest update, else election day."""
    for name in ("senasteUppdateringstid", "valdatum"):
        try:
            return dt.date.fromisoformat(str(data.get(name) or "")[:10])
        except ValueError:
            continue
    raise Unusable(_("Filen saknar valdatum."))


def _body(assembly: Assembly, area_code: str, facts: Facts) -> Organization:
    body = facts.bodies.find(assembly.key.format(code=area_code))
    if body is None:
        raise Unusable(
            _("Registret saknar församlingen för område %(code)s. Ladda grunddata först: manage.py setup.")
            % {"code": area_code}
        )
    return body


def _term(assembly: Assembly, data: dict[str, Any]) -> Term:
    """The first term that begins after election day."""
    try:
        election_day = dt.date.fromisoformat(str(data.get("valdatum")))
    except ValueError as error:
        raise Unusable(_("Filen saknar valdatum.")) from error
    terms = Term.objects.filter(body=assembly.term, organization=None, starts_on__gt=election_day)
    term = terms.order_by("starts_on").first()
    if term is None:
        raise Unusable(_("Registret saknar mandatperioden efter valet. Ladda grunddata först: manage.py setup."))
    return term


def _levels(whole: dict[str, Any]) -> list[dict[str, Any]]:
    """The constituencies if all of them tell of those elected, else the whole area."""
    parts = _objects(whole.get("valkretsLista"))
    return parts if parts and all(part.get("valda") for part in parts) else [whole]


def _missing(whole: dict[str, Any], elected: int) -> str:
    """In words, when fewer are elected than the assembly has seats that are not left empty; '' without a figure."""
    seats = str(whole.get("totaltAntalMandat") or "")
    parties = [one for level in _levels(whole) for one in _objects(level["valda"].get("partiLedamoterLista"))]
    chairs = [str(party.get("antalTommaStolar") or "") for party in parties]
    empty = sum(int(one) for one in chairs if one.isdecimal())
    if not seats.isdecimal() or elected + empty >= int(seats):
        return ""
    told = _("Filen har %(n)s av %(seats)s valda. Därför föreslås inte att någon har lämnat.")
    return told % {"n": elected, "seats": seats}


def _elected(whole: dict[str, Any]) -> list[Elected]:
    """The elected, each once."""
    found: dict[str, Elected] = {}
    for level in _levels(whole):
        if not isinstance(level.get("valda"), dict):
            raise Unusable(_("Valresultatet är inte fastställt än: filen saknar valda ledamöter."))
        for party in _objects(level["valda"].get("partiLedamoterLista")):
            for member in _objects(party.get("ledamoter")):
                number = str(member.get("kandidatnummer") or "").strip()
                one = Elected(
                    row=len(found) + 1,
                    number=number,
                    name=" ".join(str(member.get("namn") or "").split()),
                    constituency=str(member.get("valkretsnamn") or level.get("namnValkrets") or ""),
                    constituency_code=str(member.get("valkretskod") or ""),
                    party=party,
                )
                found.setdefault(number or f"row {one.row}", one)
    if not found:
        raise Unusable(_("Valresultatet är inte fastställt än: filen saknar valda ledamöter."))
    return list(found.values())


def _objects(value: Any) -> list[dict[str, Any]]:
    """One item comes as an object, several as a list; what is neither is nothing."""
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]


class _Reading:
    """The elected of one assembly, one by one."""

    def __init__(
        self, found: Roster, prefix: str, assembly: Assembly, body: Organization, term: Term, facts: Facts
    ) -> None:
        self.found, self.prefix, self.assembly, self.body, self.term = found, prefix, assembly, body, term
        self.has_constituencies = assembly.term == TermBody.RIKSDAG
        self.parties, self.areas = facts.parties, facts.areas

    def read(self, one: Elected) -> None:
        listed = Listed(one.row, one.number, one.name, is_legal_name=True)
        self.found.people.append(listed)
        if not one.number or not one.name:
            self._refuse(one, _("namn"), one.name, _("Ledamoten saknar namn eller kandidatnummer."))
            return
        area = self.areas.constituency(one.constituency, one.constituency_code) if self.has_constituencies else None
        if self.has_constituencies and area is None:
            self._refuse(one, _("valkrets"), one.constituency, _("Valkretsen finns inte i registret."))
            return
        party_number = str(one.party.get("partikod") or "").strip()
        party = self._party(one, party_number)
        listed.note = f"{self.assembly.role}, {party.code if party else '–'}, {area or self.body}"
        listed.seats.append(
            Seat(
                organization=self.body,
                role=self.assembly.role,
                kind=RoleKind.ELECTED,
                starts_on=self.term.starts_on,
                ends_on=self.term.ends_on,
                party=party,
                area=area,
                term=self.term,
                number=f"{self.prefix}:{one.number}",
                party_number=party_number.zfill(4) if party_number else "",
            )
        )

    def _party(self, one: Elected, number: str) -> Party | None:
        """The party; a local one that the register lacks is made from the file."""
        code = str(one.party.get("partiforkortning") or "").strip()
        name = str(one.party.get("partibeteckning") or "").strip()
        color = str(one.party.get("partiFarg") or one.party.get("partifarg") or one.party.get("fargkod") or "")
        return party_of(self.parties, number, code, name, self.assembly.level, color)

    def _refuse(self, one: Elected, field: str, value: str, reason: str) -> None:
        self.found.wrong.append(Wrong(one.row, str(field), value, reason))
