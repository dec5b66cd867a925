"""A line of shares over time, which breaks where what it is a share of becomes another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crm.common.charts.chart import WIDE, Chart, Table
from crm.common.charts.lettering import CONFIG, FONT, PER_CENT, SMALL, named
from crm.common.charts.palette import INK, INK_2, NOTHING, PAINTS

# A line of each side, and what its points look like: told apart by shape and filling, not by colour.
MARKS = (("circle", PAINTS["hollow"].fill), ("square", PAINTS["strong"].fill))


@dataclass(frozen=True)
class Point:
    """A share 0–1 (None: there is none) on side `side`, counted from 0; `told` is written over it, `lines` under."""

    lines: Sequence[str]
    value: float | None
    told: str
    side: int = 0


def broken_line(
    *, title: str, description: str, points: Sequence[Point], table: Table, unit: Any, cut: str,
    target: float | None = None, target_word: str = "",
) -> Chart:  # fmt: skip
    """Points in the order of time. Between two sides the line breaks, and `cut` is written there ('val')."""

    def make(width: int) -> dict[str, Any]:
        return _spec(points, str(unit), cut, target, target_word, width)

    return Chart(title=title, description=description, table=table, make=make)


def _spec(
    points: Sequence[Point], unit: str, cut: str, target: float | None, target_word: str, width: int
) -> dict[str, Any]:
    is_wide = width == WIDE
    rows = [
        {"at": n, "value": one.value, "side": one.side, "fill": MARKS[one.side % 2][1],
         "told": one.told if is_wide else one.told.rstrip("%").rstrip()}
        for n, one in enumerate(points) if one.value is not None
    ]  # fmt: skip
    lines = [one.lines if is_wide else [line.replace(" ", "") for line in one.lines] for one in points]
    x_axis = {
        "title": None, "grid": False, "values": list(range(len(points))), "labelExpr": named(lines),
        "labelFontSize": FONT if is_wide else SMALL, "labelOverlap": False,
    }  # fmt: skip
    x = {
        "type": "quantitative",
        "scale": {"domain": [-0.5, max(len(points), 1) - 0.5], "nice": False, "zero": False},
        "axis": x_axis,
    }
    top = 1.08 if any((one.value or 0) > 0.9 for one in points) else 1
    y = {
        "type": "quantitative",
        "scale": {"domain": [0, top], "nice": False},
        "axis": {"title": unit if is_wide else None, "labelExpr": PER_CENT, "values": [0, 0.25, 0.5, 0.75, 1]},
    }
    place = {"x": {"field": "at", **x}, "y": {"field": "value", **y}}
    text = {"type": "text", "fontSize": FONT if is_wide else SMALL + 1, "color": INK}
    shape = {"field": "side", "type": "nominal", "scale": {"domain": _sides(points), "range": _shapes(points)}}
    return {
        "width": width - (90 if is_wide else 60),
        "height": 220 if is_wide else 200,
        "padding": {"left": 6, "right": 10, "top": 8, "bottom": 4},
        "data": {"values": rows},
        "layer": [
            *_target(target, target_word, x, y, len(points)),
            *_cuts(points, cut, top, x, y),
            {
                "mark": {"type": "line", "color": PAINTS["strong"].fill, "strokeWidth": 2},
                "encoding": {**place, "detail": {"field": "run"}},
                "data": {"values": _runs(points)},
            },
            {
                "mark": {"type": "point", "size": 70, "strokeWidth": 2, "stroke": PAINTS["strong"].edge, "opacity": 1},
                "encoding": {
                    **place,
                    "shape": {**shape, "legend": None},
                    "fill": {"field": "fill", "type": "nominal", "scale": None},
                },
            },
            *(
                {"mark": {**text, "dy": -14, **halo}, "encoding": {**place, "text": {"field": "told"}}}
                for halo in ({"stroke": NOTHING, "strokeWidth": 4}, {})  # the line must not run through a number
            ),
        ],
        "config": CONFIG,
    }


def _runs(points: Sequence[Point]) -> list[dict[str, Any]]:
    """Points that a line goes through: a new run on the other side, and after a gap."""
    found, run = [], 0
    for n, one in enumerate(points):
        if n and (one.side != points[n - 1].side or points[n - 1].value is None):
            run += 1
        if one.value is not None:
            found.append({"at": n, "value": one.value, "run": run})
    return found


def _sides(points: Sequence[Point]) -> list[int]:
    return sorted({one.side for one in points})


def _shapes(points: Sequence[Point]) -> list[str]:
    return [MARKS[side % 2][0] for side in _sides(points)]


def _cuts(points: Sequence[Point], word: str, top: float, x: Any, y: Any) -> list[dict[str, Any]]:
    """A dashed line between two sides, with its word."""
    at = [n - 0.5 for n in range(1, len(points)) if points[n].side != points[n - 1].side]
    data = {"values": [{"at": place, "value": top} for place in at]}
    if not at:
        return []
    return [
        {
            "data": data,
            "mark": {"type": "rule", "strokeDash": [4, 4], "color": INK_2, "strokeWidth": 1.5},
            "encoding": {"x": {"field": "at", **x}},
        },
        {
            "data": data,
            "mark": {"type": "text", "text": word, "align": "left", "dx": 5, "dy": 8, "fontSize": FONT, "color": INK_2},
            "encoding": {"x": {"field": "at", **x}, "y": {"field": "value", **y}},
        },
    ]


def _target(target: float | None, word: str, x: Any, y: Any, count: int) -> list[dict[str, Any]]:
    if target is None:
        return []
    data = {"values": [{"at": -0.5, "value": target}]}
    return [
        {
            "data": data,
            "mark": {"type": "rule", "color": INK, "strokeWidth": 1.5, "strokeDash": [9, 3]},
            "encoding": {"y": {"field": "value", **y}},
        },
        {
            "data": data,
            "mark": {"type": "text", "text": word, "align": "left", "dx": 4, "dy": -8, "fontSize": FONT, "color": INK},
            "encoding": {"x": {"field": "at", **x}, "y": {"field": "value", **y}},
        },
    ]
