"""The register's named rules. Every member may read it (`visible_to`); editors and those above them may change it."""

from __future__ import annotations

from typing import Any

from contacts.models import Note
from crm.common.permissions import Role, can, require
from crm.models import User


def may_edit(user: Any) -> bool:
    """Whether `user` may add, change and archive people, organizations and their roles."""
    return can(user, Role.EDITOR)


def require_editing(actor: User) -> None:
    """Raise PermissionDenied unless `actor` may change the register."""
    require(actor, Role.EDITOR)


def may_manage(user: Any) -> bool:
    """Whether `user` may change the register's reference data: tags, parties, areas, responsibilities, terms."""
    return can(user, Role.MANAGER)


def require_managing(actor: User) -> None:
    """Raise PermissionDenied unless `actor` may change the reference data."""
    require(actor, Role.MANAGER)


def may_change_note(user: Any, note: Note) -> bool:
    """One's own notes as an editor; a manager everybody's."""
    return can(user, Role.MANAGER) or (can(user, Role.EDITOR) and note.written_by_id == user.pk)


def may_add(user: Any) -> bool:
    """Whether `user` may add people and organizations; today whoever may edit them."""
    return may_edit(user)


def require_adding(actor: User) -> None:
    """Raise PermissionDenied unless `actor` may add to the register."""
    require(actor, Role.EDITOR)
