"""The frozen page shows what its files do: quarters and counties, of the frozen figures, with the table beside."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from advocacy import jobs_papers
from advocacy.services import papers
from tests import make
from tests.advocacy.paper_reading_back import plain
from tests.advocacy.test_paper_rows import kept_here  # noqa: F401
from tests.advocacy.test_papers import paper, paper_again  # noqa: F401
from tests.advocacy.test_reach import example  # noqa: F401 the worked example
from tests.base import client_of


@pytest.fixture
def frozen(paper, example, eva):  # noqa: F811
    example.seat(make.person("Fanny Femte"), area=example.counties[1])
    papers.approve(actor=eva, paper=paper)
    return paper_again(paper)


def figures_of(page):
    """The charts of a page: title, what stands for the picture, and the words of the table."""
    found = re.findall(r'<figure class="chart.*?</figure>', page, re.DOTALL)
    return {
        plain(re.search(r'chart-title">(.*?)<', one)[1]): plain(re.sub(r"<[^>]+>", " ", one.partition("<table")[2]))
        for one in found
    }


def test_the_page_has_quarters_and_counties_of_the_frozen_figures(frozen, example, bo):  # noqa: F811
    before = figures_of(client_of(bo).get(frozen.get_absolute_url()).content.decode())
    assert any(title.startswith("G-1: täckningsgrad per kvartal") for title in before)
    (counties,) = (words for title, words in before.items() if title.startswith("G-1: täckningsgrad per län"))
    assert re.search(r"Uppsala län\s+0\s+1\s+0 %", counties)
    example.contact(dt.date(2023, 5, 7), "meeting", [(example.b, "attended")], example.priority)
    page = client_of(bo).get(frozen.get_absolute_url(), headers={"accept-language": "en"}).content.decode()
    assert figures_of(page) == before
    assert 'class="chart-drawing chart-map"' in page and f'hx-get="{reverse("crm:chart", args=["0" * 64])[:9]}' in page


def test_a_reader_by_link_is_shown_pictures_that_the_job_has_drawn(frozen, alma, client, run_jobs):
    _link, token = papers.make_link(actor=alma, paper=frozen, name="Ordföranden")
    address = reverse("advocacy:paper_read", args=[token])
    page = client.get(address).content.decode()
    assert "Bilden är inte ritad än." in page and "hx-get" not in page and "chart-map" in page
    client.get(address)
    assert run_jobs() == 1  # asked for once, however many look
    page = client.get(address).content.decode()
    assert "Bilden är inte ritad än." not in page and page.count("chart-wide") == 2


def test_pictures_are_drawn_when_a_paper_has_been_approved(paper, eva, alma, client, run_jobs):  # noqa: F811
    jobs_papers.freeze_soon(actor=eva, paper=paper, version=paper.version)
    run_jobs()
    _link, token = papers.make_link(actor=alma, paper=paper_again(paper), name="Ordföranden")
    assert "chart-wide" in client.get(reverse("advocacy:paper_read", args=[token])).content.decode()
