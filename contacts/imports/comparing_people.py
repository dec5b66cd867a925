"""What a source says of a person beside their seats: who they are, what they are called, how they are reached."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from contacts.choices import ChangeKind
from contacts.imports.comparing_register import Register
from contacts.imports.comparing_words import Lines, Words, cut, detail_line
from contacts.imports.matching import Match, key_of
from contacts.imports.names import split_name
from contacts.imports.proposals import Comparison, Proposal, Steps
from contacts.imports.roster import Listed, Roster
from contacts.models import ContactDetail, ExternalIdentifier, Membership, Person
from contacts.services.import_plan import Doubt
from crm.common.text import tokens

# From here on two family names are one, spelled in two ways: Hultkvist, Hultqvist.
ALIKE = 85
NAMES = ("given_name", "family_name")


@dataclass(slots=True)
class Told:
    """Steps that are told together, with both sides in words; `said` is what they are known by from run to run."""

    steps: Steps = field(default_factory=Steps)
    said: list[str] = field(default_factory=list)
    before: Lines = field(default_factory=list)
    after: Lines = field(default_factory=list)


class Who:
    """One listed person: whom of the register they are (`person` is a new one when nobody), and what they hold."""

    def __init__(self, one: Listed, words: Words, match: Match, person: Person, held: list[Membership]) -> None:
        self.one, self.words, self.match, self.person, self.held = one, words, match, person, held
        self.row = one.row
        # Why they are taken for somebody new.
        self.unknown = words.is_unknown
        self.key = f"{words.roster.scheme or ''}:{key_of(one)}"
        # The proposal that adds the person, when the register lacks them.
        self.first: Proposal | None = None
        # Goes with a new seat if there is one: how the source calls them, what the register did not know.
        self.quiet = Told()
        self.details = Told()
        self.is_renamed = False
        self.seats: list[Proposal] = []

    @property
    def is_new(self) -> bool:
        return self.person.pk is None

    def proposal(self, family: str, rest: str, kind: ChangeKind, told: Told, **more: Any) -> Proposal:
        needs = (self.first.key,) if self.first is not None else ()
        return Proposal(
            key=cut(f"{family}:{self.key}:{rest}" if rest else f"{family}:{self.key}"),
            kind=kind,
            row=self.row,
            name=self.one.name,
            number=self.one.number,
            person=self.person.pk,
            before=[*(self.words.person(self.person) if self.person.pk else []), *told.before],
            after=[self.words.listed(self.one), *told.after],
            score=self.match.score if self.match.person else 100,
            needs=needs,
            doubt=doubt_key(self.one, self.words.roster),
            steps=told.steps,
            **{**more, "reasons": [*self.match.reasons, *more.get("reasons", ())]},
        )


def doubt_key(one: Listed, roster: Roster) -> str:
    return cut(f"doubtful:{roster.scheme or ''}:{key_of(one)}")


def new_person(one: Listed) -> Person:
    """The person whom a source tells of, the name divided as it seems when the source does not say how."""
    given, family = (one.given, one.family) if one.given and one.family else split_name(one.name)
    person = Person(given_name=given, family_name=family)
    for name, value in _facts(one).items():
        setattr(person, name, value)
    return person


def _facts(one: Listed) -> dict[str, Any]:
    """What the source says of the person, by field; what it leaves empty says nothing."""
    facts: dict[str, Any] = {"birth_year": one.birth_year, "gender": one.gender, "title": one.title[:100]}
    if one.is_legal_name:
        facts["legal_name"] = one.name
    elif one.given and one.family:
        facts |= {"given_name": one.given, "family_name": one.family}
    return {name: value for name, value in facts.items() if value}


class PeopleCompared:
    """Facts, identifiers and addresses of people, held against the register."""

    def __init__(self, roster: Roster, register: Register, found: Comparison) -> None:
        self.roster, self.register, self.found = roster, register, found

    def facts(self, who: Who) -> list[Proposal]:
        """Note what differs; give back what is a change of its own: another name."""
        self._identifiers(who)
        named = [] if who.is_new else self._values(who)
        self._details(who)
        return named

    def rest(self, who: Who) -> list[Proposal]:
        """What is left when the seats are compared: details, and what goes with no seat."""
        if who.is_new:
            return []
        carrier = next(iter(who.seats), None)
        if carrier is not None:
            carrier.steps += who.quiet.steps
            if who.is_renamed and ChangeKind.NAME_CHANGED not in carrier.also:
                carrier.also.append(ChangeKind.NAME_CHANGED)
            quiet = Told()
        else:
            quiet = who.quiet
        steps = Steps([*quiet.steps, *who.details.steps])
        if not steps:
            return []
        kind = ChangeKind.NAME_CHANGED if who.is_renamed and carrier is None else ChangeKind.DETAILS
        before, after = quiet.before + who.details.before, quiet.after + who.details.after
        said = ",".join(sorted([*quiet.said, *who.details.said]))
        digest = hashlib.sha256(said.encode()).hexdigest()[:24]
        return [who.proposal("details", digest, kind, Told(steps, before=before, after=after))]

    def _identifiers(self, who: Who) -> None:
        known = self.register.identifiers[who.person.pk] if who.person.pk else {}
        own = {self.roster.scheme: who.one.number} if self.roster.scheme and who.one.number else {}
        for scheme, value in {**own, **who.one.others}.items():
            if not value or value in known.get(scheme, ()):
                continue
            holder = self.register.holders.get((scheme, value))
            if holder is not None:
                reason = _("%(scheme)s %(value)s hör redan till %(name)s i registret. Läses inte in.")
                words = {"scheme": scheme.label, "value": value, "name": self.register.people[holder].name}
                self.found.doubtful.append(Doubt(who.row, who.one.name, reason % words))
                continue
            who.quiet.steps.add(ExternalIdentifier(scheme=scheme, value=value, person=who.person), who.row)
            who.quiet.after.append([str(scheme.label), value])
            who.quiet.said.append(f"{scheme}={value}")

    def _values(self, who: Who) -> list[Proposal]:
        person, wanted = who.person, _facts(who.one)
        differing = {name: value for name, value in wanted.items() if self._held(person, name) != value}
        if self._is_poorer(who, differing.get("legal_name", "")):
            del differing["legal_name"]
        if not differing:
            self.found.kept.append(person)
            return []
        names = {name: differing.pop(name) for name in NAMES if name in differing}
        for name, value in differing.items():
            before = self._held(person, name)
            is_quiet = name == "legal_name" or before in ("", None)
            told = who.quiet if is_quiet else who.details
            told.steps.change(person, {name: value}, who.row)
            told.said.append(f"{name}={value}")
            told.before.append(who.words.value(name, before))
            told.after.append(who.words.value(name, value))
        who.is_renamed = "legal_name" in differing and is_other_name(person, differing["legal_name"])
        return self._renamed(who, names) if names else []

    def _renamed(self, who: Who, names: dict[str, Any]) -> list[Proposal]:
        """The source knows the name that they go by: a change of name, unless the register only guessed it."""
        person = who.person
        if person.legal_name and person.legal_name == person.name:
            who.details.steps.change(person, names, who.row)
            who.details.said.append(f"name={who.one.given} {who.one.family}")
            return []
        told = Told()
        told.steps.change(person, names, who.row)
        rest = f"{who.one.given} {who.one.family}".casefold()
        return [who.proposal("name", rest, ChangeKind.NAME_CHANGED, told)]

    def _held(self, person: Person, name: str) -> Any:
        """What the register says of somebody, in either of their two places if they are there twice."""
        twice = self.register.twice(person.pk)
        return next((value for one in [person, *twice] if (value := getattr(one, name))), getattr(person, name))

    def _is_poorer(self, who: Who, legal: str) -> bool:
        """Whether another source's full name says less than the one we have: 'Anna Ek' of 'Anna Maria Ek'."""
        known = self.register.identifiers[who.person.pk].get(self.roster.scheme or "", ())
        held = self._held(who.person, "legal_name")
        return bool(legal and held) and who.one.number not in known and set(tokens(legal)) <= set(tokens(held))

    def _details(self, who: Who) -> None:
        """The official e-mail address and the work telephone, added beside what staff have noted."""
        known = list(self.register.details[who.person.pk]) if who.person.pk else []
        for kind, value, label in who.one.details:
            detail = ContactDetail(
                person=who.person, kind=kind, value=value, label=label,
                source=self.roster.source, source_on=self.roster.source_on,
            )  # fmt: skip
            try:
                detail.derive()
                detail.clean()
            except ValidationError as error:
                reason = f"{detail.get_kind_display()} {value}: {' '.join(error.messages)}"
                self.found.doubtful.append(Doubt(who.row, str(who.person), reason))
                continue
            same = next((d for d in known if (d.kind, d.value) == (kind, detail.value)), None)
            if same is not None:
                self.found.kept.append(same)
                continue
            detail.is_preferred = not any(d.kind == kind and d.is_preferred for d in known)
            known.append(detail)
            told = who.quiet if who.is_new else who.details
            told.steps.add(detail, who.row)
            told.said.append(f"{kind}={detail.value}")
            told.after.append(detail_line(kind, detail.value))


def is_other_name(person: Person, legal: str) -> bool:
    """Whether a legal name has no trace of the family name that somebody goes by: they married, or took another."""
    full = tokens(legal)
    return not any(fuzz.ratio(own, word) >= ALIKE for own in tokens(person.family_name) for word in full)
