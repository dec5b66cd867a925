"""The people of an audience over a period: who is in it on the last day, and who was on the day of a meeting."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Exists, FilteredRelation, OuterRef, Q, Value
from django.db.models.functions import Coalesce, NullIf

from advocacy.models import Audience
from advocacy.querysets.audience import (
    Conditions,
    criteria_of,
    memberships_during,
    memberships_in,
    organizations_during,
    stretches,
)
from advocacy.services.reach_answering import Answering, unit_of
from advocacy.services.reach_days import Day, Days, is_open, opened, within, written
from contacts.choices import NewIn, ServingStatus
from contacts.models import Membership
from crm.common.instances import among


class Seat(NamedTuple):
    """What is told of somebody in the audience: of the mandate that puts them there, and of themselves."""

    party: str | None
    county: int | None
    level: str
    kind: str
    gender: str
    sector: str


# Into so many parts a period may be read.
MANY = 12
# Of so few people the database is asked by name.
FEW = 1_000
# Of whom no sector is set, as of those that a public source tells of, the sector is that of the mandate.
SECTOR = Coalesce(NullIf("person__sector", Value("")), "organization__sector")
SEAT = ("party__code", "county_id", "organization__level", "kind", "person__gender", SECTOR)


class Spell(NamedTuple):
    """A mandate that puts somebody in the audience: whose, when, on leave when, and what is told of it."""

    person: int
    days: Days
    leaves: tuple[Days, ...]
    seat: Seat


class Audiences:
    """Audiences over periods, each read once for all that ask here, at least from `first` to `last`.

    What says little and is asked for again and again is shared with those `beside`.
    """

    def __init__(
        self, first: dt.date = dt.date.max, last: dt.date = dt.date.min, beside: Audiences | None = None
    ) -> None:
        self._first, self._last = first, last
        self._criteria: dict[int, list[Conditions]] = beside._criteria if beside else {}
        self._read: dict[int, _Reading] = {}
        self._people: dict[tuple[int, dt.date, dt.date], PeopleOfAudience] = {}
        self._units: dict[int, int] = beside._units if beside else {}
        self._organizations: dict[int, OrganizationsOfAudience] = {}
        self._new: dict[dt.date, dict[tuple[int, str], NewIn]] = beside._new if beside else {}

    def criteria(self, audience: Audience) -> list[Conditions]:
        """The audience's rows. One query, the first time."""
        if audience.pk not in self._criteria:
            self._criteria[audience.pk] = criteria_of(audience)
        return self._criteria[audience.pk]

    def people(self, audience: Audience | None, first: dt.date, last: dt.date) -> PeopleOfAudience:
        """Those of the audience from `first` to `last`; of None, nobody."""
        pk = audience.pk if audience else 0
        key = (pk, first, last)
        if key not in self._people:
            read = self._read.get(pk)
            if read is None or not (read.first <= first and last <= read.last):
                criteria = self.criteria(audience) if audience else []
                read = _Reading(criteria, min(first, self._first), max(last, self._last))
                self._read[pk] = read
            self._people[key] = PeopleOfAudience(read, first, last)
        return self._people[key]

    def organizations(self, audience: Audience | None, first: dt.date, last: dt.date) -> OrganizationsOfAudience:
        """The organizations of the audience some day from `first` to `last`, or longer."""
        pk = audience.pk if audience else 0
        read = self._organizations.get(pk)
        if read is None or not (read.first <= first and last <= read.last):
            criteria = self.criteria(audience) if audience else []
            read = OrganizationsOfAudience(criteria, min(first, self._first), max(last, self._last))
            self._organizations[pk] = read
        return read

    def units_of(self, memberships: Collection[int]) -> Mapping[int, int]:
        """The organization that each of these memberships answers for. One query for those not asked about before."""
        asked = [pk for pk in memberships if pk not in self._units]
        if asked:
            held: Any = Membership.objects.filter(among(Membership, "id", asked)).annotate(unit_id=unit_of(""))
            self._units.update(held.order_by().values_list("pk", "unit_id"))
        return self._units

    def new_seats(self, people: Collection[int], day: dt.date) -> Mapping[tuple[int, str], NewIn]:
        """Which of the people are newly elected as of `day`, by the level of the assembly. Two queries.

        Of a small audience these alone are asked about, of a large one everybody, for the next to ask.
        """
        held = Membership.objects.active_on(day)
        if day not in self._new:
            if len(people) < FEW:
                return held.filter(person__in=people).new_seats(day)
            self._new[day] = held.new_seats(day)
        return self._new[day]


class PeopleOfAudience:
    """The people of an audience from `first` to `last`, both days included."""

    def __init__(self, read: _Reading, first: dt.date, last: dt.date) -> None:
        self._reading, self.first, self.last = read, first, last

    @cached_property
    def seats(self) -> dict[int, Seat]:
        """Everybody in it on the last day: of several mandates the highest level, then the newest. One query."""
        if not self._reading.is_changing:
            return self._reading.seats_on(self.last)
        seats: dict[int, Seat] = {}
        held: Any = memberships_in(self._reading.criteria, self.last).with_county().by_weight()
        for person, *seat in held.values_list("person", *SEAT):
            seats.setdefault(person, Seat(*seat))
        return seats

    def there(self, met: set[int], entries: Any) -> set[int]:
        """Of the people `met`, those with one of `entries` of a day when they were in the audience. Two queries."""
        if self._reading.is_changing:
            then = memberships_in(self._reading.criteria, OuterRef("held_on")).filter(person=OuterRef("person"))
            return set(entries.filter(Exists(then)).order_by().values_list("person", flat=True).distinct())
        first, last = self.first.isoformat(), self.last.isoformat()
        always: set[int] = set()
        sometimes: dict[int, list[Spell]] = defaultdict(list)
        for spell in self._reading.spells:
            if spell.person not in met:
                continue
            if spell.days[0] <= first and spell.days[1] >= last and not spell.leaves:
                always.add(spell.person)
            else:
                sometimes[spell.person].append(spell)
        asked = sometimes.keys() - always
        if asked:
            # Who changed seat meanwhile is asked of day by day: they are few, but after an election.
            days: Any = entries.order_by().values_list("person", written("held_on")).distinct()
            for person, day in days:
                if person in asked and any(_is_in(day, spell) for spell in sometimes[person]):
                    always.add(person)
                    asked.discard(person)
        return always


class _Reading:
    """The mandates that put people in an audience some day from `first` to `last`, read once."""

    def __init__(self, criteria: list[Conditions], first: dt.date, last: dt.date) -> None:
        self.criteria, self.first, self.last = criteria, first, last
        self._seats: dict[dt.date, dict[int, Seat]] = {}

    def seats_on(self, day: dt.date) -> dict[int, Seat]:
        """Everybody in it on the day, one of the period's."""
        if day not in self._seats:
            on = day.isoformat()
            there = [s for s in self.spells if s.days[0] <= on <= s.days[1] and not (s.leaves and _is_away(on, s))]
            # Of several mandates the first: it is written last.
            self._seats[day] = {spell.person: spell.seat for spell in reversed(there)}
        return self._seats[day]

    @cached_property
    def parts(self) -> list[tuple[dt.date, dt.date]]:
        """The period in parts, in each of which the mandates alone say who is there."""
        return stretches(self.criteria, self.first, self.last)

    @property
    def is_changing(self) -> bool:
        """Whether the audience changes so often (a list that somebody keeps) that the database is asked of each day."""
        return len(self.parts) > MANY

    @cached_property
    def spells(self) -> list[Spell]:
        """Of each part the highest level first, then the newest. One query for each part."""
        return [spell for first, last in self.parts for spell in self._of(first, last)]

    def _of(self, first: dt.date, last: dt.date) -> list[Spell]:
        leave = FilteredRelation("statuses", condition=Q(statuses__status=ServingStatus.ON_LEAVE))
        held: Any = memberships_during(self.criteria, first, last).with_county().by_weight()
        days = [written(name) for name in ("starts_on", "ends_on", "leave__starts_on", "leave__ends_on")]
        rows = held.annotate(leave=leave).values_list("pk", "person", "leave__pk", *days, *SEAT)
        part = (first.isoformat(), last.isoformat()) if len(self.parts) > 1 else None
        spells: dict[int, Spell] = {}
        # Thousands have the same seat, and the same days: one object for all of them.
        seats: dict[tuple[Any, ...], Seat] = {}
        days_of: dict[Days, Days] = {}
        for row in rows:
            pk, person, is_away, starts, ends, away_from, away_to = row[:7]
            if pk not in spells:
                seat = seats.get(row[7:]) or seats.setdefault(row[7:], Seat(*row[7:]))
                held_on = within(opened(starts, ends), part) if part else opened(starts, ends)
                spells[pk] = Spell(person, days_of.setdefault(held_on, held_on), (), seat)
            if is_away:
                spells[pk] = spells[pk]._replace(leaves=(*spells[pk].leaves, opened(away_from, away_to)))
        return list(spells.values())


class OrganizationsOfAudience:
    """The organizations of an audience some day from `first` to `last`, with who answers for them."""

    def __init__(self, criteria: list[Conditions], first: dt.date, last: dt.date) -> None:
        self.criteria, self.first, self.last = criteria, first, last

    @cached_property
    def days(self) -> dict[int, list[Days]]:
        """When each of them was in it."""
        found: dict[int, list[Days]] = defaultdict(list)
        for first, last in stretches(self.criteria, self.first, self.last):
            there: Any = organizations_during(self.criteria, first, last).order_by()
            part = first.isoformat(), last.isoformat()
            for pk, starts, ends in there.values_list("pk", written("starts_on"), written("ends_on")):
                found[pk].append(within(opened(starts, ends), part))
        return dict(found)

    def is_in(self, organization: int, day: Day) -> bool:
        """Whether it was in the audience on the day, one of the period's."""
        return any(is_open(days, day) for days in self.days.get(organization, ()))

    def is_always_in(self, organization: int, first: Day, last: Day) -> bool:
        """Whether it was in the audience on every day from `first` to `last`; not told of one who came and went."""
        return any(days[0] <= first and days[1] >= last for days in self.days.get(organization, ()))

    @cached_property
    def answering(self) -> Answering:
        return Answering(self.days)


def _is_in(day: str, spell: Spell) -> bool:
    """Served on the day."""
    return is_open(spell.days, day) and not _is_away(day, spell)


def _is_away(day: str, spell: Spell) -> bool:
    return any(is_open(away, day) for away in spell.leaves)
