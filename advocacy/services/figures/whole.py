"""All figures of a scope in a period, section by section."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Any

from advocacy.choices import Comparison
from advocacy.models import Goal
from advocacy.services.figures import influencing, reaching
from advocacy.services.figures.gathering import Gathering, Read
from advocacy.services.figures.periods import Period, compared, quarters
from advocacy.services.figures.scope import Scope
from advocacy.services.figures.section import Section
from advocacy.services.figures.trend import QUARTERS
from advocacy.services.reach import Reach, periods
from advocacy.services.reach_audience import Audiences
from crm.models import User

# In the order of page and paper. Those of OF_A_GOAL are told of a goal that counts people or organizations.
SECTIONS: dict[str, Callable[[Any], Section]] = {
    "reach": reaching.reached,
    "spread": reaching.spreading,
    "ladder": reaching.ladder,
    "white_spots": reaching.white_spots,
    "recency": reaching.recency,
    "stances": influencing.stances,
    "anchoring": influencing.anchoring,
    "outcomes": influencing.outcomes,
    "motions": influencing.motions,
    "consultations": influencing.consultations,
    "implementation": influencing.implementation,
    "commitments": influencing.commitments,
    "onboarding": influencing.onboarding,
}
OF_A_GOAL = ("spread", "ladder", "white_spots", "recency")


class FigureSet:
    """The figures of `scope` from `first` to `last`, both days included, and the same of what they are held against.

    A section is counted when it is asked for. A period that crosses an election has the audience of its last day;
    `parts` gives the sides, each to be asked for by itself.
    """

    # Another is held against its figures: what only a table tells is not asked of it.
    is_before = False

    def __init__(
        self,
        scope: Scope,
        first: dt.date,
        last: dt.date,
        with_: str = Comparison.BEFORE,
        reader: User | None = None,
        among: Gathering | None = None,
        audiences: Audiences | None = None,
    ) -> None:
        """`among`: what it is asked together with, its scope among those; else it is asked by itself.

        `audiences`: where those of all days of the scope are read.
        """
        if last < first:
            raise ValueError("the period ends before it starts")
        self.scope, self.first, self.last, self.with_, self.reader = scope, first, last, with_, reader
        self.among, self.audiences = among or Gathering([scope]), audiences or Audiences()

    def as_read_by(self, reader: User) -> FigureSet:
        """The same for lists of names: without contacts and notes whose content `reader` may not read."""
        return FigureSet(self.scope, self.first, self.last, self.with_, reader, self.among, self.audiences)

    @property
    def keys(self) -> list[str]:
        """The sections that there are to tell of it."""
        return [key for key in SECTIONS if self.has_audience or key not in OF_A_GOAL]

    def section(self, key: str) -> Section:
        """One of `keys`. Raises KeyError."""
        return SECTIONS[key](self)

    def as_json(self) -> dict[str, Any]:
        """Everything, as command, API and snapshot give it."""
        return {
            "scope": self.scope.code,
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "sections": [self.section(key).as_json() for key in self.keys],
        }

    def told(self) -> dict[str, Any]:
        """As `as_json`; over an election this is of the audience of the last day, and `parts` holds each side."""
        whole = self.as_json()
        if len(self.parts) == 1:
            return whole
        sides = [self.of(*part).as_json() for part in self.parts]
        return {**whole, "parts": sides}

    @cached_property
    def earlier(self) -> Period:
        """The period that this one is held against."""
        return compared((self.first, self.last), self.with_)

    @cached_property
    def before(self) -> FigureSet:
        """The same figures of that period."""
        earlier = self.of(*self.earlier)
        earlier.is_before = True
        return earlier

    def asked_with_all_before(self) -> FigureSet:
        """The same, whose audience is read at once for these days, all that they are held against and the trend."""
        first = quarters(self.last, QUARTERS)[0][0]
        audiences = self.among.audiences_of(self.scope, min(self.before.earlier[0], first), self.last)
        return FigureSet(self.scope, self.first, self.last, self.with_, self.reader, self.among, audiences)

    def of(self, first: dt.date, last: dt.date) -> FigureSet:
        """The same of other days, asked together with this one."""
        return FigureSet(self.scope, first, last, self.with_, self.reader, self.among, self.audiences)

    @cached_property
    def parts(self) -> list[Period]:
        """The period, split where a new Riksdag takes its seats."""
        return periods(self.first, self.last)

    # --- What the sections ask of it ---------------------------------------------------------------------

    @cached_property
    def branch(self) -> frozenset[int]:
        """Ids of the priorities that belong to the scope."""
        return frozenset(self.scope.branch)

    def once(self, read: Callable[..., Read], *about: Hashable) -> Read:
        """What `read` gives of the priorities of all that it is asked together with, read once for all of them."""
        return self.among.once(read, *about)

    @cached_property
    def goals(self) -> list[Goal]:
        return list(self.scope.goals)

    @cached_property
    def reach(self) -> Reach | None:
        """The reach of a goal, or of the audience that is asked about; None of more than one."""
        asked = self.scope.measured
        if asked is None:
            return None
        contacted = None if self.reader else self.among.contacted(asked, self.first, self.last)
        return Reach(asked, self.first, self.last, reader=self.reader, audiences=self.audiences, contacted=contacted)

    @property
    def the_reach(self) -> Reach:
        """As `reach`, for sections of a goal. Raises ValueError."""
        if self.reach is None:
            raise ValueError("only a goal has an audience")
        return self.reach

    @property
    def has_audience(self) -> bool:
        return self.reach is not None and self.reach.has_audience
