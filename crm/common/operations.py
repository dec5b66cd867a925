"""Large changes that can be taken back: an import, a merge, a bulk change.

Whatever is written inside `operation(…)` carries it in its history rows; that is the undo log, and there is no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models, transaction

from crm.common import keeping
from crm.models import Operation, User

_current: ContextVar[Operation | None] = ContextVar("operation", default=None)


def current() -> Operation | None:
    """The operation that is going on."""
    return _current.get()


@contextmanager
def operation(*, kind: str, title: str, actor: User) -> Iterator[Operation]:
    """One transaction whose every history row names the operation that is made here and given back.

    `kind` is one of `Operation.Kind`; `title` says in Swedish what was done ('Etikett Almedalen satt på 12 personer').
    """
    with transaction.atomic():
        made = Operation.objects.create(kind=kind, title=title[:200], created_by=actor)
        token = _current.set(made)
        try:
            with keeping.once():
                yield made
        finally:
            _current.reset(token)


def name_operation(history_instance: Any, **kwargs: Any) -> None:
    """Receiver of simple-history's `pre_create_historical_record`."""
    history_instance.operation = current()


def remember_mark(row: models.Model, *names: str) -> None:
    """Note how a row without history stands, before the operation that is going on changes or deletes it.

    With `names` only what it holds in those fields, which alone change: the rest is not kept beyond its time.
    """
    going_on = current()
    if going_on is None:
        return
    fields = [f for f in type(row)._meta.concrete_fields if not names or f.primary_key or f.name in names]
    values = {f.attname: None if getattr(row, f.attname) is None else f.value_to_string(row) for f in fields}
    going_on.result.setdefault("marks", []).append([row._meta.label, values])
    going_on.save(update_fields=["result"])
