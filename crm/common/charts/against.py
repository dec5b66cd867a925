"""Bars against something: shares against their targets, and how many there are now against before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crm.common.charts.bars import Series
from crm.common.charts.chart import WIDE, Chart, Table
from crm.common.charts.lettering import CONFIG, FONT, PER_CENT, legend, named, wrapped
from crm.common.charts.palette import INK, PAINTS

THERE, BELOW, FREE = "there", "below", "free"


@dataclass(frozen=True)
class Share:
    """A share 0–1 (None: there is nothing to divide by), and what it was to be, if anything; `told` stands beside."""

    label: Any
    value: float | None
    target: float | None
    told: str


def target_bars(
    *, title: str, description: str, shares: Sequence[Share], table: Table, series: Sequence[Series], unit: Any
) -> Chart:
    """A bar for each share, with a mark across it where its target is.

    `series` names and paints, in this order, bars that reach their target, that do not, and that have none.
    """

    def make(width: int) -> dict[str, Any]:
        return _targets(shares, dict(zip((THERE, BELOW, FREE), series, strict=True)), str(unit), width)

    return Chart(title=title, description=description, table=table, make=make)


def _targets(shares: Sequence[Share], series: dict[str, Series], unit: str, width: int) -> dict[str, Any]:
    is_wide = width == WIDE
    names = [wrapped(one.label, is_wide=is_wide) for one in shares]
    inner = width - (280 if is_wide else 170)
    rows = [
        {"group": n, "value": one.value or 0, "target": one.target, "told": one.told,
         "state": str(series[_state(one)].label)}
        for n, one in enumerate(shares)
    ]  # fmt: skip
    used = [one for key, one in series.items() if any(_state(share) == key for share in shares)]
    axis = {"title": unit, "labelExpr": PER_CENT, "values": [0, 0.25, 0.5, 0.75, 1] if is_wide else [0, 0.5, 1]}
    x = {"type": "quantitative", "scale": {"domain": [0, 1]}, "axis": axis}
    return {
        "width": inner,
        "height": {"step": max(34, 17 * max((len(name) for name in names), default=1) + 8)},
        "padding": {"left": 10, "right": 10, "top": 4, "bottom": 4},
        "data": {"values": rows},
        "encoding": {"y": _places(names)},
        "layer": [
            {
                "mark": {"type": "bar", "height": {"band": 0.5}, "strokeWidth": 1},
                "encoding": {"x": {"field": "value", **x}, **_painted("state", used, is_wide)},
            },
            *(_mark(x, thickness, color) for thickness, color in ((7, PAINTS["hollow"].fill), (3, INK))),
            {
                "mark": {"type": "text", "align": "left", "fontSize": FONT, "color": INK},
                "encoding": {"x": {"value": inner + 8}, "text": {"field": "told"}},
            },
        ],
        "config": CONFIG,
    }


def _mark(x: dict[str, Any], thickness: int, color: str) -> dict[str, Any]:
    """The target's mark across a bar; drawn twice, the broader one light, it is seen on dark bars too."""
    return {
        "transform": [{"filter": "isValid(datum.target)"}],
        "mark": {"type": "tick", "thickness": thickness, "size": 26, "color": color, "opacity": 1},
        "encoding": {"x": {"field": "target", **x}},
    }


def _state(share: Share) -> str:
    if share.target is None or share.value is None:
        return FREE
    return THERE if share.value >= share.target else BELOW


def paired_bars(
    *,
    title: str,
    description: str,
    groups: Sequence[tuple[Any, int, int]],
    series: tuple[Series, Series],
    unit: Any,
    heads: Sequence[Any],
) -> Chart:
    """Two bars for each group (its name, how many before, how many now), with the difference written beside them.

    `series` names and paints before and now; `heads` are those of the table: group, before, now, difference.
    """
    table = Table(heads, [[label, was, is_now, signed(is_now - was)] for label, was, is_now in groups])

    def make(width: int) -> dict[str, Any]:
        return _pairs(groups, series, str(unit), width)

    return Chart(title=title, description=description, table=table, make=make)


def signed(difference: int) -> str:
    """'+3', '−3' (a minus sign), '±0': which way it went is written, not painted."""
    return f"+{difference}" if difference > 0 else f"−{-difference}" if difference < 0 else "±0"


def _pairs(groups: Sequence[tuple[Any, int, int]], series: tuple[Series, Series], unit: str, width: int) -> Any:
    is_wide = width == WIDE
    names = [wrapped(label, is_wide=is_wide) for label, _was, _now in groups]
    labels = [str(one.label) for one in series]
    most = max((n for _label, *pair in groups for n in pair), default=0)
    inner = width - (220 if is_wide else 150)
    rows = [
        {"group": place, "when": labels[n], "n": pair[n], "told": str(pair[n]),
         "change": signed(pair[1] - pair[0]) if n else ""}
        for place, (_label, *pair) in enumerate(groups) for n in (0, 1)
    ]  # fmt: skip
    y = {**_places(names), "scale": {"domain": list(range(len(groups))), "paddingInner": 0.25}}
    offset = {"field": "when", "type": "nominal", "scale": {"domain": labels}}
    axis = {"title": unit, "format": ",d", "tickCount": min(most, 6 if is_wide else 4)}
    return {
        "width": inner,
        "height": {"step": 20},
        "padding": {"left": 10, "right": 10, "top": 4, "bottom": 4},
        "data": {"values": rows},
        "encoding": {"y": y, "yOffset": offset},
        "layer": [
            {
                "mark": {"type": "bar", "strokeWidth": 1},
                "encoding": {
                    "x": {"field": "n", "type": "quantitative", "axis": axis},
                    **_painted("when", series, is_wide),
                },
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 5, "fontSize": FONT, "color": INK},
                "encoding": {"x": {"field": "n", "type": "quantitative"}, "text": {"field": "told"}},
            },
            {
                "mark": {"type": "text", "align": "left", "fontSize": FONT, "fontWeight": "bold", "color": INK},
                "encoding": {"x": {"value": inner + 32}, "text": {"field": "change"}},
            },
        ],
        "config": CONFIG,
    }


def _places(names: Sequence[Sequence[str]]) -> dict[str, Any]:
    """The names down the left side."""
    return {
        "field": "group",
        "type": "ordinal",
        "scale": {"domain": list(range(len(names)))},
        "axis": {"title": None, "ticks": False, "domain": False, "labelExpr": named(names), "labelPadding": 8},
    }


def _painted(name: str, series: Sequence[Series], is_wide: bool) -> dict[str, Any]:
    """Fill and edge by series, with one key for both."""
    labels, key = [str(one.label) for one in series], legend(is_wide, len(series))
    return {
        channel: {
            "field": name,
            "type": "nominal",
            "scale": {"domain": labels, "range": [getattr(one.look, part) for one in series]},
            "legend": key,
        }
        for channel, part in (("color", "fill"), ("stroke", "edge"))
    }
