"""The PDF of an approved paper is set once, in a process with a limit of time, and kept for a week."""

import os
import time

import pytest
from django.urls import reverse

from advocacy.exports import paper_kept, paper_pdf
from advocacy.exports.paper_reading import PaperLook
from advocacy.jobs_papers import clear_papers
from advocacy.services import papers
from tests.advocacy.paper_reading_back import made
from tests.advocacy.test_papers import paper, paper_again  # noqa: F401
from tests.advocacy.test_reach import example  # noqa: F401 the worked example

LOOK = PaperLook("Rådet", "#0d5c8c", "sans", b"")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path / "papers"


@pytest.fixture
def frozen(paper, eva):  # noqa: F811
    papers.approve(actor=eva, paper=paper)
    return paper_again(paper)


@pytest.fixture
def sets(monkeypatch):
    """Every time that a paper is set."""
    done, pdf = [], paper_pdf.pdf

    def counted(*args, **kwargs):
        done.append(1)
        return pdf(*args, **kwargs)

    monkeypatch.setattr(paper_kept.paper_pdf, "pdf", counted)
    return done


def test_whoever_fetches_by_a_link_again_gets_the_file_that_was_made(frozen, alma, client, sets):
    _link, token = papers.make_link(actor=alma, paper=frozen, name="Ordföranden")
    answers = [client.get(reverse("advocacy:paper_read_file", args=[token])) for _n in range(3)]
    assert answers[0].content.startswith(b"%PDF") and len({one.content for one in answers}) == 1
    assert len(sets) == 1


@pytest.mark.parametrize(
    "other",
    [
        PaperLook("Förbundet", "#0d5c8c", "sans", b""),
        PaperLook("Rådet", "#7a1f5c", "sans", b""),
        PaperLook("Rådet", "#0d5c8c", "serif", b""),
    ],
)
def test_another_look_is_another_file(frozen, sets, other):
    first = paper_kept.pdf_of(frozen.snapshot, LOOK)
    assert paper_kept.pdf_of(frozen.snapshot, other) != first
    assert paper_kept.pdf_of(frozen.snapshot, LOOK) == first and len(sets) == 2


def test_logo_day_figures_and_what_sets_it_make_another_file_too(frozen, monkeypatch):
    taken = frozen.snapshot.taken_at.date()
    logo = PaperLook(LOOK.name, LOOK.accent, LOOK.typeface, b"logo")
    keys = {paper_kept._key("a", taken, LOOK), paper_kept._key("b", taken, LOOK), paper_kept._key("a", taken, logo)}
    keys.add(paper_kept._key("a", taken.replace(year=2001), LOOK))
    monkeypatch.setattr(paper_kept, "_made_by", lambda: "the next version")
    keys.add(paper_kept._key("a", taken, LOOK))
    assert len(keys) == 5


def test_a_file_is_there_whole_or_not_at_all(frozen, folder, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError("no")

    with monkeypatch.context() as patch:
        patch.setattr(paper_kept.paper_pdf, "pdf", broken)
        with pytest.raises(RuntimeError):
            paper_kept.pdf_of(frozen.snapshot, LOOK)
    assert list(folder.glob("*.pdf*")) == []
    made = paper_kept.pdf_of(frozen.snapshot, LOOK)
    assert [one.read_bytes() for one in folder.glob("*.pdf*")] == [made]


def test_a_week_later_it_is_thrown_away_and_set_anew(frozen, folder, sets):
    first = paper_kept.pdf_of(frozen.snapshot, LOOK)
    assert clear_papers.func() == 0
    (kept,) = folder.glob("*.pdf")
    week = time.time() - paper_kept.KEPT_FOR - 60
    os.utime(kept, (week, week))
    assert clear_papers.func() == 1 and not kept.exists()
    assert paper_kept.pdf_of(frozen.snapshot, LOOK) == first and len(sets) == 2


def test_a_paper_that_takes_too_long_is_stopped_and_said_to_be_late(frozen, alma, client, folder, monkeypatch):
    slow = folder.parent / "slow.py"
    slow.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(paper_pdf, "TYPESETTER", slow)
    monkeypatch.setattr(paper_pdf, "PATIENCE", 0.2)
    _link, token = papers.make_link(actor=alma, paper=frozen, name="Ordföranden")
    answer = client.get(reverse("advocacy:paper_read_file", args=[token]))
    assert answer.status_code == 503 and answer["Cache-Control"] == "no-store"
    assert "Försök igen om en minut" in answer.content.decode() and list(folder.glob("*.pdf*")) == []


def test_what_typst_refuses_is_told(monkeypatch, tmp_path):
    wrong = tmp_path / "wrong.typ"
    wrong.write_text('#panic("not like this")')
    monkeypatch.setattr(paper_pdf, "SOURCE", wrong)
    with pytest.raises(RuntimeError, match="not like this"):
        made("pdf")
