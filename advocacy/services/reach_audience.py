"""The people of an audience over a period: who is in it on the last day, and who was on the day of a meeting."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import CharField, Exists, F, FilteredRelation, OuterRef, Q
from django.db.models.functions import Cast

from advocacy.models import Audience
from advocacy.querysets.audience import Conditions, criteria_of, has_dated, memberships_during, memberships_in
from contacts.choices import ServingStatus

# Days as they are written, '2026-11-22': tens of thousands are read, and compare as well as dates.
FIRST_DAY, LAST_DAY = dt.date.min.isoformat(), dt.date.max.isoformat()
Days = tuple[str, str]


class Seat(NamedTuple):
    """What is told of somebody in the audience: of the mandate that puts them there, and of themselves."""

    party: str | None
    county: int | None
    level: str
    kind: str
    gender: str
    sector: str


SEAT = ("party__code", "county_id", "organization__level", "kind", "person__gender", "person__sector")


class Audiences:
    """Audiences over periods, each read once for all that ask here."""

    def __init__(self) -> None:
        self._criteria: dict[int, list[Conditions]] = {}
        self._found: dict[tuple[int, dt.date, dt.date], PeopleOfAudience] = {}

    def criteria(self, audience: Audience) -> list[Conditions]:
        """The audience's rows. One query, the first time."""
        if audience.pk not in self._criteria:
            self._criteria[audience.pk] = criteria_of(audience)
        return self._criteria[audience.pk]

    def people(self, audience: Audience, first: dt.date, last: dt.date) -> PeopleOfAudience:
        key = (audience.pk, first, last)
        if key not in self._found:
            self._found[key] = PeopleOfAudience(self.criteria(audience), first, last)
        return self._found[key]


class PeopleOfAudience:
    """The people whom `criteria` name from `first` to `last`, both days included."""

    def __init__(self, criteria: list[Conditions], first: dt.date, last: dt.date) -> None:
        self.criteria, self.first, self.last = criteria, first, last

    @cached_property
    def seats(self) -> dict[int, Seat]:
        """Everybody in it on the last day: of several mandates the highest level, then the newest. One query."""
        if not self._is_dated:
            return self._spells[0]
        held: Any = memberships_in(self.criteria, self.last).with_county().by_weight()
        seats: dict[int, Seat] = {}
        for person, *seat in held.values_list("person", *SEAT):
            seats.setdefault(person, Seat(*seat))
        return seats

    def there(self, met: set[int], entries: Any) -> set[int]:
        """Of the people `met`, those with one of `entries` of a day when they were in the audience. Two queries."""
        if self._is_dated:
            then = memberships_in(self.criteria, OuterRef("held_on")).filter(person=OuterRef("person"))
            return set(entries.filter(Exists(then)).order_by().values_list("person", flat=True).distinct())
        always, sometimes = self._spells[1:]
        asked = (met & sometimes.keys()) - always
        found = met & always
        if asked:
            # Who changed seat meanwhile is asked of day by day: they are few, but after an election.
            days: Any = entries.order_by().values_list("person", _written("held_on")).distinct()
            found |= {person for person, day in days if person in asked and _is_in(day, sometimes[person])}
        return found

    @cached_property
    def _is_dated(self) -> bool:
        return has_dated(self.criteria)

    @cached_property
    def _spells(self) -> tuple[dict[int, Seat], set[int], dict[int, list[tuple[Days, list[Days]]]]]:
        """Seats of the last day; who served the whole period; and when the others of the audience did."""
        leave = FilteredRelation("statuses", condition=Q(statuses__status=ServingStatus.ON_LEAVE))
        held: Any = memberships_during(self.criteria, self.first, self.last).with_county().by_weight()
        days = [_written(name) for name in ("starts_on", "ends_on", "leave__starts_on", "leave__ends_on")]
        first, last = self.first.isoformat(), self.last.isoformat()
        spells: dict[int, tuple[int, Seat, Days, list[Days]]] = {}
        for pk, person, is_away, *rest in held.annotate(leave=leave).values_list(
            "pk", "person", "leave__pk", *days, *SEAT
        ):
            if pk not in spells:
                spells[pk] = (person, Seat(*rest[4:]), _open(rest[0], rest[1]), [])
            if is_away:
                spells[pk][3].append(_open(rest[2], rest[3]))
        seats: dict[int, Seat] = {}
        always: set[int] = set()
        sometimes: dict[int, list[tuple[Days, list[Days]]]] = defaultdict(list)
        for person, seat, span, leaves in spells.values():
            if _is_in(last, [(span, leaves)]):
                seats.setdefault(person, seat)
            if span[0] <= first and span[1] >= last and not leaves:
                always.add(person)
            else:
                sometimes[person].append((span, leaves))
        return seats, always, sometimes


def _is_in(day: str, spells: Iterable[tuple[Days, list[Days]]]) -> bool:
    """Served on the day, in one of the mandates."""
    return any(
        first <= day <= last and not any(away <= day <= back for away, back in leaves)
        for (first, last), leaves in spells
    )


def _written(name: str) -> Cast:
    return Cast(F(name), CharField())


def _open(first: str | None, last: str | None) -> Days:
    """Both days, an unknown one as far away as days go."""
    return first or FIRST_DAY, last or LAST_DAY
