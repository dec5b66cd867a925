"""How the two units of reach count: people by themselves, organizations by who answers for them.

The figures made of these are in `reach.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from advocacy.models import ReachEntry
from advocacy.querysets.audience import memberships_in, organizations_in
from advocacy.querysets.reach_entry import MET_THEN, STEP, TOUCHED_THEN
from advocacy.services import acted
from advocacy.services.reach_answering import NOT_SUBSTITUTES, unit_of
from advocacy.services.reach_audience import OrganizationsOfAudience, PeopleOfAudience, Seat
from advocacy.services.reach_contacted import Answered, Answers
from contacts.choices import NewIn, RoleKind, ServingStatus
from contacts.models import Area, Membership, MembershipStatus, Organization, Person
from crm.common.dates import active_q, year_before

if TYPE_CHECKING:
    from advocacy.services.reach import Reach

UNKNOWN = "okänd"


@dataclass(frozen=True)
class Group:
    """One cell of the split: units of the audience with this party and county, and how many of them were met."""

    party: str
    county: int | None
    audience: int
    covered: int


class PeopleUnits:
    """How people count: met themselves; in the audience by a membership they serve."""

    def __init__(self, reach: Reach) -> None:
        self.reach = reach

    def all_units(self) -> QuerySet[Person]:
        return Person.objects.filter(merged_into__isnull=True)

    def condition(self, name: str) -> Q:
        """Those of one set: audience, met, touched or met_as_audience."""
        entries = self.reach.entries.of_people()
        match name:
            case "audience":
                return Q(pk__in=_ids(memberships_in(self.reach.criteria, self.reach.last), "person"))
            case "met":
                return Q(pk__in=_ids(entries.met(), "person"))
            case "touched":
                return Q(pk__in=_ids(entries, "person"))
            case "met_as_audience":
                then = memberships_in(self.reach.criteria, OuterRef("held_on")).filter(person=OuterRef("person"))
                return Q(pk__in=_ids(entries.met().filter(Exists(then)), "person"))
        raise ValueError(f"unknown set {name!r}")

    def ids(self, name: str) -> set[int]:
        """As `condition`, for counting: all four sets in three queries, whose rows are few."""
        match name:
            case "audience":
                return set(self.seats)
            case "met_as_audience":
                return self._met_as_audience
        return self._counted[name]

    @cached_property
    def _met_as_audience(self) -> set[int]:
        return self._people.there(self.ids("met"), self.reach.entries.of_people().met())

    @cached_property
    def _counted(self) -> dict[str, set[int]]:
        """Those met and those touched in the period."""
        sets: dict[str, set[int]] = {"met": set(), "touched": set()}
        for does, people in self._contributions.items():
            for name, bit in (("met", MET_THEN), ("touched", TOUCHED_THEN)):
                if does & bit:
                    sets[name].update(people)
        return sets

    def audience_steps(self) -> dict[int, int]:
        """Everybody in the audience with their step, public acts included. Officials have no public position."""
        since, last = year_before(self.reach.last), self.reach.last
        levels = {person: seat.level for person, seat in self.seats.items() if seat.kind != RoleKind.OFFICIAL}
        deeds = acted.steps(self.reach.goal.branch, levels, since, last)
        steps = dict.fromkeys(self.seats, 0)
        for does, people in self._contributions.items():
            steps.update(dict.fromkeys(self.seats.keys() & people, does // STEP))
        return steps | deeds

    @cached_property
    def _contributions(self) -> dict[int, list[int]]:
        """The people of the goal's contacts, by what they did (see `by_what_they_did`). Read once."""
        reach, year = self.reach, year_before(self.reach.last)
        entries = ReachEntry.objects.of_goal(reach.goal).between(min(reach.first, year), reach.last)
        return entries.readable_by(reach.reader).of_people().by_what_they_did(first=reach.first, year=year)

    @property
    def seats(self) -> dict[int, Seat]:
        """Everybody in the audience, with what is told of the mandate that puts them there."""
        return self._people.seats

    @cached_property
    def _people(self) -> PeopleOfAudience:
        reach = self.reach
        return reach.audiences.people(reach.goal.audience if reach.has_audience else None, reach.first, reach.last)

    def with_seat(self, people: Any) -> Any:
        """`seat`: the mandate that puts each in the audience; of several the highest level, then the newest."""
        held = memberships_in(self.reach.criteria, self.reach.last)
        return people.annotate(seat=Subquery(held.filter(person=OuterRef("pk")).by_weight().values("pk")[:1]))

    def with_mandates(self, people: Iterable[Person]) -> list[Any]:
        """The same people with `counted_as`: the mandate that puts each in the audience, else what they held then.

        'Then' is the last day of the period. Two queries.
        """
        rows: list[Any] = list(people)
        held = memberships_in(self.reach.criteria, self.reach.last).filter(person__in=rows)
        counted: dict[int, Membership] = {}
        for membership in held.by_weight().with_names():
            counted.setdefault(membership.person_id, membership)
        others = Membership.objects.active_on(self.reach.last).exclude(organization__is_own_body=True)
        for membership in others.filter(person__in=rows).exclude(person__in=counted).by_weight().with_names():
            counted.setdefault(membership.person_id, membership)
        for row in rows:
            row.counted_as = counted.get(row.pk)
        return rows

    def of_group(self, people: QuerySet[Person], party: str, county: str) -> QuerySet[Person]:
        if not (party or county):
            return people
        seats: Any = Membership.objects.with_county()
        if party:
            seats = seats.filter(party__isnull=True) if party == UNKNOWN else seats.filter(party__code=party)
        if county:
            seats = seats.filter(county_id=None if county == UNKNOWN else _county(county))
        return self.with_seat(people).filter(seat__in=seats.order_by().values("pk"))

    def groups(self) -> list[Group]:
        """By party and county of the mandate that puts each in the audience."""
        audience: Counter[tuple[str | None, int | None]] = Counter()
        covered = audience.copy()
        for seat, n, n_met in self.by_seat:
            audience[seat.party, seat.county] += n
            covered[seat.party, seat.county] += n_met
        return [Group(key[0] or UNKNOWN, key[1], n, covered[key]) for key, n in audience.items()]

    @cached_property
    def by_seat(self) -> list[tuple[Seat, int, int]]:
        """How many of the audience have each sort of seat, and how many of them were met."""
        audience = Counter(self.seats.values())
        covered = Counter(self.seats[person] for person in self.seats.keys() & self.ids("met"))
        return [(seat, n, covered[seat]) for seat, n in audience.items()]

    def by_new(self) -> dict[NewIn | None, tuple[int, int]]:
        """Covered and audience of those new everywhere, those new in the assembly alone, and the others. Two queries.

        By the assembly of the level on which the mandate that puts each in the audience is held: who is in it by a
        committee of the Riksdag was elected to the Riksdag.
        """
        last, met = self.reach.last, self.ids("met")
        new = self.reach.audiences.new_seats(self.seats, last)
        where = {person: new.get((person, seat.level)) for person, seat in self.seats.items()}
        audience = Counter(where.values())
        covered = Counter(new_in for person, new_in in where.items() if person in met)
        return {new_in: (covered[new_in], audience[new_in]) for new_in in (NewIn.EVERYWHERE, NewIn.ASSEMBLY, None)}


class OrganizationUnits:
    """How organizations count: somebody who decides or answers there was met.

    A met person answers for the organization they stand in the contact for, and for every organization of the
    audience where they served that day; one who sits in a council or board answers for what it belongs to. A
    two-way contact with the organization itself (a ministry's mailbox) counts too.
    """

    def __init__(self, reach: Reach) -> None:
        self.reach = reach

    def all_units(self) -> QuerySet[Organization]:
        return Organization.objects.filter(merged_into__isnull=True, is_own_body=False)

    def condition(self, name: str) -> Q:
        """Those of one set: audience, met, touched or met_as_audience."""
        match name:
            case "audience":
                return Q(pk__in=_ids(self._in_audience(self.reach.last), "pk"))
            case "met":
                return self._answered_for(self.reach.entries.met())
            case "touched":
                return self._answered_for(self.reach.entries)
            case "met_as_audience":
                return self._met_as_audience()
        raise ValueError(f"unknown set {name!r}")

    def ids(self, name: str) -> set[int]:
        """As `condition`, for counting: the contacts are read once for all sets."""
        return self._audience if name == "audience" else getattr(self._answered, name)

    @cached_property
    def _audience(self) -> set[int]:
        there, last = self._there, self.reach.last.isoformat()
        return {unit for unit in there.days if there.is_in(unit, last)}

    @cached_property
    def _answered(self) -> Answered:
        """Those met, touched, and met on a day when they were in the audience."""
        reach = self.reach
        return Answers(reach.goal, reach.contacted, reach.audiences, self._there).found()

    @cached_property
    def _there(self) -> OrganizationsOfAudience:
        reach = self.reach
        return reach.audiences.organizations(reach.goal.audience if reach.has_audience else None, *reach.days)

    def _met_as_audience(self) -> Q:
        """Met on a day when the organization was in the audience."""
        met = self.reach.entries.met()
        there = self._was_in_audience("unit_id")
        with_itself = met.filter(self._was_in_audience("organization_id"), organization__isnull=False)
        return (
            Q(pk__in=_ids(self._stood_for(met).filter(there), "unit_id"))
            | Q(pk__in=_ids(self._served(met).filter(there), "unit_id"))
            | Q(pk__in=_ids(with_itself, "organization"))
        )

    def groups(self) -> list[Group]:
        met = self.ids("met")
        rows = self._in_audience(self.reach.last).order_by().values_list("pk", "area__county_id")
        counties = dict(rows)
        audience = Counter(counties.values())
        covered = Counter(county for organization, county in counties.items() if organization in met)
        return [Group(UNKNOWN, county, n, covered[county]) for county, n in audience.items()]

    def with_mandates(self, organizations: Iterable[Organization]) -> list[Any]:
        """Organizations hold no mandate: as they are."""
        return list(organizations)

    def of_group(self, organizations: QuerySet[Organization], party: str, county: str) -> QuerySet[Organization]:
        if county == UNKNOWN:
            organizations = organizations.filter(area__county__isnull=True)
        elif county:
            organizations = organizations.filter(area__county=_county(county))
        return organizations.none() if party and party != UNKNOWN else organizations

    def _in_audience(self, day: Any) -> QuerySet[Organization]:
        return organizations_in(self.reach.criteria, day)

    def _was_in_audience(self, unit: str) -> Exists:
        return Exists(self._in_audience(OuterRef("held_on")).filter(pk=OuterRef(unit)))

    def _answered_for(self, entries: Any) -> Q:
        served = self._served(entries).filter(
            Q(unit_id__in=_ids(self._in_audience(self.reach.last), "pk")) | self._was_in_audience("unit_id")
        )
        return (
            Q(pk__in=_ids(self._stood_for(entries), "unit_id"))
            | Q(pk__in=_ids(served, "unit_id"))
            | Q(pk__in=_ids(entries.filter(organization__isnull=False), "organization"))
        )

    def _stood_for(self, entries: Any) -> Any:
        """The entries of somebody who stood in the contact for an organization, on leave there or not: `unit_id`."""
        return entries.filter(membership__isnull=False).annotate(unit_id=unit_of("membership__"))

    def _served(self, entries: Any) -> Any:
        """The entries, once for each membership served that day; `unit_id` is what it answers for."""
        leave = MembershipStatus.objects.filter(
            active_q(OuterRef("held_on")), status=ServingStatus.ON_LEAVE, membership=OuterRef("held__pk")
        )
        # One filter(): each further call would join the person's memberships once more, and ask of another of them.
        return (
            entries.annotate(held=FilteredRelation("person__memberships"))
            .filter(
                Q(held__starts_on__isnull=True) | Q(held__starts_on__lte=F("held_on")),
                Q(held__ends_on__isnull=True) | Q(held__ends_on__gte=F("held_on")),
                Q(held__stands_in_for__isnull=False) | Q(held__kind__in=NOT_SUBSTITUTES),
                ~Exists(leave),
                held__isnull=False,
                held__struck_at__isnull=True,
            )
            .annotate(unit_id=unit_of("held__"))
        )


def _county(code: str) -> Subquery:
    return Subquery(Area.objects.filter(kind="county", code=code).values("pk")[:1])


def _ids(queryset: QuerySet[Any], name: str) -> QuerySet[Any]:
    return queryset.order_by().values(name)
