"""Saved views: who may keep, change and share them."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from crm.common import saved_views, writes
from crm.common.permissions import Role, can, require
from crm.models import SavedView, User


@transaction.atomic
def add(
    *, actor: User, list_name: str, name: str, query: str, columns: Sequence[str] = (), is_shared: bool = False
) -> SavedView:
    """Keep a list as it looks: anybody for themselves, editors for all."""
    require(actor, Role.READER)
    _require_sharing(actor, is_shared)
    view = SavedView(owner=actor, list_name=list_name, name=_tidy(name), is_shared=is_shared, query=query)
    view.columns = list(columns)
    return writes.save(view, actor=actor)


@transaction.atomic
def edit(*, actor: User, view: SavedView, name: str, is_shared: bool, version: int | None = None) -> SavedView:
    """Rename, share or stop sharing."""
    current = _current(actor, view, version)
    if is_shared and not current.is_shared:
        _require_sharing(actor, True)
    if writes.assign(current, {"name": _tidy(name), "is_shared": is_shared}):
        writes.save(current, actor=actor)
    return current


@transaction.atomic
def replace(
    *, actor: User, view: SavedView, query: str, columns: Sequence[str] = (), version: int | None = None
) -> SavedView:
    """Make the view show what the list shows now."""
    current = _current(actor, view, version)
    if writes.assign(current, {"query": query, "columns": list(columns)}):
        writes.save(current, actor=actor)
    return current


@transaction.atomic
def remove(*, actor: User, view: SavedView, version: int | None = None) -> None:
    writes.remove(_current(actor, view, version), actor=actor)


def _current(actor: User, view: SavedView, version: int | None) -> SavedView:
    writes.check_version(view, version)
    current = writes.locked(view)
    if not saved_views.may_change(actor, current):
        raise PermissionDenied(_("En delad vy ändras av den som skapade den, eller av en ansvarig."))
    return current


def _require_sharing(actor: User, is_shared: bool) -> None:
    if is_shared and not can(actor, Role.EDITOR):
        raise PermissionDenied(_("Den som får ändra i registret kan dela vyer med alla."))


def _tidy(name: str) -> str:
    return " ".join(name.split())
