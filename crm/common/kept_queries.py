"""Queries that are built once and asked again.

Django builds the SQL of a page's widest queries anew for each request, which takes it longer than asking them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from copy import copy
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.models import QuerySet, prefetch_related_objects
from django.utils.translation import get_language

from crm.common.dates import today
from crm.common.instances import ids_param, object_reader
from crm.common.permissions import role_of

# Stands for the id that is asked for, in a query that is kept. No row has it.
ANY_ID = 9_007_199_254_740_881
KEPT = 200
# Set while tests run: each kept query is held against the same made anew, and one that something else decides is told.
is_checking = False


class Broken(AssertionError):
    """A query that is kept is another than it would be if it were made now: its `build` asks what it may not."""


class KeptQuery:
    """A query about one row: `build(pk, user)` gives it as a queryset of model instances.

    The SQL is kept for each user, with their role, day and language: nothing else may decide what `build` makes, and
    `pk` only as a value in it. Related rows come by `select_related`; a prefetch is built anew each time.
    """

    def __init__(self, build: Callable[[int, Any], QuerySet[Any]]) -> None:
        self._build = build
        self._known = lru_cache(maxsize=KEPT)(self._make)

    def rows(self, pk: int, user: Any) -> list[Any]:
        """The rows that `build(pk, user)` would give."""
        known = self._known(user, role_of(user), today(), get_language())
        if is_checking:
            kept = known and (known[2], [pk if value == ANY_ID else value for value in known[3]])
            _hold_against(self._build(pk, user), kept)
        if known is None:
            return []
        queryset, compiler, sql, parameters = known
        asked = copy(compiler)
        asked.connection = connections[queryset.db]
        asked.as_sql = lambda *args, **options: (sql, tuple(pk if value == ANY_ID else value for value in parameters))
        found = queryset.all()
        found.query.get_compiler = lambda *args, **options: asked  # type: ignore[method-assign]
        return list(found)

    def _make(self, user: Any, *_key: Any) -> tuple[QuerySet[Any], Any, str, Sequence[Any]] | None:
        """The query, and what Django made of it; None where the user may see nothing."""
        queryset = self._build(ANY_ID, user)
        compiler = queryset.query.get_compiler(queryset.db)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return None
        if ANY_ID not in parameters:
            raise ValueError(f"the query does not ask for the id that it was given: {sql}")
        return queryset, compiler, sql, parameters


class KeptRows:
    """A query about several rows: `build(ids, *asked)` gives it as a queryset, with `instances.among` for the ids.

    The SQL is kept with the day, the language and `asked`: nothing else may decide what `build` makes. The rows come
    as `instances.object_reader` makes them: light objects, those that they refer to one object each.
    """

    def __init__(self, build: Callable[..., QuerySet[Any]]) -> None:
        self._build = build
        self._known = lru_cache(maxsize=KEPT)(self._make)

    def rows(self, ids: Collection[int], *asked: Any) -> list[Any]:
        """The rows that `build(ids, *asked)` would give."""
        known = self._known(today(), get_language(), *asked)
        if known is None or not ids:
            return []
        sql, parameters, place, read, lookups = known
        given = [*parameters]
        given[place] = ids_param(ids)
        if is_checking:
            _hold_against(self._build(ids, *asked), (sql, given))
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            found = read(cursor.fetchall())
        if lookups:
            prefetch_related_objects(found, *lookups)
        return found

    def _make(self, _day: Any, _language: Any, *asked: Any) -> tuple[str, list[Any], int, Any, Any] | None:
        """The SQL, its parameters, which of them are the ids, what reads the rows, and what is fetched besides."""
        queryset = self._build([ANY_ID], *asked)
        compiler = queryset.query.get_compiler(connection=connection)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return None
        place = list(parameters).index(ids_param([ANY_ID]))
        lookups = queryset._prefetch_related_lookups  # type: ignore[attr-defined]
        return sql, list(parameters), place, object_reader(compiler), lookups


def _hold_against(queryset: QuerySet[Any], kept: tuple[str, list[Any]] | None) -> None:
    """Raise Broken unless `kept` (SQL and parameters; None: it gives nothing) is what `queryset` makes."""
    try:
        sql, parameters = queryset.query.get_compiler(queryset.db).as_sql()
    except EmptyResultSet:
        made = None
    else:
        made = (sql, list(parameters))
    if repr(made) != repr(kept):
        raise Broken(f"kept: {kept}, made anew: {made}")
