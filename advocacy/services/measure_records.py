"""What a sheet says of measures, as it was read and before it is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Row:
    """One row: a measure, and perhaps how it stood on a day. What is left blank is not said."""

    number: int
    name: str
    national_plan: str
    source: str
    source_on: dt.date | None = None
    code: str = ""
    priority: str = ""
    counties: tuple[str, ...] = ()
    responsible: str = ""
    cost: Decimal | None = None
    planned_from: int | None = None
    planned_until: int | None = None
    url: str = ""
    state: str = ""
    stated_on: dt.date | None = None
    expected_until: int | None = None
    note: str = ""


DAYS = ("source_on", "stated_on")


def rows_to(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Rows as JSON knows them, what is blank left out."""
    return [
        {name: value if isinstance(value, int | tuple) else str(value) for name, value in asdict(row).items() if value}
        for row in rows
    ]


def rows_from(kept: Iterable[dict[str, Any]]) -> list[Row]:
    """The rows that `rows_to` was given."""
    return [Row(**{name: _of(name, value) for name, value in one.items()}) for one in kept]


def _of(name: str, value: Any) -> Any:
    if name in DAYS:
        return dt.date.fromisoformat(value)
    if name == "cost":
        return Decimal(value)
    return tuple(value) if name == "counties" else value


@dataclass(frozen=True)
class Wrong:
    """A row that is left out: its place in the file, what it is called, and why."""

    number: int
    name: str
    reason: str


@dataclass
class Reading:
    """What a file held."""

    rows: list[Row] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
