"""Storing very many rows of a model: COPY on PostgreSQL, executemany on SQLite, their history in one statement.

Rows come validated (`crm.common.checking`), and services reach this through `crm.common.writes`. What is stored,
history included, is what row by row would have stored; a test holds the two against each other.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models.fields.files import FileField
from django.utils import timezone

from crm.common import operations
from crm.models import User

M = TypeVar("M", bound=models.Model)
Row = tuple[Any, ...]
Column = list[Any]

CHUNK = 5_000
FEW = 50  # so few rows are changed one statement each: preparing a COPY would take longer

# The database takes the values of these as they are.
_PLAIN = (models.IntegerField, models.BooleanField, models.ForeignKey, models.AutoField, models.FloatField)
_TEXTS = (models.CharField, models.TextField)
# Of these types `str` is what COPY reads, but for what text may hold and for nothing at all.
_WRITTEN = {str, int, bool, dt.date, dt.datetime, type(None)}
_SPECIAL = re.compile(r"[\\\t\n\r]")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def insert(objs: Sequence[M], *, actor: User, reason: str = "") -> list[M]:
    """Store new, validated rows of one model with their history; they get their ids."""
    if not objs:
        return []
    model: Any = type(objs[0])
    fields = model._meta.concrete_fields
    with transaction.atomic():
        follow_relations(model, objs, "bulk_create")
        has_own_ids = _number(model, objs)
        for field in fields:
            if isinstance(field, FileField):
                for obj in objs:
                    field.pre_save(obj, add=True)
            elif _is_filled_on_save(field):  # with the time, which is the same for all
                now = field.pre_save(objs[0], add=True)
                for obj in objs:
                    obj.__dict__[field.attname] = now
        # Of the object's own dictionary: a foreign key's attribute is a descriptor, five times as slow to ask.
        read = itemgetter(*(field.attname for field in fields))
        ids = _store(model, fields, (read(obj.__dict__) for obj in objs))
        if has_own_ids:
            reset_sequence(model)
        for (user, at), some in _by_stamp(objs, ids, actor).items():
            record(model, some, kind="+", actor=user, reason=reason, at=at)
    alias = connection.alias
    for obj in objs:
        obj._state.adding, obj._state.db = False, alias
    return list(objs)


def insert_rows(model: Any, names: Sequence[str], rows: Iterable[Row], *, actor: User, reason: str = "") -> list[int]:
    """Store new, validated rows given as the values of the fields `names`; the others take their defaults.

    Foreign keys are given as ids. Returns the new ids, in the order of `rows`.
    """
    given = [model._meta.get_field(name) for name in names]
    others = [f for f in model._meta.concrete_fields if f not in given and not f.primary_key]
    rest = tuple(timezone.now() if _is_filled_on_save(f) else f.get_default() for f in others)
    fields = [model._meta.pk, *given, *others]
    ids: list[int] = []
    with transaction.atomic():
        for chunk in _chunks(rows):
            new = reserve(model, len(chunk))
            _store(model, fields, ((pk, *row, *rest) for pk, row in zip(new, chunk, strict=True)))
            ids += new
        record(model, ids, kind="+", actor=actor, reason=reason)
    return ids


def change(objs: Sequence[M], names: Sequence[str], *, actor: User, reason: str = "") -> None:
    """Store the fields `names` of changed, validated rows of one model, with their history."""
    if not objs:
        return
    model: Any = type(objs[0])
    fields = [model._meta.get_field(name) for name in names]
    with transaction.atomic():
        follow_relations(model, objs, "bulk_update")
        read = attrgetter(*(f.attname for f in (*fields, model._meta.pk)))
        rows = map(read, objs)
        if connection.vendor == "postgresql" and len(objs) > FEW:
            _update_from_copy(model, fields, rows)
        else:
            _update_each(model, fields, rows)
        record(model, [obj.pk for obj in objs], kind="~", actor=actor, reason=reason)


def follow_relations(model: Any, objs: Sequence[models.Model], operation: str) -> None:
    """Take the ids of rows that were stored after they were referred to, as Django does before it saves."""
    attnames = {f.name: f.attname for f in model._meta.concrete_fields if f.is_relation}
    for obj in objs:
        values = obj.__dict__
        for name, other in obj._state.fields_cache.items():
            attname = attnames.get(name)
            if other is None or attname is None:
                continue
            pk = other.__dict__.get(other._meta.pk.attname)  # the property `pk` is several times as slow
            if pk is not None and values[attname] is None:
                values[attname] = pk
            elif pk is None or pk != values[attname]:
                obj._prepare_related_fields_for_save(operation_name=operation)  # type: ignore[attr-defined]
                break


# --- Ids -----------------------------------------------------------------------------------------------


def reserve(model: Any, count: int) -> list[int]:
    """`count` ids that nobody else will get. Within a transaction."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # OFFSET keeps PostgreSQL from looking the sequence's name up for each row.
            cursor.execute(
                "SELECT nextval(named.it) FROM generate_series(1, %s),"
                " (SELECT pg_get_serial_sequence(%s, %s)::regclass AS it OFFSET 0) AS named",
                [count, _quoted(table), column],
            )
            return [pk for (pk,) in cursor.fetchall()]
        cursor.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        used = cursor.fetchone()[0]
        cursor.execute(f"SELECT coalesce(max({_quoted(column)}), 0) FROM {_quoted(table)}")  # noqa: S608 our own names
        first = max(used, cursor.fetchone()[0]) + 1
        return list(range(first, first + count))


def _number(model: Any, objs: Sequence[models.Model]) -> bool:
    """Give ids to the rows without one. Returns whether others brought their own."""
    if not isinstance(model._meta.pk, models.AutoField):
        return False
    name = model._meta.pk.attname
    new = [obj.__dict__ for obj in objs if obj.__dict__[name] is None]
    for values, pk in zip(new, reserve(model, len(new)), strict=True):
        values[name] = pk
    return len(new) < len(objs)


def reset_sequence(model: Any) -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)


# --- Rows ----------------------------------------------------------------------------------------------


def _store(model: Any, fields: Sequence[Any], rows: Iterable[Row]) -> list[int]:
    """Write rows of the values of `fields`, and return their ids."""
    position = fields.index(model._meta.pk)
    ids: list[int] = []
    into = f"{_quoted(model._meta.db_table)} ({', '.join(_quoted(f.column) for f in fields)})"
    statement = f"INSERT INTO {into} VALUES ({_marks(fields)})"  # noqa: S608 our own names
    for chunk in _chunks(rows):
        columns = _adapted(fields, chunk)
        ids += columns[position]
        if connection.vendor == "postgresql":
            copy_into(into, columns)
        else:
            with connection.cursor() as cursor:
                cursor.executemany(statement, [*zip(*columns, strict=True)])
    return ids


def copy_into(target: str, columns: Sequence[Column]) -> None:
    """COPY rows, given column by column, into 'table (columns)'."""
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {target} FROM STDIN") as copy,
    ):
        if all(_WRITTEN.issuperset(map(type, column)) for column in columns):
            copy.write(_copy_text(columns))
            return
        for row in zip(*columns, strict=True):
            copy.write_row(row)


def _copy_text(columns: Sequence[Column]) -> str:
    """The rows as COPY reads them. What is the same in all rows, as most of a long list's columns are, is written
    once, into the pattern that makes a line of the rest."""
    pattern, varying = [], []
    for column in columns:
        if _is_the_same(column):
            pattern.append(next(iter(_escaped(column[:1]))).replace("%", "%%"))
        else:
            pattern.append("%s")
            varying.append(_escaped(column))
    line = "\t".join(pattern) + "\n"
    if not varying:
        return (line % ()) * len(columns[0])
    return "".join(map(line.__mod__, zip(*varying, strict=True)))


def _is_the_same(column: Column) -> bool:
    return column.count(column[0]) == len(column)


def _escaped(column: Column) -> list[Any]:
    """Values that `str` makes what COPY takes."""
    if str in map(type, column):
        texts = [value for value in column if value is not None]
        if _SPECIAL.search("".join(texts)):
            column = [value if value is None else value.translate(_ESCAPES) for value in column]
    if None in column:
        column = ["\\N" if value is None else value for value in column]
    return [*map(str, column)]


def _update_each(model: Any, fields: Sequence[Any], rows: Iterable[Row]) -> None:
    values = ", ".join(f"{_quoted(f.column)} = %s" for f in fields)
    table, pk = _quoted(model._meta.db_table), model._meta.pk
    statement = f"UPDATE {table} SET {values} WHERE {_quoted(pk.column)} = %s"  # noqa: S608 our own names
    with connection.cursor() as cursor:
        for chunk in _chunks(rows):
            cursor.executemany(statement, [*zip(*_adapted([*fields, pk], chunk), strict=True)])


def _update_from_copy(model: Any, fields: Sequence[Any], rows: Iterable[Row]) -> None:
    table, pk = _quoted(model._meta.db_table), _quoted(model._meta.pk.column)
    columns = ", ".join(_quoted(f.column) for f in (*fields, model._meta.pk))
    values = ", ".join(f"{_quoted(f.column)} = changed.{_quoted(f.column)}" for f in fields)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE changed ON COMMIT DROP AS SELECT {columns} FROM {table} LIMIT 0")  # noqa: S608
        for chunk in _chunks(rows):
            copy_into(f"changed ({columns})", _adapted([*fields, model._meta.pk], chunk))
        cursor.execute("ANALYZE changed")
        cursor.execute(f"UPDATE {table} SET {values} FROM changed WHERE {table}.{pk} = changed.{pk}")  # noqa: S608
        cursor.execute("DROP TABLE changed")


def _adapted(fields: Sequence[Any], rows: Sequence[Row]) -> list[Column]:
    """The rows as the database driver takes them, column by column."""
    columns = []
    for field, values in zip(fields, zip(*rows, strict=True), strict=True):
        adapt, column = _adapter(field), list(values)
        if adapt is not None and _is_the_same(column) and isinstance(column[0], str | dt.date | None):
            column = [None if column[0] is None else adapt(column[0])] * len(column)
        elif adapt is not None:
            column = [None if value is None else adapt(value) for value in column]
        columns.append(column)
    return columns


def _adapter(field: Any) -> Callable[[Any], Any] | None:
    if isinstance(field, _TEXTS) and not isinstance(field, FileField):
        return str  # a member of TextChoices, a lazy translation
    if isinstance(field, _PLAIN):
        return None
    if connection.vendor == "postgresql" and isinstance(field, models.DateField | models.TimeField):
        return None
    if type(field) is models.DateField:
        return str
    return lambda value: field.get_db_prep_save(value, connection)


def _is_filled_on_save(field: Any) -> bool:
    return bool(getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)) or isinstance(
        field, FileField
    )


# --- History -------------------------------------------------------------------------------------------


def _by_stamp(objs: Sequence[Any], ids: Sequence[int], actor: User) -> dict[tuple[User, Any], list[int]]:
    """The ids by who stored the rows and when, where the rows say so themselves (the demo's do); else all together."""
    if not any("_history_date" in obj.__dict__ or "_history_user" in obj.__dict__ for obj in objs):
        return {(actor, None): list(ids)}
    found: dict[tuple[User, Any], list[int]] = {}
    for obj, pk in zip(objs, ids, strict=True):
        stamp = (getattr(obj, "_history_user", None) or actor, getattr(obj, "_history_date", None))
        found.setdefault(stamp, []).append(pk)
    return found


def record(
    model: Any, ids: Sequence[int], *, kind: str, actor: User, reason: str = "", at: dt.datetime | None = None
) -> None:
    """Write the history ('+', '~' or '-') of stored rows, as they stand now, in one statement. `at`: now."""
    if not ids or not hasattr(model, "history"):
        return
    history = model.history.model
    current = operations.current()
    stamp = {
        "history_date": at or timezone.now(),
        "history_change_reason": reason[:100] or None,
        "history_type": kind,
        "history_user": actor.pk,
        "operation": current.pk if current else None,
    }
    meta = history._meta
    tracked = [meta.get_field(f.name) for f in history.tracked_fields]
    stamped = [meta.get_field(name) for name in stamp if name in {f.name for f in meta.concrete_fields}]
    columns = ", ".join(_quoted(f.column) for f in (*tracked, *stamped))
    kept = ", ".join(_quoted(f.column) for f in tracked)
    # PostgreSQL wants to know what a bare NULL is; SQLite would make a number of a date that is cast.
    mark = "CAST(%s AS {})" if connection.vendor == "postgresql" else "%s"
    marks = ", ".join(mark.format(f.db_type(connection)) for f in stamped)
    where, params = _among(_quoted(model._meta.pk.column), ids)
    values = [f.get_db_prep_save(stamp[f.name], connection) for f in stamped]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {_quoted(meta.db_table)} ({columns}) SELECT {kept}, {marks}"  # noqa: S608 our own names
            f" FROM {_quoted(model._meta.db_table)} WHERE {where} ORDER BY {_quoted(model._meta.pk.column)}",
            [*values, *params],
        )


def _among(column: str, ids: Sequence[int]) -> tuple[str, list[Any]]:
    """A condition, with its parameters, that holds for exactly `ids`."""
    first, last = min(ids), max(ids)
    if last - first + 1 == len(ids):
        return f"{column} BETWEEN %s AND %s", [first, last]
    if connection.vendor == "postgresql":
        return f"{column} = ANY(%s)", [list(ids)]
    # SQLite takes a limited number of parameters, but a list of any length as JSON.
    return f"{column} IN (SELECT value FROM json_each(%s))", [json.dumps(list(ids))]  # noqa: S608 our own names


def _chunks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(rows)
    while chunk := list(itertools.islice(rest, CHUNK)):
        yield chunk


def _marks(fields: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(fields))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
