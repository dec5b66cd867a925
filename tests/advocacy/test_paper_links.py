"""Read links of board papers: who gave it, until when, and nothing learnt by trying."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from advocacy.models import PaperLink
from advocacy.services import papers
from tests.advocacy.paper_reading_back import plain
from tests.advocacy.test_papers import paper, paper_again  # noqa: F401
from tests.advocacy.test_reach import example  # noqa: F401 the worked example
from tests.base import client_of


@pytest.fixture
def frozen(paper, eva):  # noqa: F811
    papers.approve(actor=eva, paper=paper)
    return paper_again(paper)


def read(client, token, name="paper_read", **more):
    return client.get(reverse(f"advocacy:{name}", args=[token]), **more)


def linked(frozen, alma, day=dt.date(2099, 1, 31)):
    return papers.make_link(actor=alma, paper=frozen, name="Ordföranden", expires_on=day)


def test_a_link_says_who_gave_it_to_whom_and_until_when(frozen, alma, client):
    _link, token = linked(frozen, alma)
    page = plain(re.sub("<[^>]+>", "", read(client, token).content.decode()))
    assert f"Länken är skapad av {alma} för Ordföranden och gäller till och med 31 jan 2099." in page
    assert f"av {alma}" in client_of(alma).get(frozen.get_absolute_url()).content.decode()


def test_a_reader_by_link_is_shown_no_way_to_the_rows_behind_a_figure(frozen, alma, client):
    _link, token = linked(frozen, alma)
    assert "/bakom/" not in read(client, token).content.decode()


@pytest.mark.parametrize("name", ["paper_read", "paper_read_file"])
def test_a_link_that_is_wrong_closed_or_has_run_out_is_answered_alike(frozen, alma, client, name):
    revoked, closed = linked(frozen, alma)
    papers.revoke(actor=alma, link=revoked)
    ended, late = linked(frozen, alma)
    PaperLink.objects.filter(pk=ended.pk).update(expires_on=timezone.localdate() - dt.timedelta(days=1))
    answers = [read(client, token, name) for token in ("fel", closed, late)]
    assert {one.status_code for one in answers} == {404}
    assert len({(one.content, tuple(sorted(one.headers.items()))) for one in answers}) == 1


def test_who_tries_too_many_wrong_links_is_let_in_by_none_for_a_while(frozen, alma, client):
    _link, token = linked(frozen, alma)
    for n in range(20):
        assert read(client, f"fel{n}").status_code == 404
    assert read(client, "fel").status_code == 429
    assert read(client, token).status_code == 429 and read(client, token, "paper_read_file").status_code == 429
    assert read(client, token, REMOTE_ADDR="192.0.2.9").status_code == 200  # others are not kept out


def test_whoever_has_a_link_may_read_it_as_often_as_they_like(frozen, alma, client):
    _link, token = linked(frozen, alma)
    assert {read(client, token).status_code for _n in range(25)} == {200}
