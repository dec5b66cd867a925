"""Maps of counties and municipalities. They are few paths: drawn at once, without the draughtsman.

The outlines are Statistics Sweden's, simplified once (`tests/map_shapes.py`).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from crm.common.charts.chart import Table
from crm.common.charts.palette import HEAT, HEAT_INK, INK, LINE, NOTHING

FOLDER = Path(__file__).with_name("shapes")
MARGIN = 12
# How much of the drawing's longer side a letter takes.
LETTER = 0.026
NUMBERS = re.compile(r"-?\d+")


@dataclass(frozen=True)
class Shade:
    """How one area is shown: a step of the heat (0–5; None: nothing is known), and the word or number written on it."""

    step: int | None
    word: str = ""


@dataclass(frozen=True)
class AreaMap:
    """A map of `kind` 'counties' or 'municipalities', shaded by code ('03', '0380'); `only` these, large, or all.

    Areas that are not shaded are drawn empty. The words say what the shades say, so that it reads in grey.
    """

    title: str
    description: str
    table: Table
    shades: Mapping[str, Shade]
    kind: str = "counties"
    only: Collection[str] = field(default=())

    @cached_property
    def key(self) -> str:
        said = json.dumps([self.drawing(), str(self.title), str(self.description)])
        return hashlib.sha256(said.encode()).hexdigest()

    def drawing(self) -> str:
        """The map as SVG, in the colours of paper."""
        outlines, places = _shapes(self.kind)
        codes = [code for code in outlines if code in self.only] or list(outlines)  # of unknown ones: all, empty
        left, top, right, bottom = _bounds(outlines[code] for code in codes)
        size = LETTER * max(right - left, bottom - top)
        box = f"{left - MARGIN} {top - MARGIN} {right - left + 2 * MARGIN} {bottom - top + 2 * MARGIN}"
        areas = "".join(self._area(code, outlines[code]) for code in codes)
        words = "".join(
            self._word(code, places[code], size) for code in codes if self._has_room(code, outlines[code], size)
        )
        width, height = right - left + 2 * MARGIN, bottom - top + 2 * MARGIN
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{width}" height="{height}">'
            f'<g stroke="{LINE}" stroke-width="2" fill-rule="evenodd">{areas}</g>{words}</svg>'
        )

    def _area(self, code: str, path: str) -> str:
        shade = self.shades.get(code)
        fill = NOTHING if shade is None or shade.step is None else HEAT[shade.step]
        dashes = ' stroke-dasharray="6 5"' if shade is not None and shade.step is None else ""
        return f'<path d={quoteattr(path)} fill="{fill}"{dashes}/>'

    def _has_room(self, code: str, outline: str, size: float) -> bool:
        """Whether its word can stand within it; what cannot be written is in the table."""
        shade = self.shades.get(code)
        left, top, right, bottom = _bounds([outline])
        return shade is None or (right - left > 0.6 * size * len(shade.word) and bottom - top > 1.5 * size)

    def _word(self, code: str, place: tuple[int, int], size: float) -> str:
        shade = self.shades.get(code)
        if shade is None or not shade.word:
            return ""
        ink = HEAT_INK if shade.step == len(HEAT) - 1 else INK
        x, y = place
        return (
            f'<text x="{x}" y="{y + size / 3:.0f}" text-anchor="middle" font-family="sans-serif" '
            f'font-size="{size:.0f}" fill="{ink}">{escape(shade.word)}</text>'
        )


def heat(value: float | None, most: float) -> int | None:
    """The step of the heat for a value of which `most` is the largest. Only nothing is step 0; None stays unknown."""
    if value is None:
        return None
    if value <= 0 or most <= 0:
        return 0
    return max(1, min(5, round(5 * value / most)))


@lru_cache
def _shapes(kind: str) -> tuple[dict[str, str], dict[str, tuple[int, int]]]:
    """Outlines and the places for words, by code."""
    kept: dict[str, Any] = json.loads((FOLDER / f"{kind}.json").read_text(encoding="utf-8"))
    return kept["paths"], {code: (x, y) for code, (x, y) in kept["places"].items()}


def _bounds(paths: Any) -> tuple[int, int, int, int]:
    numbers = [int(number) for path in paths for number in NUMBERS.findall(path)]
    across, down = numbers[0::2], numbers[1::2]
    return min(across), min(down), max(across), max(down)
