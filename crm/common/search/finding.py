"""Asking the database for many kinds of rows at once, and ranking what comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import Case, F, IntegerField, TextField, Value, When
from django.db.models.functions import Cast, Replace

from crm.common.search.asking import SLIP, Asked
from crm.common.search.index import Lookup, condition

# So many rows of each kind are looked at; of more, only that they are more is said.
MOST = 1_000
READ = 200
ADDRESS = ":address"
# Two words spelt nearly so: somebody with one word less may be meant as well.
FAR = 2 * SLIP
# Å, ä and ö as sort keys hold them, and as they are folded.
PLAIN = {"{": "a", "|": "a", "}": "o"}
_FOLDED = str.maketrans(PLAIN)


# What is written for rows of which there can be none.
NOTHING: tuple[str, list[Any]] = ("", [])


@dataclass(frozen=True)
class Source:
    """A kind of rows to look for: `rows` are what `narrow` gives, the best first, or `written` is the SQL for them."""

    name: str
    rows: Any
    written: tuple[str, list[Any]] | None = None

    def sql(self) -> tuple[str, list[Any]]:
        """The SQL and its parameters. Raises EmptyResultSet where there can be no rows."""
        if self.written is None:
            sql, params = self.rows[: MOST + 1].query.get_compiler(connection=connection).as_sql()
            return sql, list(params)
        if self.written == NOTHING:
            raise EmptyResultSet
        return self.written


@dataclass(frozen=True)
class Row:
    """A row that was found. `found` is what it was found by, when that is not its name; `total` how many there are."""

    pk: int
    sort: str
    said: str
    found: str
    more: str
    total: int
    distance: float = 0.0
    # Found only by what is spelt nearly so.
    is_near: bool = False

    @property
    def day(self) -> dt.date | None:
        """`sort`, when it is a day or a moment, as either database writes it."""
        return dt.date.fromisoformat(self.sort[:10]) if self.sort else None


def narrow(rows: Any, *, sort: Any = "", said: Any = "", found: Any = "", more: Any = "") -> Any:
    """The columns that all kinds of rows have in common, as text: fields or expressions."""
    text = TextField()
    given = {"_sort": sort, "_said": said, "_found": found, "_more": more}
    made = {
        name: Cast(F(value) if isinstance(value, str) else value, text) if value else Value("", text)
        for name, value in given.items()
    }
    return rows.annotate(**made).values_list("pk", *made)


def by_name(rows: Any, asked: Asked, lookups: list[Lookup], beginnings: tuple[str, ...]) -> Any:
    """The rows that hold the last of `lookups`, those that hold an earlier one first, then as Swedish sorts."""
    whens = [When(condition(rows, step), then=Value(level)) for level, step in enumerate(lookups[:-1])]
    # A constant in ORDER BY would be read as the number of a column.
    level = [Case(*whens, default=Value(len(lookups)), output_field=IntegerField())] if whens else []
    kept = rows.filter(condition(rows, lookups[-1]))
    return _sorted(kept, level, beginnings)


def _sorted(rows: Any, level: list[Any], beginnings: tuple[str, ...]) -> Any:
    """By level, then those whose sort key begins so, without å ä ö, then as Swedish sorts."""
    key: Any = F("sort_key")
    for swedish, plain in PLAIN.items():
        key = Replace(key, Value(swedish), Value(plain))
    begins = models.Q()
    for beginning in beginnings:
        begins |= models.Q(_plain__startswith=beginning)
    place = Case(When(begins, then=Value(0)), default=Value(1), output_field=IntegerField())
    ordered = rows.alias(_plain=key).order_by(*level, place, "sort_key", "pk")
    return narrow(ordered, sort="sort_key", said="search_text")


def unite(sources: Iterable[Source]) -> dict[str, list[Row]]:
    """The first rows of every source, in order, in one query; each knows how many its source has (to MOST + 1)."""
    parts, params = [], []
    found: dict[str, list[Row]] = {}
    for source in sources:
        found.setdefault(source.name, [])
        try:
            sql, given = source.sql()
        except EmptyResultSet:
            continue
        parts.append(
            f"SELECT * FROM (SELECT '{source.name}' AS source, t.*, COUNT(*) OVER () AS total"  # noqa: S608
            f" FROM ({sql}) AS t LIMIT {READ}) AS u"
        )
        params += given
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), params)
            for name, pk, sort, said, why, more, total in cursor.fetchall():
                found[name].append(Row(pk, sort or "", said or "", why or "", more or "", total))
    return found


def ranked(rows: list[Row], asked: Asked, beginnings: tuple[str, ...]) -> list[Row]:
    """Nearest first, then those whose name is or begins so, then as Swedish sorts, then the older row."""
    whole = " ".join(asked.words)

    def key(row: Row) -> tuple[float, int, int, int, str, int]:
        plain = row.sort.translate(_FOLDED)
        # 'Uppsala kommun' before 'Kommunstyrelsen i Uppsala kommun', which begins as its last word does.
        return (
            row.distance, asked.misspelt(row.sort), not plain.startswith(whole), not plain.startswith(beginnings),
            row.sort, row.pk,
        )  # fmt: skip

    return sorted((_measured(row, asked) for row in rows), key=key)


def _measured(row: Row, asked: Asked) -> Row:
    distances = [distance for distance, _word in asked.distances(row.said)]
    return replace(row, distance=sum(distances), is_near=any(map(asked.is_guessed, distances)))


def find(named: dict[str, Any], asked: Asked, limit: int, others: Iterable[Source] = ()) -> dict[str, list[Row]]:
    """Rows of many kinds. `named` are querysets that are found by name, forgivingly; `others` as they are; whoever
    is found by an address (a source whose name ends so) is not looked for among those whose name is like it.

    Names are looked for as they are spelt; where that gives fewer than `limit`, what is spelt nearly so comes after;
    and when nothing at all was found, what holds all words but one.
    """
    others = list(others)
    if not asked:
        return {}
    found = unite([*_spelt(named, asked, asked.quick), *others])
    if asked.quick != asked.ladder and not any(found[name] for name in named):
        found |= unite(_spelt(named, asked, asked.ladder))
    for name in named:
        found[name] = ranked(found[name], asked, asked.beginnings)
    if not any(rows for name, rows in found.items() if name.endswith(ADDRESS)):
        _forgive(named, asked, limit, found)
    return found


def _forgive(named: dict[str, Any], asked: Asked, limit: int, found: dict[str, list[Row]]) -> None:
    """Add what is spelt nearly so where little was found, and what holds all words but one where nothing was."""
    is_nothing = not any(found.values())
    # Words that only hold what was asked for do not keep out those that sound like it.
    if sum(row.distance <= asked.sure for name in named for row in found[name]) >= limit:
        return
    sources = []
    if any(asked.nearest) and (is_nothing or not asked.is_plain):
        sources += [Source(name, by_name(named[name], asked, asked.close, asked.close_beginnings)) for name in named]
    if is_nothing and asked.fewer:
        sources += [Source(f"{name}:fewer", _fewer(rows, asked)) for name, rows in named.items()]
    more = {name: ranked(rows, asked, asked.close_beginnings) for name, rows in unite(sources).items()}
    for name in named:
        _append(found[name], _tolerable(more.get(name, []), found[name]))
        found[name].sort(key=lambda row: row.distance)
    if is_nothing and all(not found[name] or found[name][0].distance >= FAR for name in named):
        for name in named:
            _append(found[name], more.get(f"{name}:fewer", []))


def _spelt(named: dict[str, Any], asked: Asked, steps: list[Lookup]) -> list[Source]:
    return [Source(name, by_name(rows, asked, steps, asked.beginnings)) for name, rows in named.items()]


def _append(rows: list[Row], more: list[Row]) -> None:
    have = {row.pk for row in rows}
    rows += [row for row in more if row.pk not in have]


def _tolerable(near: list[Row], exact: list[Row]) -> list[Row]:
    """Where names spelt so were found, only what is off by a sound or one slip is worth adding."""
    return [row for row in near if row.distance <= SLIP + 1] if exact else near


def _fewer(rows: Any, asked: Asked) -> Any:
    any_of = models.Q()
    for step in asked.fewer:
        any_of |= condition(rows, step)
    return _sorted(rows.filter(any_of), [], asked.close_beginnings)
