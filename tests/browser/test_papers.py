"""Board papers in a real browser: a text edited where it stands, chapters that come by themselves, a read link."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from advocacy.services import papers
from tests.advocacy.test_reach import example  # noqa: F401 the worked example

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def paper(example, alma):  # noqa: F811
    return papers.add(
        actor=alma, title="Uppföljning", meeting_on=dt.date(2023, 9, 7), plan=example.plan, first=dt.date(2023, 1, 1),
        last=dt.date(2023, 6, 30), summary="Vi har träffat hälften.", goals=[example.g],
    )  # fmt: skip


def test_a_text_is_edited_where_it_stands_and_frozen_for_the_board(any_page, sign_in, alma, eva, paper, axe, fits):
    page = any_page
    sign_in(page, alma)
    page.goto(paper.get_absolute_url())
    expect(page.locator("#korthet")).to_contain_text("2 av 4")
    page.get_by_role("navigation", name="Innehåll").get_by_role("link", name="G-1").click()
    expect(page.locator("#kapitel-1").get_by_role("link", name="2 Träffade i målgruppen", exact=True)).to_be_visible()
    page.get_by_role("link", name="Skriv Vad vi behöver av styrelsen").click()
    page.get_by_label("Vad vi behöver av styrelsen").fill("Mer tid.")
    assert page.url.partition("#")[0].endswith(paper.get_absolute_url())
    page.get_by_role("button", name="Spara").click()
    expect(page.locator("#needs")).to_contain_text("Mer tid.")
    axe(page)
    fits(page)
    papers.approve(actor=eva, paper=paper)
    _link, token = papers.make_link(actor=alma, paper=type(paper).objects.get(pk=paper.pk), name="Ordföranden")
    page.goto(reverse("advocacy:paper_compare", args=[paper.pk]))
    expect(page.get_by_text("Stämmer fortfarande").first).to_be_visible()
    axe(page)
    page.goto(f"{paper.get_absolute_url()}#kapitel-1")
    page.locator("#kapitel-1 summary").filter(has_text="Relationstrappa").click()
    page.locator("#kapitel-1").get_by_role("row").filter(has_text="I dialog").get_by_role("link").last.click()
    expect(page.get_by_role("heading", name="Målgruppen")).to_be_visible()
    expect(page.get_by_text("Underlaget säger 1.")).to_be_visible()
    axe(page)
    fits(page)
    page.context.clear_cookies()
    page.goto(reverse("advocacy:paper_read", args=[token]))
    expect(page.get_by_role("heading", name="Uppföljning")).to_be_visible()
    expect(page.get_by_text("Mer tid.")).to_be_visible()
    expect(page.get_by_role("link")).to_have_count(1)
    axe(page)
    fits(page)


def test_a_link_that_has_run_out_says_what_to_do(any_page, alma, eva, paper, axe, fits, monkeypatch):
    page = any_page
    papers.approve(actor=eva, paper=paper)
    frozen = type(paper).objects.get(pk=paper.pk)
    last = papers.today() + dt.timedelta(days=30)
    _link, token = papers.make_link(actor=alma, paper=frozen, name="Ordföranden", expires_on=last)
    monkeypatch.setattr(papers, "today", lambda: last)
    page.goto(reverse("advocacy:paper_read", args=[token]))
    expect(page.get_by_role("heading", name="Uppföljning")).to_be_visible()
    monkeypatch.setattr(papers, "today", lambda: last + dt.timedelta(days=1))
    for name in ("paper_read", "paper_read_file"):
        answer = page.goto(reverse(f"advocacy:{name}", args=[token]))
        assert answer.status == 404
        expect(page.get_by_role("heading", name="Länken gäller inte")).to_be_visible()
        expect(page.get_by_text("be den som skickade länken om en ny")).to_be_visible()
        expect(page.get_by_text("Uppföljning")).to_have_count(0)
    axe(page)
    fits(page)
