"""Whom to ask when a body lacks somebody: people with a mandate that would fill the gap."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Case, Q, Value, When

from contacts.models import Membership, Organization, Person
from contacts.querysets import tree
from contacts.querysets.membership import MembershipQuerySet
from contacts.querysets.person import PersonQuerySet
from contacts.services.composition import Finding
from crm.models import User


def candidates(finding: Finding, organization: Organization, day: dt.date, actor: User) -> PersonQuerySet:
    """People outside the body who serve somewhere on `day` and would count in the group, those we know best first.

    Who does not want to be contacted is not among them.
    """
    people = Person.objects.visible_to(actor).pickable().filter(do_not_contact=False)
    inside = Membership.objects.active_on(day).filter(organization=organization)
    people = people.exclude(pk__in=inside.order_by().values("person"))
    held = Membership.objects.serving_on(day).filter(organization__is_own_body=False)
    people = people.holding(_fitting(finding, held))
    if finding.sector:
        people = people.filter(Q(sector=finding.sector) | Q(sector="", pk__in=_in_sector(finding.sector, held)))
    known = Case(
        When(tier="A", then=Value(0)), When(tier="B", then=Value(1)), When(tier="C", then=Value(2)), default=Value(3)
    )
    usual = Case(When(sector__in=_usual_sectors(organization, day), then=Value(0)), default=Value(1))
    return people.order_by(usual, known, "sort_key", "pk")


def can_be_asked_for(finding: Finding) -> bool:
    """Whether the group says who would fill it: of 'at least 200 in all' anybody would."""
    return bool(finding.area or finding.organization or finding.party or finding.side or finding.sector)


def _fitting(finding: Finding, held: MembershipQuerySet) -> MembershipQuerySet:
    if finding.area:
        own, inherited = Q(area__county=finding.area), Q(area__county=None, organization__area__county=finding.area)
        held = held.filter(own | inherited)
    if finding.organization:
        held = held.filter(organization__in=tree.below(finding.organization.pk))
    if finding.party:
        held = held.filter(party=finding.party)
    if finding.side:
        held = held.filter(side=finding.side)
    return held


def _in_sector(sector: str, held: MembershipQuerySet) -> Any:
    return held.filter(organization__sector=sector).order_by().values("person")


def _usual_sectors(organization: Organization, day: dt.date) -> list[str]:
    """The sector that most of those who sit there come from."""
    sectors = list(
        Membership.objects.active_on(day)
        .filter(organization=organization)
        .exclude(person__sector="")
        .values_list("person__sector", flat=True)
    )
    return [max(sorted(set(sectors)), key=sectors.count)] if sectors else []
