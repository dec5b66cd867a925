"""Positions: what we say on a priority, in order."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from advocacy.models import Position, Priority
from crm.common import writes
from crm.common.dates import today
from crm.common.permissions import Role, require
from crm.models import User


@transaction.atomic
def add(*, actor: User, priority: Priority, text: str) -> Position:
    """A new position, after those that the priority has."""
    require(actor, Role.EDITOR)
    last = Position.objects.filter(priority=priority).aggregate(last=Max("order"))["last"]
    return writes.save(Position(priority=priority, text=text, order=(last or 0) + 1), actor=actor)


@transaction.atomic
def edit(*, actor: User, position: Position, text: str, version: int | None = None) -> Position:
    """Word a position anew. Raises Conflict, and ValidationError where a decision stands behind the words."""
    require(actor, Role.EDITOR)
    writes.check_version(position, version)
    current = writes.locked(position)
    if current.text == text:
        return current
    if current.decisions.exists():
        said = _("Ett beslut står bakom lydelsen. Ta ståndpunkten ur bruk och skriv den nya som en egen.")
        raise ValidationError({"text": said})
    current.text = text
    return writes.save(current, actor=actor)


@transaction.atomic
def retire(*, actor: User, position: Position, reason: str = "") -> Position:
    """We no longer say this. Decisions keep it. Saying so twice changes nothing."""
    require(actor, Role.EDITOR)
    current = writes.locked(position)
    if current.retired_on is None:
        current.retired_on = today()
        writes.save(current, actor=actor, reason=reason)
    return current


@transaction.atomic
def take_up(*, actor: User, position: Position) -> Position:
    """We say it again, after those in use."""
    require(actor, Role.EDITOR)
    current = writes.locked(position)
    if current.retired_on is not None:
        last = Position.objects.filter(priority=current.priority_id).aggregate(last=Max("order"))["last"]
        current.retired_on, current.order = None, (last or 0) + 1
        writes.save(current, actor=actor)
    return current


@transaction.atomic
def move(*, actor: User, position: Position, is_up: bool) -> None:
    """Let a position change places with the one in use before it, or after it; at the end nothing happens."""
    require(actor, Role.EDITOR)
    rows = list(
        Position.objects.in_use().filter(priority=position.priority_id).select_for_update().order_by("order", "pk")
    )
    ids = [row.pk for row in rows]
    if position.pk not in ids:
        return
    here = ids.index(position.pk)
    there = here - 1 if is_up else here + 1
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    changed = [row for number, row in enumerate(rows, 1) if row.order != number]
    for number, row in enumerate(rows, 1):
        row.order = number
    writes.change_many(changed, ["order"], actor=actor)
