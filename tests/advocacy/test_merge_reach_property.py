"""Merging two people takes nobody into a figure who was not there under one of the names, on random worlds."""

import random

import pytest

from advocacy.models import Participation
from advocacy.services import last_met
from advocacy.services.reach import Reach
from contacts.models import Person
from contacts.services import people
from crm.common import writes
from crm.common.undo import undo
from tests.advocacy.test_reach_property import FIRST, LAST, random_world
from tests.tables import as_they_stand, differences

pytestmark = pytest.mark.django_db
WORDS = ("pk", "held_role", "held_organization", "held_party", "held_county")


def figures(goal):
    reach = Reach(goal, FIRST, LAST)
    return {name: {u.pk for u in reach.units(name)} for name in ("audience", "reached", "covered", "informed")}


def words_said():
    return {row[0]: row[1:] for row in Participation.objects.values_list(*WORDS)}


@pytest.mark.parametrize("seed", range(25))
def test_figures_stay_or_shrink_words_stay_and_undoing_restores_every_table(seed):
    world = random_world(seed)
    for person in Person.objects.all():
        writes.save(person, actor=world.alma)
    last_met.refresh_all()  # the world's contacts are stored past the services
    keep, drop = random.Random(seed).sample(list(Person.objects.order_by("pk")), 2)
    before, tables, words = figures(world.g), as_they_stand(), words_said()

    done = people.merge(keep=keep, drop=drop, actor=world.alma)

    after = figures(world.g)
    one = {drop.pk: keep.pk} if world.g.unit == "person" else {}
    as_one = {name: {one.get(pk, pk) for pk in units} for name, units in before.items()}
    for name in ("audience", "reached"):
        assert after[name] <= as_one[name], name
        assert len(after[name]) <= len(before[name]), name
    # Covered and informed grow only where the mandate stood under one name and the meeting under the other.
    for name in ("covered", "informed"):
        assert after[name] - {keep.pk} <= as_one[name], name
        assert len(after[name]) <= len(before[name]) or stood_apart(before, keep, drop), name
    assert all(words[pk] == said for pk, said in words_said().items())
    assert undo(operation=done.operation, actor=world.alma).refused == []
    assert differences(tables, as_they_stand()) == {}


def stood_apart(before, keep, drop):
    """One of the two was in the audience, and that one had not been met or told."""
    inside = {keep.pk, drop.pk} & before["audience"]
    return len(inside) == 1 and not inside & before["covered"]
