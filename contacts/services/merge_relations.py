"""What points at a row, and which of it holds anything: a merge walks every relation, of which most are empty."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, models

Relation = tuple[type[models.Model], Any]


@cache
def relations_to(target: type[models.Model]) -> tuple[Relation, ...]:
    """Every foreign key of our tables to `target`: (model, field)."""
    return tuple(
        (model, field)
        for model in apps.get_models()
        if not hasattr(model, "instance_type")
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is target
    )


def holding(relations: Sequence[Relation], pk: int) -> list[Relation]:
    """Those of `relations` by which any row points at the row `pk`. One query."""
    if not relations:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_question(tuple(relations)), [pk] * len(relations))
        found = {number for (number,) in cursor.fetchall()}
    return [relation for number, relation in enumerate(relations) if number in found]


@cache
def _question(relations: tuple[Relation, ...]) -> str:
    quoted = connection.ops.quote_name
    return " UNION ALL ".join(
        f"SELECT {number} WHERE EXISTS (SELECT 1 FROM {quoted(model._meta.db_table)} "  # noqa: S608 our own names
        f"WHERE {quoted(field.column)} = %s)"
        for number, (model, field) in enumerate(relations)
    )
