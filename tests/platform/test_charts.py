"""Charts: drawn beside the page, kept, and safe to put into one; maps; what a reader without eyes is told."""

import os
import re
import struct
import time
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import translation

from crm.common import charts
from crm.common.charts import chart as chart_module
from crm.common.charts import drawing
from crm.common.charts.palette import ON_PAGE
from crm.tasks import clear_charts
from tests.platform.test_ui import render

SERIES = [charts.Series("done", "Färdiga", "strong"), charts.Series("late", "Försenade", "bad")]
NS = {"svg": "http://www.w3.org/2000/svg"}


def bars(title="Åtgärder", groups=(("Uppsala län", {"done": 1200, "late": 3}), ("Län's \\ <b>", {"late": 1}))):
    return charts.stacked_bars(
        title=title,
        description="Flest i Uppsala.",
        groups=groups,
        series=SERIES,
        unit="Antal",
        head="Län",
        total="Alla",
    )


def parsed(svg):
    return ElementTree.fromstring(svg)  # noqa: S314 our own drawing


def words(svg):
    return [text.text for text in parsed(svg).iterfind(".//svg:text", NS)]


class TestPicture:
    def test_page_has_the_table_at_once_and_the_picture_when_it_is_drawn(self):
        chart = bars("Först utan bild")

        assert charts.picture(chart) is None
        page = render('<c-chart :chart="chart" />', chart=chart)
        assert f'hx-get="/diagram/{chart.key}/"' in page
        assert re.search(r'<th scope="row">Uppsala län</th><td class="num">1\s200</td>', page)

        charts.drawn(chart.key)
        assert "<svg" in render('<c-chart :chart="chart" />', chart=chart)

    def test_it_is_one_image_with_a_name_and_a_description(self):
        chart = bars()
        charts.picture(chart)

        for svg in split(charts.drawn(chart.key)):
            root = parsed(svg)
            assert root.get("role") == "img"
            title, desc = root.find("svg:title", NS), root.find("svg:desc", NS)
            assert (title.text, desc.text) == ("Åtgärder", "Flest i Uppsala.")
            assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (title.get("id"), desc.get("id"))
            assert root.get("viewBox") and not root.get("width")

    def test_it_has_no_styles_and_only_colours_of_the_page(self):
        chart = bars()
        charts.picture(chart)
        svg = charts.drawn(chart.key)

        assert "style" not in svg and "script" not in svg
        colors = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) - {"none", "transparent"}
        assert colors <= {f"var(--{token})" for token in ON_PAGE.values()}
        assert "var(--chart-bad-fill)" in colors

    def test_every_token_of_the_palette_is_in_the_stylesheet(self, settings):
        css = (settings.BASE_DIR / "crm/static/crm/app.css").read_text()

        assert not [token for token in ON_PAGE.values() if f"--{token}:" not in css]

    def test_what_groups_are_called_is_written_as_it_is(self):
        chart = bars()
        charts.picture(chart)

        assert "Län's \\ <b>" in words(split(charts.drawn(chart.key))[0])

    def test_signs_that_no_drawing_takes_are_left_out(self):
        chart = bars(title="Klis\x0btrat", groups=(("Ett\u2028två\x1f\ufffe", {"done": 1}),))
        charts.picture(chart)

        drawn = charts.drawn(chart.key)
        assert "Ett två" in words(split(drawn)[0]) and "\x0b" not in drawn

    def test_numbers_are_written_as_swedes_do(self):
        chart = bars()
        charts.picture(chart)

        assert any(re.fullmatch(r"1\s200", word or "") for word in words(split(charts.drawn(chart.key))[0]))

    def test_group_without_anything_has_its_place(self):
        chart = bars(groups=(("Uppsala län", {"done": 1}), ("Gotlands län", {})))
        charts.picture(chart)

        assert "Gotlands län" in words(split(charts.drawn(chart.key))[0])
        assert chart.table.rows[1] == ["Gotlands län", 0, 0]

    def test_sort_that_nobody_has_takes_no_column(self):
        assert bars(groups=(("Uppsala län", {"done": 1}),)).table.heads == ["Län", "Färdiga", "Alla"]

    def test_nothing_at_all_is_drawn_too(self):
        chart = bars(groups=())
        charts.picture(chart)

        assert "<svg" in charts.drawn(chart.key)


class TestKeeping:
    def test_same_figures_are_drawn_once(self, monkeypatch):
        charts.picture(bars("En gång"))
        first = charts.drawn(bars("En gång").key)
        monkeypatch.setattr(drawing, "_draw", pytest.fail)

        assert charts.drawn(bars("En gång").key) == first
        assert charts.picture(bars("En gång")) == first

    def test_other_figures_other_words_and_another_language_are_another_picture(self, monkeypatch):
        keys = {bars().key, bars("Annat").key, bars(groups=(("Uppsala län", {"done": 1}),)).key}
        with translation.override("en"):
            keys.add(bars().key)
        monkeypatch.setattr(chart_module, "STYLE", chart_module.STYLE + 1)

        assert len({*keys, bars().key}) == 5

    def test_pictures_that_nobody_looks_at_are_thrown_away(self):
        old, fresh = bars("Gammal"), bars("Ny")
        for one in (old, fresh):
            charts.picture(one)
            charts.drawn(one.key)
        month = time.time() - drawing.KEPT_FOR - 60
        for suffix in ("svg", "json"):
            os.utime(drawing._path(old.key, suffix), (month, month))

        assert clear_charts.func() == 2
        assert charts.picture(old) is None
        assert charts.picture(fresh)


@pytest.mark.django_db
class TestPages:
    def test_page_fetches_the_picture(self, client, bo):
        chart = bars("Hämtas")
        charts.picture(chart)
        client.force_login(bo)

        assert b'role="img"' in client.get(reverse("crm:chart", args=[chart.key])).content

    def test_picture_that_cannot_be_drawn_leaves_the_table(self, client, bo, monkeypatch):
        chart = bars("Går inte")
        charts.picture(chart)
        monkeypatch.setattr(drawing, "DRAUGHTSMAN", drawing.DRAUGHTSMAN.with_name("palette.py"))
        client.force_login(bo)

        answer = client.get(reverse("crm:chart", args=[chart.key]))

        assert answer.status_code == 200
        assert "Siffrorna står i tabellen" in answer.content.decode()

    def test_picture_that_cannot_be_drawn_cannot_be_saved(self, client, bo, monkeypatch):
        chart = bars("Går inte att spara")
        charts.picture(chart)
        monkeypatch.setattr(drawing, "DRAUGHTSMAN", drawing.DRAUGHTSMAN.with_name("palette.py"))
        client.force_login(bo)

        assert client.get(reverse("crm:chart_file", args=[chart.key])).status_code == 404

    @pytest.mark.parametrize("key", ["0" * 64, "desk", "a"])
    def test_picture_that_nobody_asked_for_does_not_exist(self, client, bo, key):
        client.force_login(bo)

        for name in ("crm:chart", "crm:chart_file"):
            assert client.get(reverse(name, args=[key])).status_code == 404

    def test_it_can_be_saved_for_a_paper(self, client, bo):
        chart = bars("Sparas")
        charts.picture(chart)
        client.force_login(bo)

        answer = client.get(reverse("crm:chart_file", args=[chart.key]))

        assert answer["Content-Type"] == "image/png"
        assert struct.unpack(">I", answer.content[16:20])[0] > 1500  # dots across


class TestMaps:
    def map(self, **given):
        shades = {"03": charts.Shade(5, "<12>"), "01": charts.Shade(None, "?"), "04": charts.Shade(0, "0")}
        table = charts.Table(["Län", "Antal"], [["Uppsala län", 12]])
        return charts.AreaMap("Täckning", "Mest i Uppsala.", table, shades=shades, **given)

    def test_map_is_there_at_once_and_says_in_words_what_it_says_in_shades(self):
        svg = charts.picture(self.map())

        assert len(re.findall("<path", svg)) == 21
        assert words(svg) == ["?", "<12>", "0"]
        assert "<desc" in svg and "Mest i Uppsala." in svg

    def test_all_municipalities_have_outlines(self):
        assert len(re.findall("<path", charts.picture(self.map(kind="municipalities")))) == 290

    def test_a_few_counties_are_drawn_large(self):
        def across(one):
            return float(parsed(charts.picture(one)).get("viewBox").split()[2])

        assert across(self.map(only=["03"])) < across(self.map()) / 4

    def test_areas_without_outlines_leave_an_empty_map(self):
        svg = charts.picture(self.map(only=["98", "99"]))

        assert len(re.findall("<path", svg)) == 21

    def test_map_can_be_had_for_documents(self):
        assert charts.png(self.map())[:4] == b"\x89PNG"
        assert charts.svg(self.map()).startswith("<svg")
        assert "var(" not in charts.svg(self.map())

    def test_only_nothing_is_the_lightest_step(self):
        assert [charts.heat(n, 100) for n in (None, 0, 1, 50, 100)] == [None, 0, 1, 2, 5]
        assert charts.heat(3, 0) == 0


def split(pair):
    """The wide and the narrow one."""
    wide, narrow = re.findall(r"<svg.*?</svg>", pair, re.DOTALL)
    assert "chart-wide" in wide and "chart-narrow" in narrow
    return wide, narrow
