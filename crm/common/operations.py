"""Large changes that can be taken back: an import, a merge, a bulk change.

Whatever is written inside `operation(…)` carries it in its history rows; that is the undo log, and there is no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction

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
            yield made
        finally:
            _current.reset(token)


def name_operation(history_instance: Any, **kwargs: Any) -> None:
    """Receiver of simple-history's `pre_create_historical_record`."""
    history_instance.operation = current()
