"""Days reckoned in the database, the same on both."""

from __future__ import annotations

from typing import Any

from django.db.models import DateField, Func


class YearBefore(Func):
    """The same day a year before; of 29 February, the 28th."""

    arity = 1
    output_field = DateField()
    template = "(%(expressions)s - INTERVAL '1 year')::date"

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        # SQLite by itself makes 1 March of 29 February.
        template = (
            "DATE(%(expressions)s, '-1 year', "
            "CASE SUBSTR(%(expressions)s, 6) WHEN '02-29' THEN '-1 day' ELSE '+0 day' END)"
        )
        sql, parameters = super().as_sql(compiler, connection, template=template, **extra)
        return sql, [*parameters, *parameters]
