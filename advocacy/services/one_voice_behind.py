"""What lies behind a cell of the one-voice matrix, in words: decisions, people, and whom one might ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from advocacy.choices import Leaning
from advocacy.choices.one_voice import Proof
from advocacy.models import Act, Decision, Motion, Stance
from advocacy.querysets.one_voice import Said
from advocacy.services.one_voice import Cell
from advocacy.services.touch import known_best
from contacts.choices import Level
from contacts.models import Membership, Person
from crm.models import User

MOST_TO_ASK = 50


@dataclass(frozen=True)
class Shown:
    """One decision of a body, with how the party stood in it."""

    decision: Decision
    leaning: Leaning


@dataclass(frozen=True)
class Spoken:
    """The latest that a person, or a party's own organization (`who`), said or did; `earlier` is how many before it."""

    who: Any
    leaning: Leaning
    day: dt.date
    proof: Proof
    words: str
    url: str
    earlier: int


@dataclass(frozen=True)
class Unheard:
    """Somebody of whom nothing is known in the priority, with the mandate held, when last met and by whom known."""

    mandate: Membership
    known_by: str


def decisions(formal: Iterable[Said]) -> list[Shown]:
    """The decisions behind a cell, or many, the latest first. One query."""
    sides = [(one.pk, Leaning(one.leaning)) for one in formal]
    rows = Decision.objects.select_related("body", "priority").in_bulk({pk for pk, _side in sides})
    found = [Shown(rows[pk], side) for pk, side in sides]
    return sorted(found, key=lambda shown: (shown.decision.decided_on, shown.decision.pk), reverse=True)


def spoken(cell: Cell) -> list[Spoken]:
    """What the people of a cell said last, the latest first. A query for each kind, and one for the people."""
    latest = [said[0] for said in cell.voices.values()]
    words = Words(latest)
    found = [words.of(said[0], earlier=len(said) - 1) for said in cell.voices.values()]
    return sorted(found, key=attrgetter("day"), reverse=True)


class Words:
    """Puts what was said into words, for many at once: at most four queries."""

    def __init__(self, said: Iterable[Said]) -> None:
        rows = list(said)
        by_kind = {kind: {one.pk for one in rows if one.proof == kind} for kind in Proof}
        stances = Stance.objects.select_related("organization", "interaction")
        self.stances = stances.in_bulk(by_kind[Proof.STANCE]) if by_kind[Proof.STANCE] else {}
        self.acts = Act.objects.in_bulk(by_kind[Proof.ACT]) if by_kind[Proof.ACT] else {}
        motions = Motion.objects.defer("search_text")
        self.motions = motions.in_bulk(by_kind[Proof.MOTION]) if by_kind[Proof.MOTION] else {}
        people = {one.person for one in rows if one.person}
        self.people: dict[Any, Person] = Person.objects.in_bulk(people) if people else {}

    def of(self, said: Said, *, earlier: int = 0) -> Spoken:
        words, url = self._told(said)
        who = self.people[said.person] if said.person else self.stances[said.pk].organization
        return Spoken(who, Leaning(said.leaning), said.day, Proof(said.proof), words, url, earlier)

    def _told(self, said: Said) -> tuple[str, str]:
        if said.proof == Proof.ACT:
            act = self.acts[said.pk]
            return str(act), act.url
        if said.proof == Proof.MOTION:
            motion = self.motions[said.pk]
            return str(motion), motion.get_absolute_url()
        stance = self.stances[said.pk]
        url = stance.interaction.get_absolute_url() if stance.interaction else stance.url
        return f"{stance.get_value_display()}: {stance.evidence}", url


def unheard(cell: Cell, *, county: int, party: int, day: dt.date, reader: User) -> list[Unheard]:
    """Who of the party sits for the county in the Riksdag or the regional assembly, and is not in `cell`.

    Those met last come first, those never met last; the first fifty. Two queries.
    """
    serving: Any = Membership.objects.visible_to(reader).serving_on(day)
    seats = (
        serving.of_assemblies()
        .filter(party=party, organization__level__in=(Level.NATIONAL, Level.REGIONAL))
        .with_county()
        .filter(county_id=county)
        .exclude(person__in=[who for who in cell.voices if isinstance(who, int)])
        .select_related("person__last_met", "person__owner", "organization")
        .order_by("person__sort_key", "pk")
    )
    first = {held.person_id: held for held in seats}
    rows = sorted(first.values(), key=lambda held: _met_on(held) or dt.date.min, reverse=True)[:MOST_TO_ASK]
    known = known_best([held.person_id for held in rows], reader)
    return [Unheard(held, known.get(held.person_id) or str(held.person.owner or "")) for held in rows]


def _met_on(held: Membership) -> dt.date | None:
    last_met = getattr(held.person, "last_met", None)
    return last_met.met_on if last_met else None


def confirmed_in_words(cell: Cell) -> str:
    """'beslut 12 mar 2025, § 14', '' where nothing is known."""
    if cell.confirmed is None:
        return ""
    day, proof, what = cell.confirmed
    told = {"what": str(proof.label).lower(), "day": date_format(day, "j b Y")}
    words = _("%(what)s %(day)s") % told
    return f"{words}, § {what.paragraph}" if what.paragraph else words
