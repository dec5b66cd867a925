"""Roles, and the one question that pages, services, commands and the API ask of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from crm.models import User


class Role(models.TextChoices):
    """A role is a group with this name; each includes those before it."""

    READER = "reader", _("Läsare")
    EDITOR = "editor", _("Redaktör")
    MANAGER = "manager", _("Ansvarig")
    ADMIN = "admin", _("Administratör")


ORDER = [Role.READER, Role.EDITOR, Role.MANAGER, Role.ADMIN]


def role_of(user: Any) -> Role | None:
    """The highest role of a user; None for anonymous, inactive and outsiders. One query, then kept."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return None
    if user.is_system:
        return Role.ADMIN
    if not hasattr(user, "_role"):
        names = set(user.groups.values_list("name", flat=True))
        user._role = next((r for r in reversed(ORDER) if r.value in names), None)
    return user._role


def can(user: Any, role: Role) -> bool:
    """Whether `user` holds `role` or one above it."""
    held = role_of(user)
    return held is not None and ORDER.index(held) >= ORDER.index(role)


def is_member(user: Any) -> bool:
    """Whether `user` may see anything at all."""
    return role_of(user) is not None


def require(user: User, role: Role) -> None:
    """Raise PermissionDenied unless `user` holds `role` or one above it."""
    if not can(user, role):
        raise PermissionDenied(_("Du saknar behörighet att göra detta."))
