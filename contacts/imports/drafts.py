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
def _blank(model: type[Model]) -> tuple[dict[str, Any], frozenset[str]]:
    """(values of an object of which nothing is said, names of its relations)."""
    fields = model._meta.concrete_fields
    blank = {field.attname: field.get_default() for field in fields}
    return blank, frozenset(field.name for field in fields if field.is_relation)


def make(model: type[M], **values: Any) -> M:
    blank, relations = _blank(model)
    obj = model.__new__(model)
    state = ModelState()
    attributes = obj.__dict__
    attributes["_state"] = state
    attributes.update(blank)
    for name, value in values.items():
        if name in relations:
            attributes[f"{name}_id"] = value.pk if value is not None else None
            state.fields_cache[name] = value
        else:
            attributes[name] = value
    return obj
