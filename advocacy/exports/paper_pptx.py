"""A board paper as slides to show: what changed, what we ask for, for each goal a table and a chart to edit.

A slide has one message; the definitions and what no slide has room for stand in the notes.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Mm, Pt

from advocacy.exports.letters_docx import clean
from advocacy.exports.paper_pdf import picture_png
from advocacy.exports.paper_pictures import Picture
from advocacy.exports.paper_reading import Block, ChapterOut, Content, PaperLook, Reading, TableOut, read
from crm.models.look import Typeface

FACES = {Typeface.SANS: "Arial", Typeface.SERIF: "Times New Roman"}
WIDE, HIGH = Mm(338.7), Mm(190.5)  # 16:9
LEFT, TOP, INNER = Mm(18), Mm(38), Mm(302.7)
BODY = Mm(130)
INK, PALE = RGBColor(0x16, 0x24, 0x2B), RGBColor(0xE6, 0xEC, 0xEF)
TITLE_ONLY, TITLE_SLIDE = 5, 0
# What is read from the other end of the table: letters on a slide, in a cell and in a title; bars of a chart, fewer
# where a target stands beside each.
LETTERS, LONGEST_CELL, LONGEST_TITLE = 760, 48, 130
BARS, PAIRS = 12, 8
# The rows of a table in millimetres: room for them, what one takes with a line and with each more; letters on a line.
ROOM, ROW, LINE_HEIGHT, LINE = 116, 11, 7, 88
# Of the whole plan the slides tell of these; the rest is in the written paper.
OF_THE_PLAN = ("reach", "outcomes", "implementation")


def pptx(content: Content, *, look: PaperLook, approved_on: dt.date | None = None) -> bytes:
    """The whole paper. Without `approved_on` it is marked as a draft."""
    reading = read(content, look=look, approved_on=approved_on)
    with override("sv"):
        show = _Slides(reading, look).made()
    stream = io.BytesIO()
    show.save(stream)
    return stream.getvalue()


class _Slides:
    """The slides of a reading, in the order of the meeting."""

    def __init__(self, reading: Reading, look: PaperLook) -> None:
        self.reading, self.look, self.words = reading, look, reading.words
        self.show = Presentation()
        self.show.slide_width, self.show.slide_height = WIDE, HIGH
        self.face = FACES.get(Typeface(look.typeface), "Arial")
        known = self.show.core_properties
        known.title, known.author, known.language = clean(reading.title), clean(reading.author), "sv-SE"
        known.subject = reading.mark

    def made(self) -> Any:
        reading, words = self.reading, self.words
        self._first()
        self._texts(words["changed"], reading.summary)
        for picture in reading.overview:
            self._charts(picture.title, "", picture)
        self._plan()
        for chapter in reading.goals:
            self._goal(chapter)
        self._texts(words["needs"], reading.needs)
        self._texts(words["proposal"], reading.proposal)
        return self.show

    def _first(self) -> None:
        slide = self.show.slides.add_slide(self.show.slide_layouts[TITLE_SLIDE])
        title, under = slide.shapes.title, slide.placeholders[1]
        _place(title, Mm(30), Mm(58), Mm(278), Mm(48))
        _place(under, Mm(30), Mm(110), Mm(278), Mm(50))
        self._say(title.text_frame, [self.reading.title], 36, is_bold=True)
        facts = [f"{label}: {value}" for label, value in self.reading.facts[:3]]
        self._say(under.text_frame, [self.reading.author, *facts, self.reading.mark], 18)
        if self.look.logo:
            logo = slide.shapes.add_picture(io.BytesIO(self.look.logo), Mm(30), Mm(18), height=Mm(24))
            _describe(logo, f"{self.words['logo']}: {self.reading.author}")
        self._note(slide, [self.reading.mark, *self._definitions()])

    def _texts(self, title: str, blocks: list[Block]) -> None:
        """What was written, over as many slides as it needs."""
        lines = [line for block in blocks for line in _lines(block)] or [(self.words["unwritten"], "")]
        for number, page in enumerate(_pages(lines)):
            slide = self._slide(title if not number else _again(title))
            box = slide.shapes.add_textbox(LEFT, TOP, INNER, BODY)
            box.text_frame.word_wrap = True
            self._say(box.text_frame, [f"{mark}{text}" for text, mark in page], 22)

    def _goal(self, chapter: ChapterOut) -> None:
        title = f"{chapter.code} {chapter.title}"
        for part in chapter.parts:
            text = chapter.text if part is chapter.parts[0] else []
            for table in [table for section in part.sections[:1] for table in section.tables[:1]]:
                self._table_slides(title, part.title, _first_page(table), text, part.note)
            drawn = [picture for section in part.sections for picture in section.pictures]
            bars = [picture for picture in drawn if picture.bars][:1]
            for picture in [*bars, *(picture for picture in drawn if not picture.bars)]:
                self._picture(f"{chapter.code} {picture.title}", part.title, picture, title)

    def _plan(self) -> None:
        """What the board follows from one meeting to the next."""
        for part in self.reading.plan.parts:
            for section in [section for section in part.sections if section.key in OF_THE_PLAN]:
                for table in section.tables:
                    title = f"{self.reading.plan.title}: {(table.title or section.title).lower()}"
                    self._table_slides(title, part.title, table, [], part.note)

    def _picture(self, title: str, when: str, picture: Picture, about: str) -> None:
        if picture.bars:
            self._charts(title, when, picture, about)
        elif picture.dots:
            self._line(title, picture, about)
        else:
            self._map(title, when, picture, about)

    def _line(self, title: str, picture: Picture, about: str) -> None:
        """Quarters as a line to edit; each side of an election is a line of its own."""
        slide = self._slide(_titled(title, "", is_again=False))
        frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, LEFT, TOP, INNER, BODY, _quarters(picture))
        _describe(frame, picture.alt)
        self._draw_line(frame.chart, picture)
        self._note(slide, [about, picture.alt, *self._definitions()])

    def _draw_line(self, chart: Any, picture: Picture) -> None:
        """Numbers over the dots, the target dashed without dots: told apart in grey too."""
        chart.font.size, chart.font.name, chart.has_title = Pt(14), self.face, False
        chart.has_legend = len(chart.plots[0].series) > 1
        if chart.has_legend:
            chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.value_axis.has_major_gridlines, chart.value_axis.minimum_scale = False, 0
        chart.value_axis.tick_labels.number_format, chart.value_axis.tick_labels.number_format_is_linked = "0 %", False
        accent = RGBColor.from_string(self.look.accent[1:].upper())
        for number, series in enumerate(chart.plots[0].series):
            is_target = picture.target is not None and number == len(chart.plots[0].series) - 1
            series.smooth = False
            series.format.line.width = Pt(2 if is_target else 3)
            series.format.line.color.rgb = INK if is_target else accent
            if is_target:
                series.format.line.dash_style, series.marker.style = MSO_LINE.DASH, XL_MARKER_STYLE.NONE
                continue
            series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 9
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = accent
            labels = series.data_labels
            labels.show_value, labels.number_format, labels.number_format_is_linked = True, "0 %", False
            labels.position, labels.font.size = XL_LABEL_POSITION.ABOVE, Pt(14)

    def _map(self, title: str, when: str, picture: Picture, about: str) -> None:
        """The counties as a picture, and beside it how to read them."""
        slide = self._slide(_titled(title, when, is_again=False))
        image = picture_png(picture, self.look)
        shown = slide.shapes.add_picture(io.BytesIO(image), LEFT, TOP, height=BODY)
        shown.left = Emu(LEFT + max(0, (int(INNER * 0.62) - shown.width) // 2))
        _describe(shown, picture.alt)
        box = slide.shapes.add_textbox(Emu(LEFT + int(INNER * 0.66)), TOP, Emu(int(INNER * 0.34)), BODY)
        box.text_frame.word_wrap = True
        self._say(box.text_frame, [picture.note], 18)
        self._note(slide, [about, picture.alt, *self._definitions()])

    def _charts(self, title: str, when: str, picture: Picture, about: str = "") -> None:
        """The picture as charts with so many bars as can be told apart, about as many in each."""
        most = PAIRS if any(bar.target for bar in picture.bars) else BARS
        size = math.ceil(len(picture.bars) / math.ceil(len(picture.bars) / most))
        for begin in range(0, len(picture.bars), size):
            bars = picture.bars[begin : begin + size]
            slide = self._slide(_titled(title, when, is_again=begin > 0))
            frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, LEFT, TOP, INNER, BODY, _data(picture, bars))
            _describe(frame, picture.alt)
            self._draw(frame.chart, picture)
            self._note(slide, [about, picture.alt, *self._definitions()])

    def _draw(self, chart: Any, picture: Picture) -> None:
        """Numbers at the bars, no grid, the first group on top; the target is pale with an edge, to be told in grey."""
        chart.font.size, chart.font.name = Pt(16), self.face
        chart.has_title = False
        chart.has_legend = len(chart.plots[0].series) > 1
        if chart.has_legend:
            chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.category_axis.reverse_order = True
        chart.category_axis.tick_labels.font.size = Pt(14)
        chart.category_axis.has_major_gridlines = chart.value_axis.has_major_gridlines = False
        chart.value_axis.visible = False
        chart.value_axis.minimum_scale = 0
        if picture.is_share:
            chart.value_axis.maximum_scale = 1.1
        plot = chart.plots[0]
        plot.gap_width, plot.overlap = 50, 0
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.font.size = Pt(12 if chart.has_legend else 16)
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, _format(picture), False
        for series, fill in zip(plot.series, (RGBColor.from_string(self.look.accent[1:].upper()), PALE), strict=False):
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = fill
            series.format.line.color.rgb = INK

    def _table_slides(self, title: str, when: str, table: TableOut, text: list[Block], note: str) -> None:
        said = " ".join(line for block in text for line in block.texts)
        for number, rows in enumerate(_pages_of(table, ROOM - 22 if said else ROOM)):
            slide = self._slide(_titled(title, when, is_again=number > 0))
            top = TOP
            if said and not number:
                box = slide.shapes.add_textbox(LEFT, TOP, INNER, Mm(16))
                box.text_frame.word_wrap = True
                self._say(box.text_frame, [textwrap.shorten(said, 170, placeholder=" …")], 18)
                top = Emu(TOP + Mm(22))
            size = (1 + len(rows), len(table.heads))
            frame = slide.shapes.add_table(*size, LEFT, top, INNER, Mm(11) * size[0])
            _describe(frame, f"{title}. {table.title}".strip(". ") + ".")
            self._fill(frame.table, table, rows)
            self._note(slide, [note, said, *self._definitions()])

    def _fill(self, grid: Any, table: TableOut, rows: list[list[str]]) -> None:
        properties = grid._tbl.tblPr
        properties.set("bandRow", "0")
        style = properties.find(qn("a:tableStyleId"))
        style.text = "{5940675A-B579-460E-94D1-54222C63F5DA}"  # lines, no fill: to be read in print
        for place, share in enumerate(table.shares):
            grid.columns[place].width = Emu(int(INNER * share))
        for number, texts in enumerate([table.heads, *rows]):
            for place, text in enumerate(texts):
                cell = grid.cell(number, place)
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                self._say(cell.text_frame, [text], 16, is_bold=number == 0)
                cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT if table.numeric[place] else PP_ALIGN.LEFT
                if number == 0:
                    cell.fill.solid()
                    cell.fill.fore_color.rgb = PALE

    def _slide(self, title: str) -> Any:
        slide = self.show.slides.add_slide(self.show.slide_layouts[TITLE_ONLY])
        _place(slide.shapes.title, LEFT, Mm(10), INNER, Mm(22))
        slide.shapes.title.text_frame.word_wrap = True
        slide.shapes.title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        self._say(slide.shapes.title.text_frame, [title], 26, is_bold=True)
        foot = slide.shapes.add_textbox(LEFT, Mm(177), INNER, Mm(9))
        foot.text_frame.word_wrap = True
        number = len(self.show.slides)
        self._say(foot.text_frame, [f"{self.reading.author}  ·  {self.reading.mark}  ·  {number}"], 12)
        return slide

    def _say(self, frame: Any, texts: Sequence[str], size: float, *, is_bold: bool = False) -> None:
        """A paragraph for each text, in Swedish for who proofreads and who listens."""
        for number, text in enumerate(texts):
            paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
            paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(size / 3 if size > 14 else 0)
            run = paragraph.add_run()
            run.text = clean(text)
            run.font.size, run.font.bold, run.font.name, run.font.color.rgb = Pt(size), is_bold, self.face, INK
            run._r.get_or_add_rPr().set("lang", "sv-SE")

    def _note(self, slide: Any, lines: Sequence[str]) -> None:
        slide.notes_slide.notes_text_frame.text = clean("\n".join(line for line in lines if line))

    def _definitions(self) -> list[str]:
        return [*(f"{name}. {said}" for name, said in self.reading.definitions), self.reading.definitions_note]


def _data(picture: Picture, bars: Sequence[Any]) -> CategoryChartData:
    """The figures behind the bars, which stand in the slide as a workbook of their own."""
    data = CategoryChartData(number_format=_format(picture))
    data.categories = [_as_text(textwrap.shorten(clean(bar.label), 48, placeholder=" …")) for bar in bars]
    data.add_series(picture.counts, [bar.number for bar in bars])
    if any(bar.target for bar in bars):
        data.add_series(_("Målvärde"), [bar.target for bar in bars])
    return data


def _quarters(picture: Picture) -> CategoryChartData:
    """A series for each side of an election, and one for the target."""
    data = CategoryChartData(number_format="0 %")
    data.categories = [clean(dot.name.partition(",")[0]) for dot in picture.dots]
    sides = sorted({dot.side for dot in picture.dots})
    for place, side in enumerate(sides):
        name = picture.counts
        if len(sides) > 1:
            name = _("%(name)s, före valet") if place < len(sides) - 1 else _("%(name)s, efter valet")
            name %= {"name": picture.counts}
        data.add_series(name, [dot.value if dot.side == side else None for dot in picture.dots])
    if picture.target is not None:
        data.add_series(_("Målvärde"), [picture.target for _dot in picture.dots])
    return data


def _as_text(label: str) -> str:
    """What is called '=1+1' would be worked out in the workbook of the chart; after a space it is text."""
    return label if label[:1].isalnum() else f" {label}"


def _format(picture: Picture) -> str:
    return "0 %" if picture.is_share else "# ##0"


def _lines(block: Block) -> list[tuple[str, str]]:
    if block.kind == "ol":
        return [(text, f"{number}. ") for number, text in enumerate(block.texts, 1)]
    return [(text, "• " if block.kind == "ul" else "") for text in block.texts]


def _pages(lines: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """The lines parted where a slide is full; what is longer than a slide is parted between words."""
    pages: list[list[tuple[str, str]]] = [[]]
    room = LETTERS
    for text, mark in lines:
        for number, piece in enumerate(textwrap.wrap(text, LETTERS, replace_whitespace=False) or [text]):
            if pages[-1] and len(piece) + 40 > room:
                pages.append([])
                room = LETTERS
            pages[-1].append((piece, "" if number else mark))
            room -= len(piece) + 40
    return pages


def _again(title: str) -> str:
    return _("%(title)s (forts.)") % {"title": title}


def _titled(title: str, when: str, *, is_again: bool) -> str:
    """The title with its period, which is not what is cut when both are too long."""
    ending = f" ({when})" if when else ""
    whole = textwrap.shorten(title, LONGEST_TITLE - len(ending), placeholder=" …") + ending
    return _again(whole) if is_again else whole


def _pages_of(table: TableOut, room: int) -> list[list[list[str]]]:
    """The rows of a table parted where a slide is full; long cells are cut, they stand whole in the written paper."""
    pages: list[list[list[str]]] = [[]]
    left = room
    for row in table.rows:
        short = [text if len(text) <= LONGEST_CELL else f"{text[:LONGEST_CELL].rstrip()} …" for text in row]
        lines = max(math.ceil(len(text) / (share * LINE)) for text, share in zip(short, table.shares, strict=True))
        height = ROW + LINE_HEIGHT * (lines - 1)
        if pages[-1] and height > left:
            pages.append([])
            left = room
        pages[-1].append(short)
        left -= height
    return pages


def _first_page(table: TableOut) -> TableOut:
    """What one slide has room for: of the figures of a goal the first are the weightiest, all stand in the paper."""
    return replace(table, rows=_pages_of(table, ROOM - 22)[0])


def _place(shape: Any, left: int, top: int, width: int, height: int) -> None:
    shape.left, shape.top, shape.width, shape.height = left, top, width, height


def _describe(shape: Any, text: str) -> None:
    """What a screen reader says of it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", clean(text))
