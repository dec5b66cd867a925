"""The sections on what came of it equal the slow and obvious count, asked alone and together, on random worlds."""

import datetime as dt
import json
import random
from collections import defaultdict

import pytest

from advocacy.choices import Confidence, MeasureState, OutcomeStrength, StanceValue, TakenUp
from advocacy.models import (
    Commitment,
    Consultation,
    ConsultationPriority,
    Measure,
    MeasureStatus,
    Outcome,
    Stance,
    Viewpoint,
)
from advocacy.services.figures.gathering import Gathering
from advocacy.services.figures.scope import Scope
from advocacy.services.figures.whole import FigureSet
from tests.advocacy.world import World

FIRST, LAST = dt.date(2024, 7, 1), dt.date(2024, 12, 31)
# Days at and around both ends weigh most: there the mistakes are.
DAYS = [day + dt.timedelta(days=n) for day in (FIRST, LAST) for n in (-1, 0, 1)]
DAYS += [dt.date(2023, 5, 1), dt.date(2024, 9, 15), dt.date(2024, 10, 1), dt.date(2025, 3, 1)]
BELOW = {"EBS": {"EBS", "SA24", "SA24X"}, "SA24": {"SA24", "SA24X"}, "SA24X": {"SA24X"}}


class Random:
    """A world with rows of every sort on random days and priorities."""

    def __init__(self, seed: int) -> None:
        self.any = random.Random(seed)
        self.w = World()
        self.w.plan.items.create(priority=self.w.parent)
        self.priorities = [self.w.parent, self.w.priority, self.w.child]
        self.people = [self.w.person(name) for name in "ABCDEFGH"]
        for _ in range(40):
            Stance.objects.create(
                person=self.pick(self.people), priority=self.pick(self.priorities), stated_on=self.pick(DAYS),
                value=self.pick(StanceValue.values), evidence="Sade så", noted_by=self.w.alma,
            )  # fmt: skip
        for n in range(25):
            self.rest(n)

    def pick(self, some):
        return self.any.choice(list(some))

    def rest(self, n: int) -> None:
        made, closed = sorted(self.any.sample(DAYS, 2))
        state = self.pick(["open", "kept", "broken", "withdrawn"])
        Commitment.objects.create(
            promiser=self.pick(["theirs", "ours"]), text=str(n), priority=self.pick([*self.priorities, None]),
            owner=self.w.alma, made_on=made, due_on=self.pick([*DAYS, None]), state=state,
            closed_on=None if state == "open" else closed,
        )  # fmt: skip
        Outcome.objects.create(
            title=str(n), priority=self.pick(self.priorities), strength=self.pick(OutcomeStrength.values),
            happened_on=self.pick(DAYS), document="Prop.", confidence=self.pick(Confidence.values),
            noted_by=self.w.alma,
        )  # fmt: skip
        held = Consultation.objects.create(title=str(n), answered_on=self.pick([*DAYS, None]), state="answered")
        for about in self.any.sample(self.priorities, self.any.randint(0, 2)):
            ConsultationPriority.objects.create(consultation=held, priority=about)
        Viewpoint.objects.create(
            consultation=held, kind="supports", text=str(n), priority=self.pick([*self.priorities, None]),
            taken_up=self.pick(TakenUp.values), document="Prop.",
        )  # fmt: skip
        measure = Measure.objects.create(name=str(n), national_plan="2022-2033", priority=self.pick(self.priorities))
        for day in self.any.sample(DAYS, self.any.randint(0, 3)):
            MeasureStatus.objects.create(measure=measure, state=self.pick(MeasureState.values), stated_on=day)


def slow_stances(branch):
    notes = defaultdict(list)
    for one in Stance.objects.order_by("stated_on", "pk").select_related("priority"):
        if one.priority.code in branch and one.stated_on <= LAST:
            notes[one.person_id, one.priority_id].append(one)
    steps, known = defaultdict(int), set()
    for (person, _about), told in notes.items():
        before = [one for one in told if one.stated_on < FIRST]
        steps[person] += StanceValue(told[-1].value).score - StanceValue((before[-1:] or told[:1])[0].value).score
        known |= {person} if before else set()
    return {
        "stance_rose": {p for p, n in steps.items() if n > 0},
        "stance_fell": {p for p, n in steps.items() if n < 0},
        "stance_same": {p for p, n in steps.items() if not n and p in known},
        "stance_new": {p for p, n in steps.items() if not n and p not in known},
    }


def slow_commitments(branch):
    found = {}
    for side in ("theirs", "ours"):
        rows = [c for c in Commitment.objects.filter(promiser=side) if c.priority and c.priority.code in branch]
        still = [c for c in rows if c.made_on <= LAST and (c.closed_on is None or c.closed_on > LAST)]
        closed = [c for c in rows if c.closed_on and FIRST <= c.closed_on <= LAST]
        late = [c for c in still if c.due_on and c.due_on < LAST]
        found[side] = (
            {c.pk for c in still}, {c.pk for c in late},
            sum(c.state == "kept" for c in closed), sum(c.state == "broken" for c in closed),
        )  # fmt: skip
    return found


def slow_viewpoints(branch):
    found = defaultdict(set)
    for one in Viewpoint.objects.all():
        filed = one.consultation.answered_on
        if filed is None or not FIRST <= filed <= LAST:
            continue
        links = ConsultationPriority.objects.filter(consultation=one.consultation)
        about = {one.priority.code} if one.priority else {link.priority.code for link in links}
        if about & branch:
            found[f"taken_up_{one.taken_up}"].add(one.pk)
    return found


def slow_measures(branch):
    found, moved = defaultdict(set), set()
    for one in Measure.objects.all():
        if one.priority.code not in branch:
            continue
        told = list(one.statuses.order_by("stated_on"))
        now = [s.state for s in told if s.stated_on <= LAST]
        before = [s.state for s in told if s.stated_on < FIRST]
        found[f"measure_{now[-1] if now else 'unknown'}"].add(one.pk)
        if now[-1:] != before[-1:]:
            moved.add(one.name)
    return found, moved


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_sections_are_the_slow_count_alone_and_together(seed):
    world = Random(seed).w
    scopes = {code: Scope(world.plan, priority=p) for code, p in (("SA24", world.priority), ("SA24X", world.child))}
    scopes["EBS"] = Scope(world.plan)
    among = Gathering(list(scopes.values()))
    for code, scope in scopes.items():
        of, branch = FigureSet(scope, FIRST, LAST, among=among), BELOW[code]
        assert json.dumps(of.as_json()) == json.dumps(FigureSet(scope, FIRST, LAST).as_json())

        stances = slow_stances(branch)
        told = {one.key: set(one.ids) for one in of.section("stances").figures}
        assert told == (stances if sum(map(len, stances.values())) >= 5 else {})

        promised = of.section("commitments")
        for side, (still, late, kept, broken) in slow_commitments(branch).items():
            assert set(promised.figure(f"{side}_open").ids) == still
            assert set(promised.figure(f"{side}_late").ids) == late
            row = promised.tables[0].rows[["theirs", "ours"].index(side)]
            assert row[1:] == (len(still), len(late), kept, broken)

        views = slow_viewpoints(branch)
        told = {one.key: set(one.ids) for one in of.section("consultations").figures}
        assert told.pop("viewpoints") == set().union(*views.values())
        assert {key: ids for key, ids in told.items() if ids} == views

        held = {o.pk for o in Outcome.objects.all() if o.priority.code in branch and FIRST <= o.happened_on <= LAST}
        section = of.section("outcomes")
        assert {pk for one in section.figures for pk in one.ids} == held
        assert sum(row[1] for row in section.tables[0].rows) == len(held)

        states, moved = slow_measures(branch)
        section = of.section("implementation")
        assert {one.key: set(one.ids) for one in section.figures if one.ids} == states
        assert {row[0] for row in section.tables[0].rows} == moved
