"""New objects of models, made a dozen times faster than by calling the model: a long list makes hundreds of thousands.

Fields that are not named take their defaults, as they would have; what reacts to the making of an object (signals of
`__init__`) is passed by. Relations are given as objects, stored or not, or as `…_id`.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from django.db.models import Model
from django.db.models.base import ModelState

M = TypeVar("M", bound=Model)


@cache
def _blank(model: type[Model]) -> tuple[dict[str, Any], dict[str, str]]:
    """(values of an object of which nothing is said, the columns of its relations by their names)."""
    fields = model._meta.concrete_fields
    blank = {field.attname: field.get_default() for field in fields}
    return blank, {field.name: field.attname for field in fields if field.is_relation}


def make(model: type[M], **values: Any) -> M:
    blank, relations = _blank(model)
    obj = model.__new__(model)
    state = ModelState()
    attributes = {**blank, **values, "_state": state}
    for name in relations.keys() & values.keys():
        other = values[name]
        attributes[relations[name]] = other.id if other is not None else None  # `pk` is ten times as slow to ask
        state.fields_cache[name] = other
        del attributes[name]
    obj.__dict__ = attributes
    return obj
