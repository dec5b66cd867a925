"""What the tests of the engine share: a small register with its terms, lists made by hand, and what they come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from contacts.choices import ChangeKind, Level, OrganizationKind, RoleKind, Scheme, TermBody
from contacts.imports.comparing import compare, plan_of
from contacts.imports.matching import Candidate, Double, Match
from contacts.imports.proposals import Comparison, Proposal
from contacts.imports.roster import Coverage, Listed, Roster, Seat
from contacts.models import ExternalIdentifier, Membership, Organization, Person, Term
from contacts.services import imports
from crm.common import writes
from tests import make

MEMBER = "Riksdagsledamot"
OLD, NEW = dt.date(2022, 9, 26), dt.date(2026, 9, 28)
LAST = dt.date(2026, 9, 27)
COUNCIL_OLD, COUNCIL_NEW, COUNCIL_LAST = dt.date(2022, 10, 15), dt.date(2026, 10, 15), dt.date(2026, 10, 14)
ELECTION_DAY = dt.date(2026, 9, 20)


def terms() -> dict[tuple[str, int], Term]:
    """The terms of the Riksdag, the councils and the boards, by their body and first year."""
    days = {
        TermBody.RIKSDAG: (OLD, LAST, NEW),
        TermBody.REGIONAL_COUNCIL: (COUNCIL_OLD, COUNCIL_LAST, COUNCIL_NEW),
        TermBody.MUNICIPAL_COUNCIL: (COUNCIL_OLD, COUNCIL_LAST, COUNCIL_NEW),
        TermBody.BOARD: (dt.date(2023, 1, 1), dt.date(2026, 12, 31), dt.date(2027, 1, 1)),
    }
    found = {}
    for body, (first, last, then) in days.items():
        name = TermBody(body).label
        found[body, first.year] = make.term(f"{name} förra", body, starts_on=first, ends_on=last)
        found[body, then.year] = make.term(f"{name} nya", body, starts_on=then)
    return found


def council(name: str = "Kommunfullmäktige i Sala", level: str = Level.LOCAL, **fields: Any) -> Organization:
    return make.organization(name, OrganizationKind.ASSEMBLY, level=level, **fields)


def seated(person: Person | str, where: Organization, code: str = "C", **fields: Any) -> Membership:
    """Somebody who sits in the register; in the Riksdag of the old term, if nothing else is said."""
    who = make.person(person) if isinstance(person, str) else person
    fields.setdefault("role", MEMBER if where.name == "Sveriges riksdag" else "Ledamot")
    fields.setdefault("starts_on", OLD)
    return make.membership(who, where, party=make.party(code) if code else None, **fields)


def identified_as(person: Person, value: str, scheme: str = Scheme.RIKSDAGEN) -> Person:
    writes.save(ExternalIdentifier(scheme=scheme, value=value, person=person), actor=make.actor())
    return person


def seat(where: Organization, term: Term | None = None, code: str = "C", **fields: Any) -> Seat:
    """A seat as a source lists it, from the first day of its term."""
    fields.setdefault("role", MEMBER if where.name == "Sveriges riksdag" else "Ledamot")
    fields.setdefault("starts_on", term.starts_on if term else None)
    fields.setdefault("ends_on", None)
    fields.setdefault("kind", RoleKind.ELECTED)
    return Seat(organization=where, party=make.party(code) if code else None, term=term, **fields)


def listed(row: int, name: str, *seats: Seat, **fields: Any) -> Listed:
    """Somebody elected, with their legal name, if nothing else is said."""
    fields.setdefault("number", str(90_000 + row))
    fields.setdefault("is_legal_name", True)
    return Listed(row, name=name, seats=list(seats), **fields)


def elected(*people: Listed, covers: Iterable[Coverage] | None = None, **fields: Any) -> Roster:
    """A list of those elected, complete for every assembly that it names."""
    if covers is None:
        bodies = {
            s.organization.pk: Coverage(s.organization, s.role, s.term) for p in people for s in p.seats if s.term
        }
        covers = bodies.values()
    fields.setdefault("source_on", ELECTION_DAY)
    fields.setdefault("scheme", Scheme.ELECTION)
    return Roster(source="Valmyndigheten", people=list(people), covers=list(covers), **fields)


def riksdag_list(day: dt.date, *people: Listed, covers: Iterable[Coverage] = ()) -> Roster:
    """A list that tells party and constituency as they are on its own day, and people by the name they go by."""
    for one in people:
        one.seats = [replace(s, is_as_of_source=True) for s in one.seats]
    return Roster("Sveriges riksdag", day, Scheme.RIKSDAGEN, people=list(people), covers=list(covers))


def certain(person: Person | int, *reasons: str) -> Match:
    return Match(person if isinstance(person, int) else person.pk, 95, True, reasons or ("Namnen stämmer",))


def perhaps(*people: Person) -> Match:
    """Nobody can tell who of these they are."""
    return Match(None, 60, False, (), tuple(Candidate(one.pk, 60, ("Liknande namn",)) for one in people))


def known_by_identifier(roster: Roster) -> dict[int, Match]:
    """Whom the register knows under the source's own number."""
    found: dict[int, Match] = {}
    for one in roster.people:
        own = ExternalIdentifier.objects.filter(scheme=roster.scheme, value=one.number, person__isnull=False).first()
        found[one.row] = Match(own.person_id, 100, True) if own else Match()
    return found


def proposed(
    roster: Roster, matches: Mapping[int, Match] | None = None, doubles: Iterable[Double] = ()
) -> list[Proposal]:
    return compared(roster, matches, doubles).proposals


def compared(roster: Roster, matches: Mapping[int, Match] | None = None, doubles: Iterable[Double] = ()) -> Comparison:
    """`matches`: who is known otherwise than by number."""
    return compare(roster, {**known_by_identifier(roster), **(matches or {})}, doubles)


def carried_out(
    roster: Roster, matches: Mapping[int, Match] | None = None, chosen: Iterable[Proposal] | None = None
) -> list[Proposal]:
    """Carry out what is proposed, all of it if nothing is chosen; give back what that was."""
    told = list(proposed(roster, matches) if chosen is None else chosen)
    plan = plan_of(roster, told)
    assert plan.wrong == []
    with transaction.atomic():
        imports.write(plan, actor=make.actor(), reason="Prov")
    return told


def kinds(told: Iterable[Proposal]) -> list[str]:
    return sorted(str(ChangeKind(one.kind)) for one in told)


def of_kind(told: Iterable[Proposal], kind: ChangeKind) -> Proposal:
    """The only one of its kind."""
    (found,) = (one for one in told if one.kind == kind)
    return found


def steps_left(told: Iterable[Proposal]) -> list[Proposal]:
    """What would still change something."""
    return [one for one in told if one.steps or one.merge]
