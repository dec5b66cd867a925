"""A list's columns, declared once and used by the page, the export and the tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Prefetch, QuerySet


@dataclass(frozen=True)
class Column:
    """One column.

    `value(row)` gives a plain value for the sheet (text, date, number, or None); `kind` says how page and sheet
    show it: text, date, moment (a time), number, link (links to the row), party (a Party or None) or
    badge. `order_by` are the field paths that sort it ascending. `is_shown` False: only when one chooses it.
    `prefetch` names the related rows that the value is read off, `annotate` puts on the queryset what
    it needs, `annotate_sort` what its `order_by` needs beyond the row; none costs where the column is not used.
    `described` is its name among those to choose, where the label alone does not tell it from another.
    `bulk(batch)` gives what `value` gives of every row of a `crm.common.batches.BulkBatch`, sooner: for long exports.
    """

    name: str
    label: Any
    value: Callable[[Any], Any]
    order_by: tuple[str, ...] = ()
    kind: str = "text"
    is_shown: bool = True
    is_exported: bool = True
    phone: bool | None = None
    prefetch: tuple[str | Prefetch[Any], ...] = ()
    annotate: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None
    annotate_sort: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None
    described: Any = ""
    bulk: Callable[[Any], Sequence[Any]] | None = None


def chosen(columns: Sequence[Column], wanted: Sequence[str]) -> list[Column]:
    """The columns that `wanted` names, in its order: ['name,party'] or ['name', 'party'].

    Unknown names are left out; nothing known gives those that the list shows by itself. The column that links to the
    row is always there: a row that cannot be opened is of no use.
    """
    by_name = {c.name: c for c in columns}
    names = [name for text in wanted for name in text.split(",") if name in by_name]
    if not names:
        return [c for c in columns if c.is_shown]
    found = [by_name[name] for name in dict.fromkeys(names)]
    if any(c.kind == "link" for c in found):
        return found
    return [*(c for c in columns if c.kind == "link" and c.is_shown), *found]


def prepared(rows: Any, columns: Sequence[Column]) -> Any:
    """`rows` with what these columns read: annotations, related rows."""
    for column in columns:
        rows = column.annotate(rows) if column.annotate else rows
    related = dict.fromkeys(name for column in columns for name in column.prefetch)
    return rows.prefetch_related(*related) if related else rows


def sortable(rows: Any, columns: Sequence[Column], sort: str) -> Any:
    """`rows` with what sorting by `sort` needs."""
    column = next((c for c in columns if c.name == sort.lstrip("-")), None)
    return column.annotate_sort(rows) if column and column.annotate_sort else rows


def ordering(columns: Sequence[Column], wanted: str, default: str) -> tuple[str, list[Any]]:
    """The sort that `wanted` ('name' or '-name') asks for, as (what holds, ORDER BY fields).

    An unknown or unsortable column falls back to `default`; the primary key makes every order total.
    """
    by_name = {c.name: c for c in columns if c.order_by}
    sort = wanted if wanted.lstrip("-") in by_name else default
    fields = list(by_name[sort.lstrip("-")].order_by)
    if sort.startswith("-"):
        fields = [f.removeprefix("-") if f.startswith("-") else f"-{f}" for f in fields]
    is_computed = by_name[sort.lstrip("-")].annotate_sort is not None
    placed = [_placed(field, is_computed) for field in fields]
    return sort, [*placed, "-pk" if sort.startswith("-") else "pk"]


def _placed(path: str, is_computed: bool = False) -> Any:
    """What may be missing (a related row's field, a computed value): databases differ in where, here it is last."""
    name = path.removeprefix("-")
    if "__" not in name and not is_computed:
        return path
    return F(name).desc(nulls_last=True) if path.startswith("-") else F(name).asc(nulls_last=True)
