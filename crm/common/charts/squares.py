"""A heat map: how much there is of each row in each column, as a number on a shade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crm.common.charts.chart import WIDE, Chart, Table
from crm.common.charts.lettering import CONFIG, FONT, SMALL, named, wrapped
from crm.common.charts.maps import heat
from crm.common.charts.palette import HEAT, HEAT_INK, INK, NOTHING

Cell = tuple[int, int]  # part and whole


def heat_squares(
    *, title: str, description: str, rows: Sequence[Any], columns: Sequence[tuple[str, Any]],
    cells: Mapping[tuple[int, int], Cell], head: Any,
) -> Chart:  # fmt: skip
    """A square for each (number of row, number of column): 'part/whole', darker the larger the share.

    Of a column the short name, which stands over it, and the whole one, for the table. The number says what the shade
    says, so that it reads in grey. Where the whole is nothing there is no square.
    """
    table = Table(
        heads=[head, *(name for _short, name in columns)],
        rows=[
            [label, *(_told(cells.get((n, m))) for m in range(len(columns)))] for n, label in enumerate(rows)
        ],
    )  # fmt: skip

    def make(width: int) -> dict[str, Any]:
        return _spec(rows, columns, cells, width)

    return Chart(title=title, description=description, table=table, make=make)


def _told(cell: Cell | None) -> str:
    return f"{cell[0]}/{cell[1]}" if cell and cell[1] else "–"


def _spec(
    rows: Sequence[Any], columns: Sequence[tuple[str, Any]], cells: Mapping[tuple[int, int], Cell], width: int
) -> dict[str, Any]:
    is_wide = width == WIDE
    names = [wrapped(label, is_wide=is_wide) for label in rows]
    values = [
        {"row": n, "column": m, "told": _told(cell) if is_wide else [str(cell[0]), f"/{cell[1]}"],
         "fill": HEAT[step], "ink": HEAT_INK if step == len(HEAT) - 1 else INK}
        for (n, m), cell in cells.items() if cell[1] and (step := heat(cell[0] / cell[1], 1)) is not None
    ]  # fmt: skip
    room = (width - (190 if is_wide else 96)) / max(len(columns), 1)
    axis = {"title": None, "ticks": False, "domain": False, "grid": False}
    return {
        "width": {"step": min(room, 64)},
        "height": {"step": 28 if is_wide else 34},
        "padding": {"left": 6, "right": 6, "top": 4, "bottom": 4},
        "data": {"values": values},
        "encoding": {
            "x": {
                "field": "column",
                "type": "ordinal",
                "scale": {"domain": list(range(len(columns)))},
                "axis": {
                    **axis, "orient": "top", "labelAngle": 0, "labelFontSize": FONT if is_wide else SMALL,
                    "labelExpr": named([[short] for short, _name in columns]),
                },
            },
            "y": {
                "field": "row",
                "type": "ordinal",
                "scale": {"domain": list(range(len(rows)))},
                "axis": {**axis, "labelExpr": named(names), "labelPadding": 6},
            },
        },
        "layer": [
            {
                "mark": {"type": "rect", "stroke": NOTHING, "strokeWidth": 2},
                "encoding": {"color": {"field": "fill", "type": "nominal", "scale": None}},
            },
            {
                "mark": {"type": "text", "fontSize": SMALL + 1 if is_wide else SMALL, "lineBreak": "\n",
                         "baseline": "middle", "dy": 0 if is_wide else -6},
                "encoding": {
                    "text": {"field": "told"},
                    "color": {"field": "ink", "type": "nominal", "scale": None},
                },
            },
        ],
        "config": CONFIG,
    }  # fmt: skip
