"""Making the search texts of many rows anew, in a migration."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

BATCH = 5_000


def rewrite(schema_editor: Any, model: Any, names: tuple[str, ...], text: Callable[..., str]) -> None:
    """Set `search_text` of every row to `text` of its fields `names`, a batch at a time."""
    quote = schema_editor.connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = ", ".join(map(quote, names))
    last = 0
    with schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute(
                f"SELECT id, {columns} FROM {table} WHERE id > %s ORDER BY id LIMIT {BATCH}",  # noqa: S608 own names
                [last],
            )
            rows = cursor.fetchall()
            if not rows:
                return
            last = rows[-1][0]
            made = [(text(*(value or "" for value in values)), pk) for pk, *values in rows]
            cursor.executemany(f"UPDATE {table} SET search_text = %s WHERE id = %s", made)  # noqa: S608 own names
