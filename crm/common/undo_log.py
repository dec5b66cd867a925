"""One table and the history beside it, moved between in whole statements: what undoing stands on.

Rows are named by their ids, states by the ids of history rows. Nothing here asks who may, or what must not be
overwritten: that is `crm.common.undo`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, models
from django.utils import timezone

from crm.common.search.vocabulary import learn_from

T = TypeVar("T")
CHUNK = 2_000


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """`items` in lists of at most `size`."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def is_tracked(model: type[models.Model]) -> bool:
    return _has_history(model)


@cache
def _has_history(model: type[models.Model]) -> bool:
    """Asking a model for its history makes a manager each time, which takes long."""
    return hasattr(model, "history")


def remember(model: type[models.Model], ids: Collection[int]) -> None:
    """Note in history how rows stand that have none yet (written in bulk without), before an operation changes them.

    Without such a note nobody knows what to go back to. `writes` does this by itself; bulk statements call it.
    """
    log = Log(model)
    for chunk in chunks(ids):
        known = set(log.history.objects.filter(**{f"{log.key}__in": chunk}).values_list(log.key, flat=True))
        if unknown := [pk for pk in chunk if pk not in known]:
            log.note(unknown, kind="~", reason="", user_id=None)


class Log:
    """The rows of one tracked model, and its history."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.history: Any = model.history.model  # type: ignore[attr-defined]
        self.key = str(model._meta.pk.attname)
        self.fields: list[Any] = list(self.history.tracked_fields)
        names = {field.attname for field in self.fields}
        self.excluded: list[Any] = [field for field in model._meta.concrete_fields if field.attname not in names]
        self.relations = [field for field in self.fields if field.is_relation]
        self.table = _quoted(model._meta.db_table)
        self.log = _quoted(self.history._meta.db_table)
        self.columns = [_quoted(field.column) for field in self.fields]
        self.logged = [_quoted(self.history._meta.get_field(field.name).column) for field in self.fields]
        self.id = _quoted(str(model._meta.pk.column))

    # --- Reading ------------------------------------------------------------------------------------------

    def ids_at(self, states: Iterable[int]) -> dict[int, int]:
        """Which row each of `states` tells of."""
        found: dict[int, int] = {}
        for chunk in chunks(states):
            found.update(self.history.objects.filter(history_id__in=chunk).values_list("history_id", self.key))
        return found

    def states_before(self, states: Iterable[int]) -> dict[int, int]:
        """By row: its state before the given one; rows without any are left out."""
        earlier = (
            self.history.objects.filter(
                **{self.key: models.OuterRef(self.key)}, history_id__lt=models.OuterRef("history_id")
            )
            .order_by("-history_id")
            .values("history_id")[:1]
        )
        found: dict[int, int] = {}
        for chunk in chunks(states):
            rows = self.history.objects.filter(history_id__in=chunk).annotate(before=models.Subquery(earlier))
            found.update({pk: before for pk, before in rows.values_list(self.key, "before") if before})
        return found

    def contents(self, states: Iterable[int]) -> dict[int, tuple[Any, ...]]:
        """By state: whether the row was there, and all that history keeps of it."""
        names = [field.attname for field in self.fields]
        found: dict[int, tuple[Any, ...]] = {}
        for chunk in chunks(states):
            rows = self.history.objects.filter(history_id__in=chunk)
            for state, kind, *values in rows.values_list("history_id", "history_type", *names):
                found[state] = (False,) if kind == "-" else (True, *map(_comparable, values))
        return found

    def targets(self, states: Iterable[int]) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """(id, what each of `relations` refers to) in the given states."""
        names = [field.attname for field in self.relations]
        for chunk in chunks(states):
            rows = self.history.objects.filter(history_id__in=chunk)
            for pk, *values in rows.values_list(self.key, *names):
                yield pk, tuple(values)

    def hold(self, ids: Iterable[int]) -> set[int]:
        """Which of the rows exist; held until the transaction ends, where the database can."""
        found: set[int] = set()
        for chunk in chunks(ids):
            rows = self.model._base_manager.select_for_update(of=("self",)).filter(pk__in=chunk).order_by("pk")
            found.update(rows.values_list("pk", flat=True))
        return found

    # --- Writing ------------------------------------------------------------------------------------------

    def note(self, ids: Collection[int], *, kind: str, reason: str, user_id: int | None) -> None:
        """Write the rows as they stand to history. They belong to no operation."""
        if not ids:
            return
        columns = ("history_date", "history_change_reason", "history_type", "history_user_id", "operation_id")
        _run(
            f"INSERT INTO {self.log} ({', '.join(self.logged)}, {', '.join(map(_quoted, columns))}) "  # noqa: S608
            f"SELECT {', '.join(self.columns)}, %s, %s, %s, %s, NULL FROM {self.table} "
            f"WHERE {self.id} IN ({_marks(ids)})",
            [_moment(self.history), reason[:100] or None, kind, user_id, *ids],
        )

    def revert(self, states: Collection[int], names: Collection[str] = ()) -> None:
        """Give rows that exist what they held in the given states; with `names` in those fields only."""
        values = []
        for field, column, logged in zip(self.fields, self.columns, self.logged, strict=True):
            if field.attname in names or (not names and column != self.id):
                values.append(f"{column} = h.{logged}")
            elif field.attname == "version":
                values.append(f"{column} = {self.table}.{column} + 1")
        _run(
            f"UPDATE {self.table} SET {', '.join(values)} FROM {self.log} AS h "  # noqa: S608
            f"WHERE h.{_quoted('history_id')} IN ({_marks(states)}) AND {self.table}.{self.id} = h.{self.id}",
            list(states),
        )

    def restore(self, states: Collection[int]) -> None:
        """Make rows that are gone anew, with the id and all else that they held in the given states."""
        others = [_quoted(field.column) for field in self.excluded]
        empty = [field.get_db_prep_save(field.get_default(), connection) for field in self.excluded]
        _run(
            f"INSERT INTO {self.table} ({', '.join([*self.columns, *others])}) "  # noqa: S608
            f"SELECT {', '.join([f'h.{column}' for column in self.logged] + ['%s'] * len(others))} "
            f"FROM {self.log} AS h WHERE h.{_quoted('history_id')} IN ({_marks(states)})",
            [*empty, *states],
        )

    def take_away(self, ids: Collection[int]) -> None:
        """Take rows away, and nothing with them."""
        _run(f"DELETE FROM {self.table} WHERE {self.id} IN ({_marks(ids)})", list(ids))  # noqa: S608

    def derive(self, ids: Iterable[int]) -> None:
        """Make anew what history does not keep because it follows from the rest."""
        names = [field.attname for field in self.excluded]
        if not names or not hasattr(self.model, "derive"):
            return
        for chunk in chunks(ids, 500):
            changed = []
            rows = list(self.model._base_manager.filter(pk__in=chunk))
            for row in rows:
                before = [getattr(row, name) for name in names]
                row.derive()
                if [getattr(row, name) for name in names] != before:
                    changed.append([getattr(row, name) for name in names] + [row.pk])
            self._set(self.excluded, changed)
            learn_from(rows)

    def _set(self, fields: Iterable[Any], rows: list[list[Any]]) -> None:
        if not rows:
            return
        values = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {self.table} SET {values} WHERE {self.id} = %s", rows)  # noqa: S608


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _marks(values: Collection[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def _moment(history: Any) -> Any:
    now: dt.datetime = timezone.now()
    return history._meta.get_field("history_date").get_db_prep_save(now, connection)


def _comparable(value: Any) -> Any:
    return repr(value) if isinstance(value, dict | list) else value


def _run(statement: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
