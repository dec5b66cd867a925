"""Outcomes: noted by one, checked by another; the chain that led there, and who may read what of it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from advocacy.models import Outcome, ProposalLink, Viewpoint
from advocacy.services import consultation_parts, consultations, outcome_chain, outcome_figures, outcomes
from advocacy.services import outcome_suggestions as suggestions
from advocacy.services.consultation_ways import WAYS
from crm.common import writes
from crm.common.dates import today
from crm.common.undo import undo
from tests import make, make_advocacy, make_motions
from tests.base import make_user

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 1)


@pytest.fixture
def about():
    return make_advocacy.priority("Järnvägar")


def noted(by, about, title="Fler spår nämns", **fields):
    said = {"strength": "mentioned", "happened_on": DAY, "document": "Budget 2026", "confidence": "low", **fields}
    return outcomes.note(actor=by, title=title, priority=about, **said)


def contact(by, about, day=DAY - dt.timedelta(days=30), title="Om spår", **fields):
    return make_advocacy.interaction(
        make.person("Maja Lind"), actor=by, held_on=day, title=title, priorities=[about], **fields
    )


def viewpoint(by, about, text="Vi vill ha fler spår", **assessed):
    whole = consultations.add(actor=by, title="Remiss om spår", priorities=[about], owner=by)
    consultations.start(actor=by, consultation=whole, way=WAYS[0])
    consultations.file_answer(actor=by, consultation=whole, answered_on=DAY - dt.timedelta(days=60))
    part = consultation_parts.add(
        actor=by, part=Viewpoint(consultation=whole), kind="supports", text=text, priority=about
    )
    return consultation_parts.assess(actor=by, viewpoint=part, **assessed) if assessed else part


def proposal(about, decided="bifall", leaning="for"):
    motion = make_motions.motion(
        title="Fler spår", proposals=[make_motions.proposal(committee=[decided], chamber=[decided], report="TU10")]
    )
    motion.refresh_from_db()
    row = motion.proposals.get()
    link = ProposalLink(proposal=row, priority=about, leaning=leaning, decided_by=make_user("alma"))
    writes.save(link, actor=make_user("alma"))
    return row


# --- The second person --------------------------------------------------------------------------------------------


def test_one_does_not_check_what_one_has_noted(alma, eva, about):
    row = noted(alma, about)
    with pytest.raises(PermissionDenied):
        outcomes.check(actor=alma, outcome=row)
    checked = outcomes.check(actor=eva, outcome=row)
    assert (checked.checked_by, checked.checked_on) == (eva, today())


def test_reader_neither_notes_nor_checks(alma, bo, about):
    with pytest.raises(PermissionDenied):
        noted(bo, about)
    with pytest.raises(PermissionDenied):
        outcomes.check(actor=bo, outcome=noted(alma, about))
    assert not Outcome.objects.to_check_by(bo).exists()


def test_change_asks_for_a_check_again_and_not_by_the_one_who_changed_it(alma, dag, eva, about):
    row = outcomes.check(actor=eva, outcome=noted(alma, about))
    changed = outcomes.edit(actor=eva, outcome=row, title="Fler spår är beslutade")
    assert (changed.checked_by, changed.checked_on, changed.changed_by) == (None, None, eva)
    with pytest.raises(PermissionDenied):
        outcomes.check(actor=eva, outcome=changed)
    assert [list(Outcome.objects.to_check_by(who)) for who in (alma, eva, dag)] == [[], [], [row]]
    assert outcomes.check(actor=dag, outcome=changed).checked_by == dag


def test_saying_the_same_again_leaves_the_check(alma, eva, about):
    row = outcomes.check(actor=eva, outcome=noted(alma, about))
    assert outcomes.edit(actor=alma, outcome=row, title=row.title).checked_by == eva


def test_each_change_of_the_chain_asks_for_a_check_again(alma, eva, about):
    row = noted(alma, about)
    link = outcomes.contribute(actor=alma, outcome=row, source=contact(alma, about))
    changes = (
        lambda: outcomes.explain(actor=alma, contribution=link, note="Fick underlaget"),
        lambda: outcomes.take_out(actor=alma, contribution=link),
    )
    for change in changes:
        outcomes.check(actor=eva, outcome=row)
        change()
        row.refresh_from_db()
        assert row.checked_by is None


def test_check_is_of_what_one_has_read(alma, eva, about):
    row = noted(alma, about)
    version = row.version
    outcomes.edit(actor=alma, outcome=row, title="Något annat")
    with pytest.raises(writes.Conflict):
        outcomes.check(actor=eva, outcome=row, version=version)


# --- What may be said ---------------------------------------------------------------------------------------------


def test_amount_belongs_to_what_is_funded_or_carried_out(alma, about):
    with pytest.raises(ValidationError) as wrong:
        noted(alma, about, amount=5_000_000)
    assert "amount" in wrong.value.error_dict
    assert noted(alma, about, strength="funded", amount=5_000_000).amount == 5_000_000


def test_what_has_not_happened_is_not_noted(alma, about):
    with pytest.raises(ValidationError) as wrong:
        noted(alma, about, happened_on=today() + dt.timedelta(days=1))
    assert "happened_on" in wrong.value.error_dict


def test_only_the_one_who_noted_it_and_managers_take_it_away_and_it_comes_back_whole(alma, dag, eva, about):
    row = noted(eva, about, sources=[contact(eva, about)])
    with pytest.raises(PermissionDenied):
        outcomes.remove(actor=alma, outcome=row)
    made = outcomes.remove(actor=eva, outcome=row)
    assert not Outcome.objects.exists()
    undo(operation=made, actor=eva)
    assert Outcome.objects.get().contributions.count() == 1


# --- The chain ----------------------------------------------------------------------------------------------------


def test_chain_stands_in_the_order_of_time_whatever_the_order_it_was_noted_in(alma, about):
    late, early = contact(alma, about), contact(alma, about, DAY - dt.timedelta(days=200), "Tidigt")
    said = viewpoint(alma, about)
    row = noted(alma, about, sources=[late, early, said])
    steps = outcome_chain.steps_of(row, alma)
    assert [(step.number, step.sort, step.day) for step in steps] == [
        (1, "interaction", early.held_on), (2, "viewpoint", DAY - dt.timedelta(days=60)),
        (3, "interaction", late.held_on),
    ]  # fmt: skip
    picture = outcome_chain.picture(row, steps)
    assert [lane.label for lane in picture.lanes] == ["Kontakter", "Synpunkter i remissvar", "Det som ändrades"]
    assert [mark.x for mark in picture.marks] == sorted(mark.x for mark in picture.marks)
    assert [year for year, _line, _x in picture.years] == [2025, 2026]


def test_many_steps_stay_within_the_picture(alma, about):
    row = noted(alma, about)
    day = DAY - dt.timedelta(days=9)
    steps = [outcome_chain.Step(pk, "interaction", day, f"Möte {pk}", number=pk) for pk in range(1, 61)]
    picture = outcome_chain.picture(row, steps)
    assert all(mark.left > 0 and mark.x + mark.size < picture.width for mark in picture.marks)
    assert not any(mark.has_room for mark in picture.marks)


def test_there_is_no_picture_of_nothing(alma, about):
    assert outcome_chain.picture(noted(alma, about), []) is None


def test_confidential_contact_is_a_day_and_nothing_else_to_those_outside(alma, eva, about):
    secret = contact(alma, about, title="Hemligt samtal", is_confidential=True)
    row = noted(alma, about)
    link = outcomes.contribute(actor=alma, outcome=row, source=secret, note="Lovade oss")
    (mine,), (theirs,) = outcome_chain.steps_of(row, alma), outcome_chain.steps_of(row, eva)
    assert (mine.title, mine.note, mine.is_hidden) == ("Hemligt samtal", "Lovade oss", False)
    assert (theirs.title, theirs.note, theirs.url, theirs.day) == ("Ett konfidentiellt", "", "", secret.held_on)
    assert theirs.is_hidden
    for change in (
        lambda: outcomes.explain(actor=eva, contribution=link, note="Annat"),
        lambda: outcomes.take_out(actor=eva, contribution=link),
        lambda: outcomes.contribute(actor=eva, outcome=noted(eva, about), source=secret),
    ):
        with pytest.raises(PermissionDenied):
            change()


def test_same_link_is_not_added_twice_nor_what_came_afterwards(alma, about):
    row = noted(alma, about)
    once = contact(alma, about)
    outcomes.contribute(actor=alma, outcome=row, source=once)
    for wrong in (once, contact(alma, about, DAY + dt.timedelta(days=1), "Efteråt")):
        with pytest.raises(ValidationError) as error:
            outcomes.contribute(actor=alma, outcome=row, source=wrong)
        assert "interaction" in error.value.error_dict
    assert row.contributions.count() == 1


# --- Suggestions --------------------------------------------------------------------------------------------------


def test_approved_proposal_and_viewpoint_taken_up_are_suggested_until_they_are_noted(alma, about):
    approved = proposal(about)
    said = viewpoint(alma, about, taken_up="yes", document="Prop. 2026/27:40", page="12")
    assert {(one.name, one.source) for one in suggestions.worth_noting()} == {
        ("proposal", approved), ("viewpoint", said)
    }  # fmt: skip
    assert suggestions.count() == 2
    noted(alma, about, happened_on=today(), sources=[approved, said])
    assert suggestions.worth_noting() == []
    assert suggestions.count() == 0


@pytest.mark.parametrize(("decided", "leaning"), [("avslag", "for"), ("bifall", "against")])
def test_rejected_proposal_and_one_against_us_are_not_suggested(alma, about, decided, leaning):
    proposal(about, decided, leaning)
    assert suggestions.worth_noting() == []


def test_source_says_what_can_be_said_from_it_and_no_more(alma, about):
    said = viewpoint(alma, about, taken_up="partly", document="SOU 2026:1", page="88", url="https://x.example/")
    known = suggestions.prefilled(said)
    assert (known["strength"], known["document"], known["page"]) == ("argument_used", "SOU 2026:1", "88")
    assert known["priority"] == about.pk
    assert "confidence" not in known
    from_motion = suggestions.prefilled(proposal(about))
    assert from_motion["strength"] == "adopted"
    assert "TU10" in from_motion["document"]


def test_what_may_have_led_there_is_of_the_same_priority_before_it_and_readable(alma, eva, about):
    below = make_advocacy.priority("Spår", parent=about)
    row = noted(alma, about)
    found = contact(alma, below, title="Om spåren")
    secret = contact(alma, about, title="Hemligt", is_confidential=True)
    contact(alma, about, DAY + dt.timedelta(days=2), "Efteråt")
    contact(alma, about, DAY - dt.timedelta(days=900), "För länge sedan")
    contact(alma, make_advocacy.priority("Annat"), title="Annat")
    said = viewpoint(alma, about)
    assert set(suggestions.leads(row, alma).interactions) == {found, secret}
    assert suggestions.leads(row, eva).interactions == [found]
    assert suggestions.leads(row, eva).viewpoints == [said]
    outcomes.contribute(actor=alma, outcome=row, source=found)
    assert suggestions.leads(row, eva).interactions == []


# --- The figure ---------------------------------------------------------------------------------------------------


def test_figure_is_the_whole_ladder_with_confidence_check_and_amount(alma, eva, about):
    mentioned = noted(alma, about, confidence="high")
    funded = outcomes.check(actor=eva, outcome=noted(alma, about, strength="funded", amount=7, confidence="medium"))
    other = noted(alma, make_advocacy.priority("Annat"), strength="funded", amount=5)
    noted(alma, about, happened_on=DAY - dt.timedelta(days=400))
    year = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    ours = outcome_figures.outcomes([about.pk], *year)
    assert [(rung.strength, rung.ids, rung.amount, rung.checked) for rung in ours.rungs] == [
        ("mentioned", (mentioned.pk,), 0, 0), ("argument_used", (), 0, 0), ("adopted", (), 0, 0),
        ("funded", (funded.pk,), 7, 1), ("carried_out", (), 0, 0),
    ]  # fmt: skip
    assert ours.rungs[0].by_confidence == (("high", 1),)
    every = outcome_figures.outcomes()
    assert (every.count, every.checked, every.amount) == (4, 1, 12)
    assert other.pk in every.rungs[3].ids
    assert outcome_figures.outcomes([]).count == 0


def test_figure_asks_once(alma, about, django_assert_num_queries):
    noted(alma, about)
    with django_assert_num_queries(1):
        assert outcome_figures.outcomes([about.pk]).count == 1
