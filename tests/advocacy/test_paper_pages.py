"""Pages of board papers: written a part at a time, reviewed, frozen, decided on, read by the board."""

import datetime as dt
import io
import os
import time
from pathlib import Path

import pypdf
import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from openpyxl import load_workbook

from advocacy import jobs_papers
from advocacy.choices import PaperState
from advocacy.exports.paper_files import FORMATS
from advocacy.exports.paper_reading import PaperLook
from advocacy.models import BoardPaper, Task
from advocacy.services import paper_freezing, paper_proposals, papers
from contacts.models import Term
from crm.common import progress
from crm.models import ExportLog, Notification
from tests import make
from tests.advocacy.test_papers import FIRST, LAST, paper, paper_again  # noqa: F401
from tests.advocacy.test_reach import example  # noqa: F401 the worked example
from tests.base import client_of

LIST = reverse("advocacy:paper_list")


@pytest.fixture(autouse=True)
def kept_here(settings, tmp_path):
    settings.DATA_DIR = settings.MEDIA_ROOT = tmp_path


def at(name, of, *more):
    return reverse(f"advocacy:paper_{name}", args=[of.pk, *more])


def asked(user, address, data=None, **headers):
    client = client_of(user)
    return client.get(address, headers=headers) if data is None else client.post(address, data, headers=headers)


@pytest.fixture
def frozen(paper, eva):  # noqa: F811
    papers.approve(actor=eva, paper=paper)
    return paper_again(paper)


def test_a_paper_is_made_with_its_goals_in_the_order_of_the_page(example, alma):  # noqa: F811
    given = {
        "title": "Uppföljning", "meeting_on": "2023-09-07", "period": "egna", "first": "2023-01-01",
        "last": "2023-06-30", "compared_with": "before", "goals": [example.parent_goal.pk, example.g.pk],
    }  # fmt: skip
    address = f"{reverse('advocacy:paper_add')}?plan={example.plan.code}"
    answer = asked(alma, address, given)
    made = BoardPaper.objects.get()
    assert answer.status_code == 302 and answer.url == made.get_absolute_url()
    assert [row.goal for row in made.goals.all()] == [example.parent_goal, example.g]
    assert (made.first, made.last) == (FIRST, LAST)


def test_a_paper_without_goals_or_days_says_what_is_missing_and_keeps_the_rest(example, alma):  # noqa: F811
    address = f"{reverse('advocacy:paper_add')}?plan={example.plan.code}"
    answer = asked(alma, address, {"title": "Halvår", "meeting_on": "2023-09-07", "period": "egna"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Välj minst ett mål." in page and "Ange dagen" in page and 'value="Halvår"' in page
    assert not BoardPaper.objects.exists()


def test_the_own_days_stand_level_both_with_their_help(example, alma):  # noqa: F811
    form = asked(alma, reverse("advocacy:paper_add")).context["form"]
    assert form["first"].help_text == form["last"].help_text != ""


def test_a_quick_choice_gives_the_days(example, alma):  # noqa: F811
    given = {
        "title": "Planen", "meeting_on": "2023-09-07", "period": "plan", "compared_with": "before",
        "goals": [example.g.pk],
    }  # fmt: skip
    asked(alma, f"{reverse('advocacy:paper_add')}?plan={example.plan.code}", given)
    assert BoardPaper.objects.get().first == example.plan.starts_on


def test_the_page_of_a_draft_stands_without_counting_and_fetches_each_chapter(paper, bo):  # noqa: F811
    page = asked(bo, paper.get_absolute_url()).content.decode()
    assert at("figures", paper, 0) in page and at("figures", paper, 2) in page
    chapter = asked(bo, at("figures", paper, 1), **{"HX-Request": "true"}).content.decode()
    assert "Täckningsgrad" in chapter and "2 av 4" in chapter and "upp 50 procentenheter" in chapter
    assert "<html" not in chapter and "<html" in asked(bo, at("figures", paper, 1)).content.decode()
    assert asked(bo, at("figures", paper, 9)).status_code == 404


def test_a_text_that_another_has_changed_meanwhile_is_kept_and_shown_beside_theirs(paper, alma, eva):  # noqa: F811
    papers.write(actor=eva, paper=paper, part="summary", text="Evas ord")
    given = {"seen": "Vi har träffat hälften.", "text": "Almas ord"}
    answer = asked(alma, at("text", paper, "summary"), given)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Almas ord" in page and "Evas ord" in page
    assert paper_again(paper).summary == "Evas ord"
    assert asked(alma, at("text", paper, "summary"), {"seen": "Evas ord", "text": "Almas ord"}).status_code == 302
    assert paper_again(paper).summary == "Almas ord"


def test_two_may_write_on_two_parts_at_once(paper, alma, eva):  # noqa: F811
    papers.write(actor=eva, paper=paper, part="needs", text="Mer tid")
    answer = asked(alma, at("text", paper, "summary"), {"seen": "Vi har träffat hälften.", "text": "Nytt"})
    assert answer.status_code == 302


def test_a_proposed_text_comes_after_what_was_typed_and_is_not_saved(paper, alma):  # noqa: F811
    part = f"goal-{paper.goals.first().pk}"
    answer = asked(alma, at("text", paper, part), {"seen": "", "text": "Mina ord", "propose": "1"})
    text = answer.context["form"]["text"].value()
    assert text.startswith("Mina ord") and "Vi har träffat 2 av 4 i målgruppen (50\u00a0%)" in text
    assert "Förslag ur siffrorna" in answer.content.decode()
    assert paper.goals.first().text == ""


@pytest.mark.parametrize("part", ["summary", "needs", "proposal"])
def test_every_text_of_the_whole_can_be_proposed(paper, alma, part):  # noqa: F811
    answer = asked(alma, at("text", paper, part), {"text": "", "propose": "1"})
    assert answer.status_code == 200 and answer.context["form"]["text"].value()


def test_over_an_election_every_proposed_number_stands_with_its_days(paper, alma):  # noqa: F811
    """The three days after an election are not what the quarter came to."""
    Term.objects.create(body="riksdag", name="Ny", starts_on=dt.date(2023, 6, 28))
    sides = ["1 jan 2023–27 jun 2023: Vi har ", "28 jun 2023–30 jun 2023: Vi har "]
    for part in ("summary", f"goal-{paper.goals.first().pk}"):
        text = paper_proposals.propose(paper, part).replace("\u00a0", " ")
        assert all(side in text for side in sides), text
        assert "mål med målvärde" not in text and text.count("Vi har ") == text.count(" 2023: Vi har ")


def test_remarks_stand_at_their_part_until_settled(paper, alma, eva):  # noqa: F811
    asked(eva, at("remark", paper), {"part": "summary", "text": "Stämmer siffran?"})
    assert "Stämmer siffran?" in asked(alma, paper.get_absolute_url()).content.decode()
    asked(alma, at("settle", paper), {"remark": paper.comments.get().pk})
    assert paper.comments.get().settled_by == alma


def test_a_folded_chapter_says_that_a_remark_is_open_until_it_is_settled(paper, alma, eva):  # noqa: F811
    part = f"{papers.OF_GOAL}{paper.goals.first().pk}"
    papers.comment(actor=eva, paper=paper, text="Vilka?", part=part)
    chapters = asked(alma, paper.get_absolute_url()).context["chapters"]
    assert [one["is_open"] for one in chapters if one["part"] == part] == [True]
    asked(alma, at("settle", paper), {"remark": paper.comments.get().pk})
    assert not any(one["is_open"] for one in asked(alma, paper.get_absolute_url()).context["chapters"])


def test_a_remark_on_a_goal_that_was_taken_away_can_still_be_settled(paper, alma, eva):  # noqa: F811
    row = paper.goals.first()
    papers.comment(actor=eva, paper=paper, text="Fel mål?", part=f"{papers.OF_GOAL}{row.pk}")
    papers.edit(actor=alma, paper=paper, goals=[one.goal for one in paper.goals.exclude(pk=row.pk)])
    assert "Fel mål?" in asked(alma, paper.get_absolute_url()).content.decode()


def test_the_reviewer_is_told_and_sends_it_back(paper, alma, eva):  # noqa: F811
    assert asked(alma, at("review", paper), {"reviewer": eva.pk}).status_code == 302
    told = Notification.objects.get(user=eva)
    assert told.url == paper.get_absolute_url() and told.kind == Notification.Kind.PAPER
    asked(eva, at("back", paper), {})
    assert paper_again(paper).state == PaperState.DRAFT
    assert Notification.objects.get(user=alma).kind == Notification.Kind.PAPER


def test_approving_asks_says_what_it_means_and_is_done_by_the_job(paper, eva, alma):  # noqa: F811
    page = asked(eva, at("approve", paper)).content.decode()
    assert "Det går inte att ångra" in page
    assert asked(alma, at("approve", paper)).status_code == 403
    asked(eva, at("approve", paper), {"version": paper.version})
    assert "Underlaget fastställs" in asked(eva, paper.get_absolute_url()).content.decode()
    paper_freezing.carry_out(paper=paper_again(paper), actor=eva, version=paper.version)
    assert paper_again(paper).state == PaperState.APPROVED
    assert progress.of(paper_freezing.progress_name(paper.pk)) is None
    assert asked(eva, at("progress", paper)).headers["HX-Refresh"] == "true"


def test_who_approves_is_told_when_words_were_changed_while_it_was_counted(paper, eva, alma, monkeypatch):  # noqa: F811
    gather = papers.paper_content.gather

    def slowly(of, told=None):
        papers.write(actor=alma, paper=of, part=f"goal-{of.goals.first().pk}", text="Nytt")
        return gather(of, told)

    monkeypatch.setattr(papers.paper_content, "gather", slowly)
    paper_freezing.carry_out(paper=paper, actor=eva, version=paper.version)
    assert paper_again(paper).state == PaperState.DRAFT
    assert "ändrades medan" in Notification.objects.get(user=eva).title


def test_a_changed_paper_is_not_approved_unread(paper, eva, alma):  # noqa: F811
    papers.edit(actor=alma, paper=paper, summary="Nytt")
    asked(eva, at("approve", paper), {"version": paper.version})
    assert progress.of(paper_freezing.progress_name(paper.pk)) is None


def test_the_board_s_decision_is_recorded_once_and_makes_tasks(frozen, alma):
    body = make.organization("Styrelsen", is_own_body=True)
    given = {"body": body.pk, "decided_on": "2023-09-07", "paragraph": "§ 41", "text": "Styrelsen godkänner."}
    answer = asked(alma, at("decide", frozen), given)
    after = paper_again(frozen)
    assert after.state == PaperState.DECIDED and after.decision.paragraph == "41" and after.decision.priority is None
    assert answer.url == reverse("advocacy:decision_tasks", args=[after.decision.pk])
    rows = {"planned-TOTAL_FORMS": "1", "planned-INITIAL_FORMS": "0", "planned-0-title": "Skicka protokollet"}
    asked(alma, answer.url, {**rows, "planned-0-owner": alma.pk, "planned-0-due_on": ""})
    assert Task.objects.get().decision == after.decision
    assert asked(alma, at("decide", frozen), given).status_code == 422
    assert "Styrelsen godkänner." in asked(alma, frozen.get_absolute_url()).content.decode()


def test_a_decision_taken_away_opens_the_paper_for_another(frozen, alma):
    body = make.organization("Styrelsen")
    made = papers.decide(actor=alma, paper=frozen, body=body, decided_on=dt.date(2023, 9, 7), text="Godkänner.")
    papers.decisions.remove(actor=alma, decision=made)
    assert paper_again(frozen).state == PaperState.APPROVED and paper_again(frozen).decision is None


def test_the_next_paper_has_the_goals_and_words_of_the_last(frozen, alma):
    of = f"{reverse('advocacy:paper_add')}?efter={frozen.pk}"
    form = asked(alma, of).context["form"]
    ticked = [row["goal"].pk for row in form.goal_rows if row["is_chosen"]]
    given = {
        "title": "Nästa", "meeting_on": "2023-12-07", "period": "egna", "first": "2023-07-01", "last": "2023-09-30",
        "compared_with": "before", "goals": ticked,
    }  # fmt: skip
    asked(alma, of, given)
    new = BoardPaper.objects.get(title="Nästa")
    assert new.state == PaperState.DRAFT and new.summary == "Vi har träffat hälften."
    assert [row.goal_id for row in new.goals.all()] == [row.goal_id for row in frozen.goals.all()]


def test_a_link_shows_the_frozen_paper_alone_to_whoever_has_it(frozen, alma, client, example):  # noqa: F811
    answer = asked(alma, at("link_add", frozen), {"name": "Ordföranden", "expires_on": "2099-01-01"})
    token = answer.context["url"].rstrip("/").rpartition("/")[2]
    assert token not in asked(alma, frozen.get_absolute_url()).content.decode()
    example.contact(dt.date(2023, 5, 7), "meeting", [(example.b, "attended")], example.priority)
    read = client.get(reverse("advocacy:paper_read", args=[token]))
    page = read.content.decode()
    assert read.status_code == 200 and "2 av 4" in page and "Vi har träffat hälften." in page
    assert read.headers["Referrer-Policy"] == "no-referrer" and "noindex" in read.headers["X-Robots-Tag"]
    assert "no-store" in read.headers["Cache-Control"] and page.count("<a ") == 1 and "<form" not in page
    assert client.get(frozen.get_absolute_url()).status_code == 302
    asked(alma, at("link_revoke", frozen), {"link": frozen.links.get().pk})
    gone = client.get(reverse("advocacy:paper_read", args=[token]))
    assert gone.status_code == 404 and "Vi har träffat" not in gone.content.decode()


def test_the_list_takes_ten_queries_at_most_and_filters_by_state(frozen, alma, django_assert_max_num_queries):
    client = client_of(alma)
    client.get(LIST)
    with django_assert_max_num_queries(10):
        page = client.get(LIST).content.decode()
    assert "Fastställt" in page and "Uppföljning" in page
    assert "Uppföljning" not in client.get(f"{LIST}?state=draft").content.decode().partition("</h1>")[2]


@pytest.mark.parametrize(("extension", "begins"), [("pdf", b"%PDF"), ("pptx", b"PK"), ("docx", b"PK"), ("xlsx", b"PK")])
def test_an_approved_paper_is_had_as_a_file_and_a_draft_is_not(paper, eva, bo, extension, begins):  # noqa: F811
    assert asked(bo, at("file", paper, extension)).status_code == 404
    papers.approve(actor=eva, paper=paper)
    answer = asked(bo, at("file", paper, extension))
    assert answer.content.startswith(begins)
    assert f'filename="uppfoljning-2023-09-07.{extension}"' in answer["Content-Disposition"]
    assert asked(bo, at("file", paper, "exe")).status_code == 404


def test_a_dash_in_the_title_parts_the_words_of_the_file_s_name(frozen, bo):
    BoardPaper.objects.filter(pk=frozen.pk).update(title="Vad vi gjort, januari–maj")
    said = asked(bo, at("file", frozen, "xlsx"))["Content-Disposition"]
    assert 'filename="vad-vi-gjort-januari-maj-2023-09-07.xlsx"' in said


def test_who_reads_by_a_link_gets_the_pdf_of_that_paper_alone(frozen, alma, client):
    _link, token = papers.make_link(actor=alma, paper=frozen, name="Ordföranden")
    answer = client.get(reverse("advocacy:paper_read_file", args=[token]))
    assert answer.content.startswith(b"%PDF") and answer["X-Robots-Tag"].startswith("noindex")
    assert client.get(reverse("advocacy:paper_read_file", args=["x" + token])).status_code == 404
    assert (
        reverse("advocacy:paper_read_file", args=[token])
        in client.get(reverse("advocacy:paper_read", args=[token])).content.decode()
    )


@pytest.mark.parametrize("extension", ["pdf", "pptx", "docx", "xlsx"])
def test_a_draft_is_made_as_a_file_by_the_job_and_says_that_it_is_one(paper, bo, alma, run_jobs, extension):  # noqa: F811
    answer = asked(bo, at("draft", paper, extension), {})
    log = ExportLog.objects.get()
    assert answer.url == log.get_absolute_url()
    assert "3 kapitel" in asked(bo, answer.url).content.decode()
    run_jobs()
    log.refresh_from_db()
    assert log.state == ExportLog.State.DONE and log.what == "UTKAST Uppföljning"
    file = reverse("crm:export_file", args=[log.pk])
    got = asked(bo, file)
    assert got["Content-Disposition"].count("UTKAST") and got["Content-Disposition"].endswith(f".{extension}")
    content = b"".join(got.streaming_content)
    assert asked(alma, file).status_code == 403
    if extension == "pdf":
        assert all("UTKAST" in page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def test_a_draft_that_has_been_approved_is_not_made_as_a_draft(frozen, bo):
    answer = asked(bo, at("draft", frozen, "pdf"), {})
    assert answer.url == frozen.get_absolute_url() and not ExportLog.objects.exists()
    assert asked(bo, at("draft", frozen, "exe"), {}).status_code == 404


def test_every_printed_page_of_a_draft_s_workbook_is_marked(paper, bo):  # noqa: F811
    content = papers.content_of(paper)
    for day, mark in ((None, "UTKAST"), (dt.date(2023, 9, 1), None)):
        book = load_workbook(io.BytesIO(FORMATS["xlsx"].make(content, look=PaperLook(), approved_on=day)))
        heads = [sheet.oddHeader.center.text or "" for sheet in book.worksheets[:-1]]
        assert heads and all(("UTKAST" in head) == (mark is not None) for head in heads)


def silent_for(paper, seconds, told):  # noqa: F811
    """As if a job had told so much, so long ago."""
    name = paper_freezing.progress_name(paper.pk)
    progress.tell(name, *told)
    at = time.time() - seconds
    os.utime(Path(settings.DATA_DIR) / "progress" / f"{name}.json", (at, at))


def test_a_worker_that_was_killed_is_seen_and_the_paper_may_be_approved_anew(paper, eva, run_jobs):  # noqa: F811
    silent_for(paper, 600, (1, 3))
    page = asked(eva, paper.get_absolute_url()).content.decode()
    assert "Räkningen stannade efter 1 av 3 kapitel" in page and at("approve", paper) in page
    assert asked(eva, at("progress", paper)).headers["HX-Refresh"] == "true"
    asked(eva, at("approve", paper), {"version": paper.version})
    assert "Underlaget fastställs" in asked(eva, paper.get_absolute_url()).content.decode()
    run_jobs()
    assert paper_again(paper).state == PaperState.APPROVED


def test_a_paper_that_is_being_counted_is_not_asked_for_twice(paper, eva):  # noqa: F811
    silent_for(paper, 5, (1, 3))
    page = asked(eva, paper.get_absolute_url()).content.decode()
    assert "1 av 3 kapitel är räknade" in page and at("approve", paper) not in page
    with pytest.raises(ValidationError, match="håller redan på"):
        jobs_papers.freeze_soon(actor=eva, paper=paper, version=paper.version)


def test_a_queue_that_nobody_works_off_is_told_of(paper, eva):  # noqa: F811
    silent_for(paper, 60, (0, 0))
    assert "bakgrundsjobben verkar inte gå" in asked(eva, paper.get_absolute_url()).content.decode()
