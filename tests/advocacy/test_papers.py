"""Board papers: put together, frozen when approved, and printed again with the same figures."""

import datetime as dt
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from advocacy.choices import PaperState
from advocacy.forms.paper import ReviewForm
from advocacy.models import PaperSnapshot
from advocacy.services import paper_content, papers
from crm.common.dates import today
from crm.common.writes import Conflict
from tests.advocacy.test_reach import example  # noqa: F401 the worked example

FIRST, LAST = dt.date(2023, 1, 1), dt.date(2023, 6, 30)


@pytest.fixture
def paper(example, alma):  # noqa: F811
    return papers.add(
        actor=alma, title="Uppföljning", meeting_on=dt.date(2023, 9, 7), plan=example.plan, first=FIRST, last=LAST,
        summary="Vi har träffat hälften.", goals=[example.g, example.parent_goal],
    )  # fmt: skip


def coverage(content, place=0):
    sections = content["goals"][place]["parts"][0]["sections"]
    return next(f for f in sections[0]["figures"] if f["key"] == "coverage")


def test_a_paper_gathers_texts_and_the_figures_of_plan_and_goals(paper):
    content = papers.content_of(paper)
    assert content["texts"]["summary"] == "Vi har träffat hälften."
    assert [chapter["scope"] for chapter in content["goals"]] == ["P:G-1", "P:G-0"]
    said = coverage(content)
    assert (said["value"], said["part"], said["whole"], said["before"]) == (0.5, 2, 4, 0)
    assert json.loads(json.dumps(content)) == content


def test_an_approved_paper_says_the_same_after_late_entries(paper, example, eva):  # noqa: F811
    papers.approve(actor=eva, paper=paper)
    before = json.dumps(papers.content_of(paper_again(paper)))
    example.contact(dt.date(2023, 5, 7), "meeting", [(example.b, "attended")], example.priority)
    again = paper_again(paper)
    assert json.dumps(papers.content_of(again)) == before
    assert coverage(paper_content.gather(again)[0])["value"] == 0.75


def paper_again(paper):
    return type(paper).objects.get(pk=paper.pk)


def test_the_snapshot_holds_the_ids_behind_every_figure_and_no_name(paper, example, eva):  # noqa: F811
    snapshot = papers.approve(actor=eva, paper=paper)
    behind = snapshot.ids["P:G-1"]["2023-01-01–2023-06-30"]["reach"]["covered"]
    assert behind == {"model": "contacts.Person", "ids": sorted([example.a.pk, example.d.pk])}
    assert snapshot.digest == paper_content.digest(snapshot.content, snapshot.ids)
    assert "Test" not in json.dumps(snapshot.content)


def test_who_knows_somebody_and_what_is_planned_with_them_is_no_part_of_a_paper(paper, example):  # noqa: F811
    day = today() + dt.timedelta(days=3)
    example.contact(day, "meeting", [(example.b, "attended")], example.priority, status="planned")
    sections = papers.content_of(paper)["goals"][0]["parts"][0]["sections"]
    (table,) = next(one for one in sections if one["key"] == "white_spots")["tables"]
    keys = [head["key"] for head in table["heads"]]
    assert keys == ["party", "county", "covered", "audience", "missed"]
    assert {len(row) for row in table["rows"]} == {len(keys)} and "Kontakt" not in json.dumps(sections)


def test_only_a_manager_approves_and_nothing_is_frozen_twice(paper, alma, eva):
    with pytest.raises(PermissionDenied):
        papers.approve(actor=alma, paper=paper)
    papers.approve(actor=eva, paper=paper)
    with pytest.raises(ValidationError):
        papers.approve(actor=eva, paper=paper_again(paper))
    assert PaperSnapshot.objects.count() == 1


def test_a_paper_that_was_changed_meanwhile_is_not_approved(paper, alma, eva):
    seen = paper_again(paper)
    papers.edit(actor=alma, paper=paper, summary="Nytt")
    with pytest.raises(Conflict):
        papers.approve(actor=eva, paper=seen, version=seen.version)
    assert paper_again(paper).state == PaperState.DRAFT


def test_what_is_said_of_a_goal_and_which_goals_there_are_make_another_version(paper, alma, eva, example):  # noqa: F811
    seen = paper_again(paper)
    papers.write(actor=alma, paper=paper, part=f"goal-{paper.goals.first().pk}", text="På god väg.")
    with pytest.raises(Conflict):
        papers.approve(actor=eva, paper=seen, version=seen.version)
    seen = paper_again(paper)
    papers.edit(actor=alma, paper=paper, version=seen.version, goals=[example.g])
    with pytest.raises(Conflict):
        papers.edit(actor=eva, paper=paper, version=seen.version, goals=[example.parent_goal])
    assert [row.goal for row in paper_again(paper).goals.all()] == [example.g]


def test_an_approved_paper_is_not_changed(paper, alma, eva, example):  # noqa: F811
    of = paper.goals.first()
    papers.approve(actor=eva, paper=paper)
    for change in (
        lambda: papers.edit(actor=alma, paper=paper, summary="Nytt"),
        lambda: papers.edit(actor=alma, paper=paper, goals=[example.g]),
        lambda: papers.write(actor=alma, paper=paper, part=f"goal-{of.pk}", text="Nytt"),
        lambda: papers.comment(actor=alma, paper=paper, text="Nytt"),
    ):
        with pytest.raises(ValidationError, match="fastställt"):
            change()


def test_open_remarks_hold_the_approval_back(paper, alma, eva):
    remark = papers.comment(actor=eva, paper=paper, text="Stämmer siffran?", part="summary")
    with pytest.raises(ValidationError, match="kommentarer"):
        papers.approve(actor=eva, paper=paper)
    papers.settle(actor=alma, remark=remark)
    assert papers.approve(actor=eva, paper=paper).paper.is_frozen


def test_a_remark_that_comes_while_the_figures_are_counted_holds_the_approval_back(paper, alma, eva, monkeypatch):
    gather = paper_content.gather

    def slowly(of, told=None):
        papers.comment(actor=alma, paper=of, text="Vänta!")
        return gather(of, told)

    monkeypatch.setattr(papers.paper_content, "gather", slowly)
    with pytest.raises(ValidationError, match="inte är åtgärdade"):
        papers.approve(actor=eva, paper=paper)
    assert paper_again(paper).state == PaperState.DRAFT


def test_who_wrote_it_does_not_review_it(paper, alma, eva):
    with pytest.raises(ValidationError):
        papers.send_to_review(actor=alma, paper=paper, reviewer=alma)
    assert papers.send_to_review(actor=alma, paper=paper, reviewer=eva).state == PaperState.REVIEW
    assert papers.send_back(actor=eva, paper=paper).state == PaperState.DRAFT


def test_who_only_reads_is_not_asked_to_review(paper, alma, bo, eva):
    with pytest.raises(ValidationError, match="får läsa"):
        papers.send_to_review(actor=alma, paper=paper, reviewer=bo)
    assert list(ReviewForm(paper=paper).fields["reviewer"].queryset) == [eva]


def test_goals_keep_their_order_and_what_was_said_of_them(paper, alma, example):  # noqa: F811
    of = paper.goals.get(goal=example.g)
    papers.write(actor=alma, paper=paper, part=f"goal-{of.pk}", text="På god väg.")
    papers.edit(actor=alma, paper=paper, goals=[example.parent_goal, example.g])
    assert [(row.goal, row.text) for row in paper.goals.all()] == [
        (example.parent_goal, ""),
        (example.g, "På god väg."),
    ]


def test_a_link_opens_one_approved_paper_until_it_is_closed_or_has_run_out(paper, alma, eva, freezer_day):
    with pytest.raises(ValidationError):
        papers.make_link(actor=alma, paper=paper, name="Ordföranden")
    papers.approve(actor=eva, paper=paper)
    link, token = papers.make_link(
        actor=alma, paper=paper_again(paper), name="Ordföranden", expires_on=freezer_day + dt.timedelta(days=9)
    )
    assert papers.read_by(token) == link and papers.read_by("x" + token) is None
    assert token not in link.digest
    papers.revoke(actor=alma, link=link)
    assert papers.read_by(token) is None
    _late, other = papers.make_link(actor=alma, paper=paper_again(paper), name="V", expires_on=freezer_day)
    _late.expires_on = freezer_day - dt.timedelta(days=1)
    _late.save()
    assert papers.read_by(other) is None


@pytest.fixture
def freezer_day():
    from crm.common.dates import today

    return today()
