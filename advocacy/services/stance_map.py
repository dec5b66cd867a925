"""Whom a priority depends on: how much they weigh, where they stand, and which way they have moved.

Everything is read out of dated stances with evidence; whoever has none is unknown, never guessed.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from advocacy.choices import GoalUnit, InfluenceLevel, StanceValue
from advocacy.models import Audience, Goal, Influence, Plan, Priority, Stance
from advocacy.querysets.audience import Conditions, criteria_of_all, memberships_in
from advocacy.services import influences
from advocacy.services.influences import Weight
from contacts.models import Membership, Person
from crm.common.dates import today
from crm.models import User

UNKNOWN = ""
# As they stand on a map, from against to for; unknown last.
VALUES: tuple[str, ...] = (*(value.value for value in reversed(StanceValue)), UNKNOWN)
LEVELS: tuple[str, ...] = (InfluenceLevel.HIGH, InfluenceLevel.MEDIUM, InfluenceLevel.LOW)
SCORES = {str(value): value.score for value in StanceValue}
FEW = 5  # groups under so many are not shown by stance in papers (docs/metrics.md)


@dataclass(frozen=True)
class Place:
    """Where one person is on the maps of a priority. Values are blank where nothing is noted."""

    person: int
    weight: Weight
    party: str = ""
    county: str = ""
    value: str = UNKNOWN
    stated_on: dt.date | None = None
    stance: int | None = None
    first: str = UNKNOWN

    @property
    def level(self) -> InfluenceLevel:
        return self.weight.level

    @property
    def moved(self) -> int:
        """Steps towards us since the first note; negative: away."""
        return StanceValue(self.value).score - StanceValue(self.first).score if self.value else 0


class StanceMap:
    """The people whom a priority depends on, as `reader` may know of them, on `day`.

    Those in the audiences of the goals of the priority and those below it, in the plan of the day; those who have a
    stance on it; those of whom staff have said how much they weigh in it. A stance is the latest on the priority or one
    below it, and what it was first is the first note on that very one. Party and county are those of the weightiest
    mandate that has one.
    """

    def __init__(self, priority: Priority, reader: User, day: dt.date | None = None) -> None:
        self.priority, self.reader, self.day = priority, reader, day or today()

    @cached_property
    def branch(self) -> list[int]:
        return Priority.objects.branch_ids(self.priority.pk)

    @cached_property
    def plan(self) -> Plan | None:
        return Plan.objects.current(self.day)

    @cached_property
    def audiences(self) -> list[Audience]:
        """Those of the goals, that hold people."""
        goals = Goal.objects.filter(priority__in=self.branch, plan=self.plan)
        ids = goals.filter(unit=GoalUnit.PERSON, audience__isnull=False).order_by().values("audience")
        return list(Audience.objects.filter(pk__in=ids))

    @cached_property
    def criteria(self) -> dict[int, list[Conditions]]:
        return criteria_of_all(self.audiences)

    def members(self, audience: int) -> Any:
        """The ids of those in one of the audiences, as a subquery."""
        return memberships_in(self.criteria[audience], self.day).order_by().values("person")

    @cached_property
    def people(self) -> QuerySet[Person]:
        """Everybody on the maps."""
        every = [row for rows in self.criteria.values() for row in rows]
        wanted = Q(pk__in=self._stances.values("person")) | Q(pk__in=_weighed(self.priority))
        if every:
            wanted |= Q(pk__in=memberships_in(every, self.day).order_by().values("person"))
        return Person.objects.visible_to(self.reader).filter(wanted)

    @property
    def _stances(self) -> Any:
        rows = Stance.objects.visible_to(self.reader).filter(priority__in=self.branch, person__isnull=False)
        return rows.filter(stated_on__lte=self.day).order_by()

    @cached_property
    def hidden(self) -> int:
        """How many have a stance that the reader may not see, for it was said in confidence."""
        every = Stance.objects.filter(priority__in=self.branch, person__isnull=False).order_by()
        unseen = every.exclude(pk__in=self._stances.values("pk")).filter(stated_on__lte=self.day)
        return unseen.values("person").distinct().count()

    @cached_property
    def places(self) -> dict[int, Place]:
        """By person. A dozen queries, however many they are."""
        people = list(self.people.order_by().values_list("pk", flat=True))
        weights = influences.weights(people, self.priority, self.day)
        seats = self._seats(people)
        first: dict[tuple[int, int], str] = {}
        latest: dict[int, tuple[int, str, dt.date | None, int | None]] = {}
        rows = self._stances.order_by("stated_on", "pk").values_list("person", "priority", "value", "stated_on", "pk")
        for person, about, value, day, pk in rows:
            first.setdefault((person, about), value)
            latest[person] = (about, value, day, pk)
        found = {}
        for person in people:
            now = latest.get(person, (0, UNKNOWN, None, None))
            party, county = seats.get(person, ("", ""))
            weight = weights.get(person) or influences.weightless()
            begun = first.get((person, now[0]), UNKNOWN)
            found[person] = Place(person, weight, party, county, now[1], now[2], now[3], begun)
        return found

    def _seats(self, people: list[int]) -> dict[int, tuple[str, str]]:
        """The party and the county (its code) of the weightiest mandates that have one, by person."""
        held: Any = Membership.objects.active_on(self.day).filter(person__in=people)
        found: dict[int, tuple[str, str]] = {}
        rows = (
            held.with_county()
            .by_weight()
            .values_list("person", "party__code", "area__county__code", "organization__area__county__code")
        )
        for person, party, own, inherited in rows:
            known = found.get(person, ("", ""))
            found[person] = (known[0] or party or "", known[1] or own or inherited or "")
        return found

    def cells(self, places: Iterable[Place]) -> list[tuple[str, list[list[Place]]]]:
        """The map of influence and stance: (level, the people of each of `VALUES`), most influential first."""
        by_cell: dict[tuple[str, str], list[Place]] = {}
        for place in places:
            by_cell.setdefault((place.level, place.value), []).append(place)
        return [(level, [by_cell.get((level, value), []) for value in VALUES]) for level in LEVELS]


def _weighed(priority: Priority) -> Any:
    return Influence.objects.filter(priority=priority).order_by().values("person")


# --- Support by group -----------------------------------------------------------------------------------------


@dataclass
class Support:
    """How many of a group stand where: now, and first noted; `key` is the code of the group, blank where unknown."""

    key: str
    now: Counter[str] = field(default_factory=Counter)
    first: Counter[str] = field(default_factory=Counter)
    closer: int = 0
    further: int = 0

    @property
    def total(self) -> int:
        return sum(self.now.values())

    @property
    def unknown(self) -> int:
        return self.now[UNKNOWN]

    @property
    def known(self) -> int:
        return self.total - self.unknown

    @property
    def is_small(self) -> bool:
        """Too few to be shown by stance in a paper."""
        return self.total < FEW

    def add(self, place: Place) -> None:
        self.now[place.value] += 1
        self.first[place.first] += 1
        self.closer += place.moved > 0
        self.further += place.moved < 0


def support_by(places: Iterable[Place], key: Callable[[Place], str]) -> list[Support]:
    """Each group with its people, the largest first, unknown last."""
    groups: dict[str, Support] = {}
    for place in places:
        groups.setdefault(key(place), Support(key(place))).add(place)
    return sorted(groups.values(), key=lambda group: (not group.key, -group.known, -group.total, group.key))


# --- The figure 'stance movement' -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Movement:
    """People by how their stance moved in a period: ids, so that a paper can be printed again (docs/metrics.md)."""

    rose: tuple[int, ...]
    fell: tuple[int, ...]
    same: tuple[int, ...]
    new: tuple[int, ...]

    @property
    def moved(self) -> int:
        return len(self.rose) + len(self.fell)

    @property
    def known(self) -> int:
        """All who have a stance on the last day."""
        return self.moved + len(self.same) + len(self.new)

    @property
    def is_small(self) -> bool:
        """Too few to be shown by stance in a paper."""
        return self.known < FEW


def movement(
    priorities: Collection[int] | None,
    first: dt.date,
    last: dt.date,
    *,
    reader: User | None = None,
    within: Any = None,
) -> Movement:
    """The figure 'stance movement' of metrics: people whose stance on one of the priorities (ids) rose or fell.

    From the last note before `first` (where there is none, the first note in the period) to the last note up to `last`,
    both included; of several priorities the steps are added up. `new` are those first noted in the period who have not
    moved since. With None, of all priorities. Figures count all stances; with a `reader`, those that they may see.
    `within` narrows to people (ids or a subquery). One query.
    """
    return moves(priorities, first, last, reader, within).about(None)


@dataclass(frozen=True)
class Moves:
    """Where each person stood on each priority as a period began and as it ended, by (person, priority): the score,
    and whether it was known before the period.
    """

    begun: dict[tuple[int, int], tuple[int, bool]]
    ended: dict[tuple[int, int], int]

    def about(self, priorities: Collection[int] | None) -> Movement:
        """The figure for some of the priorities (ids); with None, for all of them."""
        if priorities is None:
            return _sorted_out(self.begun, self.ended)
        return _sorted_out({key: begun for key, begun in self.begun.items() if key[1] in priorities}, self.ended)


def moves(
    priorities: Collection[int] | None, first: dt.date, last: dt.date, reader: User | None = None, within: Any = None
) -> Moves:
    """What `movement` is made of, for many sets of priorities. One query."""
    rows: Any = Stance.objects.all() if reader is None else Stance.objects.visible_to(reader)
    rows = rows.filter(person__isnull=False, person__merged_into__isnull=True, stated_on__lte=last)
    if priorities is not None:
        rows = rows.filter(priority__in=priorities)
    if within is not None:
        rows = rows.filter(person__in=within)
    begun: dict[tuple[int, int], tuple[int, bool]] = {}
    ended: dict[tuple[int, int], int] = {}
    notes = rows.order_by("stated_on", "pk").values_list("person", "priority", "value", "stated_on")
    for person, about, value, day in notes:
        score, key = SCORES[value], (person, about)
        if day < first or key not in begun:
            begun[key] = (score, day < first)
        ended[key] = score
    return Moves(begun, ended)


def _sorted_out(begun: dict[tuple[int, int], tuple[int, bool]], ended: dict[tuple[int, int], int]) -> Movement:
    steps: Counter[int] = Counter()
    known_before: set[int] = set()
    for (person, about), (score, is_before) in begun.items():
        steps[person] += ended[person, about] - score
        if is_before:
            known_before.add(person)
    people = sorted(steps)
    still = [person for person in people if not steps[person]]
    return Movement(
        rose=tuple(person for person in people if steps[person] > 0),
        fell=tuple(person for person in people if steps[person] < 0),
        same=tuple(person for person in still if person in known_before),
        new=tuple(person for person in still if person not in known_before),
    )
