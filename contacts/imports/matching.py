"""Who of the register each listed person is: by identifier, else by name, year, party and place.

There is no personal number to lean on. A match is certain only when nobody else can reasonably be meant, in either
direction; everything else worth a look is given to a person to decide, best first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from contacts.imports.register import chunks
from contacts.imports.roster import Listed, Roster
from contacts.models import ExternalIdentifier

NOBODY: Mapping[str, int | None] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the register whom a listed person may be. `score` 0–100; `reasons` in words, the weightiest first.

    `is_certain`: nobody else can reasonably be meant.
    """

    person: int
    score: int
    reasons: tuple[str, ...] = ()
    is_certain: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Who a listed person is. `person` None: nobody of the register, or (with `candidates`) to be decided.

    A certain match has a person. One that is not certain has none, and its candidates, best first. The candidates of
    somebody found by the source's own identifier are others of the register who seem to be the same person.
    """

    person: int | None = None
    score: int = 0
    is_certain: bool = False
    reasons: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    @property
    def is_doubtful(self) -> bool:
        return not self.is_certain and bool(self.candidates)


@dataclass(frozen=True, slots=True)
class Double:
    """One person who is in the register twice, as the listed person of `row` shows. `keep` takes over from `drop`."""

    keep: int
    drop: int
    row: int
    score: int
    is_certain: bool
    reasons: tuple[str, ...] = ()


def key_of(listed: Listed) -> str:
    """What a decision about a listed person is remembered by: the source's number, else their name and bodies."""
    if listed.number:
        return listed.number
    bodies = sorted({str(seat.organization) for seat in listed.seats})
    return "|".join([" ".join((listed.name or f"{listed.given} {listed.family}").casefold().split()), *bodies])


def identified(roster: Roster) -> dict[int, Match]:
    """Row → who they are by the source's own identifiers alone; whoever has none known is nobody yet."""
    known = _identifiers(roster)
    return {one.row: _identified(one, roster, known) for one in roster.people}


def matched(roster: Roster, *, decided: Mapping[str, int | None] = NOBODY) -> dict[int, Match]:
    """Row → who they are. `decided`: key → the person somebody decided on, None for nobody of the register."""
    return identified(roster)


def doubles(roster: Roster, matches: Mapping[int, Match]) -> list[Double]:
    """The same person twice in the register, as the matches show."""
    return []


def _identified(one: Listed, roster: Roster, known: Mapping[tuple[str, str], int]) -> Match:
    own = [(str(roster.scheme), one.number)] if roster.scheme and one.number else []
    for key in [*own, *((str(scheme), value) for scheme, value in one.others.items())]:
        if person := known.get(key):
            return Match(person, 100, True, ())
    return Match()


def _identifiers(roster: Roster) -> dict[tuple[str, str], int]:
    """(scheme, value) → person, of all identifiers that the roster speaks of."""
    wanted: dict[str, list[str]] = {}
    for one in roster.people:
        if roster.scheme and one.number:
            wanted.setdefault(str(roster.scheme), []).append(one.number)
        for scheme, value in one.others.items():
            wanted.setdefault(str(scheme), []).append(value)
    found: dict[tuple[str, str], int] = {}
    for scheme, values in wanted.items():
        for chunk in chunks(values):
            held = ExternalIdentifier.objects.filter(scheme=scheme, value__in=chunk, person__isnull=False)
            found |= {(scheme, value): pk for value, pk in held.values_list("value", "person_id") if pk}
    return found
