"""What is compared with what, what it must be at least and what is aimed for."""

# ruff: noqa: E501 a table is read across
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

# By who measured ('product', 'baseline') and what: wall, cpu, rows, grew, queries.
Found = dict[tuple[str, str], dict[str, float]]


@dataclass(frozen=True)
class Line:
    """One figure: `value` of what was found by 'wall' or 'cpu'; more is better unless it may be `at_most`."""

    part: str
    name: str
    value: Callable[[Found, str], float]
    least: float
    aim: float | None = None
    is_most: bool = False
    unit: str = "×"
    vendors: tuple[str, ...] = ("postgresql", "sqlite")
    by_clock: bool = True

    def verdict(self, value: float) -> str:
        def reaches(limit: float) -> bool:
            return value <= limit if self.is_most else value >= limit

        if self.aim is not None and reaches(self.aim):
            return "AIM"
        return "OK" if reaches(self.least) else "SHORT"


def _a_row(found: Found, who: str, what: str, by: str) -> float:
    measured = found[who, what]
    return measured[by] / measured["rows"]


def _rows_per_second(mine: str, theirs: str) -> Callable[[Found, str], float]:
    return lambda found, by: _a_row(found, "baseline", theirs, by) / _a_row(found, "product", mine, by)


def _times(mine: str, theirs: str, who: str = "baseline") -> Callable[[Found, str], float]:
    return lambda found, by: found["product", mine][by] / found[who, theirs][by]


def _quicker(mine: str, theirs: str) -> Callable[[Found, str], float]:
    return lambda found, by: found["product", theirs][by] / found["product", mine][by]


def _seconds(what: str) -> Callable[[Found, str], float]:
    return lambda found, by: found["product", what][by]


def _faster(mine: str) -> Callable[[Found, str], float]:
    return lambda found, by: found["baseline", mine][by] / found["product", mine][by]


def _told(what: str, name: str) -> Callable[[Found, str], float]:
    return lambda found, _by: found["product", what][name]


def _count(part: str, name: str, what: str, key: str, most: float, unit: str) -> Line:
    return Line(part, name, _told(what, key), most, is_most=True, unit=unit, by_clock=False)


POSTGRES = ("postgresql",)
LINES = [
    Line("import", "import of 100,000 rows of CSV, rows a second against the baseline", _rows_per_second("import csv", "import"), 20, 40, vendors=POSTGRES),
    Line("import", "the same on SQLite (no target)", _rows_per_second("import csv", "import"), 0, vendors=("sqlite",)),
    Line("import", "… against a raw COPY of the same columns", _times("import csv", "copy"), 18, 9, is_most=True, vendors=POSTGRES),
    _count("import", "… memory growth", "import csv", "grew", 120, "MB"),
    Line("import", "import of the same as XLSX, against CSV", _times("import xlsx", "import csv", "product"), 1.4, is_most=True),
    _count("import", "… memory growth", "import xlsx", "grew", 120, "MB"),
    Line("export", "export of 100,000 people to XLSX, rows a second against the baseline", _rows_per_second("export", "export"), 8),
    Line("export", "… against the fastest raw writer", _times("export", "raw writer"), 2.5, is_most=True),
    _count("export", "… memory growth", "export", "grew", 120, "MB"),
    Line("list", "list page, first, against the admin", _faster("list 1"), 3),
    Line("list", "list page, 1,000th, against the admin", _faster("list 1000"), 3),
    Line("list", "list page, 1,000th against first", _times("list 1000", "list 1", "product"), 1.3, is_most=True),
    _count("list", "… queries", "list 1", "queries", 10, ""),
    Line("person", "person page with 50 contacts, against the admin", _faster("person"), 4),
    _count("person", "… queries", "person", "queries", 12, ""),
    Line("search", "search box, part of a name, against the admin's search", _faster("search"), 6, vendors=POSTGRES),
    Line("search", "the same on SQLite (no target)", _faster("search"), 0, vendors=("sqlite",)),
    Line("board", "people met by priority and county, against one ORM query", _quicker("met by county", "met by county, one query"), 2.2, vendors=POSTGRES),
    Line("board", "the same on SQLite (no target)", _quicker("met by county", "met by county, one query"), 0, vendors=("sqlite",)),
    Line("board", "… against a table made by hand for that sum", _times("met by county", "met by county, by hand", "product"), 1.2, is_most=True),
    Line("board", "logging a contact, with what is kept for reach against without", _times("logging", "logging without upkeep", "product"), 1.1, is_most=True),
    Line("board", "page of the largest goal, with all that it fetches", _seconds("goal page, all of it"), 1, is_most=True, unit="s"),
    Line("board", "all figures of a paper of a quarter, 20 goals", _seconds("paper of a quarter"), 10, is_most=True, unit="s"),
    Line("board", "all figures of a paper over the election, 20 goals", _seconds("paper over the election"), 10, is_most=True, unit="s"),
]  # fmt: skip
# Told without a target: seconds.
SHOWN = {
    "reach": "reach of a goal among 1,000,000 contacts",
    "goal page": "page of a goal among them",
    "goal list": "list of those of a goal not yet met",
    "coverage card": "coverage of all goals of the plan ('Idag')",
    "plan page": "page of the plan",
    "priority page": "page of a priority",
    "met by county": "people met by priority and county, off the kept table",
    "met by county, one query": "… by one ORM query over the contacts",
    "met by county, by hand": "… over a table made by hand",
    "logging": "logging a contact with three people on two priorities",
    "logging without upkeep": "… with nothing kept for reach",
    "check reach": "check_reach: the kept table held against every contact",
}
