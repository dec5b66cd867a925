"""Before two people become one the page says which figures change, and afterwards they are as it said."""

import random

import pytest
from django.urls import reverse

from advocacy.services.merge_figures import changes
from advocacy.services.reach import Reach, periods, plan_period
from contacts.models import Membership, Organization, Person
from contacts.services import people
from crm.common import writes
from crm.common.dates import today
from tests.advocacy.test_reach_of_many import world_of_many
from tests.advocacy.world import World
from tests.base import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(alma):
    world = World()
    world.plan.starts_on, world.plan.ends_on = today().replace(month=1, day=1), None
    world.plan.save()
    return world


def two(world):
    found = world.person("Maja"), world.person("Maia")
    for person in found:
        writes.save(person, actor=world.alma)
    return found


def test_page_says_which_coverage_grows_by_a_merge_and_it_does(world, alma):
    seated, met = two(world)
    world.seat(seated)
    world.seat(world.person("Bo"))
    goal = world.goal(world.audience({"organization": [world.riksdag]}))
    world.contact(today(), "meeting", [(met, "attended")], world.priority)
    page = client_of(alma).get(reverse("contacts:person_merge", args=[seated.pk]) + f"?med={met.pk}").content.decode()
    assert "Täckningen av G-1 går från 0 av 2 till 1 av 2, eftersom uppdraget finns hos den ena" in page
    people.merge(keep=met, drop=seated, actor=alma)
    reach = Reach(goal, *periods(*plan_period(world.plan))[-1])
    assert (reach.covered, reach.audience) == (1, 2)


def test_two_that_were_counted_twice_count_once(world, alma):
    one, other = two(world)
    for person in (one, other):
        world.seat(person, role=person.given_name)
    world.goal(world.audience({"organization": [world.riksdag]}))
    assert changes(one, other) == [
        "Täckningen av G-1 går från 0 av 2 till 0 av 1, eftersom de hittills räknats som två."
    ]


def test_organization_reached_only_through_the_two_together_is_told_of_once_nobody_else_reaches_it(world, alma):
    seated, met = two(world)
    world.seat(seated, world.agency, kind="official")
    world.goal(world.audience({"organization": [world.agency]}), unit="organization")
    world.contact(today(), "meeting", [(met, "attended")], world.priority)
    assert changes(met, seated) == [
        "Täckningen av G-1 går från 0 av 1 till 1 av 1, eftersom uppdraget finns hos den ena och mötet hos den andra."
    ]
    world.contact(today(), "meeting", [(seated, "attended")], world.priority)
    assert changes(met, seated) == []


def test_nothing_is_said_where_nothing_changes(world, alma):
    one, other = two(world)
    world.seat(one)
    world.goal(world.audience({"organization": [world.riksdag]}))
    world.contact(today(), "meeting", [(one, "attended")], world.priority)
    page = client_of(alma).get(reverse("contacts:person_merge", args=[one.pk]) + f"?med={other.pk}").content.decode()
    assert "Siffror som ändras" not in page
    assert changes(one, other) == []


@pytest.mark.parametrize("seed", range(8))
def test_figures_after_the_merge_are_those_that_were_told(seed):
    world = world_of_many(seed)
    for person in Person.objects.all():
        writes.save(person, actor=world.alma)
    one, other = random.Random(seed).sample(list(Person.objects.order_by("pk")), 2)
    goals = [goal for goal in world.plan.goals.for_list() if goal.audience and goal.unit != "seat"]
    span = periods(*plan_period(world.plan))[-1]
    before = {goal.code: Reach(goal, *span).shown for goal in goals}
    told = changes(one, other)
    struck = Membership.objects.filter(struck_at__isnull=False).count()
    assert Organization.objects.exists()

    people.merge(keep=one, drop=other, actor=world.alma)

    if Membership.objects.filter(struck_at__isnull=False).count() > struck:
        pytest.skip("one of two mandates that cannot stand beside each other was struck: the words do not foresee it")
    for goal in goals:
        after = Reach(goal, *span).shown
        said = [text for text in told if text.startswith(f"Täckningen av {goal.code} går")]
        assert len(said) == (after != before[goal.code]), (goal.code, before[goal.code], after, told)
        assert all(f"från {before[goal.code]} till {after}," in text for text in said)
