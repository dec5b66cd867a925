"""What several figure sets have in common, read once for all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Hashable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from advocacy.choices import GoalUnit
from advocacy.models import Goal, Priority
from advocacy.services.figures.trend import TrendPoint, Trends
from advocacy.services.reach import Reach
from advocacy.services.reach_audience import Audiences
from advocacy.services.reach_contacted import Contacted
from advocacy.services.reach_of_many import ManyGoals, Span

if TYPE_CHECKING:
    from advocacy.services.figures.scope import Scope

Read = TypeVar("Read")


class Gathering:
    """The figure sets of `scopes` that are asked together: what goes by priority is read once for all of theirs, and
    each takes what is its own.

    Made for one page or paper and gone with it. `is_kept`: what is gathered is kept, so that nobody asks for what is so
    today alone: whom of us to ask, and what comes next.
    """

    def __init__(self, scopes: Collection[Scope], *, is_kept: bool = False) -> None:
        self.scopes, self.is_kept = scopes, is_kept
        self._read: dict[tuple[Any, ...], Any] = {}
        self._counted: dict[tuple[int, Span], dict[str, int]] = {}
        self._trends: dict[dt.date, Trends] = {}
        self._contacted: dict[Span, Contacted] = {}
        self._shared: dict[tuple[int, Span], Audiences] = {}
        # What the scopes' audiences have in common.
        self.audiences = Audiences()

    @cached_property
    def branch(self) -> tuple[int, ...]:
        """Ids of the priorities that belong to any of the scopes. Three queries at most."""
        goals = [scope.goal for scope in self.scopes if scope.goal]
        branches = Priority.objects.branches({goal.priority_id for goal in goals}) if len(goals) > 1 else {}
        for goal in goals if branches else ():
            goal.branch = branches[goal.priority_id]
        return tuple(sorted({pk for scope in self.scopes for pk in scope.branch}))

    @property
    def is_of_all(self) -> bool:
        """Whether a whole plan is among the scopes."""
        return any(scope.priority is None for scope in self.scopes)

    def once(self, read: Callable[..., Read], *about: Hashable) -> Read:
        """What `read` gives of all these priorities and `about`; asked again, the same."""
        key = (read, *about)
        if key not in self._read:
            self._read[key] = read(self.branch, *about)
        found: Read = self._read[key]
        return found

    def trend(self, goal: Goal, last: dt.date, audiences: Audiences) -> list[TrendPoint]:
        """The quarters of one of the goals up to `last`, whom we met read at once for all of them."""
        if last not in self._trends:
            self._trends[last] = Trends(self._goals, last)
        return self._trends[last].of(goal, audiences)

    def audiences_of(self, scope: Scope, first: dt.date, last: dt.date) -> Audiences:
        """Where the audience of one of the scopes is read from `first` to `last`: once for all that have the same.

        One that no other scope has is read for this alone, and gone with it.
        """
        pk = scope.goal.audience_id if scope.goal else None
        if pk is None or sum(goal.audience_id == pk for goal in self._goals) < 2:
            return Audiences(first, last, self.audiences)
        key = (pk, (first, last))
        if key not in self._shared:
            self._shared[key] = Audiences(first, last, self.audiences)
        return self._shared[key]

    def contacted(self, goal: Goal, first: dt.date, last: dt.date) -> Contacted | None:
        """Where the contacts of one of the goals are read with those of the others; None of any other goal."""
        if goal not in self._goals:
            return None
        if (first, last) not in self._contacted:
            self._contacted[first, last] = _of_organizations(self._goals, (first, last))
        return self._contacted[first, last]

    @cached_property
    def _goals(self) -> list[Goal]:
        return list({scope.goal.pk: scope.goal for scope in self.scopes if scope.goal}.values())

    # --- Goals that stand both in a chapter of their own and in a list ------------------------------------------

    def keep(self, reach: Reach) -> None:
        """What a list tells of a goal, once it has been counted for the goal's own page."""
        known = {"reached": reach.reached}
        if reach.has_audience:
            known |= {"audience": reach.audience, "covered": reach.covered}
        self._counted[reach.goal.pk, (reach.first, reach.last)] = known

    def reaches(self, goals: Sequence[Goal], span: Span) -> list[Reach]:
        """A reach of each goal, for a list: as it has been counted here, those of the others at once."""
        rest = [goal for goal in goals if (goal.pk, span) not in self._counted]
        among: Any = _Known(self._counted, ManyGoals(rest, [span]) if rest else None)
        contacted = _of_organizations(rest, span)
        return [Reach(goal, *span, among=among, audiences=self.audiences, contacted=contacted) for goal in goals]


def _of_organizations(goals: Sequence[Goal], span: Span) -> Contacted:
    return Contacted([goal for goal in goals if goal.unit == GoalUnit.ORGANIZATION], *span)


class _Known:
    """Answers for the figures of goals as `ManyGoals` does: with what has been counted, or by asking it."""

    def __init__(self, counted: dict[tuple[int, Span], dict[str, int]], rest: ManyGoals | None) -> None:
        self.counted, self.rest = counted, rest

    def figures(self, goal: Goal, span: Span) -> dict[str, int]:
        known = self.counted.get((goal.pk, span))
        if known is not None:
            return known
        return self.rest.figures(goal, span) if self.rest else {}
