"""The rows of a paper's tables lead to those whom they counted: by party, county, level … and step of the ladder."""

import datetime as dt
import json
import re

import pytest
from django.urls import reverse

from advocacy.choices import OutcomeStrength
from advocacy.models import Commitment, Interaction, Outcome
from advocacy.services import paper_groups, papers
from contacts.models import Membership
from contacts.services import merge
from tests import make
from tests.advocacy.test_paper_rows import GOAL, MAY, address, kept_here, listed  # noqa: F401
from tests.advocacy.test_papers import FIRST, LAST, paper, paper_again  # noqa: F401
from tests.advocacy.test_reach import example  # noqa: F401 the worked example
from tests.base import client_of

DAYS = f"{FIRST}–{LAST}"


@pytest.fixture
def frozen(paper, eva):  # noqa: F811
    papers.approve(actor=eva, paper=paper)
    return paper_again(paper)


def in_group(user, of, figure, query):
    answer = client_of(user).get(f"{address(of, figure)}?{query}")
    assert answer.status_code == 200
    return {row.pk for row in answer.context["object_list"]}, answer


def ways_of(user, of, key):
    """The rows of a table of the goal's chapter, each a list of (text, url)."""
    chapter = client_of(user).get(of.get_absolute_url()).context["chapters"][GOAL]
    tables = [table for s in chapter["parts"][0]["sections"] for table in s["tables"] if table["key"] == key]
    return [[(cell["text"], cell["url"]) for cell in row] for table in tables for row in table["rows"]]


@pytest.mark.parametrize("key", ["by_party", "by_county", "by_level", "by_gender", "ladder", "white_spots"])
def test_every_row_leads_to_as_many_as_it_counts(paper, example, eva, bo, key):  # noqa: F811
    other = make.person("Fanny Femte")
    example.seat(other, party=example.parties[1], area=example.counties[1])
    example.a.gender, example.b.gender = "woman", "man"
    example.a.save()
    example.b.save()
    papers.approve(actor=eva, paper=paper)
    frozen, told = paper_again(paper), 0
    for row in ways_of(bo, frozen, key):
        for text, url in row:
            if url and text.isdecimal():
                assert len(client_of(bo).get(url).context["object_list"]) == int(text), (text, url)
                told += 1
        assert all(url or text == "0" for text, url in row if text.isdecimal())
    assert told or key == "by_level"  # all are members of the Riksdag


def test_a_group_is_as_it_was_when_the_paper_was_frozen(frozen, example, bo):  # noqa: F811
    before, answer = in_group(bo, frozen, "audience", "county=" + example.counties[0].code)
    assert before and f"Underlaget säger {len(before)}." in answer.content.decode()
    assert "Län" in answer.content.decode() and example.counties[0].name in answer.content.decode()
    Membership.objects.filter(person__in=before).update(area=example.counties[1])
    assert in_group(bo, frozen, "audience", "county=" + example.counties[0].code)[0] == before


def test_the_steps_lead_to_those_who_stood_on_them(frozen, example, bo):  # noqa: F811
    assert in_group(bo, frozen, "audience", "step=4")[0] == {example.a.pk}
    assert in_group(bo, frozen, "audience", "step=3")[0] == {example.d.pk}
    example.contact(MAY, "meeting", [(example.c, "attended")], example.priority)
    assert in_group(bo, frozen, "audience", "step=0")[0] == {example.c.pk}


def test_a_merged_one_stands_in_the_group_of_the_one_who_was_counted(frozen, example, eva, bo):  # noqa: F811
    kept = make.person("Gunnar Ny")
    merge.merge(actor=eva, keep=kept, drop=example.a)
    assert in_group(bo, frozen, "audience", "step=4")[0] == {kept.pk}


def test_no_step_tells_of_a_contact_that_one_may_not_read(paper, example, eva, bo, alma):  # noqa: F811
    secret = example.contact(MAY, "meeting", [(example.c, "attended")], example.priority)
    Interaction.objects.filter(pk=secret.pk).update(is_confidential=True, created_by=alma)
    papers.approve(actor=eva, paper=paper)
    frozen = paper_again(paper)
    assert in_group(alma, frozen, "audience", "step=3")[0] == {example.c.pk, example.d.pk}
    seen, answer = in_group(bo, frozen, "audience", "step=3")
    assert seen == {example.d.pk} and "som du inte får se" not in answer.content.decode()
    assert example.c.pk in in_group(bo, frozen, "audience", "step=0")[0]  # else its absence would tell
    county = "county=" + example.counties[0].code
    where = in_group(bo, frozen, "audience", county)[0] & {example.c.pk}
    assert in_group(bo, frozen, "missed", county)[0] >= where and not in_group(bo, frozen, "covered", county)[0] & where


def test_a_paper_of_old_that_keeps_no_groups_has_no_way_on_and_opens_as_before(frozen, bo):
    snapshot = frozen.snapshot
    del snapshot.ids["P:G-1"][DAYS]["groups"]
    snapshot.save()
    assert not any(url for row in ways_of(bo, frozen, "ladder") for _text, url in row)
    assert listed(bo, frozen, "covered")[0]
    assert client_of(bo).get(address(frozen, "audience") + "?step=4").status_code == 404


def test_a_row_of_a_draft_leads_to_today_s_list(paper, example, bo):  # noqa: F811
    page = client_of(bo).get(reverse("advocacy:paper_figures", args=[paper.pk, GOAL])).content.decode()
    assert address(paper, "audience") + "?step=4" in page
    answer = client_of(bo).get(address(paper, "audience") + "?step=4", follow=True)
    assert answer.redirect_chain[0][0].startswith(reverse("advocacy:follow_up_rows", args=["reach", "audience"]))
    assert {row.pk for row in answer.context["object_list"]} == {example.a.pk}


def test_the_goals_of_the_plan_s_table_lead_to_their_chapters(frozen, bo):
    page = client_of(bo).get(frozen.get_absolute_url()).context["chapters"][0]
    (goals,) = (t for s in page["parts"][0]["sections"] for t in s["tables"] if t["key"] == "goals")
    first = next(row for row in goals["rows"] if row[0]["text"] == "G-1")
    assert first[0]["url"] == f"{frozen.get_absolute_url()}#kapitel-1"
    assert first[2]["url"] == address(frozen, "covered") and first[4]["url"] == ""


def test_promises_kept_and_the_evidence_of_outcomes_are_links(paper, example, eva, alma, bo):  # noqa: F811
    kept = Commitment.objects.create(
        promiser="ours", text="Skicka underlag", priority=example.priority, owner=alma, made_on=dt.date(2023, 2, 1),
        closed_on=dt.date(2023, 3, 1), state="kept",
    )  # fmt: skip
    outcome = Outcome.objects.create(
        priority=example.priority, title="Utredning tillsatt", strength=OutcomeStrength.values[-1],
        happened_on=MAY, confidence="medium", noted_by=alma,
        document="", url="https://www.regeringen.example/dir",
    )  # fmt: skip
    papers.approve(actor=eva, paper=paper)
    frozen = paper_again(paper)
    row = next(row for row in ways_of(bo, frozen, "commitments") if row[0][0] == "Vi har lovat")
    assert {one.pk for one in client_of(bo).get(row[3][1]).context["object_list"]} == {kept.pk}
    (evidence,) = ways_of(bo, frozen, "evidence")
    assert evidence[0] == ("Utredning tillsatt", outcome.get_absolute_url())
    assert evidence[2] == ("www.regeringen.example", "https://www.regeringen.example/dir")
    outcome.delete()
    assert ways_of(bo, frozen, "evidence")[0][0] == ("Utredning tillsatt", "")


def test_the_groups_are_kept_in_few_letters_and_without_a_name(frozen):
    kept = frozen.snapshot.ids["P:G-1"][DAYS]
    size = len(kept["reach"]["audience"]["ids"])
    assert set(kept["groups"]) == set(paper_groups.NAMES)
    assert {len(one["of"]) for one in kept["groups"].values()} == {size}
    assert not re.search("Test", json.dumps(kept))


def test_a_step_that_nobody_stood_on_leads_nowhere(frozen, bo):
    rows = {row[0][0]: row for row in ways_of(bo, frozen, "ladder")}
    assert [row[0][0] for row in rows.values() if row[1][0] == "0"]
    assert all(bool(row[0][1]) == (row[1][0] != "0") for row in rows.values())
