"""Who is in an audience on a day: criteria turned into filters on dated memberships or on organizations.

A day is a date, or an `OuterRef` to a column with one ("on the day of the meeting").
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from advocacy.choices import Dimension
from advocacy.models.audience import CHOICES_OF_DIMENSION, RELATION_OF_DIMENSION, Audience, AudienceCondition
from contacts.choices import OrganizationKind
from contacts.models import (
    ContactListMember,
    CustomerMembership,
    Membership,
    Organization,
    OrganizationResponsibility,
    OrganizationTag,
    PersonTag,
)
from contacts.querysets.membership import MembershipQuerySet
from crm.common.dates import active_q

Day = dt.date | OuterRef
Conditions = dict[str, list[Any]]

# A council or board decides for the organization it belongs to: whoever sits there answers for the parent.
BODIES_OF_PARENT = (OrganizationKind.ASSEMBLY, OrganizationKind.BOARD)


def deeper(day: Day) -> Day:
    """The same day, one subquery further in."""
    return OuterRef(day) if isinstance(day, OuterRef) else day


def criteria_of(audience: Audience) -> list[Conditions]:
    """The audience's rows, each as {dimension: accepted values}. Two queries. Rows without a condition match nobody."""
    conditions = AudienceCondition.objects.filter(criterion__audience=audience).order_by("criterion_id")
    rows: dict[int, Conditions] = defaultdict(lambda: defaultdict(list))
    for condition in conditions:
        rows[condition.criterion_id][condition.dimension].append(_value(condition))
    return [dict(row) for row in rows.values()]


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
        total = q if total is None else total | q
    return total


# --- Unit person: memberships ------------------------------------------------------------------------


def memberships_in(criteria: list[Conditions], day: Day) -> MembershipQuerySet:
    """Memberships that put their holder in the audience on `day`.

    Serving that day, in the register, not in our own bodies. When a new term begins on the day that the old one
    ends, both may hold that day; the person is counted once.
    """
    wanted = _any_of(criteria, _membership_q, day)
    if wanted is None:
        return Membership.objects.none()
    serving = Membership.objects.serving_on(day).filter(organization__is_own_body=False)
    return serving.filter(person__merged_into__isnull=True).filter(wanted)


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
    raise ValueError(f"unknown dimension {dimension!r}")


# --- Unit organization ---------------------------------------------------------------------------------


def organizations_in(criteria: list[Conditions], day: Day) -> QuerySet[Organization]:
    """Organizations in the audience that exist on `day`. What only people have (roles, lists) is left aside."""
    wanted = _any_of(criteria, _organization_q, day)
    if wanted is None:
        return Organization.objects.none()
    there = Organization.objects.filter(active_q(day), merged_into__isnull=True, is_own_body=False)
    return there.filter(wanted)


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
        case Dimension.ROLE_KIND | Dimension.CONTACT_LIST:
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
    return Q(**{f"{path}__in": areas}) | Q(**{f"{path}__county__in": areas}) | Q(**{f"{path}__successor__in": areas})


def _responsible(values: list[Any], day: Day, organization: OuterRef) -> QuerySet[Any]:
    return OrganizationResponsibility.objects.filter(
        active_q(day), responsibility__in=values, organization=organization
    )


def _customers(values: list[Any], day: Day, organization: OuterRef) -> QuerySet[Any]:
    return CustomerMembership.objects.filter(active_q(day), status__in=values, organization=organization)
