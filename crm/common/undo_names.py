"""What rows are called when they are told of, by kind and name, without giving out what the reader may not see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import CASCADE

from crm.common.undo_log import chunks

Row = tuple[type[models.Model], int]


def labels_of(rows: Iterable[Row], user: Any) -> dict[Row, str]:
    """'Person: Maja Lindqvist'; of what `user` may not see, and of what is gone, the kind alone."""
    by_model: dict[type[models.Model], list[int]] = {}
    for model, pk in rows:
        by_model.setdefault(model, []).append(pk)
    labels: dict[Row, str] = {}
    for model, ids in by_model.items():
        kind = str(model._meta.verbose_name)
        kind = kind[:1].upper() + kind[1:]
        labels.update({(model, pk): kind for pk in ids})
        for chunk in chunks(ids):
            labels.update({(model, row.pk): f"{kind}: {_name(row)}" for row in visible(model, user, chunk)})
    return labels


def lines(model: type[models.Model], user: Any, ids: Iterable[int]) -> list[tuple[str, str]]:
    """(name, address) of the rows that `user` may see; a part has the address of its whole."""
    return [(_name(row), _address(row)) for row in visible(model, user, ids)]


def _address(row: models.Model) -> str:
    wholes = [getattr(row, f.name) for f in _wholes(type(row))]
    return next((found.get_absolute_url() for found in [row, *wholes] if hasattr(found, "get_absolute_url")), "")


def visible(model: type[models.Model], user: Any, ids: Iterable[int]) -> Any:
    """The rows that `user` may see; a part only if they may see the whole.

    `named_with` of a model lists what else its name is made of, to be read with it.
    """
    rows = _gate(model, user).filter(pk__in=ids)
    for whole in _wholes(model):
        if hasattr(whole.related_model._default_manager, "visible_to"):
            seen = _gate(whole.related_model, user).filter(pk=models.OuterRef(whole.attname))
            rows = rows.filter(models.Q(**{f"{whole.name}__isnull": True}) | models.Exists(seen))
    direct = [f.name for f in model._meta.concrete_fields if f.is_relation]
    return rows.select_related(*direct, *getattr(model, "named_with", ()))


def _gate(model: type[models.Model], user: Any) -> Any:
    manager = model._default_manager
    return manager.visible_to(user) if hasattr(manager, "visible_to") else manager.all()


def _wholes(model: type[models.Model]) -> list[Any]:
    fields: list[Any] = list(model._meta.concrete_fields)
    return [f for f in fields if f.is_relation and f.remote_field.on_delete is CASCADE]


def _name(row: models.Model) -> str:
    """'Almedalen (Maja Lindqvist)': a part is named with its whole."""
    name = str(row)
    wholes = [str(getattr(row, f.name)) for f in _wholes(type(row)) if getattr(row, f.attname)]
    others = [whole for whole in wholes if whole not in name]
    return f"{name} ({', '.join(others)})" if others else name
