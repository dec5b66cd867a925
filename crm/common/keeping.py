"""Figures that are stored because they take long to work out, put right whenever what they follow from is written.

`writes` and `undo` do this for every model that has a filling in `extensions.kept_figures`; code that stores such
rows past them works the figure out anew itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models

from crm.common import extensions
from crm.common.undo_log import chunks


@contextmanager
def put_right(model: type[models.Model], ids: Collection[int]) -> Iterator[None]:
    """Afterwards the figures that follow from these rows are right: of those they were about, and are about now."""
    figures = extensions.kept_figures.for_model(model._meta.label)
    before = [_owners(figure, ids) for figure in figures]
    yield
    for figure, owners in zip(figures, before, strict=True):
        figure.refresh(owners | _owners(figure, ids))


def put_right_of(objs: Collection[models.Model]) -> None:
    """The same of rows that were stored just now for the first time."""
    for model in {type(obj) for obj in objs}:
        for figure in extensions.kept_figures.for_model(model._meta.label):
            figure.refresh(_owners(figure, [obj.pk for obj in objs if type(obj) is model]))


def _owners(figure: extensions.KeptFigure, ids: Collection[int]) -> set[Any]:
    return {owner for chunk in chunks(ids) for owner in figure.owners(chunk)}
