"""What an approved paper said, held against today: which figures are others, and why."""

import datetime as dt
import json

import pytest
from django.urls import reverse
from django.utils.translation import override

from advocacy.models import Commitment, InteractionPriority
from advocacy.services import erasure, paper_content, paper_differences, papers, reach_entries
from advocacy.services.paper_differences import Difference, Why
from advocacy.views.paper_compared import verdicts
from contacts.models import Membership, Term
from contacts.services import merge
from crm.common import writes
from tests.advocacy.test_papers import paper, paper_again  # noqa: F401
from tests.advocacy.test_reach import example  # noqa: F401 the worked example
from tests.base import client_of

MAY = dt.date(2023, 5, 7)


@pytest.fixture
def frozen(paper, eva):  # noqa: F811
    papers.approve(actor=eva, paper=paper)
    return paper_again(paper)


def differences(frozen, place=1):
    subject = paper_content.subjects(frozen)[place]
    return {one.label: one for one in paper_differences.chapter(frozen, subject)[1]}


def test_nothing_has_changed_where_nothing_has(frozen, bo):
    assert differences(frozen) == {} and differences(frozen, 0) == {}
    page = client_of(bo).get(reverse("advocacy:paper_compare_chapter", args=[frozen.pk, 1])).content.decode()
    assert "Stämmer fortfarande" in page


def test_a_contact_put_in_late_is_told_as_late(frozen, example, bo):  # noqa: F811
    example.contact(MAY, "meeting", [(example.b, "attended")], example.priority)
    found = differences(frozen)["Träffade i målgruppen"]
    assert (found.frozen, found.now, found.came, found.went) == (2, 3, 1, 0)
    assert dict(found.why) == {Why.LATE: 1}
    page = client_of(bo).get(reverse("advocacy:paper_compare_chapter", args=[frozen.pk, 1])).content.decode()
    assert "Infört efter fastställandet: 1" in page
    assert example.b.family_name not in page


def test_what_was_reported_and_whether_it_is_still_true_is_said_in_words(frozen, example, bo, alma):  # noqa: F811
    at = reverse("advocacy:paper_compare_chapter", args=[frozen.pk, 1])
    answer = client_of(bo).get(at)
    assert answer.context["verdicts"][0].startswith("Täckningsgraden är densamma som i underlaget, 50\u00a0%.")
    example.contact(MAY, "meeting", [(example.b, "attended")], example.priority)
    answer = client_of(bo).get(at)
    assert answer.context["verdicts"][0].startswith(
        "Täckningsgraden var 50\u00a0% i underlaget och är 75\u00a0% i dag."
    )
    assert answer.context["changed"] in answer.content.decode() and "Stämmer fortfarande" not in answer.content.decode()
    whole = client_of(bo).get(reverse("advocacy:paper_compare_chapter", args=[frozen.pk, 0])).content.decode()
    assert "Så stod det i underlaget" in whole and "Vi har träffat hälften." in whole


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (0.5, 0.6, "nåddes och nås fortfarande"),
        (0.5, 0.2, "nåddes men nås inte längre"),
        (0.2, 0.5, "nåddes inte men nås i dag"),
        (0.2, 0.1, "nåddes inte och nås inte i dag heller"),
    ],
)
def test_whether_the_target_was_and_is_met_is_said(was, now, said):
    coverage = {"key": "coverage", "kind": "share", "value": was, "target": 0.3}
    chapter = {"parts": [{"sections": [{"key": "reach", "figures": [coverage]}]}]}
    found = [Difference("Räckvidd", "Täckningsgrad", "share", was, now, place=(0, "reach", "coverage"))]
    (verdict,) = verdicts(chapter, found)
    assert verdict.endswith(f"Målvärdet 30\u00a0% {said}.")


def promised(world, alma, **content):
    return Commitment.objects.create(
        promiser="theirs", text="Skicka underlag", priority=world.priority, owner=alma, made_on=dt.date(2023, 2, 1),
        **content,
    )  # fmt: skip


def test_a_promise_that_was_kept_is_told_as_one(frozen, example, alma):  # noqa: F811
    promised(example, alma, closed_on=dt.date(2023, 3, 1), state="kept")
    told = differences(frozen)["De har lovat: hållna"]
    assert (told.frozen, told.now, dict(told.why)) == (0, 1, {Why.LATE: 1})


def test_what_stands_in_a_table_alone_is_told_too(paper, example, alma, eva):  # noqa: F811
    promised(example, alma)
    papers.approve(actor=eva, paper=paper)
    frozen = paper_again(paper)
    sections = frozen.snapshot.content["goals"][0]["parts"][0]["sections"]
    of_old = next(one for one in sections if one["key"] == "commitments")
    of_old["figures"] = [one for one in of_old["figures"] if not one["key"].endswith(("_kept", "_broken"))]
    frozen.snapshot.save()
    assert differences(frozen) == {}
    promised(example, alma, closed_on=dt.date(2023, 3, 1), state="kept")
    (told,) = differences(frozen).values()
    assert told.label.startswith("Åtaganden: ") and dict(told.why) == {Why.CHANGED: 0}
    page = client_of(alma).get(reverse("advocacy:paper_compare_chapter", args=[frozen.pk, 1])).content.decode()
    assert told.label in page and "Stämmer fortfarande" not in page


@pytest.mark.parametrize(("was", "now", "is_told"), [(0.314, 0.306, False), (0.314, 0.32, True)])
def test_a_share_that_reads_the_same_is_no_difference(frozen, was, now, is_told):
    sides = [{"label": "Täckningsgrad", "kind": "share", "value": value} for value in (was, now)]
    section, ids = {"key": "reach", "title": "Räckvidd"}, [{"model": "", "ids": []}] * 2
    assert bool(paper_differences._compared(frozen.snapshot, section, *sides, ids)) == is_told


def test_who_reads_in_english_is_told_of_no_more(frozen):
    with override("en"):
        assert differences(frozen) == {} and differences(frozen, 0) == {}


def test_a_merge_is_told_as_a_merge(frozen, example, eva):  # noqa: F811
    merge.merge(actor=eva, keep=example.a, drop=example.d)
    found = differences(frozen)["Träffade i målgruppen"]
    assert (found.frozen, found.now) == (2, 1) and dict(found.why) == {Why.MERGED: 1}


def test_an_erasure_leaves_the_frozen_figures_and_no_name(frozen, example, eva):  # noqa: F811
    before = json.dumps(frozen.snapshot.content)
    erasure.forget_participations(actor=eva, person=example.a)
    example.a.delete()
    found = differences(frozen)["Träffade i målgruppen"]
    assert found.now == 1 and dict(found.why)[Why.ERASED] == 1
    again = paper_again(frozen).snapshot
    assert json.dumps(again.content) == before and again.digest == paper_content.digest(again.content, again.ids)
    assert "Test" not in json.dumps([again.content, again.ids])


def test_a_mandate_with_another_day_is_told_as_a_change_in_the_register(frozen, example, alma):  # noqa: F811
    held = Membership.objects.get(person=example.d, organization=example.riksdag)
    held.starts_on = dt.date(2023, 7, 15)
    writes.save(held, actor=alma)
    found = differences(frozen)["Träffade i målgruppen"]
    assert (found.frozen, found.now) == (2, 1) and dict(found.why) == {Why.REGISTER: 1}
    coverage = differences(frozen)["Täckningsgrad"]
    assert coverage.frozen == 0.5 and coverage.now == pytest.approx(1 / 3)


def test_a_contact_that_lost_its_priority_is_told_as_changed_since(frozen, example):  # noqa: F811
    InteractionPriority.objects.filter(interaction__held_on=dt.date(2023, 5, 5)).delete()
    reach_entries.refresh_all()  # written past the services
    assert set(dict(differences(frozen)["Nådda, alla"].why)) == {Why.CHANGED}


def test_what_we_have_done_is_compared_too(frozen, example):  # noqa: F811
    example.contact(MAY, "call", [(example.b, "attended")], goal=example.g)
    _frozen, found = paper_differences.activity(frozen)
    assert [(one.label, one.frozen, one.now, dict(one.why)) for one in found] == [("Samtal", 0, 1, {Why.LATE: 1})]


def figures_only(frozen, place=1):
    """Not of tables: who is newly elected hangs on the elections that are known, so that its table does change."""
    subject = paper_content.subjects(frozen)[place]
    return [one for one in paper_differences.chapter(frozen, subject)[1] if one.frozen is not None]


def test_an_election_put_in_or_moved_since_leaves_the_days_of_every_part(frozen, eva):
    """By the parts of today the frozen half-year would be held against the months before the election."""
    term = Term.objects.create(body="riksdag", name="Ny", starts_on=dt.date(2023, 4, 1))
    assert figures_only(frozen) == figures_only(frozen, 0) == []
    term.starts_on = dt.date(2023, 5, 6)
    writes.save(term, actor=eva)
    assert figures_only(frozen) == figures_only(frozen, 0) == []


def test_a_paper_over_an_election_is_compared_part_by_part_when_it_moves(paper, example, eva):  # noqa: F811
    term = Term.objects.create(body="riksdag", name="Ny", starts_on=dt.date(2023, 4, 1))
    papers.approve(actor=eva, paper=paper)
    frozen = paper_again(paper)
    assert [one["first"] for one in frozen.snapshot.content["goals"][0]["parts"]] == ["2023-01-01", "2023-04-01"]
    example.contact(MAY, "meeting", [(example.b, "attended")], example.priority)
    expected = figures_only(frozen)
    assert expected and {one.place[0] for one in expected} == {1}
    term.starts_on = dt.date(2023, 6, 1)
    writes.save(term, actor=eva)
    assert figures_only(frozen) == expected
    writes.remove(term, actor=eva)
    assert figures_only(frozen) == expected
