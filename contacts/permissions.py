"""The register's named rules. Every member may read it (`visible_to`); editors and those above them may change it."""

from __future__ import annotations

from typing import Any

from crm.common.permissions import Role, can, require
from crm.models import User


def may_edit(user: Any) -> bool:
    """Whether `user` may add, change and archive people, organizations and their roles."""
    return can(user, Role.EDITOR)


def require_editing(actor: User) -> None:
    """Raise PermissionDenied unless `actor` may change the register."""
    require(actor, Role.EDITOR)
