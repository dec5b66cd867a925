"""One voice: where each party in each county stands on our priorities, and by what that is known.

The one definition of the matrix and of *anchoring* (docs/metrics.md). Page, sheet and papers all ask it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from advocacy.choices import Leaning
from advocacy.choices.one_voice import Proof, Voice
from advocacy.models import Plan, PlanItemArea
from advocacy.querysets.one_voice import Said, mandates, said_by
from crm.common.dates import months_later

OLD_MONTHS = 24  # what was last confirmed so long ago is to be asked about again

# A priority, a county and a party, by their ids.
Key = tuple[int, int, int]


@dataclass
class Cell:
    """One party in one county, on one priority. `formal` holds the latest decision of each body in the county,
    `voices` what each person said or did, the latest first.

    `should`: the plan wants it there, and the party sits in the county's regional assembly.
    """

    should: bool = False
    formal: list[Said] = field(default_factory=list)
    voices: dict[Any, list[Said]] = field(default_factory=dict)

    @cached_property
    def _speak_for(self) -> int:
        return sum(said[0].leaning == Leaning.FOR for said in self.voices.values())

    @property
    def speak_for(self) -> int:
        """How many whose latest word is for."""
        return self._speak_for

    @property
    def hesitate(self) -> int:
        """How many whose latest word is neither for nor against, or against."""
        return len(self.voices) - self._speak_for

    @property
    def is_anchored(self) -> bool:
        """A body in the county has decided, last, with the party behind it."""
        return any(decided.leaning == Leaning.FOR for decided in self.formal)

    @cached_property
    def voice(self) -> Voice | None:
        """Where they stand; None where nothing is known and nothing has to be."""
        if self.is_anchored:
            return Voice.ANCHORED
        if self.speak_for:
            return Voice.SPLIT if self.hesitate or self.formal else Voice.SPEAKS
        if self.hesitate or self.formal:
            return Voice.HESITATES
        return Voice.UNKNOWN if self.should else None

    @property
    def is_thin(self) -> bool:
        """Something should be known or won here: nobody is known to speak for it, or not all do."""
        return self.voice in (Voice.SPLIT, Voice.HESITATES, Voice.UNKNOWN)

    @cached_property
    def confirmed(self) -> tuple[dt.date, Proof, Said] | None:
        """The latest that says what the cell says: day, kind and thing. None where nothing is known."""
        wanted = {Voice.ANCHORED: (True,), Voice.SPEAKS: (True,), Voice.HESITATES: (False,)}
        sides = wanted.get(self.voice, (True, False)) if self.voice else ()
        found: list[tuple[dt.date, Proof, Said]] = [
            (one.day, Proof.DECISION, one) for one in self.formal if (one.leaning == Leaning.FOR) in sides
        ]
        latest = (said[0] for said in self.voices.values())
        found += [(one.day, Proof(one.proof), one) for one in latest if (one.leaning == Leaning.FOR) in sides]
        return max(found, key=lambda one: one[0], default=None)

    def is_old(self, day: dt.date) -> bool:
        """It was last confirmed more than two years before `day`."""
        return self.confirmed is not None and self.confirmed[0] < months_later(day, -OLD_MONTHS)


@dataclass(frozen=True)
class Anchoring:
    """Parties × counties with a formal decision behind the priority ÷ those that should have one.

    Pairs of county and party, by their ids. `share` is None where nothing should be: a priority without counties in
    the plan, or counties of whose assembly the register holds nobody.
    """

    anchored: frozenset[tuple[int, int]]
    should: frozenset[tuple[int, int]]

    @property
    def share(self) -> float | None:
        return len(self.anchored) / len(self.should) if self.should else None


class OneVoice:
    """The matrix of all priorities, or some, as of `day`. Four queries.

    What is said of a priority is said of it alone: nobody stands behind its parent for that, nor behind its children.
    A person speaks for one party in one county, by the weightiest mandate with both that they serve in on the day.
    Without a `reader` only decisions are read: they are public, what people have said may not be.
    """

    def __init__(self, day: dt.date, *, reader: Any, priorities: Collection[int] | None = None) -> None:
        self.day, self.reader, self.priorities = day, reader, priorities
        self.plan = Plan.objects.current(day)
        self.seats: dict[tuple[int, int], int] = defaultdict(int)  # by county and party
        self.cells: dict[Key, Cell] = defaultdict(Cell)
        said = sorted(said_by(reader, day, priorities), key=lambda one: (one.day, one.proof, one.pk), reverse=True)
        self._read_decisions([one for one in said if one.proof == Proof.DECISION])
        self._read_voices([one for one in said if one.proof != Proof.DECISION])
        self._expect()

    @cached_property
    def counties_of_plan(self) -> dict[int, set[int]]:
        """The counties in which the plan of the day wants each priority, by their ids."""
        found: dict[int, set[int]] = defaultdict(set)
        if self.plan:
            areas = PlanItemArea.objects.filter(item__plan=self.plan, area__county__isnull=False)
            if self.priorities is not None:
                areas = areas.filter(item__priority__in=self.priorities)
            pairs: Any = areas.order_by().values_list("item__priority", "area__county")
            for priority, county in pairs:
                found[priority].add(county)
        return found

    def _read_decisions(self, decided: list[Said]) -> None:
        """The latest decision of each body, in which the party was for, against or neither."""
        seen: set[tuple[int, int, int | None]] = set()
        for one in decided:
            if one.county and one.party and (one.priority, one.party, one.body) not in seen:
                seen.add((one.priority, one.party, one.body))
                self.cells[one.priority, one.county, one.party].formal.append(one)

    def _read_voices(self, said: list[Said]) -> None:
        groups: dict[int, tuple[int, int]] = {}
        people = {one.person for one in said if one.person is not None}
        for held in mandates(self.day, people):
            groups.setdefault(held.person, (held.county, held.party))
            if held.is_seat:
                self.seats[held.county, held.party] += 1
        for one in said:
            county, party = groups.get(one.person, (None, None)) if one.person else (one.county, one.party)
            if county and party:
                whose = one.person or f"party-{one.party}"
                self.cells[one.priority, county, party].voices.setdefault(whose, []).append(one)

    def _expect(self) -> None:
        for priority, counties in self.counties_of_plan.items():
            for county, party in self.seats:
                if county in counties:
                    self.cells[priority, county, party].should = True

    def cell(self, priority: int, county: int, party: int) -> Cell:
        """A cell, an empty one where nothing is known."""
        return self.cells.get((priority, county, party)) or Cell()

    def anchoring(self, priority: int) -> Anchoring:
        """The figure of a priority: of what should be, what is."""
        own = {(county, party): cell for (about, county, party), cell in self.cells.items() if about == priority}
        should = frozenset(key for key, cell in own.items() if cell.should)
        return Anchoring(frozenset(key for key in should if own[key].is_anchored), should)


def anchoring(priorities: Iterable[int], day: dt.date) -> dict[int, Anchoring]:
    """The figure *anchoring* of priorities, by their ids, as of `day`: the same whoever reads. Four queries."""
    asked = list(priorities)
    found = OneVoice(day, reader=None, priorities=asked)
    return {priority: found.anchoring(priority) for priority in asked}
