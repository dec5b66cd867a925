"""Motion periods: the days of a Riksdag session in which members may move motions freely."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from advocacy.models import MotionPeriod
from crm.common import writes
from crm.common.permissions import Role, require
from crm.models import User


@transaction.atomic
def add(*, actor: User, **fields: Any) -> MotionPeriod:
    require(actor, Role.MANAGER)
    return writes.save(MotionPeriod(**fields), actor=actor)


@transaction.atomic
def edit(*, actor: User, period: MotionPeriod, version: int | None = None, **fields: Any) -> MotionPeriod:
    """Change what is given. Raises Conflict when `version` is not the stored one."""
    require(actor, Role.MANAGER)
    writes.check_version(period, version)
    current = writes.locked(period)
    if writes.assign(current, fields):
        writes.save(current, actor=actor)
    return current
