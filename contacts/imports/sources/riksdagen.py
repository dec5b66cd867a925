"""Riksdagen's list of people (personlista): who sits, in which committees, for which party, from and until when.

Read: name, year of birth, gender, party, constituency, assignments, official e-mail, work telephone, title. Never
read: parents, place of residence, pictures and other biography.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from contacts.choices import DetailKind, Gender, RoleKind, Scheme, TermBody
from contacts.imports import comparing
from contacts.imports.register import Areas, Bodies, Parties
from contacts.imports.result import Unusable
from contacts.imports.roster import Away, Coverage, Listed, Roster, Seat
from contacts.imports.sources.riksdagen_file import CHAMBER, Assignment, Partial, as_list, inner_of, text, understood
from contacts.models import Area, Organization, Party, Term
from contacts.services.import_plan import Doubt, Plan, Wrong

SOURCE = "Sveriges riksdag"
MEMBER = "Riksdagsledamot"
PLAUSIBLE = range(340, 361)
GENDERS = {"man": Gender.MAN, "kvinna": Gender.WOMAN, "woman": Gender.WOMAN}


def recognises(data: Any) -> bool:
    return isinstance(data, dict) and "personlista" in data


def plan(data: Any) -> Plan:
    """What the file would do by itself. Raises Unusable."""
    return comparing.plain(roster(data))


def roster(data: Any) -> Roster:
    """What the list says. Raises Unusable."""
    if not recognises(data) or not isinstance(data["personlista"], dict):
        raise Unusable(_("Filen är inte en personlista från Riksdagen."))
    listed = data["personlista"]
    try:
        source_on = dt.date.fromisoformat(str(listed.get("@systemdatum") or listed.get("systemdatum") or "")[:10])
    except ValueError as error:
        raise Unusable(_("Personlistan saknar datum (@systemdatum).")) from error
    people = [person for person in as_list(listed.get("person")) if isinstance(person, dict)]
    if not people:
        raise Unusable(_("Personlistan är tom."))
    return _Reading(source_on).roster(people)


class _Reading:
    """One list, person by person."""

    def __init__(self, source_on: dt.date) -> None:
        self.parties, self.areas, self.bodies = Parties(), Areas(), Bodies()
        chamber = self.bodies.find("riksdag")
        if chamber is None:
            raise Unusable(_("Registret saknar Sveriges riksdag. Ladda grunddata först: manage.py setup."))
        self.chamber = chamber
        self.terms = list(Term.objects.filter(body=TermBody.RIKSDAG, organization=None))
        self.source_on = source_on
        self.found = Roster(SOURCE, source_on, Scheme.RIKSDAGEN)
        self.sitting = 0

    def roster(self, people: list[dict[str, Any]]) -> Roster:
        for row, person in enumerate(people, start=1):
            self._read(row, person)
        if self.found.wrong:
            # Nobody is said to have left because a row could not be read.
            return self.found
        if self.sitting in PLAUSIBLE:
            self.found.covers = [Coverage(self.chamber, MEMBER, self._term(self.source_on))]
        else:
            self.found.warnings.append(
                _("%(n)s tjänstgörande ledamöter den %(day)s; det ska vara omkring 349. Kontrollera filen.")
                % {"n": self.sitting, "day": self.source_on}
            )
        return self.found

    def _read(self, row: int, data: dict[str, Any]) -> None:
        given, family = text(data.get("tilltalsnamn")), text(data.get("efternamn"))
        name = f"{given} {family}".strip()
        number = text(data.get("intressent_id"))
        listed = Listed(row, number, name, given, family)
        self.found.people.append(listed)
        if not number or not given or not family:
            self._refuse(row, _("namn"), name or number, _("Personen saknar namn eller intressent_id."))
            return
        letters = text(data.get("parti"))
        party = None if letters in ("", "-") else self.parties.find(letters)
        area = self._constituency(row, text(data.get("valkrets")))
        self._person(listed, data)
        assignments = self._assignments(row, name, data)
        if party is None and letters not in ("", "-") and any(one.is_chamber for one in assignments):
            self._refuse(row, _("parti"), letters, _("Partiet finns inte i registret."))
            return
        for one in assignments:
            self._seat(listed, one, party, area)
        if any(
            one.is_chamber and not one.is_leave and one.holds_on(self.source_on) and one.status != "Ersättare"
            for one in assignments
        ):
            self.sitting += 1

    def _refuse(self, row: int, field: str, value: str, reason: str) -> None:
        self.found.wrong.append(Wrong(row, str(field), value, reason))

    def _doubt(self, row: int, subject: str, reason: str) -> None:
        self.found.doubtful.append(Doubt(row, subject, reason))

    # --- The person -------------------------------------------------------------------------------

    def _person(self, listed: Listed, data: dict[str, Any]) -> None:
        year = text(data.get("fodd_ar"))
        listed.birth_year = int(year) if year.isdecimal() else None
        listed.gender = GENDERS.get(text(data.get("kon")).casefold(), "")
        listed.title = next((value for code, value in self._facts(data, "titlar") if code == "sv"), "")
        if guid := text(data.get("sourceid")):
            listed.others = {Scheme.RIKSDAGEN_GUID: guid}
        listed.details = [
            (DetailKind.EMAIL, value.replace("[på]", "@"), _("Riksdagen"))
            for code, value in self._facts(data, "eadress")
            if code == "Officiell e-postadress"
        ] + [
            (DetailKind.PHONE, value, code)
            for code, value in self._facts(data, "telefonnummer")
            if code == "Tjänstetelefon"
        ]

    @staticmethod
    def _facts(data: dict[str, Any], kind: str) -> Iterable[tuple[str, str]]:
        """(code, text) of one kind of what the list tells of a person."""
        for fact in inner_of(data, "personuppgift", "uppgift"):
            if fact.get("typ") == kind:
                for value in as_list(fact.get("uppgift")):
                    if text(value):
                        yield text(fact.get("kod")), text(value)

    def _constituency(self, row: int, constituency: str) -> Area | None:
        if not constituency:
            return None
        area = self.areas.constituency(constituency)
        if area is None:
            self._refuse(row, _("valkrets"), constituency, _("Valkretsen finns inte i registret."))
        return area

    # --- Assignments --------------------------------------------------------------------------------

    def _assignments(self, row: int, name: str, data: dict[str, Any]) -> list[Assignment]:
        """The assignments whose days can be understood, each once; the others are doubtful."""
        found: dict[tuple[str, str, str, dt.date], Assignment] = {}
        for item in inner_of(data, "personuppdrag", "uppdrag"):
            label = f"{name}, {text(item.get('roll_kod'))} {text(item.get('organ_kod'))}"
            raw = (text(item.get("from")), text(item.get("tom")))
            try:
                one = understood(item, *raw)
            except Partial:
                reason = _("Perioden %(start)s – %(end)s har inga hela datum. Läses inte in.")
                self._doubt(row, label, reason % {"start": raw[0] or "?", "end": raw[1] or "?"})
                continue
            if one.ends_on and one.ends_on < one.starts_on:
                reason = _("Perioden %(start)s – %(end)s slutar innan den börjar. Läses inte in.")
                self._doubt(row, label, reason % {"start": raw[0], "end": raw[1]})
                continue
            same = found.get(one.key)
            if same is None:
                found[one.key] = one
            elif (same.ends_on, same.stands_in_for) != (one.ends_on, one.stands_in_for):
                reason = _("Samma uppdrag från samma dag står flera gånger. Det som slutar %(end)s läses inte in.")
                later, earlier = sorted((same, one), key=lambda a: a.ends_on or dt.date.max, reverse=True)
                self._doubt(row, label, reason % {"end": earlier.ends_on or "?"})
                found[one.key] = later
        return list(found.values())

    def _organization(self, one: Assignment) -> Organization | None:
        """The body of an assignment. The same letters are a party, a ministry or a delegation: the type decides."""
        if one.kind in (CHAMBER, "talmansuppdrag"):
            return self.chamber
        if one.kind == "partiuppdrag":
            party = self.parties.find(one.body)
            return party.organization if party else None
        if one.kind == "Europaparlamentet":
            return self.bodies.find("eu-parliament")
        prefix = {"uppdrag": "committee", "Departement": "ministry"}.get(one.kind)
        return self.bodies.find(f"{prefix}-{one.body}") if prefix else None

    def _seat(self, listed: Listed, one: Assignment, party: Party | None, area: Area | None) -> None:
        organization = self._organization(one)
        if organization is None or not one.role:
            label = f"{listed.name}, {one.role} {one.body_name or one.body}"
            self._doubt(listed.row, label, _("Organet finns inte i registret. Uppdraget läses inte in."))
            return
        kind = RoleKind.SUBSTITUTE if one.is_substitute else RoleKind.ELECTED
        listed.seats.append(
            Seat(
                organization=organization,
                role=one.role,
                kind=RoleKind.REPRESENTATIVE if one.kind == "partiuppdrag" else kind,
                starts_on=one.starts_on,
                ends_on=one.ends_on,
                party=party,
                area=area if one.is_chamber else None,
                term=self._term(one.starts_on) if one.is_chamber else None,
                replaces=one.stands_in_for,
                away=[Away(one.starts_on, one.ends_on)] if one.is_leave else (),
                is_as_of_source=True,
                is_idle=one.is_idle,
            )
        )

    def _term(self, day: dt.date) -> Term | None:
        return next((term for term in self.terms if term.holds_on(day)), None)
