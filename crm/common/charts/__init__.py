"""Charts and maps: the one way to a picture of figures. See docs/design.md.

What is to be shown is a `Chart` (`stacked_bars`, `target_bars`, `paired_bars`, `broken_line`, `heat_squares`) or an
`AreaMap`: title, description, and the table that says the same.
`<c-chart :chart="chart">` shows it on a page; `svg(chart)` and `png(chart)` give it to documents.
"""

from crm.common.charts.against import Share, paired_bars, target_bars
from crm.common.charts.bars import Series, stacked_bars
from crm.common.charts.chart import Chart, Table
from crm.common.charts.drawing import Undrawable, drawn, picture, png, png_of, svg, tidy
from crm.common.charts.lines import Point, broken_line
from crm.common.charts.maps import AreaMap, Shade, heat
from crm.common.charts.palette import PAINTS, Paint
from crm.common.charts.squares import heat_squares

__all__ = [
    "PAINTS", "AreaMap", "Chart", "Paint", "Point", "Series", "Shade", "Share", "Table", "Undrawable", "broken_line",
    "drawn", "heat", "heat_squares", "paired_bars", "picture", "png", "png_of", "stacked_bars", "svg", "target_bars",
    "tidy",
]  # fmt: skip
