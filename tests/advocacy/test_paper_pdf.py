"""Board papers as PDF: what an independent reader finds in them.

PDF is read by pikepdf and pypdf, which know nothing of typst: tags, language, title, alternative texts, order of
headings and what the file says that it keeps to. That it does is seen to by typst, which refuses to compile what breaks
the rules; veraPDF, which would be the referee, was not run.
"""

import io
import itertools
import re

import pikepdf
import pypdf
import pytest

from advocacy.exports.paper_reading import PaperLook
from tests.advocacy.paper_reading_back import APPROVED, SAID, elements, made, of_kind, pdf_text, plain


@pytest.fixture(scope="module")
def pdf():
    with pikepdf.open(io.BytesIO(made("pdf"))) as opened:
        yield opened


def test_pdf_is_tagged_and_says_which_standards_it_keeps_to(pdf):
    assert pdf.Root.MarkInfo.Marked
    with pdf.open_metadata() as said:
        assert (said["pdfuaid:part"], said["pdfaid:part"], said["pdfaid:conformance"]) == ("1", "2", "A")
    assert str(pdf.Root.Lang).lower().startswith("sv")


def test_pdf_has_title_author_and_bookmarks(pdf):
    with pdf.open_metadata() as said:
        assert said["dc:title"] == "Uppföljning av påverkansarbetet, första halvåret 2026"
        assert said["dc:creator"] == ["Mälardalsrådet"]
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "Sammanfattning", "Mål för mål", "Bilaga: spridning, siffror bakom och definitioner",
        ]  # fmt: skip
        assert any("Mälarbanan" in item.title for item in outline.root[1].children)


def test_headings_of_the_pdf_begin_at_the_top_and_skip_no_level(pdf):
    levels = [int(str(one.S)[2:]) for one in of_kind(pdf, *(f"/H{n}" for n in range(1, 7)))]
    assert levels[0] == 1 and max(levels) == 3
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


def test_every_picture_of_the_pdf_says_its_figures(pdf):
    figures = of_kind(pdf, "/Figure")
    alts = [plain(str(one.get("/Alt", ""))) for one in figures]
    assert len(alts) == 7  # one of all goals, two of each goal
    assert "G-1 Riksdagsledamöter i våra sju län känner till bristerna på Mälarbanan: 39 %, mål 50 %" in alts[0]
    assert all(alts)


def test_every_table_of_the_pdf_has_head_cells_and_says_what_they_head(pdf):
    tables = of_kind(pdf, "/Table")
    assert len(tables) > 20
    for table in tables:
        heads = [one for one in elements(table) if str(one.S) == "/TH"]
        assert heads and all(scope_of(head) == "/Column" for head in heads)


def scope_of(head):
    attributes = head.get("/A", [])
    found = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    return next((str(one.Scope) for one in found if "/Scope" in one), "")


def test_pdf_embeds_all_letters_and_can_be_copied_from(pdf):
    fonts = {
        str(font.BaseFont): font for page in pdf.pages for font in page.resources.get("/Font", {}).values()
    }.values()
    assert fonts and all("/ToUnicode" in font for font in fonts)
    assert any("SourceSansPro" in str(font.BaseFont) for font in fonts)


def test_lists_of_the_pdf_are_lists(pdf):
    assert len(of_kind(pdf, "/L")) >= 2


def test_pdf_is_in_the_typeface_of_the_look():
    serif = made("pdf", look=PaperLook(name="Rådet", typeface="serif", accent="#7a1f5c"))
    with pikepdf.open(io.BytesIO(serif)) as opened:
        fonts = {str(font.BaseFont) for page in opened.pages for font in page.resources.Font.values()}
    assert any("Libertinus" in name for name in fonts) and not any("SourceSans" in name for name in fonts)


def test_pdf_of_an_approved_paper_is_the_same_to_the_byte_when_printed_again():
    assert made("pdf") == made("pdf")


def test_pdf_says_the_figures_and_whether_it_is_a_draft():
    approved, draft = (pdf_text(made("pdf", approved_on=day)) for day in (APPROVED, None))
    assert [said for said in SAID if said not in approved] == []
    assert "Fastställt 20 augusti 2026" in approved and "UTKAST" not in approved
    assert re.search(r"Sida 1 av \d", approved)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made("pdf", approved_on=None))).pages]
    assert all("UTKAST – inte fastställt" in plain(page) for page in pages) and "UTKAST" in draft
