"""How services write: validated, versioned, with a history entry that names the actor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from crm.common import operations
from crm.models import User

M = TypeVar("M", bound=models.Model)


class Conflict(Exception):
    """Somebody else has changed the row since it was read. `obj` is the row as it is now."""

    def __init__(self, obj: models.Model) -> None:
        self.obj = obj
        super().__init__(_("Någon annan har ändrat uppgifterna sedan du öppnade sidan."))


def locked(obj: M) -> M:
    """The row of `obj` as it is now, held until the transaction ends (on databases that can)."""
    return type(obj)._base_manager.select_for_update(of=("self",)).get(pk=obj.pk)


def check_version(obj: models.Model, version: int | None) -> None:
    """Raise Conflict if a `version` was given and the stored row has another one."""
    if version is None:
        return
    current = locked(obj)
    if current.version != version:  # type: ignore[attr-defined]
        raise Conflict(current)


def assign(obj: models.Model, fields: Mapping[str, Any]) -> bool:
    """Set the fields that differ. Returns whether any did."""
    changed = {name: new for name, new in fields.items() if getattr(obj, name) != new}
    for name, new in changed.items():
        setattr(obj, name, new)
    return bool(changed)


def _prepare(obj: models.Model, reason: str) -> None:
    if hasattr(obj, "derive"):
        obj.derive()
    if reason:
        obj._change_reason = reason[:100]  # type: ignore[attr-defined]


def save(obj: M, *, actor: User, reason: str = "") -> M:
    """Validate and store one row; its version goes up by one and its history names `actor`.

    Raises ValidationError when the row is wrong by itself.
    """
    _prepare(obj, reason)
    obj.full_clean()
    if not obj._state.adding and hasattr(obj, "version"):
        obj.version += 1
    obj._history_user = actor  # type: ignore[attr-defined]
    obj.save()
    return obj


def remove(obj: models.Model, *, actor: User, reason: str = "") -> None:
    """Delete one row of a link or detail; what it held stays in history."""
    obj._history_user = actor  # type: ignore[attr-defined]
    if reason:
        obj._change_reason = reason[:100]  # type: ignore[attr-defined]
    obj.delete()


def create_many(objs: Sequence[M], *, actor: User, reason: str = "", batch: int = 1000) -> list[M]:
    """Store many new rows of one model with history, in a few statements.

    Fields are validated row by row without queries (no uniqueness checks: the database's
    constraints stand for those). Raises ValidationError.
    """
    if not objs:
        return []
    model: Any = type(objs[0])
    for obj in objs:
        _prepare(obj, reason)
        obj.clean_fields(exclude=[f.name for f in obj._meta.fields if f.is_relation])
        obj.clean()
    if not hasattr(model, "history"):
        return model._base_manager.bulk_create(objs, batch_size=batch)
    return bulk_create_with_history(
        list(objs),
        model,
        batch_size=batch,
        default_user=actor,
        default_change_reason=reason[:100],
        custom_historical_attrs={"operation": operations.current()},
    )
