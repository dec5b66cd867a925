"""Whom contacts were with, read once for many goals; and which organizations those answered for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db.models import Q

from advocacy.choices import CountsAs
from advocacy.models import Goal, ReachEntry
from advocacy.querysets.reach_entry import MET
from advocacy.services.reach_audience import Audiences, OrganizationsOfAudience
from advocacy.services.reach_days import Day, Days, is_open, written
from contacts.models import Organization
from crm.models import User


class Contacted:
    """Whom the contacts of some goals were with from `first` to `last`, both included, as `reader` may read them.

    By a column of `ReachEntry`: 'person', 'membership' (the mandate kept with the contact) or 'organization'. Each is
    read once for all of the goals, in one query.
    """

    def __init__(self, goals: Sequence[Goal], first: dt.date, last: dt.date, reader: User | None = None) -> None:
        self.goals, self.first, self.last, self.reader = goals, first, last, reader
        self._found: dict[str, dict[tuple[int, int], set[int]]] = {}

    def met(self, name: str, goal: Goal) -> set[int]:
        """The ids of those whom we met on the goal."""
        return self._ids(name, goal, 0)

    def touched(self, name: str, goal: Goal) -> set[int]:
        """The ids of those whom we met, saw or informed."""
        return self._ids(name, goal, 0) | self._ids(name, goal, 1)

    def _ids(self, name: str, goal: Goal, number: int) -> set[int]:
        if name not in self._found:
            there: Any = ReachEntry.objects.readable_by(self.reader)
            if name != "organization":  # few have one: their own index, of all subjects and days, is read sooner
                subjects = {subject for one in self.goals for subject in subjects_of(one)}
                there = there.filter(subject__in=subjects).between(self.first, self.last)
            then = Q(held_on__range=(self.first, self.last))
            self._found[name] = there.by_subject(name, [then & MET, then & ~MET])
        found = self._found[name]
        return set[int]().union(*(found.get((subject, number), ()) for subject in subjects_of(goal)))


class Answered(NamedTuple):
    """Ids of organizations that somebody answered for, each set within the one before: whom we saw or informed, those
    met, and those met on a day when they were in the audience.
    """

    touched: set[int]
    met: set[int]
    met_as_audience: set[int]


class _Service(NamedTuple):
    """A mandate by which somebody whom we contacted answers for an organization."""

    person: int
    unit: int
    days: Days
    leaves: Sequence[Days]


class Answers:
    """Which organizations those answered for whom the contacts of `goal` were with. `audience`: when each is in it.

    Most served through all of the days, and their organization is in the audience on all of them: of these the
    contacts say who. Of the others the days are asked.
    """

    def __init__(
        self, goal: Goal, contacted: Contacted, audiences: Audiences, audience: OrganizationsOfAudience
    ) -> None:
        self.goal, self.contacted, self.audiences, self.audience = goal, contacted, audiences, audience
        first, last = contacted.first, contacted.last
        self.first, self.last = first.isoformat(), last.isoformat()
        self._entries: Any = ReachEntry.objects.of_goal(goal).between(first, last).readable_by(contacted.reader)

    def found(self) -> Answered:
        """At most nine queries, those about what is read for all goals among them."""
        itself = self._themselves(self.contacted.touched)
        self.touched, self.met = itself, self._themselves(self.contacted.met)
        self.met_as_audience = set(self._met_themselves_as_audience())
        self._served()
        gone = Organization.objects.filter(Q(merged_into__isnull=False) | Q(is_own_body=True))
        nobody = set(gone.order_by().values_list("pk", flat=True))
        return Answered(self.touched - nobody, self.met - nobody, self.met_as_audience - nobody)

    # --- By themselves, or by the mandate that somebody stood in the contact by ----------------------------------

    def _themselves(self, asked: Any) -> set[int]:
        memberships = asked("membership", self.goal)
        units = self.audiences.units_of(memberships)
        return {units[pk] for pk in memberships if pk in units} | asked("organization", self.goal)

    def _met_themselves_as_audience(self) -> Iterator[int]:
        sometimes = set()
        for unit in self.met & self.audience.days.keys():
            if self.audience.is_always_in(unit, self.first, self.last):
                yield unit
            else:
                sometimes.add(unit)
        if sometimes:
            met = self._entries.met().order_by()
            held = self.audiences.units_of(self.contacted.met("membership", self.goal))
            by_mandate = met.filter(membership__isnull=False).values_list("membership", written("held_on"))
            on_days: list[tuple[int | None, Day]] = [(held.get(pk), day) for pk, day in by_mandate]
            on_days += met.filter(organization__isnull=False).values_list("organization", written("held_on"))
            yield from (unit for unit, day in on_days if unit in sometimes and self.audience.is_in(unit, day))

    # --- By a mandate served on the day ---------------------------------------------------------------------------

    def _served(self) -> None:
        met = self.contacted.met("person", self.goal)
        touched = self.contacted.touched("person", self.goal)
        sometimes = []
        for one in self._services(touched):
            if self._is_known(one, met):
                continue
            if self._is_throughout(one):
                self._add(one.unit, is_met=one.person in met, is_in=True)
            else:
                sometimes.append(one)
        asked = {one.person for one in sometimes if not self._is_known(one, met)}
        if asked:
            days = self._days(asked)
            for one in sometimes:
                if not self._is_known(one, met):
                    self._on_days(one, days[one.person])

    def _services(self, people: Iterable[int]) -> Iterator[_Service]:
        """The mandates of these people on some of the days."""
        held = self.audience.answering.by_person
        for person in held.keys() & people:
            for unit, days, leaves in held[person]:
                if days[0] <= self.last and days[1] >= self.first:
                    yield _Service(person, unit, days, leaves)

    def _is_known(self, one: _Service, met: set[int]) -> bool:
        """Whether the mandate can tell no more of its organization."""
        return one.unit in (self.met_as_audience if one.person in met else self.touched)

    def _is_throughout(self, one: _Service) -> bool:
        is_serving = one.days[0] <= self.first and one.days[1] >= self.last and not one.leaves
        return is_serving and self.audience.is_always_in(one.unit, self.first, self.last)

    def _on_days(self, one: _Service, days: Iterable[tuple[Day, bool]]) -> None:
        for day, is_met in days:
            if is_open(one.days, day) and not any(is_open(away, day) for away in one.leaves):
                is_in = self.audience.is_in(one.unit, day)
                if is_in or self.audience.is_in(one.unit, self.last):
                    self._add(one.unit, is_met=is_met, is_in=is_in)

    def _add(self, unit: int, *, is_met: bool, is_in: bool) -> None:
        self.touched.add(unit)
        if is_met:
            self.met.add(unit)
            if is_in:
                self.met_as_audience.add(unit)

    def _days(self, people: set[int]) -> dict[int, list[tuple[Day, bool]]]:
        """On which days each of them was in a contact, and whether we met then."""
        found: dict[int, list[tuple[Day, bool]]] = defaultdict(list)
        rows = self._entries.filter(person__isnull=False).order_by()
        for person, counts_as, day in rows.values_list("person", "counts_as", written("held_on")):
            if person in people:
                found[person].append((day, counts_as == CountsAs.MET))
        return found


def subjects_of(goal: Goal) -> tuple[int, ...]:
    """The subjects of the entries that belong to a goal (metrics: links to a goal)."""
    return (*goal.branch, *(-pk for pk in goal.counted_goals))
