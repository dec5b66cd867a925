"""A paper that another of the same period or meeting has come after says so, and what it is held against."""

import datetime as dt

import pytest
from django.urls import reverse

from advocacy.exports.paper_reading import PaperLook, read
from advocacy.services import paper_proposals, papers
from contacts.models import Term
from tests.advocacy.paper_reading_back import plain
from tests.advocacy.test_papers import paper, paper_again  # noqa: F401
from tests.advocacy.test_reach import example  # noqa: F401 the worked example
from tests.base import client_of

NEWER, OLDER = "Det finns ett nyare underlag", "Nyare än"


def approved(paper, eva):  # noqa: F811
    papers.approve(actor=eva, paper=paper)
    return paper_again(paper)


def again(alma, paper, **other):  # noqa: F811
    said = {"title": "Rättat underlag", "meeting_on": paper.meeting_on, "first": paper.first, "last": paper.last}
    goals = [row.goal for row in paper.goals.all()]
    return papers.follow(actor=alma, paper=paper, plan=paper.plan, goals=goals, **{**said, **other})


def page_of(user, paper):  # noqa: F811
    return plain(client_of(user).get(paper.get_absolute_url()).content.decode())


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"meeting_on": dt.date(2023, 12, 1)}, "för samma period"),
        ({"last": dt.date(2023, 7, 31)}, "till samma sammanträde"),
    ],
)
def test_an_older_paper_leads_to_the_newer_and_back(paper, alma, eva, bo, client, other, said):  # noqa: F811
    old = approved(paper, eva)
    draft = again(alma, old, **other)
    assert NEWER not in page_of(bo, old)
    assert OLDER in page_of(bo, draft) and old.get_absolute_url() in page_of(bo, draft)
    new = approved(draft, eva)
    assert NEWER in page_of(bo, old) and said in page_of(bo, old)
    assert f'<a href="{new.get_absolute_url()}">Rättat underlag</a>' in page_of(bo, old)
    assert OLDER in page_of(bo, new) and NEWER not in page_of(bo, new)
    _link, token = papers.make_link(actor=alma, paper=old, name="Ordföranden")
    read_page = client.get(reverse("advocacy:paper_read", args=[token])).content.decode()
    assert NEWER in read_page and "Rättat underlag" in read_page and new.get_absolute_url() not in read_page


def test_a_paper_of_another_period_to_another_meeting_is_nothing_newer(paper, alma, eva, bo):  # noqa: F811
    old = approved(paper, eva)
    approved(again(alma, old, meeting_on=dt.date(2023, 12, 1), last=dt.date(2023, 7, 31)), eva)
    assert NEWER not in page_of(bo, old)


def test_what_lies_before_an_election_is_said_to_be_of_another_audience(paper, alma, eva, bo):  # noqa: F811
    said = "Det var före valet: målgruppen var en annan då."
    plain_paper = approved(paper, eva)
    assert said not in page_of(bo, plain_paper) and "Jämförs med 1 jul 2022" in page_of(bo, plain_paper)
    Term.objects.create(name="2023–27", body="riksdag", starts_on=dt.date(2023, 5, 15))
    split = approved(again(alma, plain_paper), eva)
    assert page_of(bo, split).count(said) == 3  # of the plan and both goals, after the election alone
    reading = read(split.snapshot.content, look=PaperLook(), approved_on=dt.date(2023, 9, 1))
    assert [said in part.note for part in reading.goals[0].parts] == [False, True]
    words = plain(paper_proposals.propose(again(alma, split), "summary"))
    assert "före valet, då målgruppen var en annan" in words and "perioden före" in words


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("S", "03"), ("okänd", "okänd"), ("M", "okänd")], ["S i Uppsala län (0 av 5 träffade)"]),
        ([("okänd", "03"), ("okänd", "okänd")], ["Uppsala län (0 av 5 träffade)"]),
        ([("S", "okänd"), ("okänd", "okänd")], ["S (0 av 5 träffade)"]),
        ([("okänd", "okänd")], []),
    ],
)
def test_a_proposed_text_leaves_out_what_is_not_known(rows, told):
    table = {
        "asks": [{"party": party, "county": county} for party, county in rows],
        "rows": [[party, "Uppsala län" if county == "03" else "okänt län", 0, 5, 5] for party, county in rows],
    }
    assert paper_proposals._spots([{"key": "white_spots", "tables": [table]}]) == told


def test_a_proposed_text_says_what_it_is_held_against():
    part = {"first": "2023-01-01", "is_over_election": False}
    assert paper_proposals._before({**part, "compared": ["2022-07-01", "2022-12-31"]}).endswith("perioden före")
    assert paper_proposals._before({**part, "compared": ["2022-01-01", "2022-06-30"]}).endswith(
        "samma period förra året"
    )
