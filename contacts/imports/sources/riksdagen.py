"""Riksdagen's list of people (personlista): who sits, in which committees, for which party, from and until when.

Read: name, year of birth, gender, party, constituency, assignments, official e-mail, work telephone, title. Never
read: parents, place of residence, pictures and other biography.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from contacts.choices import DetailKind, Gender, RoleKind, Scheme, ServingStatus, TermBody
from contacts.imports import leaves
from contacts.imports.register import Areas, Bodies, Parties, People
from contacts.imports.result import Unusable
from contacts.imports.sources.riksdagen_file import CHAMBER, Assignment, Partial, as_list, inner_of, text, understood
from contacts.models import (
    Area,
    ContactDetail,
    ExternalIdentifier,
    Membership,
    MembershipStatus,
    Organization,
    Party,
    Person,
    Term,
)
from contacts.services.imports import Plan
from crm.common.text import fold

SOURCE = "Sveriges riksdag"
PLAUSIBLE = range(340, 361)
GENDERS = {"man": Gender.MAN, "kvinna": Gender.WOMAN, "woman": Gender.WOMAN}


def recognises(data: Any) -> bool:
    return isinstance(data, dict) and "personlista" in data


def plan(data: Any) -> Plan:
    """What the file would do. Raises Unusable."""
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
    return _Reading(source_on).plan(people)


class _Reading:
    """One list against the register."""

    def __init__(self, source_on: dt.date) -> None:
        self.parties, self.areas, self.bodies, self.people = Parties(), Areas(), Bodies(), People()
        self.chamber = self.bodies.find("riksdag")
        if self.chamber is None:
            raise Unusable(_("Registret saknar Sveriges riksdag. Ladda grunddata först: manage.py setup."))
        self.terms = list(Term.objects.filter(body=TermBody.RIKSDAG, organization=None))
        self.source_on = source_on
        self.result = Plan(source=SOURCE, source_on=source_on)
        # Chamber mandates by the holder's name, for those who stand in for them.
        self.seats: dict[str, list[Membership]] = defaultdict(list)
        self.waiting: list[tuple[int, Assignment, Membership]] = []
        self.sitting = 0
        # Leaves that a mandate took with it when it went on for another party or constituency.
        self.carried: dict[int, list[MembershipStatus]] = {}

    def plan(self, people: list[dict[str, Any]]) -> Plan:
        self.result.rows = len(people)
        self.people.find_identifiers(Scheme.RIKSDAGEN, (text(p.get("intressent_id")) for p in people))
        self.people.find_names((text(p.get("tilltalsnamn")), text(p.get("efternamn"))) for p in people)
        self.people.load()
        for row, person in enumerate(people, start=1):
            self._read(row, person)
        self._link_substitutes()
        if self.sitting not in PLAUSIBLE:
            self.result.warnings.append(
                _("%(n)s tjänstgörande ledamöter den %(day)s; det ska vara omkring 349. Kontrollera filen.")
                % {"n": self.sitting, "day": self.source_on}
            )
        return self.result

    def _read(self, row: int, data: dict[str, Any]) -> None:
        given, family = text(data.get("tilltalsnamn")), text(data.get("efternamn"))
        name = f"{given} {family}".strip()
        self.result.outcome(row, name)
        number = text(data.get("intressent_id"))
        if not number or not given or not family:
            self.result.refuse(row, _("namn"), name or number, _("Personen saknar namn eller intressent_id."))
            return
        letters = text(data.get("parti"))
        party = None if letters in ("", "-") else self.parties.find(letters)
        area = self._constituency(row, name, text(data.get("valkrets")))
        person = self._person(row, number, given, family, data)
        self._details(row, person, data)
        assignments = self._assignments(row, name, data)
        if party is None and letters not in ("", "-") and any(one.is_chamber for one in assignments):
            self.result.refuse(row, _("parti"), letters, _("Partiet finns inte i registret."))
            return
        for one in assignments:
            self._assignment(row, name, person, one, party, area, assignments)
        if any(
            one.is_chamber and not one.is_leave and one.holds_on(self.source_on) and one.status != "Ersättare"
            for one in assignments
        ):
            self.sitting += 1

    # --- The person -------------------------------------------------------------------------------

    def _person(self, row: int, number: str, given: str, family: str, data: dict[str, Any]) -> Person:
        values: dict[str, Any] = {"given_name": given, "family_name": family}
        year = text(data.get("fodd_ar"))
        if year.isdecimal():
            values["birth_year"] = int(year)
        if gender := GENDERS.get(text(data.get("kon")).casefold()):
            values["gender"] = gender
        if title := self._title(data):
            values["title"] = title[:100]
        person = self.people.identified(Scheme.RIKSDAGEN, number)
        if person is not None:
            self.result.change(person, values, row)
        else:
            if self.people.namesakes(given, family):
                self.result.namesakes += 1
            person = Person(**values)
            if not self.result.add(person, row):
                return person
            self.result.add(ExternalIdentifier(scheme=Scheme.RIKSDAGEN, value=number, person=person), row)
        guid = text(data.get("sourceid"))
        if guid and guid not in self.people.identifiers[person.pk or 0][Scheme.RIKSDAGEN_GUID]:
            self.result.add(ExternalIdentifier(scheme=Scheme.RIKSDAGEN_GUID, value=guid, person=person), row)
        return person

    @staticmethod
    def _facts(data: dict[str, Any], kind: str) -> Iterable[tuple[str, str]]:
        """(code, text) of one kind of what the list tells of a person."""
        for fact in inner_of(data, "personuppgift", "uppgift"):
            if fact.get("typ") == kind:
                for value in as_list(fact.get("uppgift")):
                    if text(value):
                        yield text(fact.get("kod")), text(value)

    def _title(self, data: dict[str, Any]) -> str:
        return next((value for code, value in self._facts(data, "titlar") if code == "sv"), "")

    def _details(self, row: int, person: Person, data: dict[str, Any]) -> None:
        """The official e-mail address and the work telephone, added beside what staff have noted."""
        wanted = [
            (DetailKind.EMAIL, value.replace("[på]", "@"), _("Riksdagen"))
            for code, value in self._facts(data, "eadress")
            if code == "Officiell e-postadress"
        ] + [
            (DetailKind.PHONE, value, code)
            for code, value in self._facts(data, "telefonnummer")
            if code == "Tjänstetelefon"
        ]
        known = list(self.people.details[person.pk]) if person.pk else []
        for kind, value, label in wanted:
            detail = ContactDetail(
                person=person, kind=kind, value=value, label=label, source=SOURCE, source_on=self.source_on
            )
            try:
                detail.derive()
                detail.clean()
            except Exception as error:  # noqa: BLE001 whatever is wrong with it, it is told and left out
                self.result.doubt(row, str(person), f"{detail.get_kind_display()} {value}: {_reasons(error)}")
                continue
            same = next((d for d in known if (d.kind, d.value) == (kind, detail.value)), None)
            if same is not None:
                self.result.keep(same)
                continue
            detail.is_preferred = not any(d.kind == kind and d.is_preferred for d in known)
            if self.result.add(detail, row):
                known.append(detail)

    def _constituency(self, row: int, name: str, constituency: str) -> Area | None:
        if not constituency:
            return None
        area = self.areas.constituency(constituency)
        if area is None:
            self.result.refuse(row, _("valkrets"), constituency, _("Valkretsen finns inte i registret."))
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
                self.result.doubt(row, label, reason % {"start": raw[0] or "?", "end": raw[1] or "?"})
                continue
            if one.ends_on and one.ends_on < one.starts_on:
                reason = _("Perioden %(start)s – %(end)s slutar innan den börjar. Läses inte in.")
                self.result.doubt(row, label, reason % {"start": raw[0], "end": raw[1]})
                continue
            same = found.get(one.key)
            if same is None:
                found[one.key] = one
            elif (same.ends_on, same.stands_in_for) != (one.ends_on, one.stands_in_for):
                reason = _("Samma uppdrag från samma dag står flera gånger. Det som slutar %(end)s läses inte in.")
                later, earlier = sorted((same, one), key=lambda a: a.ends_on or dt.date.max, reverse=True)
                self.result.doubt(row, label, reason % {"end": earlier.ends_on or "?"})
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

    def _assignment(
        self,
        row: int,
        name: str,
        person: Person,
        one: Assignment,
        party: Party | None,
        area: Area | None,
        others: list[Assignment],
    ) -> None:
        organization = self._organization(one)
        if organization is None or not one.role:
            label = f"{name}, {one.role} {one.body_name or one.body}"
            self.result.doubt(row, label, _("Organet finns inte i registret. Uppdraget läses inte in."))
            return
        elsewhere = {o.starts_on for o in others if o.role == one.role and self._organization(o) == organization}
        held = self._held(person, organization, one, elsewhere)
        seat = area if one.is_chamber else None
        if held is None:
            mandate = self._mandate(row, person, organization, one, party, seat, one.starts_on)
        else:
            mandate = self._compare(row, person, organization, one, party, seat, held)
        if one.is_chamber and one.role == "Riksdagsledamot":
            self.seats[fold(name)].append(mandate)
        if one.stands_in_for:
            self.waiting.append((row, one, mandate))
        self._status(row, one, mandate)

    def _held(
        self, person: Person, organization: Organization, one: Assignment, elsewhere: set[dt.date]
    ) -> Membership | None:
        """The register's mandate for this period: the one from its first day, or the last of those that followed it
        because party or constituency changed on the way."""
        if not person.pk:
            return None
        same = [
            m
            for m in self.people.memberships[person.pk]
            if m.organization_id == organization.pk and m.role == one.role and m.starts_on
        ]
        first = next((m for m in same if m.starts_on == one.starts_on), None)
        if first is None:
            return None
        until = one.ends_on or dt.date.max
        followed = [m for m in same if m.starts_on and one.starts_on < m.starts_on <= until]
        return max(
            (m for m in [first, *followed] if m is first or m.starts_on not in elsewhere),
            key=lambda m: m.starts_on or dt.date.min,
        )

    def _compare(
        self,
        row: int,
        person: Person,
        organization: Organization,
        one: Assignment,
        party: Party | None,
        seat: Area | None,
        held: Membership,
    ) -> Membership:
        """Hold a stored mandate against the file. The list tells party and constituency as they are on its own day."""
        is_present = one.holds_on(self.source_on) and held.starts_on is not None and held.starts_on < self.source_on
        if is_present and (held.party, held.area) != (party, seat):
            self.result.change(held, {"ends_on": self.source_on - dt.timedelta(days=1)}, row, ends=True)
            new = self._mandate(row, person, organization, one, party, seat, self.source_on)
            statuses = self.people.statuses.get(held.pk, [])
            self.carried[id(new)] = leaves.carry(self.result, statuses, new, self.source_on, row)
            return new
        is_older = held.source_on is not None and held.source_on > self.source_on
        if one.ends_on in (None, held.ends_on) or is_older:
            self.result.keep(held)
        else:
            values = {"ends_on": one.ends_on, "source_on": self.source_on, "last_verified_on": self.source_on}
            self.result.change(held, values, row, ends=held.ends_on is None or one.ends_on < held.ends_on)
        return held

    def _mandate(
        self,
        row: int,
        person: Person,
        organization: Organization,
        one: Assignment,
        party: Party | None,
        seat: Area | None,
        starts_on: dt.date,
    ) -> Membership:
        if one.kind == "partiuppdrag":
            kind = RoleKind.REPRESENTATIVE
        else:
            kind = RoleKind.SUBSTITUTE if one.is_substitute else RoleKind.ELECTED
        mandate = Membership(
            person=person,
            organization=organization,
            role=one.role,
            kind=kind,
            party=party,
            area=seat,
            term=self._term(starts_on) if one.is_chamber else None,
            starts_on=starts_on,
            ends_on=one.ends_on,
            source=SOURCE,
            source_on=self.source_on,
            last_verified_on=self.source_on,
        )
        self.result.add(mandate, row)
        return mandate

    def _term(self, day: dt.date) -> Term | None:
        return next((term for term in self.terms if term.holds_on(day)), None)

    def _status(self, row: int, one: Assignment, mandate: Membership) -> None:
        """A leave is a stretch of the mandate; serving goes without saying."""
        if not one.is_leave:
            return
        known = self.people.statuses[mandate.pk] if mandate.pk else self.carried.get(id(mandate), [])
        begins = max(one.starts_on, mandate.starts_on or one.starts_on)
        same = next(
            (s for s in known if s.status == ServingStatus.ON_LEAVE and s.starts_on in (one.starts_on, begins)), None
        )  # fmt: skip
        if same is None:
            leave = MembershipStatus(
                membership=mandate,
                status=ServingStatus.ON_LEAVE,
                starts_on=begins,
                ends_on=one.ends_on,
                source=SOURCE,
                source_on=self.source_on,
            )
            self.result.add(leave, row)
        else:
            self.result.change(same, {"ends_on": one.ends_on} if one.ends_on else {}, row)

    def _link_substitutes(self) -> None:
        """Tie each substitute to the mandate of the one named, when exactly one of that name sat at that time."""
        for row, one, mandate in self.waiting:
            if mandate.kind != RoleKind.SUBSTITUTE:
                continue
            until = one.ends_on or dt.date.max
            named = [
                seat
                for seat in self.seats[fold(one.stands_in_for)]
                if (seat.starts_on or dt.date.min) <= until and (seat.ends_on or dt.date.max) >= one.starts_on
            ]
            if len({id(seat.person) for seat in named}) != 1:
                reason = _("Ersätter %(name)s, som inte entydigt finns i listan. Läses in utan den uppgiften.")
                self.result.doubt(row, f"{mandate.person}, {one.role}", reason % {"name": one.stands_in_for})
                continue
            if mandate.stands_in_for is None:
                self.result.change(mandate, {"stands_in_for": named[-1]}, row)


def _reasons(error: Exception) -> str:
    return " ".join(getattr(error, "messages", [str(error)]))
