"""How services write: validated, versioned, with a history entry that names the actor."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar

from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext as _

from crm.common import bulk, keeping, operations, undo_log
from crm.common.checking import Checker
from crm.common.models import Versioned
from crm.common.search.vocabulary import learn_from
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


def hold(model: type[models.Model], ids: Collection[int]) -> None:
    """Hold these rows until the transaction ends (on databases that can), always in the order of their ids.

    A service that is going to change what hangs on several rows holds these first, as a merge of them does:
    organizations, then people, then what hangs on them. In another order two may come to wait for each other.
    """
    if not connection.features.has_select_for_update:
        return
    for chunk in undo_log.chunks(sorted(ids)):
        held = model._base_manager.select_for_update(no_key=True, of=("self",)).filter(pk__in=chunk).order_by("pk")
        list(held.values_list("pk", flat=True))


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


def _remember(obj: models.Model) -> None:
    """Within an operation: how the row stood, if its history does not say so already."""
    if operations.current() and not obj._state.adding and undo_log.is_tracked(type(obj)):
        undo_log.remember(type(obj), [obj.pk])


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
    _remember(obj)
    if not obj._state.adding and hasattr(obj, "version"):
        obj.version += 1
    obj._history_user = actor  # type: ignore[attr-defined]
    if obj._state.adding:
        obj.save()
        keeping.put_right_of([obj])
    else:
        with keeping.put_right(obj._meta.model, [obj.pk]):
            obj.save()
    learn_from([obj])
    return obj


def remove(obj: models.Model, *, actor: User, reason: str = "") -> None:
    """Delete one row of a link or detail; what it held stays in history."""
    obj._history_user = actor  # type: ignore[attr-defined]
    if reason:
        obj._change_reason = reason[:100]  # type: ignore[attr-defined]
    _remember(obj)
    with keeping.put_right(obj._meta.model, [obj.pk]):
        obj.delete()


def create_many(objs: Sequence[M], *, actor: User, reason: str = "", is_checked: bool = False) -> list[M]:
    """Store many new rows of one model with history, in a few statements.

    Fields are validated row by row without queries (no uniqueness checks: the database's
    constraints stand for those), unless the caller has done so (`is_checked`). Raises ValidationError.
    """
    if not is_checked:
        _check_many(objs)
    learn_from(objs)
    stored = bulk.insert(objs, actor=actor, reason=reason)
    keeping.put_right_of(stored)
    return stored


def change_many(
    objs: Sequence[M], names: Collection[str], *, actor: User, reason: str = "", is_checked: bool = False
) -> None:
    """Store the fields `names` of many changed rows of one model, with a version more and history, in a few statements.

    What the model derives of them is stored too. Validated as in `create_many`. Raises ValidationError.
    """
    if not objs:
        return
    if not is_checked:
        _check_many(objs)
    model: Any = type(objs[0])
    if operations.current() and undo_log.is_tracked(model):
        undo_log.remember(model, [obj.pk for obj in objs])
    stored = {*names, *_derived(model)}
    if issubclass(model, Versioned):
        stored |= {"version", "updated_at"}
        now = timezone.now()
        for obj in objs:
            obj.version += 1  # type: ignore[attr-defined]
            obj.updated_at = now  # type: ignore[attr-defined]
    learn_from(objs)
    with keeping.put_right(model, [obj.pk for obj in objs]):
        bulk.change(objs, sorted(stored), actor=actor, reason=reason)


def remove_many(objs: Sequence[models.Model], *, actor: User, reason: str = "") -> None:
    """Delete many rows of one model that nothing points at (links, details), each with its history entry."""
    if not objs:
        return
    model: Any = type(objs[0])
    ids = [obj.pk for obj in objs]
    if operations.current() and undo_log.is_tracked(model):
        undo_log.remember(model, ids)
    bulk.record(model, ids, kind="-", actor=actor, reason=reason)
    with keeping.put_right(model, ids):
        for first in range(0, len(ids), bulk.CHUNK):
            rows = model._base_manager.filter(pk__in=ids[first : first + bulk.CHUNK])
            rows._raw_delete(rows.db)


def _derived(model: Any) -> list[str]:
    """The fields that `derive()` fills: those that nobody edits and that history does not keep."""
    if not hasattr(model, "derive") or not undo_log.is_tracked(model):
        return []
    tracked = {field.name for field in model.history.model.tracked_fields}
    return [field.name for field in model._meta.concrete_fields if field.name not in tracked]


def _check_many(objs: Sequence[models.Model]) -> None:
    if not objs:
        return
    checker = Checker(type(objs[0]))
    derives = hasattr(type(objs[0]), "derive")
    for obj in objs:
        if derives:
            obj.derive()  # type: ignore[attr-defined]
        checker.check(obj)
