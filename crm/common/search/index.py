"""Looking whole words up: PostgreSQL by a column of the words with a GIN index, which it keeps itself; SQLite by FTS5
tables that triggers keep.

Made after every `migrate`, not by a migration: SQLite makes a table anew when a column is added, and its triggers are
gone then. Every model with a `search_text` has an index.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections, models
from django.db.models.expressions import RawSQL

from crm.common.text import stem, tokens

LONGEST = 200
MOST_WORDS = 8
SHORTEST_PART = 3
TRIGGERS = {
    "insert": "AFTER INSERT ON {table} BEGIN {add} END",
    "delete": "AFTER DELETE ON {table} BEGIN {drop} END",
    "update": "AFTER UPDATE OF search_text ON {table} WHEN old.search_text IS NOT new.search_text"
    " BEGIN {drop} {add} END",
}
# Stored, not computed by the index alone: a word that half of a million rows hold is looked for by reading them.
VECTOR = "array_to_tsvector(array_remove(string_to_array(search_text, ' '), ''))"
COLUMN = "search_words"


@dataclass(frozen=True)
class Term:
    """A word, or a beginning of one; or several that must all be there."""

    words: tuple[str, ...]
    is_beginning: bool = False


@dataclass(frozen=True)
class Lookup:
    """What rows must hold: of every clause at least one term; and each of `parts` somewhere, also inside words."""

    clauses: tuple[tuple[Term, ...], ...]
    parts: tuple[str, ...] = ()

    @property
    def is_possible(self) -> bool:
        return bool(self.clauses or self.parts) and all(self.clauses)

    def for_fts5(self) -> str:
        return " AND ".join(f"({' OR '.join(map(_fts5, clause))})" for clause in self.clauses)

    def for_tsquery(self) -> str:
        return " & ".join(f"({' | '.join(map(_tsquery, clause))})" for clause in self.clauses)


# Words are letters and digits only (`text.tokens`), so that quotes are enough.
def _fts5(term: Term) -> str:
    said = " AND ".join(f'"{word}"' for word in term.words)
    return f"{said}*" if term.is_beginning else f"({said})" if len(term.words) > 1 else said


def _tsquery(term: Term) -> str:
    said = " & ".join(f"'{word}'" for word in term.words)
    return f"{said}:*" if term.is_beginning else f"({said})"


def ids(model: type[models.Model], lookup: Lookup, vendor: str, newest: int = 0) -> RawSQL:
    """The ids of the rows that hold the clauses of `lookup`, as a subquery; of very many the last `newest`."""
    table = model._meta.db_table
    last = f" ORDER BY {'id' if vendor == 'postgresql' else 'rowid'} DESC LIMIT {newest}" if newest else ""
    if vendor == "postgresql":
        sql, wanted = f'SELECT id FROM "{table}" WHERE {COLUMN} @@ %s::tsquery{last}', lookup.for_tsquery()  # noqa: S608
    else:
        sql, wanted = f'SELECT rowid FROM "{table}_search" WHERE "{table}_search" MATCH %s{last}', lookup.for_fts5()  # noqa: S608
    return RawSQL(sql, [wanted])  # noqa: S611 our own table names, and words of letters and digits


def condition(queryset: Any, lookup: Lookup) -> models.Q:
    """`lookup` as a condition on the rows of `queryset`."""
    if not lookup.is_possible:
        return models.Q(pk__in=[])
    found = models.Q(search_text__contains=lookup.parts[0]) if lookup.parts else models.Q()
    for part in lookup.parts[1:]:
        found &= models.Q(search_text__contains=part)
    if lookup.clauses:
        found &= models.Q(pk__in=ids(queryset.model, lookup, connections[queryset.db].vendor))
    return found


def whole(word: str) -> Lookup:
    return Lookup(((Term((word,)),),))


def begun(word: str) -> Lookup:
    return Lookup(((Term((word,), is_beginning=True),),))


def holding_stems(queryset: Any, text: str) -> Any:
    """The rows whose running text has every word of `text`, in any form, or one that begins so. Without words: all."""
    clauses = tuple(clause for lookup in each_stem(text) for clause in lookup.clauses)
    return holding(queryset, Lookup(clauses)) if clauses else queryset


def each_stem(text: str) -> list[Lookup]:
    """One lookup for each word of `text`, in any form, where they may stand in different rows."""
    stems = dict.fromkeys(stem(word) for word in tokens(text[:LONGEST])[:MOST_WORDS])
    return [Lookup(((Term((word,), is_beginning=len(word) >= SHORTEST_PART),),)) for word in stems]


def holding(queryset: Any, lookup: Lookup) -> Any:
    """The rows of `queryset` that hold what `lookup` asks for."""
    return queryset.filter(condition(queryset, lookup))


def any_of(*subqueries: Any) -> RawSQL:
    """The ids in any of some subqueries (querysets of one column, or what `ids` gives), as one set.

    As one set the rows are found from it; as conditions with OR between, every row of the table would be tested.
    """
    parts, params = [], []
    for number, subquery in enumerate(subqueries):
        sql, given = (subquery.sql, subquery.params) if isinstance(subquery, RawSQL) else _sql_of(subquery)
        parts.append(f"SELECT * FROM ({sql}) AS s{number}")  # noqa: S608 what Django and we have made
        params += given
    return RawSQL(" UNION ".join(parts), params)  # noqa: S611


def _sql_of(queryset: Any) -> tuple[str, list[Any]]:
    sql, given = queryset.query.get_compiler(queryset.db).as_sql()
    return sql, list(given)


# --- Making them ------------------------------------------------------------------------------------------


def searched() -> list[Any]:
    return [m for m in apps.get_models() if any(f.name == "search_text" for f in m._meta.concrete_fields)]


def after_migrate(using: str = "default", **kwargs: Any) -> None:
    """Receiver of `post_migrate`: once the last app has its tables."""
    from crm.common.search import vocabulary

    if ensure(using) and using == "default":
        vocabulary.relearn()


def ensure(using: str = "default") -> list[str]:
    """Make the indexes that are missing; return the tables whose index was made."""
    connection = connections[using]
    made = []
    for model in searched():
        table = model._meta.db_table
        with connection.cursor() as cursor:
            columns = (
                {column.name for column in connection.introspection.get_table_description(cursor, table)}
                if table in connection.introspection.table_names(cursor)
                else set()
            )
            if "search_text" not in columns:
                continue
            make = _ensure_gin if connection.vendor == "postgresql" else _ensure_fts5
            if make(cursor, table):
                made.append(table)
    return made


def _ensure_gin(cursor: Any, table: str) -> bool:
    cursor.execute(
        "SELECT 1 FROM pg_indexes WHERE schemaname = current_schema() AND indexname = %s AND indexdef LIKE %s",
        [f"{table}_search", f"%({COLUMN})%"],
    )
    if cursor.fetchone():
        return False
    cursor.execute(f'DROP INDEX IF EXISTS "{table}_search"')
    cursor.execute(
        f'ALTER TABLE "{table}" ADD COLUMN IF NOT EXISTS {COLUMN} tsvector GENERATED ALWAYS AS ({VECTOR}) STORED'
    )
    cursor.execute(f'CREATE INDEX "{table}_search" ON "{table}" USING gin ({COLUMN})')
    return True


def _ensure_fts5(cursor: Any, table: str) -> bool:
    wanted = _triggers(table)
    cursor.execute("SELECT name FROM sqlite_master WHERE type IN ('trigger', 'table')")
    if {*wanted, f"{table}_search"} <= {name for (name,) in cursor.fetchall()}:
        return False
    cursor.execute(
        f'CREATE VIRTUAL TABLE IF NOT EXISTS "{table}_search" USING fts5(search_text, content="{table}",'
        f" content_rowid=\"id\", detail=none, columnsize=0, tokenize='unicode61 remove_diacritics 0')"
    )
    for name, body in wanted.items():
        cursor.execute(f'CREATE TRIGGER IF NOT EXISTS "{name}" {body}')
    cursor.execute(f"""INSERT INTO "{table}_search"("{table}_search") VALUES ('rebuild')""")  # noqa: S608
    return True


def _triggers(table: str) -> dict[str, str]:
    index = f'"{table}_search"'
    add = f"INSERT INTO {index}(rowid, search_text) VALUES (new.id, new.search_text);"  # noqa: S608 our own names
    drop = f"INSERT INTO {index}({index}, rowid, search_text) VALUES ('delete', old.id, old.search_text);"  # noqa: S608
    return {
        f"{table}_search_{name}": body.format(table=f'"{table}"', add=add, drop=drop) for name, body in TRIGGERS.items()
    }
