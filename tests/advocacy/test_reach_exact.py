"""Every figure about people is what an obvious count gives, on random worlds where all changes within the period."""

import datetime as dt
import random

import pytest
from django.db import transaction

from advocacy.services.figures import reaching
from advocacy.services.figures.scope import Scope
from advocacy.services.figures.trend import trend
from advocacy.services.figures.whole import FigureSet
from advocacy.services.ladder_movement import movement
from advocacy.services.reach import Reach, goal_summaries
from advocacy.services.reach_spread import SpreadBy, balance_index, spread
from contacts.models import Area, Person
from contacts.services import people
from tests.advocacy.exact_world import ELECTION, FIRST, LAST, exact_world
from tests.advocacy.obvious import Obvious, Register, plainly_split
from tests.advocacy.world import World

pytestmark = pytest.mark.django_db
SEEDS = 40
BEFORE = dt.date(2022, 7, 1), dt.date(2022, 12, 31)
TODAY = dt.date(2023, 7, 14)


@pytest.fixture
def day_of_counting(monkeypatch):
    monkeypatch.setattr(reaching, "today", lambda: TODAY)


def made(seed: int) -> World:
    """A world of the seed; in every fourth two people are merged."""
    world = exact_world(seed)
    if seed % 4 == 1:
        keep, drop = random.Random(seed).sample(world.people, 2)
        people.merge(keep=Person.objects.get(pk=keep.pk), drop=Person.objects.get(pk=drop.pk), actor=world.alma)
    return world


def figures_of(goal, first=FIRST, last=LAST):
    return FigureSet(Scope(plan=goal.plan, goal=goal), first, last)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_every_figure_is_what_the_obvious_count_gives(seed, day_of_counting):
    world = made(seed)
    register = Register()
    obvious, reach = Obvious(world.g, FIRST, LAST, register), Reach(world.g, FIRST, LAST)
    expected = obvious.sets()
    for figure, ids in expected.items():
        assert reach.ids(figure) == ids, figure
        assert set(reach.units(figure).values_list("pk", flat=True)) == ids, figure
    figures = figures_of(world.g)
    told = {one.key: one for one in figures.section("reach").figures}
    assert {key: set(told[key].ids) for key in expected} == expected
    assert told["reached"].value == told["covered"].value + told["since_left"].value + told["outside"].value
    share = len(expected["covered"]) / len(expected["audience"]) if expected["audience"] else None
    assert told["coverage"].value == reach.coverage == share
    if world.g.unit == "person":
        is_like(figures, obvious, Obvious(world.g, *BEFORE, register))


def is_like(figures, obvious, earlier):
    reach, sets = figures.the_reach, obvious.sets()
    steps, before = obvious.steps(), earlier.steps()
    assert reach.steps == steps
    moved = movement(Reach(reach.goal, *BEFORE), reach)
    both = steps.keys() & before.keys()
    assert moved.up == sorted(p for p in both if steps[p] > before[p])
    assert moved.down == sorted(p for p in both if steps[p] < before[p])
    assert (moved.joined, moved.left) == (sorted(steps.keys() - before), sorted(before.keys() - steps))
    if steps:
        section = figures.section("ladder")
        assert {one.key: list(one.ids) for one in section.figures} == {
            key: getattr(moved, key) for key in ("up", "down", "joined", "left")
        }
        rows = [row[1] for row in reversed(section.tables[0].rows)]
        assert rows == [sum(one == step for one in steps.values()) for step in range(7)]
    for by in SpreadBy:
        parts = spread(reach, by)
        assert {p.key: (p.audience, p.covered) for p in parts} == obvious.spread(by), by
        assert sum(p.audience for p in parts) == len(sets["audience"])
    spots = [(g.party, code_of(g.county), g.covered, g.audience) for g in reach.thin_groups()]
    assert sorted(spots) == sorted(obvious.white_spots())
    assert [row[2:] for row in spots] == [row[2:] for row in obvious.white_spots()]
    shown = [row[2:4] for row in figures.section("white_spots").tables[0].rows]
    assert shown == [row[2:] for row in obvious.white_spots()[:6]]
    touched = {one.key: set(one.ids) for one in figures.section("recency").figures}
    states = obvious.recency(TODAY)
    assert touched == ({f"touch_{state}": {p for p, s in states.items() if s == state} for state in
                        ("losing", "soon", "kept")} if states else {})  # fmt: skip


def code_of(county):
    return Area.objects.get(pk=county).code if county else ""


@pytest.mark.parametrize("seed", range(0, SEEDS, 5))
def test_trend_is_an_obvious_count_quarter_by_quarter_and_breaks_at_an_election(seed):
    world = made(seed)
    quarters = [(dt.date(2022, 7, 1), dt.date(2022, 9, 30)), (dt.date(2022, 10, 1), dt.date(2022, 12, 31)),
                (dt.date(2023, 1, 1), dt.date(2023, 3, 31)), (dt.date(2023, 4, 1), LAST)]  # fmt: skip
    elections = [dt.date(2022, 9, 26), *([ELECTION] if world.is_elected else [])]
    expected, register = [], Register()
    for first, last in (span for quarter in quarters for span in plainly_split(*quarter, elections)):
        sets = Obvious(world.g, first, last, register).sets()
        expected.append((first, last, len(sets["covered"]), len(sets["audience"])))
    found = trend(world.g, LAST, 4)
    assert [(p.first, p.last, p.covered, p.audience) for p in found] == expected
    assert [p.side for p in found] == [sum(day <= p.first for day in elections) for p in found]


@pytest.mark.parametrize("seed", range(2, SEEDS, 6))
def test_goals_shown_together_have_the_figures_of_the_obvious_count(seed):
    world = made(seed)
    for n, unit in enumerate(("person", "organization")):
        world.goal(world.g.audience, world.child if n else world.parent, code=f"M-{n}", unit=unit)
    register = Register()
    for reach in goal_summaries(world.plan.goals.for_list(), FIRST, LAST):
        if reach.goal.audience_id:
            sets = Obvious(reach.goal, reach.first, reach.last, register).sets()
            assert (reach.covered, reach.audience) == (len(sets["covered"]), len(sets["audience"])), reach.goal.code
            assert reach.reached == len(sets["reached"])


@pytest.mark.parametrize("seed", range(3))
def test_how_even_coverage_is_is_what_the_obvious_count_gives(seed):
    world = exact_world(seed, people=100, contacts=600)
    world.g.unit = "person"
    world.g.audience = world.audience({"level": ["national", "regional", "local"]}, name="Alla")
    world.g.priority = world.parent
    world.g.save()
    obvious, reach = Obvious(world.g, FIRST, LAST), Reach(world.g, FIRST, LAST)
    figures = {one.key: one.value for one in figures_of(world.g).section("spread").figures}
    for by in SpreadBy:
        expected = obvious.index(by)
        assert expected is not None and 0 < expected <= 1
        assert balance_index(spread(reach, by)) == pytest.approx(expected), by
    assert figures == {f"balance_{by}": pytest.approx(obvious.index(by)) for by in ("party", "county")}


def test_random_worlds_hold_something_of_every_figure():
    found: set[str] = set()
    for seed in range(0, SEEDS, 2):
        with transaction.atomic():
            world = made(seed)
            register = Register()
            obvious = Obvious(world.g, FIRST, LAST, register)
            found |= {f"{world.g.unit} {figure}" for figure, ids in obvious.sets().items() if ids}
            if world.g.unit == "person":
                found |= {f"step {step}" for step in obvious.steps().values()}
                found |= {f"{by} {key}" for by in SpreadBy for key in obvious.spread(by)}
                found |= set(obvious.recency(TODAY).values())
            transaction.set_rollback(True)
    wanted = {f"{unit} {figure}" for unit in ("person", "organization") for figure in
              ("audience", "reached", "covered", "missed", "informed", "since_left", "outside")}  # fmt: skip
    wanted |= {f"step {step}" for step in range(7)} | {"losing", "soon", "kept", "person other_role"}
    wanted |= {"new everywhere", "new assembly", "new ", "level national", "level local", "gender woman", "county 25"}
    assert wanted <= found, wanted - found


def test_organization_met_by_who_is_on_leave_from_it_was_met_as_one_of_the_audience():
    world = World()
    person = world.person("Ada")
    seat = world.seat(person, world.agency)
    seat.statuses.create(status="on_leave", starts_on=FIRST)
    goal = world.goal(world.audience({"organization": [world.agency]}), unit="organization")
    world.contact(dt.date(2023, 2, 1), "meeting", [(person, "attended")], world.priority)
    reach = Reach(goal, FIRST, LAST)
    assert reach.ids("covered") == {world.agency.pk} and reach.ids("other_role") == set()
    assert not reach.units("other_role").exists()


def test_row_that_asks_only_of_people_means_no_organization_alone_or_beside_another():
    world = World()
    alone = world.goal(world.audience({"role_kind": ["elected"]}, name="A"), unit="organization")
    rows = world.audience({"role_kind": ["elected"]}, {"organization": [world.agency]}, name="B")
    beside = world.goal(rows, code="G-2", unit="organization")
    assert Reach(alone, FIRST, LAST).ids("audience") == set()
    assert Reach(beside, FIRST, LAST).ids("audience") == {world.agency.pk}
