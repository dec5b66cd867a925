"""A list's columns, declared once and used by the page, the export and the tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F


@dataclass(frozen=True)
class Column:
    """One column.

    `value(row)` gives a plain value for the sheet (text, date, number, or None); `kind` says how page and sheet
    show it: text, date, moment (a time), number, link (links to the row), party (a Party or None) or
    badge. `order_by` are the field paths that sort it ascending. `is_shown` False: only in exports.
    """

    name: str
    label: Any
    value: Callable[[Any], Any]
    order_by: tuple[str, ...] = ()
    kind: str = "text"
    is_shown: bool = True
    is_exported: bool = True
    phone: bool | None = None


def ordering(columns: Sequence[Column], wanted: str, default: str) -> tuple[str, list[Any]]:
    """The sort that `wanted` ('name' or '-name') asks for, as (what holds, ORDER BY fields).

    An unknown or unsortable column falls back to `default`; the primary key makes every order total.
    """
    by_name = {c.name: c for c in columns if c.order_by}
    chosen = wanted if wanted.lstrip("-") in by_name else default
    fields = list(by_name[chosen.lstrip("-")].order_by)
    if chosen.startswith("-"):
        fields = [f.removeprefix("-") if f.startswith("-") else f"-{f}" for f in fields]
    return chosen, [*map(_placed, fields), "-pk" if chosen.startswith("-") else "pk"]


def _placed(path: str) -> Any:
    """A related row's field, which may be missing: databases differ in where those come, here it is last."""
    name = path.removeprefix("-")
    if "__" not in name:
        return path
    return F(name).desc(nulls_last=True) if path.startswith("-") else F(name).asc(nulls_last=True)
