"""What is asked of a mandate: all of one and the same, on one day."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict

from contacts.models import Area, Membership, Organization
from contacts.querysets import tree
from contacts.querysets.membership import MembershipQuerySet
from crm.common.dates import today
from crm.common.days import DayField
from crm.common.text import words

# Filters that are answered together, of one membership.
NAMES = (
    "role_kind", "role", "newly_elected", "new_everywhere", "side", "party", "level", "kind", "organization", "below",
    "committee", "county", "municipality", "constituency", "day", "began_from", "began_to", "ended_from", "ended_to",
)  # fmt: skip

LOOKUPS = {
    "party": "party__code__in",
    "level": "organization__level__in",
    "kind": "organization__kind__in",
    "role_kind": "kind__in",
    "side": "side__in",
    "constituency": "area__in",
    "committee": "organization__in",
    "began_from": "starts_on__gte",
    "began_to": "starts_on__lte",
    "ended_from": "ends_on__gte",
    "ended_to": "ends_on__lte",
}
PERIODS = ("began_from", "began_to", "ended_from", "ended_to")


def day_asked(query: QueryDict) -> dt.date:
    """The day whose mandates a list of people shows: the one asked of, else today."""
    with contextlib.suppress(ValidationError):
        return DayField(required=False).clean(query.get("day", "")) or today()
    return today()


def asked_of_mandates(asked: Mapping[str, Any]) -> MembershipQuerySet | None:
    """The memberships that answer every question in `asked`; None when none is put.

    They hold on `day`; without a day they hold today, unless one asks when they began or ended.
    """
    given = {name: asked[name] for name in NAMES if asked.get(name) not in (None, "", False) and len_of(asked[name])}
    given.pop("below", None)
    if not given:
        return None
    held = Membership.objects.valid()
    if "day" in given or not any(name in given for name in PERIODS):
        held = held.active_on(given.get("day") or today())
    if "newly_elected" in given:
        held = held.newly_elected(given.get("day"))
    if "new_everywhere" in given:
        held = held.new_everywhere(given.get("day"))
    for name, lookup in LOOKUPS.items():
        if name in given:
            held = held.filter(**{lookup: given[name]})
    return held.filter(*(build(given[name], asked) for name, build in BUILT.items() if name in given))


def len_of(value: Any) -> int:
    return len(value) if hasattr(value, "__len__") else 1


def in_counties(codes: Any) -> Q:
    """A mandate's county is its own area's, else its organization's."""
    inside = Area.objects.filter(county__code__in=codes).order_by().values("pk")
    there = Organization.objects.filter(area__in=inside).order_by().values("pk")
    return Q(area__in=inside) | Q(area__county__isnull=True, organization__in=there)


def _in_municipalities(areas: Any, asked: Mapping[str, Any]) -> Q:
    """In one of them, or in one that became part of it."""
    own = Q(area__in=areas) | Q(area__successor__in=areas)
    there = Q(organization__area__in=areas) | Q(organization__area__successor__in=areas)
    return own | (Q(area__isnull=True) & there)


def _in_organizations(organizations: Any, asked: Mapping[str, Any]) -> Q:
    condition = Q(organization__in=organizations)
    if asked.get("below"):
        for organization in organizations:
            condition |= Q(organization__in=tree.below(organization.pk))
    return condition


def _with_role(text: str, asked: Mapping[str, Any]) -> Q:
    """Roles with every word of `text`, without regard to å ä ö or case. There are some hundreds in all."""
    return Q(role__in=Membership.objects.roles_matching(words(text)))


BUILT = {
    "county": lambda codes, asked: in_counties(codes),
    "municipality": _in_municipalities,
    "organization": _in_organizations,
    "role": _with_role,
}
