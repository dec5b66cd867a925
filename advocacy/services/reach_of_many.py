"""Whom we met of the audiences of many goals: read once for all of them, instead of goal by goal.

A card of twenty goals shows three figures of each. They are the figures of `Reach`, which asks here for them when it
is one of many; tests hold both ways against each other on random worlds.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from django.db.models import Count, Q, Value

from advocacy.choices import GoalUnit
from advocacy.models import Goal, Priority, ReachEntry
from advocacy.querysets.audience import Asked, Conditions, criteria_of_all, units_of_each
from advocacy.services.reach_answering import Answering
from advocacy.services.reach_days import Day, written
from contacts.models import Person

Span = tuple[dt.date, dt.date]
# The subject of an entry, and the number of the span that it was held in.
Link = tuple[int, int]


class ManyGoals:
    """The audiences of `goals` on the last day of each span, and whom of them we met in it.

    At most six queries, whatever the number of goals and contacts; one more where organizations are counted without
    an audience. Spans do not overlap. With `people`, as if the register held these alone; `as_one`, as if they were
    one person, whose id is the lowest.
    """

    def __init__(
        self, goals: Sequence[Goal], spans: Sequence[Span], *, people: Collection[int] = (), as_one: bool = False
    ) -> None:
        self.goals, self.spans, self.people = goals, spans, people
        self._ids = dict.fromkeys(people, min(people)) if as_one else {}
        branches = Priority.objects.branches({goal.priority_id for goal in goals})
        for goal in goals:
            goal.branch = branches[goal.priority_id]
        self.of_organizations = [goal for goal in goals if goal.unit == GoalUnit.ORGANIZATION]

    def figures(self, goal: Goal, span: Span) -> dict[str, int]:
        """'audience', 'covered' and 'reached' as `Reach` has them; of organizations in an audience not 'reached'."""
        audience, met = self.sets(goal, span)
        known = {"audience": len(audience), "covered": len(audience & met)}
        if goal.unit != GoalUnit.ORGANIZATION:
            return {**known, "reached": len(met)}
        return known if goal.audience_id else {**known, "reached": self._without_audience[goal.pk, span]}

    def sets(self, goal: Goal, span: Span) -> tuple[set[int], set[int]]:
        """The ids of the audience, and of those met: of organizations, those met of any audience."""
        audience = self._audiences.get(_asked(goal, span), set())
        met = self._met[goal.unit == GoalUnit.ORGANIZATION]
        links = self._links(goal, self.spans.index(span))
        return audience, set[int]().union(*(met.get(link, ()) for link in links))

    # --- Audiences and links ------------------------------------------------------------------------------

    @cached_property
    def _criteria(self) -> dict[int, list[Conditions]]:
        return criteria_of_all([goal.audience for goal in self.goals if goal.audience])

    @cached_property
    def _audiences(self) -> dict[Asked, set[int]]:
        listed = [goal for goal in self.goals if goal.audience_id and goal.unit != GoalUnit.SEAT]
        asked = [_asked(goal, span) for goal in listed for span in self.spans]
        found = units_of_each(asked, self._criteria, self.people)
        if self._ids:
            for key in found:
                if key[0] == GoalUnit.PERSON:
                    found[key] = {self._ids.get(pk, pk) for pk in found[key]}
        return found

    def _links(self, goal: Goal, number: int) -> list[Link]:
        """What a contact of the span is linked to when it belongs to `goal` (metrics: links to a goal)."""
        return [(subject, number) for subject in (*goal.branch, -goal.pk)]

    # --- Who was met --------------------------------------------------------------------------------------

    @cached_property
    def _met(self) -> tuple[dict[Link, set[int]], dict[Link, set[int]]]:
        """People by what their contacts are linked to, and the organizations of an audience that they answered for."""
        people: dict[Link, set[int]] = defaultdict(set)
        organizations: dict[Link, set[int]] = defaultdict(set)
        span_of = {
            (first + dt.timedelta(days=n)).isoformat(): number
            for number, (first, last) in enumerate(self.spans)
            for n in range((last - first).days + 1)
        }
        answering = Answering(self._units, self.people, self._ids)
        asked = {subject for goal in self.of_organizations for subject, _number in self._links(goal, 0)}
        for subject, person, membership, organization, day in self._entries():
            if day not in span_of:
                continue
            link = (subject, span_of[day])
            if person:
                person = self._ids.get(person, person)
                people[link].add(person)
            if subject in asked:
                organizations[link].update([organization] if organization else answering.for_(person, membership, day))
        return people, organizations

    @cached_property
    def _units(self) -> set[int]:
        """The organizations of all audiences of organizations."""
        asked = [_asked(goal, span) for goal in self.of_organizations for span in self.spans]
        return set().union(*(self._audiences.get(key, set()) for key in asked))

    def _entries(self) -> Iterator[tuple[int, int | None, int | None, int | None, Day]]:
        """A row for each meeting with somebody (or with an organization itself) and each link of it to a goal."""
        first, last = min(first for first, _last in self.spans), max(last for _first, last in self.spans)
        gone = Person.objects.filter(merged_into__isnull=False).order_by().values("pk")
        met = ReachEntry.objects.about({pk for goal in self.goals for pk in goal.branch}, [g.pk for g in self.goals])
        met = met.between(first, last).met().exclude(person__in=gone)
        if self.people:
            met = met.filter(Q(person__in=self.people) | Q(organization__isnull=False))
        # By two questions: each has an index that says all of it.
        with_people = (
            met.filter(person__isnull=False)
            .order_by()
            .values_list("subject", "person", "membership", written("held_on"))
        )
        for subject, person, membership, day in with_people.iterator(chunk_size=10_000):
            yield subject, person, membership, None, day
        with_itself = met.filter(organization__isnull=False).order_by()
        for subject, organization, day in with_itself.values_list("subject", "organization", written("held_on")):
            yield subject, None, None, organization, day

    @cached_property
    def _without_audience(self) -> dict[tuple[int, Span], int]:
        """How many organizations were met for each goal that has no audience, as `Reach` lists them. One query."""
        from advocacy.services.reach import Reach

        keys = [(goal, span) for goal in self.of_organizations if not goal.audience_id for span in self.spans]
        arms = [
            Reach(goal, *span)
            .units("reached")
            .order_by()
            .values(n=Value(n))
            .annotate(found=Count("pk"))
            .values_list("n", "found")
            for n, (goal, span) in enumerate(keys)
        ]
        counts: dict[int, int] = dict(arms[0].union(*arms[1:], all=True))
        return {(goal.pk, span): counts.get(n, 0) for n, (goal, span) in enumerate(keys)}


def _asked(goal: Goal, span: Span) -> Asked:
    return str(goal.unit), goal.audience_id or 0, span[1]
