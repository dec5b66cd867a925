"""Which fields of a row can go back by themselves, when others have been changed since.

Most mean nothing to each other. Those that do: what a constraint of the model names together, what the model or a base
of it lists in `belong_together` (groups of names), and what says something of the row as a whole (`tell_of_the_whole`:
struck, verified): when that has been changed since, the row stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint


def stands(model: type[models.Model], own: Iterable[str], since: Iterable[str]) -> bool:
    """Whether the fields `own` may go back though the fields `since` (attnames, both) were changed after them."""
    wanted, later = set(own), set(since)
    bound = wanted.union(*(group for group in _groups(model) if group & wanted), _whole(model))
    return not bound & later


@cache
def _whole(model: type[models.Model]) -> frozenset[str]:
    return frozenset(_attnames(model, _listed(model, "tell_of_the_whole")))


@cache
def _groups(model: type[models.Model]) -> tuple[frozenset[str], ...]:
    bound: list[Any] = [c for c in model._meta.constraints if isinstance(c, CheckConstraint | UniqueConstraint)]
    groups = [*_listed(model, "belong_together"), *(set(_named(constraint)) for constraint in bound)]
    return tuple(frozenset(_attnames(model, group)) for group in groups)


def _listed(model: type[models.Model], name: str) -> list[Any]:
    """What the model and each of its bases list under `name`."""
    return [item for base in model.__mro__ for item in base.__dict__.get(name, ())]


def _attnames(model: type[models.Model], names: Iterable[str]) -> list[str]:
    return [str(model._meta.get_field(name).attname) for name in names]  # type: ignore[union-attr]


def _named(part: Any) -> Iterator[str]:
    """The names of the fields that a constraint, or a part of one, is about."""
    if isinstance(part, F):
        yield str(part.name).split("__")[0]  # type: ignore[attr-defined]
    elif isinstance(part, Q):
        for child in part.children:
            yield from _named(child)
    elif isinstance(part, tuple):
        name, value = part
        yield name.split("__")[0]
        # The values that `__in` lists name nothing.
        yield from _named(None if isinstance(value, tuple | list) else value)
    elif isinstance(part, UniqueConstraint):
        yield from part.fields
        for piece in (*part.expressions, part.condition):
            yield from _named(piece)
    elif isinstance(part, CheckConstraint):
        yield from _named(part.condition)
    elif hasattr(part, "get_source_expressions"):
        for piece in part.get_source_expressions():
            yield from _named(piece)
