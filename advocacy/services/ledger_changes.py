"""What reading a source adds, changes and takes away, gathered row by row and stored in a few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db import models

from crm.common import writes
from crm.models import User


class Changes:
    """Rows of the models of `order`, in which what others refer to comes first."""

    def __init__(self, *order: type[models.Model]) -> None:
        self.order = order
        self.new: dict[type[models.Model], list[models.Model]] = defaultdict(list)
        self.changed: dict[type[models.Model], dict[int, models.Model]] = defaultdict(dict)
        self.fields: dict[type[models.Model], set[str]] = defaultdict(set)
        self.gone: dict[type[models.Model], list[models.Model]] = defaultdict(list)

    def __bool__(self) -> bool:
        return any(self.new.values()) or any(self.changed.values()) or any(self.gone.values())

    def add(self, obj: models.Model) -> None:
        self.new[type(obj)].append(obj)

    def remove(self, obj: models.Model) -> None:
        self.gone[type(obj)].append(obj)

    def differ(self, obj: models.Model, values: Mapping[str, Any]) -> bool:
        """Give a stored row `values`; whether any of them was new to it. A row that is new itself just takes them."""
        changed = [name for name, value in values.items() if not _says(obj, name, value)]
        for name in changed:
            setattr(obj, name, values[name])
        if changed and obj.pk is not None:
            self.changed[type(obj)][obj.pk] = obj
            self.fields[type(obj)].update(changed)
        return bool(changed)

    def store(self, *, actor: User, reason: str) -> None:
        """The caller holds the transaction. Raises ValidationError."""
        for rows in self.gone.values():
            writes.remove_many(rows, actor=actor, reason=reason)
        for model in self.order:
            writes.create_many(self.new[model], actor=actor, reason=reason)
        for model, by_id in self.changed.items():
            writes.change_many([*by_id.values()], self.fields[model], actor=actor, reason=reason)


def _says(obj: models.Model, name: str, value: Any) -> bool:
    """Whether the row holds `value` already; a related row that is not stored yet is never held."""
    if isinstance(value, models.Model):
        return value.pk is not None and obj.__dict__[f"{name}_id"] == value.pk
    field = obj._meta.get_field(name)
    return bool(obj.__dict__[field.attname] == value)  # type: ignore[union-attr]
