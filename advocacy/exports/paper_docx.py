"""A board paper as a Word document to go on working in: real headings, lists and tables, alternative texts, Swedish."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from advocacy.exports.letters_docx import clean
from advocacy.exports.paper_pdf import picture_png
from advocacy.exports.paper_pictures import Picture
from advocacy.exports.paper_reading import Block, ChapterOut, Content, PaperLook, Reading, SectionOut, TableOut, read
from crm.models.look import Typeface

FACES = {Typeface.SANS: "Arial", Typeface.SERIF: "Times New Roman"}
INK = RGBColor(0x16, 0x24, 0x2B)
HEAD = "E6ECEF"
WIDTH = Mm(166)
MARGIN = Mm(22)
SIZES = {"Title": 22, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11, "Heading 4": 10.5, "Caption": 9.5}
LISTS = {"ul": "List Bullet", "ol": "List Number"}


def docx(content: Content, *, look: PaperLook, approved_on: dt.date | None = None) -> bytes:
    """The whole paper. Without `approved_on` it is marked as a draft."""
    reading = read(content, look=look, approved_on=approved_on)
    document = _begun(reading, look)
    _Writer(document, look).write(reading)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _begun(reading: Reading, look: PaperLook) -> Any:
    document = Document()
    known = document.core_properties
    known.title, known.author, known.language = clean(reading.title), clean(reading.author), "sv-SE"
    known.subject, known.comments = reading.mark, ""
    _style(document, FACES.get(Typeface(look.typeface), "Arial"))
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    head = page.header.paragraphs[0]
    _sides(head, clean(reading.title), reading.mark)
    foot = page.footer.paragraphs[0]
    _sides(foot, clean(reading.author), f"{reading.words['page']} ")
    _field(foot, "PAGE")
    foot.add_run(f" {reading.words['of']} ")
    _field(foot, "NUMPAGES")
    return document


def _style(document: Any, face: str) -> None:
    for name in ("Normal", *SIZES):
        style = document.styles[name]
        style.font.name, style.font.size = face, Pt(SIZES.get(name, 10.5))
        style.font.color.rgb = INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for part in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[part]
        for part in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(part), face)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.styles["Caption"].paragraph_format.keep_with_next = True
    document.styles["Title"].paragraph_format.space_after = Pt(12)
    document.styles["Title"].font.bold = True
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "sv-SE")
    hyphens = OxmlElement("w:autoHyphenation")
    document.settings.element.append(hyphens)


def _sides(paragraph: Any, left: str, right: str) -> None:
    """Text at the left edge and at the right one."""
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.style.font.size = Pt(8.5)
    paragraph.style.paragraph_format.tab_stops.clear_all()
    paragraph.add_run(f"{left}\t{right}")


def _field(paragraph: Any, name: str) -> None:
    """A number that Word works out."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


class _Writer:
    """Writes a reading into a document, from the top."""

    def __init__(self, document: Any, look: PaperLook) -> None:
        self.document, self.look = document, look

    def write(self, reading: Reading) -> None:
        words = reading.words
        if self.look.logo:
            self._image(self.look.logo, f"{words['logo']}: {reading.author}", height=Mm(14))
        self.document.add_paragraph(clean(reading.title), style="Title")
        self._named(reading.facts, ": ")
        self._heading(words["summary"], 1)
        self._told(words["changed"], reading.summary, words["unwritten"])
        self._told(words["needs"], reading.needs, words["unwritten"])
        self._told(words["proposal"], reading.proposal, words["unwritten"])
        if reading.overview:
            self._heading(words["overview"], 2)
        for picture in reading.overview:
            self._picture(picture)
        self._heading(words["goals"], 1, on_new_page=True)
        for chapter in (reading.plan, *reading.goals):
            self._chapter(chapter, words)
        self._heading(words["appendix"], 1, on_new_page=True)
        for section in reading.appended:
            self._section(section)
        self._heading(words["definitions"], 2)
        self._named(reading.definitions, ". ")
        self.document.add_paragraph(reading.definitions_note)

    def _heading(self, text: str, level: int, *, on_new_page: bool = False) -> None:
        heading = self.document.add_heading(clean(text), level)
        heading.paragraph_format.page_break_before = on_new_page

    def _named(self, pairs: list[list[str]], between: str) -> None:
        for name, said in pairs:
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(3)
            paragraph.add_run(clean(f"{name}{between}")).bold = True
            paragraph.add_run(clean(said))

    def _told(self, heading: str, blocks: list[Block], otherwise: str) -> None:
        self._heading(heading, 2)
        self._blocks(blocks or [Block("p", [otherwise])])

    def _blocks(self, blocks: list[Block]) -> None:
        for block in blocks:
            if block.kind == "ol":
                self._numbered(block.texts)
                continue
            for text in block.texts:
                self.document.add_paragraph(clean(text), style=LISTS.get(block.kind))

    def _numbered(self, texts: list[str]) -> None:
        """A list that begins at 1: Word goes on counting from the last one of its style, unless it is told."""
        numbering = self.document.part.numbering_part.element
        style = self.document.styles["List Number"].element
        of = style.pPr.numPr.numId.val
        abstract = next(n.abstractNumId.val for n in numbering.num_lst if n.numId == of)
        again = numbering.add_num(abstract)
        again.add_lvlOverride(ilvl=0).add_startOverride(1)
        for text in texts:
            paragraph = self.document.add_paragraph(clean(text), style="List Number")
            numbers = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            numbers.get_or_add_ilvl().val, numbers.get_or_add_numId().val = 0, again.numId

    def _chapter(self, chapter: ChapterOut, words: dict[str, str]) -> None:
        self._heading(f"{chapter.code} {chapter.title}".strip(), 2)
        self._blocks(chapter.text)
        for part in chapter.parts:
            if part.title:
                self._heading(part.title, 3)
            self.document.add_paragraph(part.note)
            for section in part.sections:
                self._section(section)
            if part.nothing:
                self._heading(words["nothing"], 4 if part.title else 3)
                self._blocks([Block("ul", part.nothing)])

    def _section(self, section: SectionOut) -> None:
        self._heading(section.title, section.level)
        for table in section.tables[:1]:
            self._table(table)
        for picture in section.pictures:
            self._picture(picture)
        for table in section.tables[1:]:
            self._table(table)

    def _table(self, table: TableOut) -> None:
        if table.title:
            self.document.add_paragraph(clean(table.title), style="Caption")
        made = self.document.add_table(rows=1 + len(table.rows), cols=len(table.heads), style="Table Grid")
        made.autofit = False
        _first_row_is_head(made)
        widths = [int(WIDTH * share) for share in table.shares]
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        for number, texts in enumerate([table.heads, *table.rows]):
            for place, (cell, text) in enumerate(zip(made.rows[number].cells, texts, strict=True)):
                cell.width = widths[place]
                to = table.link_of(number - 1, place) if number else ""
                _fill(cell, clean(text), is_number=table.numeric[place], is_head=number == 0, to=to)
        after = self.document.add_paragraph(clean(table.note))  # without it Word makes one table of two
        after.paragraph_format.space_after = Pt(2)
        after.paragraph_format.line_spacing = None if table.note else Pt(6)

    def _picture(self, picture: Picture) -> None:
        self.document.add_paragraph(clean(picture.title), style="Caption")
        size = {"height": Mm(92)} if picture.svg else {"width": WIDTH - Mm(1)}
        self._image(picture_png(picture, self.look), picture.alt, **size)
        if picture.note:
            self.document.add_paragraph(picture.note)

    def _image(self, image: bytes, alt: str, **size: Any) -> None:
        shape = self.document.add_picture(io.BytesIO(image), **size)
        shape._inline.docPr.set("descr", clean(alt))


def _first_row_is_head(table: Any) -> None:
    """The first row is a head on every page, no row is torn between two pages, and cells are narrow at the sides."""
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        for name in ("w:cantSplit", "w:tblHeader")[: 2 if number == 0 else 1]:
            properties.append(OxmlElement(name))
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), "50")  # twentieths of a point
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look.addprevious(margins)
    for name, value in (("firstRow", "1"), ("firstColumn", "0"), ("noVBand", "1"), ("noHBand", "1")):
        look.set(qn(f"w:{name}"), value)
    look.set(qn("w:val"), "0620")


def _lead(paragraph: Any, run: Any, to: str) -> None:
    """Make a run a link."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(to, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _fill(cell: Any, text: str, *, is_number: bool, is_head: bool, to: str = "") -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    paragraph.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT if is_number else WD_ALIGN_PARAGRAPH.LEFT
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(8.5), is_head
    if to:
        _lead(paragraph, run, to)
    if is_head:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), HEAD)
        cell._tc.get_or_add_tcPr().append(shade)
