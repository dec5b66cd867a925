"""Search words kept, what they suggest, and what people decide of it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from advocacy.choices import Leaning, LinkState
from advocacy.models import Activity, MotionProposal, PriorityTerm, ProposalLink
from advocacy.querysets.motion_figures import motion_figures
from advocacy.querysets.suggested import words_of
from advocacy.querysets.suggestions import open_pairs
from advocacy.services import proposal_links, search_terms
from crm.common import undo
from crm.models import Notification
from tests import make, make_advocacy, make_motions

pytestmark = pytest.mark.django_db

TEXTS = ("Bygg järnväg nu.", "Fler lärare i skolan.", "Mer gods på järnvägen.")


@pytest.fixture
def rail(db):
    return make_advocacy.priority("Järnvägar")


def keep(alma, priority, *finding, **more):
    return search_terms.keep(actor=alma, priority=priority, finding=finding, **more)


def waiting(*priorities):
    """The texts that wait to be decided."""
    pairs = open_pairs(MotionProposal.objects.all(), words_of([one.pk for one in priorities]))
    texts = dict(MotionProposal.objects.values_list("pk", "text"))
    return [texts[pk] for pk, _to in pairs]


def test_words_suggest_what_they_find_newest_first(alma, rail):
    make_motions.motion(17, proposals=TEXTS)
    make_motions.motion(
        18, session="2025/26", proposals=["Järnväg till Norge."], submitted_on=make_motions.SUBMITTED.replace(year=2025)
    )
    keep(alma, rail, "järnväg")
    assert waiting(rail) == ["Järnväg till Norge.", "Bygg järnväg nu.", "Mer gods på järnvägen."]
    assert {one.text for one in MotionProposal.objects.found_by(rail)} == set(waiting(rail))


def test_a_proposal_with_an_excluded_word_is_not_suggested(alma, rail):
    make_motions.motion(proposals=TEXTS)
    keep(alma, rail, "järnväg", excluding=["gods*"])
    assert waiting(rail) == ["Bygg järnväg nu."]


def test_a_colleagues_word_is_not_taken_away_by_a_form_that_never_showed_it(alma, rail):
    keep(alma, rail, "järnväg", "tåg")
    keep(alma, rail, "järnväg", "tåg", "spår")
    keep(alma, rail, "järnväg", "buss", seen=["järnväg", "tåg"])
    assert set(rail.terms.values_list("text", flat=True)) == {"järnväg", "spår", "buss"}
    kinds = PriorityTerm.history.filter(text="tåg").order_by("pk").values_list("history_type", flat=True)
    assert list(kinds) == ["+", "-"]


def test_a_word_may_become_one_that_excludes(alma, rail):
    keep(alma, rail, "järnväg", "gods")
    keep(alma, rail, "järnväg", excluding=["gods"])
    assert rail.terms.get(text="gods").is_exclusion


def test_wrong_words_are_told_by_their_field_and_nothing_is_kept(alma, rail):
    with pytest.raises(ValidationError) as error:
        keep(alma, rail, "järnväg", "jä*")
    assert "finding" in error.value.message_dict
    with pytest.raises(ValidationError) as error:
        keep(alma, rail, "järnväg", excluding=["Järnväg"])
    assert "excluding" in error.value.message_dict
    assert not rail.terms.exists()


def test_reader_cannot_write_words_or_decide(bo, alma, rail):
    proposal = make_motions.motion().proposals.get()
    with pytest.raises(PermissionDenied):
        keep(bo, rail, "järnväg")
    with pytest.raises(PermissionDenied):
        proposal_links.decide(actor=bo, proposal=proposal, priority=rail)
    with pytest.raises(PermissionDenied):
        proposal_links.decide_many(actor=bo, pairs=[(proposal.pk, rail.pk)], state=LinkState.ACCEPTED)


def test_what_is_decided_waits_no_more_and_stays_so_when_the_words_change(alma, rail):
    motion = make_motions.motion(proposals=TEXTS)
    keep(alma, rail, "järnväg")
    first, _second, third = motion.proposals.order_by("position")
    proposal_links.decide(actor=alma, proposal=first, priority=rail, state=LinkState.REFUSED)
    link = proposal_links.decide(actor=alma, proposal=third, priority=rail, leaning=Leaning.FOR)
    assert waiting(rail) == []
    assert link.words == ["järnväg"] and link.decided_by == alma
    keep(alma, rail, "järnväg*", "bygg*", "lärare")
    assert waiting(rail) == ["Fler lärare i skolan."]
    assert ProposalLink.objects.get(proposal=first).state == LinkState.REFUSED


def test_each_priority_is_decided_by_itself(alma, rail):
    school = make_advocacy.priority("Skolan")
    motion = make_motions.motion(proposals=["Fler lärare i järnväg."])
    keep(alma, rail, "järnväg")
    keep(alma, school, "lärare")
    proposal_links.decide(actor=alma, proposal=motion.proposals.get(), priority=rail)
    assert waiting(rail) == []
    assert waiting(school) == ["Fler lärare i järnväg."]


def test_a_decision_may_change_and_be_taken_back_with_history(alma, eva, rail):
    proposal = make_motions.motion(proposals=TEXTS[:1]).proposals.get()
    keep(alma, rail, "järnväg")
    link = proposal_links.decide(actor=alma, proposal=proposal, priority=rail, leaning=Leaning.FOR)
    again = proposal_links.decide(
        actor=eva, proposal=proposal, priority=rail, state=LinkState.REFUSED, leaning=Leaning.FOR
    )
    assert (again.pk, again.decided_by, again.leaning) == (link.pk, eva, Leaning.NEITHER)
    proposal_links.remove(actor=alma, link=again)
    assert waiting(rail) == ["Bygg järnväg nu."]
    said = ProposalLink.history.filter(id=link.pk).order_by("pk").values_list("history_type", "state", "leaning")
    assert list(said) == [("+", "accepted", "for"), ("~", "refused", "neither"), ("-", "refused", "neither")]


def test_many_are_decided_as_one_change_and_what_a_colleague_decided_is_left(alma, eva, rail):
    motion = make_motions.motion(proposals=TEXTS)
    keep(alma, rail, "järnväg")
    first, _second, third = motion.proposals.order_by("position")
    proposal_links.decide(actor=eva, proposal=first, priority=rail, state=LinkState.REFUSED)
    pairs = [(first.pk, rail.pk), (third.pk, rail.pk), (third.pk, rail.pk), (third.pk + 999, rail.pk)]
    operation, count = proposal_links.decide_many(actor=alma, pairs=pairs, state=LinkState.ACCEPTED)
    assert count == 1 and operation.title == "1 yrkande kopplat till sakfråga"
    assert ProposalLink.objects.get(proposal=first).state == LinkState.REFUSED
    assert ProposalLink.objects.get(proposal=third).words == ["järnväg"]
    undo.undo(operation=operation, actor=alma)
    assert waiting(rail) == ["Mer gods på järnvägen."]


def test_suggestions_of_forty_priorities_take_as_many_queries_as_those_of_one(alma):
    make_motions.motion(proposals=TEXTS)
    counts = []
    for number in range(4):
        for _more in range(1 + 12 * bool(number)):
            keep(alma, make_advocacy.priority(), "järnväg", "nationell plan", "gods", excluding=["goda"])
        with CaptureQueriesContext(
            connection,
        ) as asked:
            open_pairs(MotionProposal.objects.all(), words_of())
        counts.append(len(asked))
    assert len(set(counts)) == 1 and counts[0] <= 5


@pytest.mark.usefixtures("in_the_plan")
def test_who_answers_for_a_priority_is_told_of_new_suggestions(alma, eva, rail):
    keep(alma, rail, "järnväg")
    goal = make_advocacy.goal(rail, plan=make_advocacy.plan(2026))
    Activity.objects.create(goal=goal, name="Påverka", owner=eva, status="ongoing")
    Activity.objects.create(goal=goal, name="Klart", owner=alma, status="done")
    make_motions.motion(proposals=TEXTS)
    told = Notification.objects.get(kind=Notification.Kind.MOTION)
    assert told.user == eva
    assert told.title == "2 nya yrkanden kan höra till Järnvägar"
    assert told.url == f"/motioner/forslag/?priority={rail.pk}"
    make_motions.motion(proposals=TEXTS)
    assert Notification.objects.filter(kind=Notification.Kind.MOTION).count() == 1


def test_figures_count_motions_once_and_each_proposal_by_what_became_of_it(alma, rail):
    below = make_advocacy.priority("Spår", parent=rail)
    for letters in "SC":
        make.party(letters)
    make_motions.committee()
    told = "och tillkännager detta för regeringen."
    shared = make_motions.motion(
        17,
        kind="committee",
        signers=[("1", "Ada Ek", "S"), ("2", "Bo Al", "C"), ("3", "Cai Ask", "S")],
        proposals=[
            make_motions.proposal(1, text=f"Järnväg {told}", chamber=["bifall"], report="TU10"),
            make_motions.proposal(2, text="Järnväg i lag.", chamber=["bifall_delvis"], report="TU10"),
            make_motions.proposal(3, text=f"Mer järnväg {told}", chamber=["avslag"], report="TU10"),
            make_motions.proposal(4, text="Annat."),
        ],
    )
    alone = make_motions.motion(18, signers=[("4", "Disa Alm", "-")], proposals=["Järnväg."])
    make_motions.report(
        reservations=[
            make_motions.ReservationRecord(1, 1, "Spår", ["S", "C"]),
            make_motions.ReservationRecord(2, 9, "Annat", ["C"]),
        ],
        dealt_with=[("2024/25:17", 1, 1), ("2024/25:17", 2, 1)],
    )
    for proposal in shared.proposals.filter(position__lt=4):
        proposal_links.decide(actor=alma, proposal=proposal, priority=below, leaning=Leaning.FOR)
    proposal_links.decide(actor=alma, proposal=shared.proposals.get(position=1), priority=rail)
    proposal_links.decide(actor=alma, proposal=shared.proposals.get(position=4), priority=rail, state=LinkState.REFUSED)
    proposal_links.decide(actor=alma, proposal=alone.proposals.get(), priority=rail)

    with CaptureQueriesContext(connection) as asked:
        figures = motion_figures([rail.pk, below.pk])
    assert len(asked) == 4
    assert len(figures.motions) == 2 and len(figures.proposals) == 4
    assert {(row.letters, row.total) for row in figures.parties} == {("S", 1), ("C", 1), ("", 1)}
    assert {value: n for value, _label, n in figures.kinds} == {"party": 0, "committee": 1, "single": 1}
    outcomes = {value: n for value, _label, n in figures.outcomes if n}
    assert outcomes == {"bifall": 1, "bifall_delvis": 1, "avslag": 1, "ingen": 1}
    assert {value: n for value, _label, n in figures.leanings} == {"for": 3, "neither": 1, "against": 0}
    assert len(figures.approved) == 2 and len(figures.announcements) == 1
    assert len(figures.reservations) == 1 and figures.reserving == [("C", 1), ("S", 1)] and figures.unplaced == 1
    assert not motion_figures([rail.pk], since=make_motions.SUBMITTED.replace(year=2025)).motions
