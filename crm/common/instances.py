"""Very many rows read as objects of their model, quickly: no signals, no row of a related table made twice.

`Model.from_db` and `select_related` make five objects for every mandate of a list; here an organization, a party and
an area are one object each, however many rows refer to them. Fields that were not read are fetched when asked for,
as Django does with deferred ones.
"""

from __future__ import annotations

import contextlib
import gc
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from django.db import connection, models
from django.db.models.base import ModelState
from django.db.models.expressions import RawSQL


def attnames(model: Any, leave_out: Iterable[str] = ()) -> list[str]:
    """The columns of a model, as `values_list` and `maker` take them."""
    return [f.attname for f in model._meta.concrete_fields if f.name not in leave_out]


def maker(model: Any, names: Sequence[str]) -> Callable[[Sequence[Any]], Any]:
    """What makes a stored object of `model` of the values of `names`."""
    new, alias = model.__new__, connection.alias

    def make(values: Sequence[Any]) -> Any:
        obj = new(model)
        # zip stops where the names end: what stands after them in the row is for the caller.
        content = obj.__dict__
        content.update(zip(names, values, strict=False))
        state = ModelState()
        state.adding, state.db, state.fields_cache = False, alias, {}
        content["_state"] = state
        return obj

    return make


def plain_rows(values: Any) -> list[tuple[Any, ...]]:
    """The rows of a `values_list` of text, numbers and days: the drivers know those, Django need not look at each."""
    sql, params = values.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def object_reader(compiler: Any) -> Callable[[Iterable[Any]], list[Any]]:
    """What makes objects of the rows that a compiled query gives, with their annotations and `select_related`.

    A related row is one object, however many rows refer to it. Of a query for values: the tuples.
    """
    converters = compiler.get_converters([column for column, _sql, _name in compiler.select])
    root = _Made(compiler.klass_info, compiler) if compiler.klass_info else None

    def read(rows: Iterable[Any]) -> list[Any]:
        found = compiler.apply_converters(rows, converters) if converters else rows
        if root is None:
            return [tuple(row) for row in found]
        known: dict[_Made, dict[Any, Any]] = {made: {} for made in root.all()}
        return [root.of(row, known) for row in found]

    return read


class _Made:
    """Objects of one model of a compiled query, and of those that it refers to."""

    def __init__(self, info: dict[str, Any], compiler: Any) -> None:
        places = info["select_fields"]
        names = [compiler.select[place][0].target.attname for place in places]
        if info is compiler.klass_info:
            names += compiler.annotation_col_map
            places = [*places, *compiler.annotation_col_map.values()]
        self.make, self.values = maker(info["model"], names), itemgetter(*places)
        self.key = places[names.index(info["model"]._meta.pk.attname)]
        self.related = [
            (_Made(other, compiler), other["local_setter"], other["remote_setter"])
            for other in info.get("related_klass_infos", ())
        ]

    def all(self) -> Iterator[_Made]:
        yield self
        for made, _local, _remote in self.related:
            yield from made.all()

    def of(self, row: Sequence[Any], known: dict[_Made, dict[Any, Any]]) -> Any:
        key, mine = row[self.key], known[self]
        if key is None:
            return None
        obj = mine.get(key)
        if obj is None:
            obj = mine[key] = self.make(self.values(row))
            for made, local, remote in self.related:
                other = made.of(row, known)
                local(obj, other)
                if other is not None:
                    remote(other, obj)
        return obj


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Without the search for cyclic garbage, which costs as much as all the rest when a million objects come and go.

    Only for objects that hold no cycles: those go by themselves.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def among(model: Any, attname: str, ids: Collection[int] | Collection[str]) -> RawSQL:
    """`filter(among(Membership, "person_id", ids))`: one parameter; thousands take longer to send than to find."""
    column = f"{_quoted(model._meta.db_table)}.{_quoted(attname)}"
    if connection.vendor == "postgresql":
        sql = f"{column} = ANY(%s::bigint[])" if _are_numbers(ids) else f"{column} = ANY(%s)"
    else:
        sql = f"{column} IN (SELECT value FROM json_each(%s))"  # noqa: S608
    return RawSQL(sql, [ids_param(ids)], output_field=models.BooleanField())  # noqa: S611 our own names


def ids_param(ids: Collection[int] | Collection[str]) -> Any:
    """Several ids as the one parameter of `among`. Numbers as text: psycopg looks at each of a list."""
    if connection.vendor != "postgresql":
        return json.dumps(list(ids))
    return f"{{{','.join(map(str, ids))}}}" if _are_numbers(ids) else list(ids)


def _are_numbers(ids: Collection[int] | Collection[str]) -> bool:
    return {*map(type, ids)} == {int}


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


class Shared:
    """The rows of a table that many rows refer to, one object each."""

    def __init__(self, model: type[models.Model], *relations: tuple[str, Shared]) -> None:
        """`relations`: foreign keys of the model whose rows are shared too."""
        self.model, self.relations = model, relations
        self.rows: dict[Any, Any] = {None: None}

    def load(self, ids: Iterable[Any]) -> None:
        """Read what is not here yet, with what it refers to."""
        missing = set(ids) - self.rows.keys()
        if not missing:
            return
        names = attnames(self.model)
        make, place = maker(self.model, names), names.index(self.model._meta.pk.attname)
        rows = self.model._base_manager.filter(among(self.model, names[place], missing)).order_by()
        found = {values[place]: make(values) for values in rows.values_list(*names)}
        self.rows |= found
        for name, others in self.relations:
            field: Any = self.model._meta.get_field(name)
            others.load({getattr(row, field.attname) for row in found.values()})
            for row in found.values():
                row._state.fields_cache[name] = others.rows.get(getattr(row, field.attname))
