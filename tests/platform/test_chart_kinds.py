"""Bars against targets and against before, a line that breaks, squares of heat: what is written and what is drawn."""

import re

import pytest

from crm.common import charts
from tests.platform.test_charts import NS, parsed, split, words

THREE = [
    charts.Series("there", "Når", "strong"), charts.Series("below", "Under", "pale"),
    charts.Series("free", "Utan", "hollow"),
]  # fmt: skip
BEFORE_AND_NOW = (charts.Series("before", "Förut", "hollow"), charts.Series("now", "Nu", "strong"))
TABLE = charts.Table(["Vad", "Andel"], [["A", "40 %"]])


def pictures(chart):
    """Wide and narrow, as a page has them."""
    charts.picture(chart)
    return split(charts.drawn(chart.key))


def targets(*shares):
    return charts.target_bars(
        title="Mål", description="Två av tre.", shares=shares, table=TABLE, series=THREE, unit="Andel"
    )


def pairs(*groups):
    return charts.paired_bars(
        title="Trappa", description="Upp.", groups=groups, series=BEFORE_AND_NOW, unit="Personer",
        heads=["Steg", "Förut", "Nu", "Skillnad"],
    )  # fmt: skip


def line(*points, target=None):
    return charts.broken_line(
        title="Trend", description="Bryts.", points=points, table=TABLE, unit="Andel", cut="val",
        target=target, target_word="målvärde 60 %",
    )  # fmt: skip


def point(value, side=0, name="kv 1"):
    return charts.Point([name], value, f"{round(100 * (value or 0))}\u00a0%", side)


def squares(**cells):
    return charts.heat_squares(
        title="Rutor", description="Mörkt är mycket.", rows=["Uppsala", "Örebro"],
        columns=[("S", "Socialdemokraterna"), ("M", "Moderaterna")],
        cells={tuple(map(int, key[1:])): cell for key, cell in cells.items()}, head="Län",
    )  # fmt: skip


class TestTargets:
    def test_every_bar_says_its_share_in_words_and_has_a_mark_at_its_target(self):
        wide, narrow = pictures(targets(charts.Share("A", 0.4, 0.5, "40 %"), charts.Share("B", 0.6, None, "60 %")))

        assert {"A", "B", "40 %", "60 %"} <= set(words(wide)) & set(words(narrow))
        assert marks(wide) == marks(narrow) == 1

    def test_bar_at_its_target_is_painted_as_there_and_one_below_is_not(self):
        there, _narrow = pictures(targets(charts.Share("A", 0.5, 0.5, "50 %")))
        below, _narrow = pictures(targets(charts.Share("A", 0.49, 0.5, "49 %")))

        assert "Når" in words(there) and "Under" not in words(there)
        assert "Under" in words(below) and "Når" not in words(below)

    def test_axis_writes_per_cent_as_swedes_do(self):
        wide, _narrow = pictures(targets(charts.Share("A", 0.4, 0.5, "x")))

        assert "50\u00a0%" in words(wide)


def marks(svg):
    """Marks of targets: the dark ones, of which there is a broader light one below."""
    return len(re.findall(r'<(?:path|rect)[^>]*fill="var\(--ink\)"', svg))


class TestPairs:
    def test_difference_is_written_with_its_sign(self):
        chart = pairs(("Träffad", 3, 8), ("Deltog", 4, 2), ("Ej nådd", 5, 5))

        assert [row[3] for row in chart.table.rows] == ["+5", "−2", "±0"]
        for svg in pictures(chart):
            assert {"Träffad", "+5", "−2", "±0", "Förut", "Nu"} <= set(words(svg))

    def test_nobody_at_all_is_drawn_too(self):
        assert "<svg" in pictures(pairs(("Träffad", 0, 0)))[0]


class TestLine:
    def test_it_breaks_between_two_sides_and_at_a_gap(self):
        whole, _narrow = pictures(line(point(0.1), point(0.2), point(0.3)))
        broken, _narrow = pictures(line(point(0.1), point(0.2), point(0.3, 1), point(0.4, 1)))
        gap, _narrow = pictures(line(point(0.1), point(0.2), point(None), point(0.4), point(0.5)))

        assert (runs(whole), runs(broken), runs(gap)) == (1, 2, 2)

    def test_break_has_its_word_and_only_a_break(self):
        assert "val" in words(pictures(line(point(0.1), point(0.3, 1)))[1])
        assert "val" not in words(pictures(line(point(0.1), point(0.3)))[1])

    def test_sides_differ_in_shape(self):
        one, _narrow = pictures(line(point(0.1), point(0.3)))
        two, _narrow = pictures(line(point(0.1), point(0.3, 1)))

        assert len(shapes(one)) == 1
        assert len(shapes(two)) == 2

    def test_values_stand_over_their_points_and_narrow_ones_leave_the_sign_to_the_axis(self):
        wide, narrow = pictures(line(point(0.12), target=0.6))

        assert "12\u00a0%" in words(wide) and "12" in words(narrow)
        assert "målvärde 60 %" in words(wide)


def runs(svg):
    """Lines drawn through the points: the strong paths without a filling of their own."""
    return len([path for path in re.findall(r"<path[^>]*>", svg) if "chart-strong" in path and "fill=" not in path])


def shapes(svg):
    """Outlines of the points, without where they stand."""
    return {re.sub(r"-?[\d.]+", "n", one.get("d", "")) for one in parsed(svg).iterfind(".//svg:path", NS)
            if one.get("transform") and "chart-strong" in one.get("stroke", "")}  # fmt: skip


class TestSquares:
    def test_number_says_what_the_shade_says(self):
        wide, narrow = pictures(squares(c00=(1, 8), c11=(8, 8)))

        assert {"1/8", "8/8", "S", "M", "Uppsala"} <= set(words(wide))
        assert [span.text for span in parsed(narrow).iterfind(".//svg:tspan", NS)] == ["1", "/8", "8", "/8"]
        assert {"var(--heat-1)", "var(--heat-5)", "var(--heat-5-ink)"} <= set(re.findall(r"var\(--heat[^)]*\)", wide))

    def test_table_has_whole_names_and_a_dash_where_nobody_is(self):
        chart = squares(c00=(1, 8))

        assert chart.table.heads == ["Län", "Socialdemokraterna", "Moderaterna"]
        assert chart.table.rows == [["Uppsala", "1/8", "–"], ["Örebro", "–", "–"]]

    def test_where_nobody_is_there_is_no_square(self):
        wide, _narrow = pictures(squares(c00=(1, 8), c11=(0, 0)))

        assert "0/0" not in words(wide)


@pytest.mark.parametrize(
    "chart",
    [
        targets(charts.Share("Mål", 0.4, 0.5, "40 %")), pairs(("Steg", 1, 2)), line(point(0.1), target=0.6),
        squares(c00=(1, 8)),
    ],
    ids=["targets", "pairs", "line", "squares"],
)  # fmt: skip
def test_only_colours_of_the_page_are_used(chart):
    for svg in pictures(chart):
        colors = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) - {"none", "transparent"}
        assert all(color.startswith("var(--") for color in colors), colors


def test_word_that_has_no_room_in_its_municipality_is_left_to_the_table():
    shades = {"0184": charts.Shade(3, "77"), "0380": charts.Shade(3, "33"), "0980": charts.Shade(1, "4")}
    table = charts.Table(["Kommun", "Andel"], [["Solna", "77 %"]])
    drawing = charts.AreaMap("Karta", "K", table, shades=shades, kind="municipalities", only=tuple(shades)).drawing()

    assert ">33<" in drawing and ">4<" in drawing
    assert ">77<" not in drawing
