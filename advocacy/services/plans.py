"""Changes of goals."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from advocacy.models import Goal
from crm.common import writes
from crm.common.permissions import Role, require
from crm.models import User


@transaction.atomic
def edit_goal(*, actor: User, goal: Goal, version: int | None = None, **fields: Any) -> Goal:
    """Change a goal's statement, kind, unit, audience or target. Managers only. Raises Conflict, ValidationError."""
    require(actor, Role.MANAGER)
    writes.check_version(goal, version)
    current = writes.locked(goal)
    if writes.assign(current, fields):
        writes.save(current, actor=actor)
    return current
