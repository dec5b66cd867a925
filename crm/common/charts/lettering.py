"""How names, keys and axes of all charts are written."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from crm.common.charts.palette import GRID, INK, INK_2, LINE

FONT = 13
SMALL = 11
# Letters of a group's name on one line.
LETTERS = {True: 26, False: 13}
# A share on an axis, with the space that does not break.
PER_CENT = "round(datum.value * 100) + '\u00a0%'"


def wrapped(label: Any, *, is_wide: bool) -> list[str]:
    """A name over at most three lines."""
    return textwrap.wrap(str(label), LETTERS[is_wide])[:3] or [""]


def named(names: Sequence[Sequence[str]]) -> str:
    """The expression by which a place on the axis, counted from 0, gets its name, line by line."""
    written = ",".join("[" + ",".join(_quoted(line) for line in lines) + "]" for lines in names)
    return f"[{written}][datum.value]"


def _quoted(text: str) -> str:
    """As a string of Vega's expressions."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def legend(is_wide: bool, count: int) -> dict[str, Any]:
    return {
        "title": None,
        "orient": "top",
        "direction": "horizontal",
        "columns": (count if count <= 5 else (count + 1) // 2) if is_wide else 2,
        "symbolType": "square",
        "symbolSize": 150,
        "symbolStrokeWidth": 1,
        "labelFontSize": FONT,
        "labelLimit": 180,
        "offset": 10,
        "columnPadding": 14,
    }


CONFIG: dict[str, Any] = {
    "aria": False,  # the picture is one image with a title and a description; its figures are in the table
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": FONT,
        "titleFontSize": FONT,
        "titleFontWeight": "normal",
        "labelColor": INK,
        "titleColor": INK_2,
        "gridColor": GRID,
        "tickColor": LINE,
        "domainColor": LINE,
        "labelLimit": 400,
    },
    "legend": {"labelColor": INK},
}
