"""What a paper of today keeps beside its figures, in every file: quarters, counties, links, the words that explain."""

import io
import re

import pikepdf
import pptx as slides
import pytest
from docx import Document
from openpyxl import load_workbook

from advocacy.services import paper_content, papers
from advocacy.services.figures import definitions
from tests.advocacy import paper_sample as sample
from tests.advocacy.paper_reading_back import made, of_kind, pdf_text, plain
from tests.advocacy.test_papers import paper, paper_again  # noqa: F401
from tests.advocacy.test_reach import example  # noqa: F401 the worked example

SITES = {sample.URL, "https://dir.example/2026/4"}


@pytest.fixture(scope="module")
def content():
    return sample.with_pictures()


def test_pdf_draws_quarters_and_counties_and_says_them(content):
    with pikepdf.open(io.BytesIO(made("pdf", content))) as opened:
        alts = [plain(str(one.get("/Alt", ""))) for one in of_kind(opened, "/Figure")]
        assert all(alts) and len([alt for alt in alts if alt.startswith("Linjediagram")]) == 3
        line = next(alt for alt in alts if alt.startswith("Linjediagram"))
        assert "Kv 1 2026: 39 % (39 av 101)" in line and "Vid valet bryts linjen" in line
        assert any("Örebro län: 0 % (0 av 12)" in alt and alt.startswith("Karta") for alt in alts)
        with opened.open_metadata() as said:
            assert (said["pdfuaid:part"], said["pdfaid:part"], said["pdfaid:conformance"]) == ("1", "2", "A")


def test_outcomes_lead_to_where_they_can_be_read_in_every_file_and_nowhere_else(content):
    with pikepdf.open(io.BytesIO(made("pdf", content))) as opened:
        links = {str(one.A.URI) for page in opened.pages for one in page.get("/Annots", []) if "/A" in one}
    assert links == SITES
    document = Document(io.BytesIO(made("docx", content)))
    found = {rel.target_ref for rel in document.part.rels.values() if rel.reltype.endswith("/hyperlink")}
    assert found == SITES
    book = load_workbook(io.BytesIO(made("xlsx", content)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert {cell.hyperlink.target for cell in cells} == SITES
    assert "dir.example" in pdf_text(made("pdf", content))  # told by the site where no document is named


def test_slides_have_the_quarters_as_a_chart_to_edit_and_the_counties_as_a_picture(content):
    show = slides.Presentation(io.BytesIO(made("pptx", content)))
    slide = next(one for one in show.slides if one.shapes.title.text_frame.text == "G-1 Täckningsgrad per kvartal")
    chart = next(shape for shape in slide.shapes if shape.has_chart)
    series = {one.name: list(one.values) for one in chart.chart.plots[0].series}
    assert series["Täckningsgrad, före valet"][:4] == [0.04, 0.09, 0.12, None]
    assert series["Täckningsgrad, efter valet"][3:] == [0, pytest.approx(28 / 101), pytest.approx(39 / 101)]
    assert set(series["Målvärde"]) == {0.5}
    pictures = [shape for one in show.slides for shape in one.shapes if shape.shape_type == 13]
    assert len(pictures) == 3
    assert all(shape._element.xpath(".//p:cNvPr")[0].get("descr").startswith("Karta") for shape in pictures)


def test_word_has_them_as_pictures_with_words(content):
    document = Document(io.BytesIO(made("docx", content)))
    texts = [shape._inline.docPr.get("descr", "") for shape in document.inline_shapes]
    assert len([one for one in texts if one.startswith("Linjediagram")]) == 3
    assert len([one for one in texts if one.startswith("Karta")]) == 3


@pytest.mark.parametrize("extension", ["pdf", "docx", "xlsx"])
def test_a_paper_explains_its_figures_in_the_words_of_its_day(content, extension):
    assert "Så sades det då." in told(extension, content) and "då underlaget" not in told(extension, content)
    assert "Orden är de som gällde när underlaget fastställdes." in told(extension, content)
    old = told(extension, sample.content())
    assert "Så sades det då." not in old and "innan definitionernas ord sparades. Här står dagens." in old


def told(extension, content):
    file = made(extension, content)
    if extension == "pdf":
        return pdf_text(file)
    if extension == "docx":
        return plain("\n".join(p.text for p in Document(io.BytesIO(file)).paragraphs))
    cells = load_workbook(io.BytesIO(file))["Om listan"].iter_rows(values_only=True)
    return plain("\n".join(str(row[0]) for row in cells))


@pytest.mark.django_db
def test_what_is_frozen_holds_words_quarters_and_counties(paper, example, eva, monkeypatch):  # noqa: F811
    papers.approve(actor=eva, paper=paper)
    monkeypatch.setattr(paper_content, "WORDINGS", ())
    content = paper_again(paper).snapshot.content
    assert {one["key"] for one in content["definitions"]} == {one.key for one in definitions.DEFINITIONS}
    goal = content["goals"][0]
    assert (goal["trend"][-1]["last"], goal["trend"][-1]["audience"]) == ("2023-06-30", 4)
    assert sum(row["audience"] for row in goal["parts"][0]["counties"]) == 4
    assert "Täckningsgrad. De i målgruppen" in told("pdf", content)


@pytest.mark.django_db
def test_a_paper_is_in_swedish_whoever_approves_it(paper, eva):  # noqa: F811
    from django.utils.translation import override

    with override("en"):
        papers.approve(actor=eva, paper=paper)
    labels = re.findall(r'"label": "([^"]+)"', str(paper_again(paper).snapshot.content).replace("'", '"'))
    assert "Träffade i målgruppen" in labels
