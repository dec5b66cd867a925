"""Coverage by groups, how even it is, and who moved on the ladder."""

import datetime as dt

import pytest

from advocacy.services.ladder_movement import movement
from advocacy.services.reach import Reach
from advocacy.services.reach_spread import Part, SpreadBy, balance_index, labels, spread
from tests.advocacy.test_reach_property import random_world
from tests.advocacy.world import World

FIRST, LAST = dt.date(2023, 1, 1), dt.date(2023, 6, 30)


@pytest.fixture
def world(db):
    w = World()
    w.ada, w.bea, w.cai, w.dan = (w.person(name) for name in ("Ada", "Bea", "Cai", "Dan"))
    s, m = w.parties
    stockholm, uppsala = w.counties
    w.seat(w.ada, party=s, area=stockholm)
    w.seat(w.bea, party=s, area=uppsala)
    w.seat(w.cai, party=m, area=uppsala)
    w.dans = w.seat(w.dan, party=None, area=None)
    for person, gender in ((w.ada, "woman"), (w.bea, "woman"), (w.cai, "man")):
        person.gender = gender
        person.save()
    w.g = w.goal(w.audience({"organization": [w.riksdag]}))
    w.contact(dt.date(2023, 2, 1), "meeting", [(w.ada, "attended"), (w.cai, "attended")], w.priority)
    return w


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (SpreadBy.PARTY, {"S": (2, 1), "M": (1, 1), "": (1, 0)}),
        (SpreadBy.COUNTY, {"03": (2, 1), "01": (1, 1), "": (1, 0)}),
        (SpreadBy.LEVEL, {"national": (4, 2)}),
        (SpreadBy.GENDER, {"woman": (2, 1), "man": (1, 1), "": (1, 0)}),
    ],
)
def test_everybody_is_in_one_group_and_the_groups_add_up(world, by, expected):
    assert {p.key: (p.audience, p.covered) for p in spread(Reach(world.g, FIRST, LAST), by)} == expected


@pytest.mark.parametrize("seed", range(4))
def test_every_spread_adds_up_to_the_coverage(db, seed):
    w = random_world(seed)
    w.g.unit = "person"
    reach = Reach(w.g, FIRST, LAST)
    for by in SpreadBy:
        parts = spread(reach, by)
        assert sum(p.audience for p in parts) == reach.audience
        assert sum(p.covered for p in parts) == reach.covered


def test_a_goal_of_organizations_or_without_an_audience_has_no_spread(world):
    assert spread(Reach(world.goal(None, code="G-2"), FIRST, LAST), SpreadBy.PARTY) == []


def test_the_index_is_one_where_all_are_covered_alike_and_falls_where_they_are_not():
    assert balance_index([Part("S", 60, 30), Part("M", 40, 20)]) == 1
    assert balance_index([Part("S", 50, 20), Part("M", 50, 0)]) == 0.5
    assert balance_index([Part("S", 50, 19), Part("M", 50, 0)]) is None


@pytest.mark.parametrize("by", SpreadBy)
def test_groups_have_names(world, by):
    names = labels(by)
    for part in spread(Reach(world.g, FIRST, LAST), by):
        assert part.key == "" or names[part.key]


def test_movement_tells_up_and_down_and_keeps_those_who_came_and_went_apart(world):
    world.contact(dt.date(2022, 5, 1), "meeting", [(world.bea, "attended")], world.priority)
    world.dans.starts_on = FIRST
    world.dans.save()
    found = movement(Reach(world.g, dt.date(2022, 7, 1), dt.date(2022, 12, 31)), Reach(world.g, FIRST, LAST))
    assert found.up == [world.ada.pk, world.cai.pk]
    assert found.down == [world.bea.pk]
    assert (found.joined, found.left, found.same) == ([world.dan.pk], [], [])
