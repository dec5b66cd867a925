"""An organization's dated membership of the cooperation that uses the product."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from contacts import permissions
from contacts.models import CustomerMembership, Organization
from crm.common import writes
from crm.models import User


@transaction.atomic
def add(
    *,
    organization: Organization,
    status: str,
    actor: User,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    source: str = "",
    reason: str = "",
) -> CustomerMembership:
    """Give an organization a membership for a time. One that goes on ends the day before the new one begins."""
    permissions.require_editing(actor)
    writes.locked(organization)
    held = CustomerMembership(
        organization=organization, status=status, starts_on=starts_on, ends_on=ends_on, source=source
    )
    if starts_on:
        _end_open(organization, starts_on, actor, reason)
    _check(held)
    return writes.save(held, actor=actor, reason=reason)


@transaction.atomic
def edit(*, membership: CustomerMembership, actor: User, reason: str = "", **fields: Any) -> CustomerMembership:
    """Set right what a period says, or end it. Changing nothing leaves no trace."""
    permissions.require_editing(actor)
    writes.locked(membership.organization)
    current = writes.locked(membership)
    if writes.assign(current, fields):
        _check(current)
        writes.save(current, actor=actor, reason=reason)
    return current


@transaction.atomic
def remove(*, membership: CustomerMembership, actor: User, reason: str = "") -> None:
    """Take away a period that never was. What it said stays in history."""
    permissions.require_editing(actor)
    writes.remove(writes.locked(membership), actor=actor, reason=reason)


def _end_open(organization: Organization, day: dt.date, actor: User, reason: str) -> None:
    earlier = Q(starts_on__isnull=True) | Q(starts_on__lt=day)
    for row in CustomerMembership.objects.filter(earlier, organization=organization, ends_on__isnull=True):
        row.ends_on = day - dt.timedelta(days=1)
        writes.save(row, actor=actor, reason=reason)


def _check(held: CustomerMembership) -> None:
    """Raise ValidationError when another period stands in the way: an organization has one status on a day."""
    if held.starts_on and held.ends_on and held.ends_on < held.starts_on:
        raise ValidationError({"ends_on": _("Slutdagen ligger före startdagen.")})
    others = CustomerMembership.objects.filter(organization=held.organization).exclude(pk=held.pk)
    if held.starts_on:
        others = others.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=held.starts_on))
    if held.ends_on:
        others = others.filter(Q(starts_on__isnull=True) | Q(starts_on__lte=held.ends_on))
    if other := others.first():
        raise ValidationError(
            {"starts_on": _("Den tiden är organisationen redan %(status)s.") % {"status": other.get_status_display()}}
        )
