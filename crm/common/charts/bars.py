"""Bars of several parts: how much of each sort there is, a bar for each group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from crm.common.charts.chart import WIDE, Chart, Table
from crm.common.charts.lettering import CONFIG, FONT, legend, named, wrapped
from crm.common.charts.palette import PAINTS, Paint

# Width of a part from which its number has room.
ROOM_FOR_NUMBER = {True: 0.035, False: 0.08}


@dataclass(frozen=True)
class Series:
    """One sort of part: by what it is counted, its name, and how it is painted (a name of `PAINTS` or a `Paint`)."""

    name: str
    label: Any
    paint: str | Paint

    @property
    def look(self) -> Paint:
        return self.paint if isinstance(self.paint, Paint) else PAINTS[self.paint]


def stacked_bars(
    *,
    title: str,
    description: str,
    groups: Sequence[tuple[Any, Mapping[str, int]]],
    series: Sequence[Series],
    unit: Any,
    head: Any,
    total: Any,
) -> Chart:
    """A bar for each of `groups` (its name, and how many there are of each series), parts in the order of `series`.

    `unit` is written under the axis; `head` and `total` are the first and the last column of the table.
    """
    used = [one for one in series if any(counts.get(one.name) for _label, counts in groups)] or list(series)
    table = Table(
        heads=[head, *(one.label for one in used), total],
        rows=[
            [label, *(counts.get(one.name, 0) for one in used), sum(counts.get(one.name, 0) for one in used)]
            for label, counts in groups
        ],
    )

    def make(width: int) -> dict[str, Any]:
        return _spec(groups, used, str(unit), width)

    return Chart(title=title, description=description, table=table, make=make)


def _spec(groups: Sequence[tuple[Any, Mapping[str, int]]], series: Sequence[Series], unit: str, width: int) -> Any:
    is_wide = width == WIDE
    values = [part for place, (_label, counts) in enumerate(groups) for part in _parts(place, counts, series)]
    most = max((part["until"] for part in values), default=1)
    names = [wrapped(label, is_wide=is_wide) for label, _counts in groups]
    lines = max((len(name) for name in names), default=1)
    labels = [str(one.label) for one in series]
    return {
        "width": width - (200 if is_wide else 116),
        "height": {"step": max(34, 17 * lines + 8)},
        "padding": {"left": 10, "right": 10, "top": 4, "bottom": 4},
        "data": {"values": [{**part, "has_room": part["n"] >= most * ROOM_FOR_NUMBER[is_wide]} for part in values]},
        "encoding": {
            "y": {
                "field": "group",
                "type": "ordinal",
                "scale": {"domain": list(range(len(groups)))},
                "axis": {"title": None, "ticks": False, "domain": False, "labelExpr": named(names), "labelPadding": 8},
            }
        },
        "layer": [
            {
                "mark": {"type": "bar", "height": {"band": 0.72}, "strokeWidth": 1},
                "encoding": {
                    "x": {
                        "field": "from",
                        "type": "quantitative",
                        "axis": {"title": unit, "format": ",d", "tickCount": min(most, 6 if is_wide else 4)},
                    },
                    "x2": {"field": "until"},
                    "color": {
                        "field": "series",
                        "type": "nominal",
                        "scale": {"domain": labels, "range": [one.look.fill for one in series]},
                        "legend": legend(is_wide, len(series)),
                    },
                    "stroke": {
                        "field": "series",
                        "type": "nominal",
                        "scale": {"domain": labels, "range": [one.look.edge for one in series]},
                        "legend": legend(is_wide, len(series)),
                    },
                },
            },
            {
                "transform": [{"filter": "datum.has_room"}],
                "mark": {"type": "text", "fontSize": FONT},
                "encoding": {
                    "x": {"field": "middle", "type": "quantitative"},
                    "text": {"field": "n", "type": "quantitative", "format": ",d"},
                    "color": {"field": "ink", "type": "nominal", "scale": None},
                },
            },
        ],
        "config": CONFIG,
    }


def _parts(place: int, counts: Mapping[str, int], series: Sequence[Series]) -> list[dict[str, Any]]:
    """The parts of one bar that are there, each with where it begins and ends."""
    ends = list(accumulate(counts.get(one.name, 0) for one in series))
    return [
        {
            "group": place,
            "series": str(one.label),
            "n": n,
            "from": end - n,
            "until": end,
            "middle": end - n / 2,
            "ink": one.look.ink,
        }
        for one, end in zip(series, ends, strict=True)
        if (n := counts.get(one.name, 0))
    ]
