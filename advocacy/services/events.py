"""Events: the week, the conference, the seminar in it."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from advocacy.models import Event
from crm.common import writes
from crm.common.permissions import Role, require
from crm.models import User


class Details(TypedDict, total=False):
    """What an event holds beside its name, kind and first day."""

    ends_on: dt.date | None
    parent: Event | None
    starts_at: dt.time | None
    ends_at: dt.time | None
    organizer: str
    url: str
    place: str
    description: str
    is_ours: bool
    is_cancelled: bool


class Changes(Details, total=False):
    name: str
    kind: str
    starts_on: dt.date


@transaction.atomic
def add(*, actor: User, name: str, kind: str, starts_on: dt.date, **details: Unpack[Details]) -> Event:
    require(actor, Role.EDITOR)
    return writes.save(Event(name=name, kind=kind, starts_on=starts_on, **details), actor=actor)


@transaction.atomic
def edit(*, actor: User, event: Event, version: int | None = None, **changes: Unpack[Changes]) -> Event:
    """Change what is given. Raises Conflict when `version` is not the stored one."""
    require(actor, Role.EDITOR)
    writes.check_version(event, version)
    current = writes.locked(event)
    changed = writes.assign(current, changes)
    if current.parent_id and current.parent_id in _descendants(current):
        raise ValidationError({"parent": _("Arrangemanget kan inte ingå i något som ingår i det.")})
    if changed:
        writes.save(current, actor=actor)
    return current


def _descendants(event: Event) -> set[int]:
    found: set[int] = set()
    waiting = {event.pk}
    while waiting:
        waiting = set(Event.objects.filter(parent__in=waiting).values_list("pk", flat=True)) - found
        found |= waiting
    return found
