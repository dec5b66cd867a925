"""The one engine: what a source says × what the register holds × who is who → what would change.

    matches = identified(roster)                    # or matched(roster), see contacts.imports.matching
    found = compare(roster, matches, doubles)       # a Comparison: found.proposals, found.doubtful …
    plan = plan_of(roster, found.proposals)         # or those of them that were accepted

Nothing is changed by comparing, not the objects either; `plan_of` gives them their new values. A plan is carried out
by `contacts.services.imports.write`. Whoever answers who a doubtful one is compares anew with the answer: what is
proposed of that person then has the question's key as its `doubt`.

Only what a roster covers (`Roster.covers`) can be missing from it: without covers nobody has left. That is what a
plain import is (`plain`): those in the file, known by their identifiers, and all that differs of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from contacts.choices import ChangeKind, OrganizationKind, RoleKind
from contacts.imports.comparing_absent import AbsentCompared, note_withdrawn
from contacts.imports.comparing_kinds import sort_of
from contacts.imports.comparing_mandates import MandatesCompared
from contacts.imports.comparing_people import PeopleCompared, Told, Who, doubt_key, new_person
from contacts.imports.comparing_register import Register
from contacts.imports.comparing_words import Words, cut
from contacts.imports.matching import Double, Match, identified
from contacts.imports.proposals import Add, Comparison, Proposal, Step
from contacts.imports.roster import Listed, Roster, Seat
from contacts.models import Membership, Organization, Party, PartyAlias, Person
from contacts.services.import_plan import Doubt, Plan
from crm.common.instances import uncollected


def compare(roster: Roster, matches: Mapping[int, Match], doubles: Iterable[Double] = ()) -> Comparison:
    """All in which the roster differs from the register. Rows that are wrong in themselves are passed over."""
    with uncollected():
        return _Comparing(roster, matches, list(doubles)).result()


def plain(roster: Roster) -> Plan:
    """What reading the source does by itself: people known by identifiers alone; who is missing stays as they are."""
    roster = replace(roster, covers=[])
    found = compare(roster, identified(roster))
    return plan_of(roster, found.proposals, found)


def plan_of(roster: Roster, chosen: Iterable[Proposal], found: Comparison | None = None) -> Plan:
    """What carrying out the chosen proposals comes to. With `found`, also what is kept and in doubt is told."""
    plan = Plan(source=roster.source, source_on=roster.source_on, rows=len(roster.people))
    for one in roster.people:
        plan.outcome(one.row, one.name)
    for wrong in roster.wrong:
        plan.refuse(wrong.row, wrong.field, wrong.value, wrong.reason, wrong.column)
    carrying = _Carrying(plan, roster)
    carrying.carry_out([step for proposal in chosen for step in proposal.steps])
    for one in roster.people:
        if one.note:
            plan.outcomes[one.row].notes.insert(0, one.note)
    for obj in found.kept if found else ():
        plan.keep(obj)
    for doubt in [*roster.doubtful, *found.doubtful] if found else ():
        plan.doubt(doubt.row, doubt.subject, doubt.reason)
    plan.warnings += roster.warnings
    plan.namesakes = found.namesakes if found else 0
    return plan


class _Comparing:
    def __init__(self, roster: Roster, matches: Mapping[int, Match], doubles: list[Double]) -> None:
        self.roster, self.matches, self.doubles = roster, matches, doubles
        self.words = Words(roster)
        self.found = Comparison(compared_on=roster.source_on)
        certain = (double for double in doubles if double.is_certain and not double.is_refused)
        self.register = Register({double.drop: double.keep for double in certain})
        self.listed = list(self._listed())

    def result(self) -> Comparison:
        doubtful = [one for one in self.listed if self._match(one).is_doubtful]
        self.register.load(self.roster, [*self._wanted(), *self._twice()])
        self.register.find_names(one for one in self.listed if not self._match(one).person)
        people = PeopleCompared(self.roster, self.register, self.found)
        mandates = MandatesCompared(self.roster, self.register, self.found)
        known = [self._who(one) for one in self.listed if not self._match(one).is_doubtful]
        for who in known:
            self._one(who, people, mandates)
        self.found.proposals += mandates.link_substitutes()
        if self.roster.covers:
            absent = AbsentCompared(self.roster, self.register, self.words, self._uncertain(doubtful))
            self.found.proposals += absent.proposals(known)
            self._note_outdated()
        else:
            note_withdrawn(self.roster, self.register, self.found)
        for who in known:
            self.found.proposals += people.rest(who)
        self.found.proposals += [self._doubtful(one) for one in doubtful]
        self.found.proposals[:0] = [self._same_person(double) for double in self.doubles]
        return self.found

    def _listed(self) -> Iterable[Listed]:
        """The rows that can be compared: right in themselves, and the first of those that the source calls the same."""
        wrong = {wrong.row for wrong in self.roster.wrong}
        seen: set[str] = set()
        for one in self.roster.people:
            if one.number in seen:
                reason = _("Samma id (%(number)s) står på flera rader. Bara den första läses.")
                self.found.doubtful.append(Doubt(one.row, one.name, reason % {"number": one.number}))
            elif one.row not in wrong:
                seen |= {one.number} if one.number else set()
                yield one

    def _match(self, one: Listed) -> Match:
        return self.matches.get(one.row) or Match()

    def _wanted(self) -> Iterable[int]:
        for one in self.listed:
            match = self._match(one)
            if match.person:
                yield match.person
            yield from (candidate.person for candidate in match.candidates)

    def _twice(self) -> Iterable[int]:
        for double in self.doubles:
            yield from (double.keep, double.drop)

    def _who(self, one: Listed) -> Who:
        match = self._match(one)
        pk = self.register.one(match.person) if match.person else 0
        person = self.register.people.get(pk)
        if person is not None:
            return Who(one, self.words, match, person, self.register.memberships[pk])
        who = Who(one, self.words, match, new_person(one), [])
        if namesakes := self.register.namesakes(one):
            self.found.namesakes += 1
            who.unknown = self.words.other_of_that_name(namesakes)
        return who

    def _one(self, who: Who, people: PeopleCompared, mandates: MandatesCompared) -> None:
        named = people.facts(who)
        proposed = mandates.seats(who)
        if who.is_new:
            first = who.first or self._without_seat(who)
            first.steps[:0] = [Add(who.person, who.row), *who.quiet.steps]
            proposed = proposed if who.first else [first]
        self.found.proposals += [*named, *proposed]

    @staticmethod
    def _without_seat(who: Who) -> Proposal:
        told = Told(after=who.quiet.after)
        return who.proposal("person", "", ChangeKind.NEW_PERSON, told, reasons=[who.unknown])

    def _doubtful(self, one: Listed) -> Proposal:
        """Somebody listed whom nobody can tell for certain: to be decided by a person."""
        candidates = self._match(one).candidates
        seats = [line for seat in one.seats for line in self.words.seat(seat)]
        best = self.register.people.get(self.register.one(candidates[0].person))
        seat = next(iter(one.seats), None)
        return Proposal(
            key=doubt_key(one, self.roster),
            kind=ChangeKind.DOUBTFUL,
            row=one.row,
            name=one.name,
            number=one.number,
            organization=seat.organization.pk if seat else None,
            party=seat.party.pk if seat and seat.party else None,
            area=seat.area.pk if seat and seat.area else None,
            before=self._held_by(best) if best else [],
            after=[self.words.listed(one), *seats],
            reasons=list(candidates[0].reasons),
            score=candidates[0].score,
            is_certain=False,
            candidates=candidates,
            doubt=doubt_key(one, self.roster),
        )

    def _held_by(self, person: Person) -> list[list[str]]:
        """Who somebody is in the register: their names and their newest seat."""
        seats = [
            held for held in self.register.memberships[self.register.one(person.pk)] if held.person_id == person.pk
        ]
        return [*self.words.person(person), *(self.words.held(seats[-1]) if seats else [])]

    def _uncertain(self, doubtful: Iterable[Listed]) -> set[int]:
        """People who may be one of those listed, whose row could not be read, or who may be in the register twice: not
        certain to be gone."""
        found = {self.register.one(c.person) for one in doubtful for c in self._match(one).candidates}
        unread = {wrong.row for wrong in self.roster.wrong} | {doubt.row for doubt in self.roster.doubtful}
        for match in (self._match(one) for one in self.roster.people if one.row in unread):
            found |= {self.register.one(pk) for pk in (match.person, *(c.person for c in match.candidates)) if pk}
        for double in self.doubles:
            if not double.is_certain and not double.is_refused:
                found |= {double.keep, double.drop}
        return found

    def _note_outdated(self) -> None:
        """The source has told of the same term on a later day, and that was read: nothing of this is certain."""
        later: dict[int, dt.date] = {}
        terms = {(cover.organization.pk, cover.term.pk) for cover in self.roster.covers if cover.term}
        for held in self.register.covered:
            body, day = held.organization_id, held.source_on or self.roster.source_on
            if held.source == self.roster.source and (body, held.term_id) in terms and day > self.roster.source_on:
                later[body] = max(day, later.get(body, day))
        outdated: set[str] = set()
        for proposal in self.found.proposals if later else ():
            read_on = later.get(proposal.organization or 0)
            if read_on is not None or outdated & {*proposal.needs}:
                outdated.add(proposal.key)
                proposal.is_certain, proposal.score = False, min(proposal.score, 70)
            if read_on is not None:
                told = _("Registret har en senare uppgift från %(source)s, av den %(day)s.")
                proposal.reasons.append(told % {"source": self.roster.source, "day": read_on})

    # --- Twice in the register ----------------------------------------------------------------------------------

    def _same_person(self, double: Double) -> Proposal:
        keep, drop = self.register.people[double.keep], self.register.people[double.drop]
        who = {one.row: one for one in self.roster.people}.get(double.row)
        kinds = self._kinds_of_merging(keep, drop)
        names = sorted((self.register.own_identity(keep.pk), self.register.own_identity(drop.pk)))
        return Proposal(
            key=cut(f"same:{':'.join(names)}"),
            kind=ChangeKind.SAME_PERSON,
            also=kinds,
            row=double.row,
            name=keep.name,
            number=who.number if who else "",
            person=keep.pk,
            other=drop.pk,
            before=self._held_by(keep),
            after=self._held_by(drop),
            reasons=list(double.reasons),
            score=double.score,
            is_certain=double.is_certain,
            merge=(keep.pk, drop.pk),
        )

    def _kinds_of_merging(self, keep: Person, drop: Person) -> list[ChangeKind]:
        """What it would have been called, had the later seat been found missing: re-elected, moved up …"""
        held = [*self.register.memberships[self.register.one(keep.pk)]]
        held += [] if self.register.one(keep.pk) == self.register.one(drop.pk) else self.register.memberships[drop.pk]
        seats = [one for one in held if one.organization.kind == OrganizationKind.ASSEMBLY and one.starts_on]
        seats = [one for one in seats if one.kind == RoleKind.ELECTED]
        if len({one.person_id for one in seats}) < 2:
            return []
        newest = max(seats, key=lambda one: one.starts_on or dt.date.min)
        others = [one for one in held if one.person_id != newest.person_id]
        sort = sort_of(_seat_of(newest), others, self.register.terms)
        return [] if sort.kind == ChangeKind.NEW_MANDATE else [sort.kind, *sort.also]


def _seat_of(held: Membership) -> Seat:
    return Seat(
        held.organization,
        held.role,
        RoleKind(held.kind),
        held.starts_on,
        held.ends_on,
        held.party,
        held.area,
        held.term,
    )


class _Carrying:
    """Steps carried out on a plan. What refers to something that is refused, or not chosen, is left out with it."""

    def __init__(self, plan: Plan, roster: Roster) -> None:
        self.plan = plan
        # By what Python calls them: they have no keys of their own yet.
        self.added: dict[int, models.Model] = {}
        self.refused: dict[int, models.Model] = {}
        seats = [seat for one in roster.people for seat in one.seats if seat.party is not None]
        self.numbers = {id(seat.party): seat.party_number for seat in seats if seat.party_number}

    def carry_out(self, steps: list[Step]) -> None:
        """In their order; what refers to something further down waits for it, as a substitute does."""
        while waiting := [step for step in steps if not self._carry_out(step)]:
            if len(waiting) == len(steps):
                return
            steps = waiting

    def _carry_out(self, step: Step) -> bool:
        """False when it refers to what is not there (yet)."""
        if isinstance(step, Add):
            return self._add(step.obj, step.row)
        stands = self._stands(_new_in(step.values.values()), step.row)
        if stands:
            self.plan.change(step.obj, step.values, step.row, ends=step.ends)
        return stands

    def _add(self, obj: models.Model, row: int) -> bool:
        if id(obj) in self.added:
            return True
        if id(obj) in self.refused or not self._stands(_new_in(obj._state.fields_cache.values()), row):
            return False
        is_added = self.plan.add(obj, row)
        (self.added if is_added else self.refused)[id(obj)] = obj
        if is_added and isinstance(obj, Party) and id(obj) in self.numbers:
            self._add(PartyAlias(party=obj, value=self.numbers[id(obj)]), row)
        return is_added

    def _stands(self, related: Iterable[models.Model], row: int) -> bool:
        """Whether what a row refers to is stored or will be; a party or body that the register lacks comes with it."""
        return all(
            self._add(one, row) if isinstance(one, (Party, Organization)) else id(one) in self.added for one in related
        )


def _new_in(values: Iterable[Any]) -> list[models.Model]:
    return [one for one in values if isinstance(one, models.Model) and one._state.adding]
