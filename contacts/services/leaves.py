"""Leave from a mandate: dated stretches in which the seat is held and somebody else serves."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from contacts import permissions
from contacts.choices import ServingStatus
from contacts.models import Membership, MembershipStatus
from crm.common import writes
from crm.models import User


@transaction.atomic
def add(
    *,
    membership: Membership,
    actor: User,
    starts_on: dt.date | None,
    ends_on: dt.date | None = None,
    source: str = "",
    source_on: dt.date | None = None,
    reason: str = "",
) -> MembershipStatus:
    """Say that the holder is on leave from `starts_on` to `ends_on`, both days included, within the mandate."""
    permissions.require_editing(actor)
    held = writes.locked(membership)
    leave = MembershipStatus(
        membership=held, status=ServingStatus.ON_LEAVE, starts_on=starts_on, ends_on=ends_on,
        source=source, source_on=source_on,
    )  # fmt: skip
    _check(leave)
    return writes.save(leave, actor=actor, reason=reason)


@transaction.atomic
def edit(
    *,
    leave: MembershipStatus,
    actor: User,
    starts_on: dt.date | None,
    ends_on: dt.date | None,
    source: str = "",
    source_on: dt.date | None = None,
    reason: str = "",
) -> MembershipStatus:
    """Set right when a leave began and ended. Changing nothing leaves no trace."""
    permissions.require_editing(actor)
    writes.locked(leave.membership)
    current = writes.locked(leave)
    days = {"starts_on": starts_on, "ends_on": ends_on, "source": source, "source_on": source_on}
    if writes.assign(current, days):
        _check(current)
        writes.save(current, actor=actor, reason=reason)
    return current


@transaction.atomic
def remove(*, leave: MembershipStatus, actor: User, reason: str = "") -> None:
    """Take away a leave that never was. What was said stays in history."""
    permissions.require_editing(actor)
    writes.remove(writes.locked(leave), actor=actor, reason=reason)


def _check(leave: MembershipStatus) -> None:
    held = leave.membership
    first, last = leave.starts_on, leave.ends_on
    if held.is_struck:
        raise ValidationError(_("Uppdraget är struket."))
    if first and last and last < first:
        raise ValidationError({"ends_on": _("Slutdagen ligger före startdagen.")})
    if held.starts_on and first and first < held.starts_on:
        raise ValidationError({"starts_on": _("Ledigheten börjar före uppdraget.")})
    if held.ends_on and ((first and first > held.ends_on) or (last and last > held.ends_on)):
        raise ValidationError({"ends_on": _("Uppdraget slutar redan %(day)s.") % {"day": held.ends_on.isoformat()}})
    others = MembershipStatus.objects.filter(membership=held, status=leave.status).exclude(pk=leave.pk)
    if first:
        others = others.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first))
    if last:
        others = others.filter(Q(starts_on__isnull=True) | Q(starts_on__lte=last))
    if others.exists():
        raise ValidationError({"starts_on": _("Den tiden finns redan en ledighet.")})
