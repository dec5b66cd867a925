"""Terms of office."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts import permissions
from contacts.choices import Level, OrganizationKind, TermBody
from contacts.models import Organization, Term
from contacts.querysets.membership import LEVEL_OF_BODY
from crm.common import writes
from crm.models import User


class TermFields(TypedDict, total=False):
    name: str
    body: str
    organization: Organization | None
    starts_on: dt.date | None
    ends_on: dt.date | None


BODY_OF_LEVEL = {level: body for body, level in LEVEL_OF_BODY.items()}


def body_of(organization: Organization) -> TermBody | None:
    """The sort of body whose terms an organization has: the Riksdag, a council, a committee or board under one."""
    if organization.is_own_body or organization.level not in BODY_OF_LEVEL:
        return None
    body = BODY_OF_LEVEL[Level(organization.level)]
    if organization.kind == OrganizationKind.ASSEMBLY:
        return body
    is_board = organization.kind == OrganizationKind.BOARD and body != TermBody.RIKSDAG
    return TermBody.BOARD if is_board else None


def of_organization(organization: Organization) -> list[Term]:
    """The terms of an organization by their days, the oldest first: its own where it has some, else those of its sort.

    One query; none for an organization without terms.
    """
    body = body_of(organization)
    if body is None:
        return []
    its = Q(organization__isnull=True) | Q(organization=organization)
    found = list(Term.objects.filter(its, body=body, starts_on__isnull=False).order_by("starts_on"))
    return [term for term in found if term.organization_id] or found


def holding(organization: Organization, day: dt.date | None) -> Term | None:
    """The term of an organization that `day` falls in."""
    if day is None:
        return None
    return next((term for term in reversed(of_organization(organization)) if term.holds_on(day)), None)


def turn_around(organization: Organization, day: dt.date) -> list[dict[str, Any]]:
    """The two days between which one term of an organization became the next: `term` and `day` of each.

    The turn that is nearest to `day`. Nothing for an organization that has not two terms.
    """
    pairs = pairwise(of_organization(organization))
    turns = [(after.starts_on, before, after) for before, after in pairs if after.starts_on]
    near = min(turns, key=lambda turn: abs(turn[0] - day), default=None)
    if near is None:
        return []
    first, before, after = near
    return [{"term": before, "day": first - dt.timedelta(days=1)}, {"term": after, "day": first}]


@transaction.atomic
def add(*, actor: User, **fields: Unpack[TermFields]) -> Term:
    """Add a term of a sort of body, or of one body alone."""
    permissions.require_managing(actor)
    term = Term(**fields)
    _check(term)
    return writes.save(term, actor=actor)


@transaction.atomic
def edit(*, term: Term, actor: User, **fields: Unpack[TermFields]) -> Term:
    permissions.require_managing(actor)
    current = writes.locked(term)
    if writes.assign(current, fields):
        _check(current)
        writes.save(current, actor=actor)
    return current


@transaction.atomic
def remove(*, term: Term, actor: User) -> None:
    """Remove a term that no mandate belongs to."""
    permissions.require_managing(actor)
    current = writes.locked(term)
    used = current.memberships.count()
    if used:
        said = ngettext("%(n)s uppdrag hör till mandatperioden.", "%(n)s uppdrag hör till mandatperioden.", used)
        raise ValidationError(said % {"n": used})
    writes.remove(current, actor=actor)


def _check(term: Term) -> None:
    same = Term.objects.filter(body=term.body, organization=term.organization, starts_on=term.starts_on)
    if same.exclude(pk=term.pk).exists():
        raise ValidationError({"starts_on": _("Det finns redan en mandatperiod från den dagen.")})
