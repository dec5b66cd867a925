"""Who is in an audience on a day: criteria turned into filters on dated memberships or on organizations.

A day is a date, or an `OuterRef` to a column with one ("on the day of the meeting").
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import Any

from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from advocacy.choices import Dimension, GoalUnit
from advocacy.models.audience import CHOICES_OF_DIMENSION, RELATION_OF_DIMENSION, Audience, AudienceCondition
from contacts.choices import NewIn, OrganizationKind, RoleKind
from contacts.models import (
    Area,
    ContactListMember,
    CustomerMembership,
    Membership,
    Organization,
    OrganizationResponsibility,
    OrganizationTag,
    Person,
    PersonTag,
)
from contacts.querysets.membership import MembershipQuerySet, newly_elected_q, serving_q
from crm.common.dates import active_q

Day = dt.date | F
Conditions = dict[str, list[Any]]

# A council or board decides for the organization it belongs to: whoever sits there answers for the parent.
BODIES_OF_PARENT = (OrganizationKind.ASSEMBLY, OrganizationKind.BOARD)
# What is asked as of a day, with the rows that say so; everything else is so on every day.
DATED: dict[str, Any] = {
    Dimension.RESPONSIBILITY: OrganizationResponsibility,
    Dimension.CUSTOMER_STATUS: CustomerMembership,
    Dimension.CONTACT_LIST: ContactListMember,
}
_FIELD: dict[str, str] = {
    Dimension.RESPONSIBILITY: "responsibility", Dimension.CUSTOMER_STATUS: "status",
    Dimension.CONTACT_LIST: "contact_list",
}  # fmt: skip
# A substitute who stands in for nobody.
IDLE = Q(kind=RoleKind.SUBSTITUTE, stands_in_for__isnull=True)
NONE = Q(pk__in=())
# How many yeses and noes one number of the database holds.
BITS = 60


def deeper(day: Day) -> Day:
    """The same day, one subquery further in. An F is a day of the membership itself."""
    if isinstance(day, OuterRef):
        return OuterRef(day)
    return OuterRef(day.name) if isinstance(day, F) else day  # type: ignore[attr-defined]


def criteria_of(audience: Audience) -> list[Conditions]:
    """The audience's rows, each as {dimension: accepted values}. One query. Rows without a condition match nobody."""
    return criteria_of_all([audience])[audience.pk]


def criteria_of_all(audiences: Iterable[Audience]) -> dict[int, list[Conditions]]:
    """As `criteria_of`, of many audiences by their ids, in one query."""
    rows: dict[int, dict[int, Conditions]] = {audience.pk: {} for audience in audiences}
    conditions = AudienceCondition.objects.filter(criterion__audience__in=rows).annotate(of=F("criterion__audience"))
    for condition in conditions.order_by("criterion_id"):
        row = rows[condition.of].setdefault(condition.criterion_id, {})
        row.setdefault(condition.dimension, []).append(_value(condition))
    return {audience: list(found.values()) for audience, found in rows.items()}


def _value(condition: AudienceCondition) -> Any:
    if condition.dimension in CHOICES_OF_DIMENSION:
        return condition.value
    return getattr(condition, f"{RELATION_OF_DIMENSION[condition.dimension]}_id")


def _any_of(rows: Iterable[Conditions], build: Callable[[str, list[Any], Day], Q], day: Day) -> Q | None:
    """OR of the rows, AND of each row's dimensions; None when there is no row at all."""
    total: Q | None = None
    for row in rows:
        q = Q()
        for dimension, values in row.items():
            q &= build(dimension, values, day)
        # Who asks nothing of an organization (a list of people alone) means none, whatever the other rows ask.
        q = q or NONE
        total = q if total is None else total | q
    return total


# --- Unit person: memberships ------------------------------------------------------------------------


def memberships_in(criteria: list[Conditions], day: dt.date | OuterRef) -> MembershipQuerySet:
    """Memberships that put their holder in the audience on `day`.

    Serving that day, in the register, not in our own bodies. When a new term begins on the day that the old one
    ends, both may hold that day; the person is counted once.
    """
    wanted = _any_of(criteria, _membership_q, day)
    return Membership.objects.none() if wanted is None else _serving(day).filter(wanted)


def memberships_during(criteria: list[Conditions], first: dt.date, last: dt.date) -> MembershipQuerySet:
    """Memberships that put their holder in the audience on some day from `first` to `last`, both included.

    Those on leave for a while too, but no substitute who stood in for nobody. What else the criteria ask must be the
    same on all of the days (`stretches`).
    """
    wanted = _any_of(criteria, _membership_q, last)
    if wanted is None:
        return Membership.objects.none()
    held = Q(starts_on__isnull=True) | Q(starts_on__lte=last), Q(ends_on__isnull=True) | Q(ends_on__gte=first)
    return _of_others().valid().filter(*held, wanted).exclude(IDLE)


def has_dated(criteria: list[Conditions]) -> bool:
    """Whether the criteria ask for something that is so on some days and not on others, besides the mandates."""
    return any(dimension in DATED for row in criteria for dimension in row)


def stretches(criteria: list[Conditions], first: dt.date, last: dt.date) -> list[tuple[dt.date, dt.date]]:
    """The days from `first` to `last` in parts, in each of which what the criteria ask is the same on all days.

    The mandates' own days left aside. One query for each sort of row that decides it.
    """
    turns = {first}
    for dimension in {dimension for row in criteria for dimension in row if dimension in DATED}:
        of: Any = DATED[dimension].objects.filter(**{f"{_FIELD[dimension]}__in": _values(criteria, dimension)})
        for starts, ends in of.order_by().values_list("starts_on", "ends_on").distinct():
            turns |= {day for day in (starts, ends and ends + dt.timedelta(days=1)) if day and first < day <= last}
    days = [*sorted(turns), last + dt.timedelta(days=1)]
    return [(a, b - dt.timedelta(days=1)) for a, b in pairwise(days)]


def _values(criteria: list[Conditions], dimension: str) -> list[Any]:
    return [value for row in criteria for value in row.get(dimension, ())]


def memberships_ended_in(criteria: list[Conditions], first: dt.date, last: dt.date) -> MembershipQuerySet:
    """Memberships that put their holder in the audience until they ended, from `first` to `last`, both included.

    Those on leave from the seat too, but no substitute who stood in for nobody.
    """
    wanted = _any_of(criteria, _membership_q, F("ends_on"))
    if wanted is None:
        return Membership.objects.none()
    return _of_others().valid().filter(wanted, ends_on__range=(first, last)).exclude(IDLE)


def _serving(day: dt.date | OuterRef) -> MembershipQuerySet:
    return _of_others().serving_on(day)


def _of_others() -> MembershipQuerySet:
    """Memberships that can put their holder in an audience on some day."""
    # The few that were merged away are one set; joined, every person would be read.
    gone = Person.objects.filter(merged_into__isnull=False).order_by().values("pk")
    return Membership.objects.filter(organization__is_own_body=False).exclude(person__in=gone)


MEMBERSHIP_LOOKUP = {
    Dimension.ORGANIZATION_KIND: "organization__kind__in",
    Dimension.LEVEL: "organization__level__in",
    Dimension.SECTOR: "organization__sector__in",
    Dimension.ROLE_KIND: "kind__in",
    Dimension.PARTY: "party__in",
}


def _membership_q(dimension: str, values: list[Any], day: Day) -> Q:
    if dimension in MEMBERSHIP_LOOKUP:
        return Q(**{MEMBERSHIP_LOOKUP[Dimension(dimension)]: values})
    match dimension:
        case Dimension.AREA:
            own = in_area(values, "area")
            inherited = in_area(values, "organization__area")
            return own | (Q(area__isnull=True) & inherited)
        case Dimension.ORGANIZATION:
            return Q(organization__in=values) | Q(
                organization__parent__in=values, organization__kind__in=BODIES_OF_PARENT
            )
        case Dimension.RESPONSIBILITY:
            return Q(Exists(_responsible(values, deeper(day), OuterRef("organization"))))
        case Dimension.CUSTOMER_STATUS:
            itself = Exists(_customers(values, deeper(day), OuterRef("organization")))
            its_parent = Exists(_customers(values, deeper(day), OuterRef("organization__parent")))
            return Q(itself) | Q(its_parent, organization__kind__in=BODIES_OF_PARENT)
        case Dimension.TAG:
            on_person = PersonTag.objects.filter(tag__in=values, person=OuterRef("person"))
            on_body = OrganizationTag.objects.filter(tag__in=values, organization=OuterRef("organization"))
            return Q(Exists(on_person)) | Q(Exists(on_body))
        case Dimension.CONTACT_LIST:
            on_list = ContactListMember.objects.filter(
                active_q(deeper(day)), contact_list__in=values, person=OuterRef("person")
            )
            return Q(Exists(on_list))
        case Dimension.NEWLY_ELECTED:
            # The mandate's own term says of whom it is asked, whichever the day.
            return newly_elected_q(everywhere=NewIn.ASSEMBLY not in values)
    raise ValueError(f"unknown dimension {dimension!r}")


# --- Unit organization ---------------------------------------------------------------------------------


def organizations_in(criteria: list[Conditions], day: dt.date | OuterRef) -> QuerySet[Organization]:
    """Organizations in the audience that exist on `day`. What only people have (roles, lists) is left aside.

    A row that asks nothing else matches none.
    """
    wanted = _any_of(criteria, _organization_q, day)
    return Organization.objects.none() if wanted is None else _others().filter(active_q(day)).filter(wanted)


def organizations_during(criteria: list[Conditions], first: dt.date, last: dt.date) -> QuerySet[Organization]:
    """As `organizations_in`, on some day from `first` to `last`; what else is asked must be so on all (`stretches`)."""
    wanted = _any_of(criteria, _organization_q, last)
    if wanted is None:
        return Organization.objects.none()
    held = Q(starts_on__isnull=True) | Q(starts_on__lte=last), Q(ends_on__isnull=True) | Q(ends_on__gte=first)
    return _others().filter(*held, wanted)


def _others() -> QuerySet[Organization]:
    """Organizations that can be in an audience on some day."""
    return Organization.objects.filter(merged_into__isnull=True, is_own_body=False)


ORGANIZATION_LOOKUP = {
    Dimension.ORGANIZATION_KIND: "kind__in",
    Dimension.LEVEL: "level__in",
    Dimension.SECTOR: "sector__in",
    Dimension.PARTY: "as_party__in",
    Dimension.ORGANIZATION: "pk__in",
}


def _organization_q(dimension: str, values: list[Any], day: Day) -> Q:
    if dimension in ORGANIZATION_LOOKUP:
        return Q(**{ORGANIZATION_LOOKUP[Dimension(dimension)]: values})
    match dimension:
        case Dimension.ROLE_KIND | Dimension.CONTACT_LIST | Dimension.NEWLY_ELECTED:
            return Q()
        case Dimension.AREA:
            return in_area(values, "area")
        case Dimension.RESPONSIBILITY:
            return Q(Exists(_responsible(values, deeper(day), OuterRef("pk"))))
        case Dimension.CUSTOMER_STATUS:
            return Q(Exists(_customers(values, deeper(day), OuterRef("pk"))))
        case Dimension.TAG:
            return Q(Exists(OrganizationTag.objects.filter(tag__in=values, organization=OuterRef("pk"))))
    raise ValueError(f"unknown dimension {dimension!r}")


def in_area(areas: list[Any], path: str) -> Q:
    """In one of the areas, in a county among them, or in a municipality that became part of one of them."""
    within = Area.objects.filter(Q(pk__in=areas) | Q(county__in=areas) | Q(successor__in=areas))
    return Q(**{f"{path}__in": within.order_by().values("pk")})


def _responsible(values: list[Any], day: Day, organization: OuterRef) -> QuerySet[Any]:
    return OrganizationResponsibility.objects.filter(
        active_q(day), responsibility__in=values, organization=organization
    )


def _customers(values: list[Any], day: Day, organization: OuterRef) -> QuerySet[Any]:
    return CustomerMembership.objects.filter(active_q(day), status__in=values, organization=organization)


# --- Many audiences at once ------------------------------------------------------------------------------

Asked = tuple[str, int, dt.date]


def units_of_each(
    asked: Iterable[Asked], criteria: dict[int, list[Conditions]], people: Collection[int] = ()
) -> dict[Asked, set[int]]:
    """The ids of the units of each (unit, id of the audience, day), as `memberships_in` and `organizations_in` say.

    One query, which reads every membership and every organization once for some fifty audiences. `criteria` as of
    `criteria_of_all`. With `people`, of people these alone.
    """
    found: dict[Asked, set[int]] = {key: set() for key in asked}
    by_unit: dict[str, dict[int, None]] = defaultdict(dict)
    for unit, audience, _day in found:
        if criteria[audience]:
            by_unit[unit][audience] = None
    days = sorted({day for _unit, _audience, day in found})
    most = max(1, (BITS - len(days)) // max(1, len(days)))
    passes = [
        _Pass(unit, audiences[n : n + most], days, criteria)
        for unit, audiences in ((unit, list(every)) for unit, every in by_unit.items())
        for n in range(0, len(audiences), most)
    ]
    arms = [one.rows(number, people) for number, one in enumerate(passes)]
    units: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, pk, mark in arms[0].union(*arms[1:], all=True) if arms else ():
        units[number, mark].append(pk)
    for (number, mark), pks in units.items():
        for key in passes[number].says(mark):
            found.setdefault(key, set()).update(pks)
    return found


class _Pass:
    """One reading of all memberships (or organizations), each marked with the audiences that it is in.

    The bits of the mark: is there on the first day, the second …; then what each audience asks, once if it is the
    same on every day, else once for each.
    """

    def __init__(self, unit: str, audiences: list[int], days: list[dt.date], criteria: dict[int, list[Conditions]]):
        self.unit, self.days, self.criteria = unit, days, criteria
        self.is_person = unit == GoalUnit.PERSON
        # The audience, the number of the day (None: any), and the bit that says so.
        self.bits: list[tuple[int, int | None, int]] = []
        for audience in audiences:
            for n in range(len(days)) if has_dated(criteria[audience]) else (None,):
                self.bits.append((audience, n, 1 << len(days) + len(self.bits)))

    def rows(self, number: int, people: Collection[int]) -> Any:
        """Rows of (`number`, unit, mark)."""
        rows: Any = _of_others() if self.is_person else _others()
        if people and self.is_person:
            rows = rows.filter(person__in=people)
        there = [serving_q(day) if self.is_person else active_q(day) for day in self.days]
        mark: Any = Value(0, output_field=BigIntegerField())
        for n, q in enumerate(there):
            mark += _bit(q, 1 << n)
        for audience, day, bit in self.bits:
            build = _membership_q if self.is_person else _organization_q
            mark += _bit(_any_of(self.criteria[audience], build, self.days[day or 0]), bit)
        rows = rows.filter(reduce(or_, there)).annotate(mark=mark).order_by()
        return rows.values_list(Value(number), "person" if self.is_person else "pk", "mark")

    def says(self, mark: int) -> Iterator[Asked]:
        """The audiences, with the days, that a row with this mark is in."""
        for audience, only, bit in self.bits:
            for n, day in enumerate(self.days):
                if mark & bit and mark & 1 << n and only in (None, n):
                    yield self.unit, audience, day


def _bit(q: Q | None, bit: int) -> Case:
    return Case(When(q, then=Value(bit)), default=Value(0), output_field=BigIntegerField())
