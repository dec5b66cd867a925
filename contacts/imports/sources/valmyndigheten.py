"""Valmyndigheten's result file: who was elected to the Riksdag, a region's or a municipality's assembly.

The shape is `slutlig mandatfördelning` of the election of 2026. Only who was elected, for which party, where, is read.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.choices import Level, RoleKind, Scheme, TermBody
from contacts.imports.names import possible_splits, split_name
from contacts.imports.register import Areas, Bodies, Parties, People
from contacts.imports.result import Unusable
from contacts.models import Area, ExternalIdentifier, Membership, Organization, Party, PartyAlias, Person, Term
from contacts.services.imports import Plan
from crm.common.text import fold

SOURCE = "Valmyndigheten"
SCHEMES = {"val2026": (Scheme.ELECTION, "2026")}


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
    """What the file would do. Raises Unusable."""
    assembly, scheme, year = _check(data)
    source_on = _source_day(data)
    area_code = str(data["valomrade"].get("kod") or "")
    body = _body(assembly, area_code)
    term = _term(assembly, data)
    reading = _Reading(data["valtyp"], area_code, scheme, year, body, term, assembly, source_on)
    return reading.plan(_elected(data["valomrade"]))


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


def _body(assembly: Assembly, area_code: str) -> Organization:
    body = Bodies().find(assembly.key.format(code=area_code))
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


def _elected(whole: dict[str, Any]) -> list[Elected]:
    """The elected of one level: the constituencies if all of them tell, else the whole area. Each once."""
    parts = _objects(whole.get("valkretsLista"))
    levels = parts if parts and all(part.get("valda") for part in parts) else [whole]
    found: dict[str, Elected] = {}
    for level in levels:
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
    """One file against the register."""

    def __init__(
        self,
        election: str,
        area_code: str,
        scheme: Scheme,
        year: str,
        body: Organization,
        term: Term,
        assembly: Assembly,
        source_on: dt.date,
    ) -> None:
        self.prefix = f"{year}:{election}:{area_code}"
        self.scheme, self.body, self.term, self.assembly = scheme, body, term, assembly
        self.has_constituencies = election == "RD"
        self.parties, self.areas, self.people = Parties(), Areas(), People()
        self.result = Plan(source=SOURCE, source_on=source_on)

    def plan(self, elected: list[Elected]) -> Plan:
        self.result.rows = len(elected)
        self.people.find_identifiers(self.scheme, (one.number for one in elected))
        self.people.find_names(parts for one in elected for parts in possible_splits(one.name))
        self.people.load()
        self._find_mandates()
        for one in elected:
            self._read(one)
        self._note_missing(elected)
        return self.result

    def _find_mandates(self) -> None:
        """Mandates that an earlier reading of the same assembly stored, by candidate number."""
        known = ExternalIdentifier.objects.filter(
            scheme=Scheme.ELECTION_MANDATE, value__startswith=f"{self.prefix}:", membership__isnull=False
        ).select_related("membership__organization", "membership__person", "membership__party", "membership__area")
        self.mandates = {identifier.value.rsplit(":", 1)[1]: identifier for identifier in known}

    def _read(self, one: Elected) -> None:
        outcome = self.result.outcome(one.row, one.name)
        if not one.number or not one.name:
            self.result.refuse(one.row, _("namn"), one.name, _("Ledamoten saknar namn eller kandidatnummer."))
            return
        party = self._party(one)
        area = self.areas.constituency(one.constituency, one.constituency_code) if self.has_constituencies else None
        if self.has_constituencies and area is None:
            self.result.refuse(one.row, _("valkrets"), one.constituency, _("Valkretsen finns inte i registret."))
            return
        person = self.people.identified(self.scheme, one.number)
        if person is None:
            person = self._new_person(one)
        else:
            # How the name is divided may have been mended by hand since: only the whole is the source's word.
            self.result.change(person, {"legal_name": one.name}, one.row)
        self._mandate(one, person, party, area)
        outcome.notes = [f"{self.assembly.role}, {party.code if party else '–'}, {area or self.body}"]

    def _new_person(self, one: Elected) -> Person:
        given, family = split_name(one.name)
        person = Person(given_name=given, family_name=family, legal_name=one.name)
        if any(self.people.namesakes(*parts) for parts in possible_splits(one.name)):
            self.result.namesakes += 1
        if self.result.add(person, one.row):
            self.result.add(ExternalIdentifier(scheme=self.scheme, value=one.number, person=person), one.row)
        return person

    def _mandate(self, one: Elected, person: Person, party: Party | None, area: Area | None) -> None:
        known = self.mandates.get(one.number)
        if known is None:
            mandate = self._new_mandate(person, party, area)
            if self.result.add(mandate, one.row):
                value = f"{self.prefix}:{one.number}"
                identifier = ExternalIdentifier(scheme=Scheme.ELECTION_MANDATE, value=value, membership=mandate)
                self.result.add(identifier, one.row)
            return
        held = known.membership
        if held is None:
            return
        if held.is_struck or (held.party, held.area) == (party, area):
            self.result.keep(held)
            return
        # The authority has corrected itself: what was stored was never so. It is struck, and the right one added.
        struck = {"struck_at": timezone.now(), "struck_reason": _("Rättat av Valmyndigheten")}
        self.result.change(held, struck, one.row, ends=True)
        mandate = self._new_mandate(person, party, area)
        if self.result.add(mandate, one.row):
            self.result.change(known, {"membership": mandate}, one.row)

    def _new_mandate(self, person: Person, party: Party | None, area: Area | None) -> Membership:
        return Membership(
            person=person,
            organization=self.body,
            role=self.assembly.role,
            kind=RoleKind.ELECTED,
            party=party,
            area=area,
            term=self.term,
            starts_on=self.term.starts_on,
            ends_on=self.term.ends_on,
            source=SOURCE,
            source_on=self.result.source_on,
            last_verified_on=self.result.source_on,
        )

    def _party(self, one: Elected) -> Party | None:
        """The party; a local one that the register lacks is added from the file."""
        number = str(one.party.get("partikod") or "").strip()
        code = str(one.party.get("partiforkortning") or "").strip()
        name = str(one.party.get("partibeteckning") or "").strip()
        found = self.parties.find_official(number, code, name)
        if found or not name:
            return found
        color = str(one.party.get("partiFarg") or one.party.get("partifarg") or one.party.get("fargkod") or "")
        letters = code if code and code not in self.parties.by_code else f"{code or name[:8]}-{number}"[:20]
        party = Party(code=letters, name=name[:120], level=self.assembly.level)
        if len(color) == 7 and color.startswith("#"):
            party.color = color
        if self.result.add(party, one.row):
            if number:
                self.result.add(PartyAlias(party=party, value=number.zfill(4)), one.row)
                self.parties.by_alias[number.zfill(4)] = party
            self.parties.by_code[letters] = self.parties.by_name[fold(name)] = party
            self.parties.all.append(party)
        return party

    def _note_missing(self, elected: list[Elected]) -> None:
        """Mandates of an earlier reading that this file lacks: not ended by themselves, but told of."""
        for number in self.mandates.keys() - {one.number for one in elected}:
            held = self.mandates[number].membership
            if held is not None and not held.is_struck:
                reason = _("Finns inte längre bland de valda. Mandatet lämnas som det är.")
                self.result.doubt(None, str(held.person), reason)
