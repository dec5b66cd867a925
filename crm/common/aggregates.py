"""Aggregates that both databases have under different names."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Aggregate, JSONField, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject


class JSONList(Aggregate):
    """Values gathered to one JSON list, in no order."""

    function = "JSONB_AGG"
    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return super().as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **extra)


def rows_of(queryset: QuerySet[Any], link: str, **fields: Any) -> Subquery:
    """What belongs to the outer row through `link`, as one JSON list of objects: small parts without a query each.

    None when there are none. Days are ISO text, truth is 0 or 1 on SQLite.
    """
    found = queryset.filter(**{link: OuterRef("pk")}).order_by().values(link)
    return Subquery(found.annotate(rows=JSONList(JSONObject(**fields))).values("rows"), output_field=JSONField())


def grouped(queryset: QuerySet[Any], key: str, value: str) -> dict[Any, list[Any]]:
    """The values by their key, gathered by the database: tens of thousands of rows come as few.

    `queryset` gives columns named `key` and `value`, whole numbers, and may be grouped itself, which Django's
    aggregates cannot be once more.
    """
    connection = connections[queryset.db]
    statement, values = queryset.query.sql_with_params()
    key, value = connection.ops.quote_name(key), connection.ops.quote_name(value)
    gathered = "JSON_GROUP_ARRAY" if connection.vendor == "sqlite" else "JSON_AGG"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key}, {gathered}({value}) FROM ({statement}) AS found GROUP BY {key}", values)  # noqa: S608
        return {found: json.loads(rows) if isinstance(rows, str) else rows for found, rows in cursor.fetchall()}


def counted(queryset: QuerySet[Any], *names: str) -> dict[tuple[Any, ...], int]:
    """How many rows of `queryset` have each combination of the columns `names`.

    Of distinct rows, counted once they are: `Count(distinct=True)` sorts them all on both databases.
    """
    connection = connections[queryset.db]
    try:
        statement, values = queryset.query.sql_with_params()
    except EmptyResultSet:
        return {}
    columns = ", ".join(connection.ops.quote_name(name) for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}, COUNT(*) FROM ({statement}) AS found GROUP BY {columns}", values)  # noqa: S608
        return {(*found,): number for *found, number in cursor.fetchall()}
