"""The colours of charts: on paper a fixed one, on a page the token of `app.css` that has a light and a dark value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Paint:
    """How a surface is filled, edged and written on, as hex. Dark and light ones side by side also read in grey."""

    fill: str
    ink: str
    edge: str


INK, INK_2, LINE, GRID = "#16242b", "#52626b", "#8a959b", "#e2e0d8"
PAINTS = {
    "strong": Paint("#0d5c8c", "#ffffff", "#0d5c8c"),
    "ok": Paint("#a9d3ba", "#17241b", "#2f7d4f"),
    "warn": Paint("#f3d08a", "#2b1c01", "#c98a12"),
    "bad": Paint("#a8322d", "#fefefe", "#a8322d"),
    "pale": Paint("#dfe3e5", "#1b2429", "#8a959a"),
    "hollow": Paint("#fffffe", "#16242a", "#8a959a"),
}
# From nothing to most, as the cells of a table of coverage.
HEAT = ("#eef3f6", "#d9e6ee", "#bdd5e4", "#9bbfd6", "#7aa9c6", "#2a6c97")
HEAT_INK = "#fffeff"  # on the last of them
NOTHING = "#fffffd"

ON_PAGE = {
    INK: "ink",
    INK_2: "ink-2",
    LINE: "line-strong",
    GRID: "line",
    NOTHING: "card",
    HEAT_INK: "heat-5-ink",
    **{color: f"heat-{step}" for step, color in enumerate(HEAT)},
    **{paint.edge: f"chart-{name}-edge" for name, paint in PAINTS.items()},
    **{paint.ink: f"chart-{name}-ink" for name, paint in PAINTS.items()},
    **{paint.fill: f"chart-{name}-fill" for name, paint in PAINTS.items()},  # an edge may be of the same colour
}
"""Token by colour. Every colour stands for one thing, so some differ by a shade that no eye sees."""
