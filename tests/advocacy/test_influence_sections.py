"""Sections on what came of it: each asks the figure of its own noun, and says so where there is nothing."""

import datetime as dt

import pytest

from advocacy.models import (
    Commitment,
    Consultation,
    ConsultationPriority,
    Measure,
    MeasureStatus,
    Outcome,
    ProposalLink,
    Stance,
    Viewpoint,
)
from advocacy.services.consultation_figures import viewpoints
from advocacy.services.figures.scope import Scope
from advocacy.services.figures.whole import FigureSet
from tests import make_motions
from tests.advocacy.world import World

FIRST, LAST = dt.date(2024, 7, 1), dt.date(2024, 12, 31)


@pytest.fixture
def world(db):
    w = World()
    w.g = w.goal(None)
    return w


@pytest.fixture
def of(world):
    return FigureSet(Scope(world.plan, priority=world.priority, goal=world.g), FIRST, LAST)


@pytest.mark.parametrize(
    "key",
    ["stances", "anchoring", "outcomes", "motions", "consultations", "implementation", "commitments", "onboarding"],
)
def test_a_section_without_anything_says_so(of, key):
    section = of.section(key)
    assert section.is_empty and section.empty


def test_motions_of_the_period_count_with_their_proposals_and_parties(world, of):
    inside = make_motions.motion(1, session="2024/25", submitted_on=dt.date(2024, 10, 1))
    before = make_motions.motion(2, session="2023/24", submitted_on=dt.date(2023, 10, 1))
    for motion in (inside, before):
        ProposalLink.objects.create(
            proposal=motion.proposals.get(), priority=world.child, leaning="for", decided_by=world.alma
        )
    section = of.section("motions")
    assert section.figure("motions").ids == (inside.pk,)
    assert [row[0] for row in section.tables[0].rows] == ["S"]
    assert sum(row[1] for row in section.tables[1].rows) == section.figure("proposals").value == 1


def test_outcomes_measures_and_promises_are_those_of_the_branch(world, of):
    outcome = Outcome.objects.create(
        title="Anslag", priority=world.priority, strength="funded", happened_on=dt.date(2024, 9, 1), document="Prop.",
        amount=1_000, confidence="low", noted_by=world.alma,
    )  # fmt: skip
    measure = Measure.objects.create(name="Exempelbanan", national_plan="2022-2033", priority=world.child)
    MeasureStatus.objects.create(measure=measure, state="late", stated_on=dt.date(2024, 10, 1))
    Commitment.objects.create(
        promiser="theirs",
        text="Skicka underlag",
        priority=world.priority,
        owner=world.alma,
        made_on=dt.date(2024, 8, 1),
    )
    assert of.section("outcomes").figure("outcome_funded").ids == (outcome.pk,)
    assert of.section("outcomes").figure("amount").value == 1_000
    assert of.section("implementation").figure("measure_late").ids == (measure.pk,)
    assert of.section("implementation").tables[0].rows[0][0] == "Exempelbanan"
    assert sum(row[1] for row in of.section("commitments").tables[0].rows) == 1


def test_a_measure_that_moves_on_the_first_day_of_a_period_moves_in_it(world, of):
    measure = Measure.objects.create(name="Exempelbanan", national_plan="2022-2033", priority=world.child)
    for day, state in ((dt.date(2020, 1, 1), "on_time"), (FIRST, "late")):
        MeasureStatus.objects.create(measure=measure, state=state, stated_on=day)
    (moved,) = of.section("implementation").tables[0].rows
    assert moved[0] == "Exempelbanan" and moved[3] == FIRST
    assert not of.before.section("implementation").tables[0].rows


def consultation(world, answered_on):
    held = Consultation.objects.create(title=f"Remiss {answered_on}", answered_on=answered_on, state="answered")
    ConsultationPriority.objects.create(consultation=held, priority=world.child)
    return held


def test_viewpoints_of_answers_in_the_period_are_told_by_what_became_of_them(world, of):
    inside, outside = consultation(world, LAST), consultation(world, LAST + dt.timedelta(days=1))
    own = Viewpoint.objects.create(consultation=inside, kind="supports", text="A", taken_up="yes", document="Prop.")
    other = Viewpoint.objects.create(consultation=inside, kind="supports", text="B", priority=world.parent)
    Viewpoint.objects.create(consultation=outside, kind="supports", text="C")
    section = of.section("consultations")
    assert section.figure("viewpoints").ids == section.figure("taken_up_yes").ids == (own.pk,)
    whole = viewpoints(None, FIRST, LAST)
    assert whole.sent == (own.pk, other.pk) and whole.assessed == 1


def test_stances_of_fewer_than_five_are_not_told(world, of):
    people = [world.person(name) for name in "ABCDE"]
    for person in people[:4]:
        note(world, person)
    assert of.section("stances").is_empty
    note(world, people[4])
    assert again(of).section("stances").figure("stance_new").value == 5


def again(of):
    """The same figures asked anew: what a set has read stays as it was."""
    return FigureSet(of.scope, of.first, of.last)


def note(world, person):
    Stance.objects.create(
        person=person, priority=world.priority, value="for", stated_on=FIRST, evidence="Sa det.", noted_by=world.alma
    )
