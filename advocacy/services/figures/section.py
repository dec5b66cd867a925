"""Figures and tables that stand together under one heading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from advocacy.services.figures.figure import Figure


@dataclass(frozen=True)
class FigureTable:
    """A table beside the figures. `heads`: (key, label, kind) of each column, kinds as those of a `Column`.

    `rows`: plain values, one tuple a row, in the order of the heads. `asks`: for each row, what the list behind it is
    asked with ({'party': 'S'}), or nothing. `behind`: which figure's list that is. `links`: for each row, where on the
    web it can be read, or ''.
    """

    key: str
    title: str
    heads: tuple[tuple[str, str, str], ...]
    rows: tuple[tuple[Any, ...], ...]
    asks: tuple[dict[str, str], ...] = ()
    behind: str = ""
    note: str = ""
    links: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "heads": [key for key, _label, _kind in self.heads],
            "rows": [[_plain(value) for value in row] for row in self.rows],
        }


@dataclass(frozen=True)
class Section:
    """What one heading of page and paper shows; `empty` is said where there is nothing to tell."""

    key: str
    title: str
    figures: tuple[Figure, ...] = ()
    tables: tuple[FigureTable, ...] = ()
    empty: str = ""

    def figure(self, key: str) -> Figure:
        """One of its figures by key. Raises KeyError."""
        return {one.key: one for one in self.figures}[key]

    @property
    def is_empty(self) -> bool:
        return not self.figures and not any(table.rows for table in self.tables)

    def as_json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "figures": {one.key: one.as_json() for one in self.figures},
            "tables": {table.key: table.as_json() for table in self.tables},
        }


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
