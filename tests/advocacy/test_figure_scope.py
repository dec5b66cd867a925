"""What figures are asked of, by the names that commands use."""

import datetime as dt

import pytest

from advocacy.models import PlanItem
from advocacy.services.figures.scope import Scope, UnknownScope, named
from tests.advocacy.world import World

DAY = dt.date(2023, 6, 30)


@pytest.fixture
def world(db):
    w = World()
    w.g = w.goal(None)
    w.other = w.goal(None, priority=w.parent, code="G-0")
    PlanItem.objects.create(plan=w.plan, priority=w.parent)
    return w


@pytest.mark.parametrize(
    ("name", "code", "goals"),
    [
        ("G-1", "P:G-1", {"G-1"}),
        ("P:g-0", "P:G-0", {"G-0"}),
        ("sakfraga:sa24", "sakfraga:SA24", {"G-1"}),
        ("sakfraga:EBS", "sakfraga:EBS", {"G-0", "G-1"}),
        ("plan:P", "plan:P", {"G-0", "G-1"}),
        ("plan", "plan:P", {"G-0", "G-1"}),
    ],
)
def test_names_lead_to_goals(world, name, code, goals):
    scope = named(name, DAY)
    assert (scope.code, {goal.code for goal in scope.goals}) == (code, goals)


def test_a_scope_holds_the_priorities_below_its_own(world):
    assert set(named("sakfraga:SA24", DAY).branch) == {world.priority.pk, world.child.pk}
    assert set(named("P:G-1", DAY).branch) == {world.priority.pk, world.child.pk}
    assert set(Scope(world.plan).branch) == {world.parent.pk, world.priority.pk, world.child.pk}


@pytest.mark.parametrize("name", ["G-9", "P:G-9", "sakfraga:X", "plan:X", ""])
def test_a_name_of_nothing_is_told(world, name):
    with pytest.raises(UnknownScope):
        named(name, DAY)
