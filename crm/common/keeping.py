"""Figures that are stored because they take long to work out, put right whenever what they follow from is written.

`writes` and `undo` do this for every model that has a filling in `extensions.kept_figures`; code that stores such
rows past them works the figure out anew itself.

Putting a figure right holds the rows it is about until the transaction ends. A service that writes several times is
therefore `once()`: figures are put right after its last write, all owners together and in one order. Held a few at a
time, two services that have two owners in common would each hold one and wait for the other: a deadlock.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models

from crm.common import extensions
from crm.common.undo_log import chunks

# What puts figures right, with the owners whose turn comes when the outermost `once()` ends.
_waiting: ContextVar[dict[Callable[[Collection[int]], None], set[Any]] | None] = ContextVar("waiting", default=None)


@contextmanager
def once() -> Iterator[None]:
    """Put figures right once, after the last write in here; within another `once()`, when that one ends.

    Stands inside the transaction, whose reads of the figures until then give the old ones.
    """
    if _waiting.get() is not None:
        yield
        return
    waiting: dict[Callable[[Collection[int]], None], set[Any]] = {}
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    # In one order for everybody, since each holds the rows that its figures are about.
    for refresh in dict.fromkeys(figure.refresh for figure in extensions.kept_figures):
        if refresh in waiting:
            refresh(waiting[refresh])


@contextmanager
def put_right(model: type[models.Model], ids: Collection[int]) -> Iterator[None]:
    """Afterwards the figures that follow from these rows are right: of those they were about, and are about now."""
    figures = extensions.kept_figures.for_model(model._meta.label)
    before = [_owners(figure, ids) for figure in figures]
    yield
    for figure, owners in zip(figures, before, strict=True):
        _refresh(figure, owners | _owners(figure, ids))


def put_right_of(objs: Collection[models.Model]) -> None:
    """The same of rows that were stored just now for the first time."""
    for model in {type(obj) for obj in objs}:
        for figure in extensions.kept_figures.for_model(model._meta.label):
            new = [obj for obj in objs if type(obj) is model]
            told = figure.owner and {getattr(obj, figure.owner) for obj in new}
            _refresh(figure, told or _owners(figure, [obj.pk for obj in new]))


def _refresh(figure: extensions.KeptFigure, owners: set[Any]) -> None:
    waiting = _waiting.get()
    if waiting is None:
        figure.refresh(owners)
    else:
        waiting.setdefault(figure.refresh, set()).update(owners)


def _owners(figure: extensions.KeptFigure, ids: Collection[int]) -> set[Any]:
    return {owner for chunk in chunks(ids) for owner in figure.owners(chunk)}
