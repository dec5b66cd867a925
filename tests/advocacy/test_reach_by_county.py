"""Whom we met on what and where, held against the obvious count, contact by contact."""

import datetime as dt
import random
from collections import defaultdict

import pytest

from advocacy.models import Interaction, Participation, Priority
from advocacy.services import reach_entries
from advocacy.services.reach_by_county import met_by_priority_and_county
from contacts.models import Person
from tests.advocacy.test_reach_property import PRESENCE, TWO_WAY, random_world
from tests.base import make_user

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2023, 1, 1), dt.date(2023, 5, 31)
COUNTIES = ("Stockholms län", "Uppsala län", "")


def world_with_counties(seed):
    world, r = random_world(seed), random.Random(f"county {seed}")
    people, priorities = list(Person.objects.all()), list(Priority.objects.all())
    for _ in range(12):
        met = [(person, "attended", True) for person in r.sample(people, 2)]
        world.contact(
            FIRST + dt.timedelta(days=r.randint(-9, 160)), r.choice(["call", "seminar"]), met, r.choice(priorities)
        )
    for part in Participation.objects.filter(side="theirs"):
        part.held_county = r.choice(COUNTIES)
        part.save()
    one, *others = Person.objects.order_by("pk")
    Person.objects.filter(pk=one.pk).update(merged_into=others[0])
    Interaction.objects.filter(pk__in=list(Interaction.objects.values_list("pk", flat=True))[::3]).update(
        is_confidential=True
    )
    reach_entries.refresh_all()
    return world


def obvious(reader=None):
    found = defaultdict(set)
    for contact in Interaction.objects.all():
        counts = contact.status == "done" and contact.own_body is None and FIRST <= contact.held_on <= LAST
        hidden = reader is not None and contact.is_confidential and contact.created_by != reader
        if not counts or hidden:
            continue
        for part in contact.participations.filter(side="theirs", attendance="attended"):
            talked = contact.kind in TWO_WAY or (contact.kind in PRESENCE and part.has_talked)
            if talked and part.person.merged_into is None:
                for link in contact.priority_links.all():
                    found[link.priority_id, part.held_county].add(part.person_id)
    return {key: len(people) for key, people in found.items()}


@pytest.mark.parametrize("seed", range(6))
def test_people_met_by_priority_and_county_are_those_of_the_contacts(seed):
    world_with_counties(seed)
    assert met_by_priority_and_county(FIRST, LAST) == obvious() != {}


def test_a_reader_hears_nothing_of_contacts_in_confidence():
    world_with_counties(1)
    outsider = make_user("bo")
    assert met_by_priority_and_county(FIRST, LAST, reader=outsider) == obvious(outsider) != obvious()


def test_some_priorities_are_asked_of_by_themselves():
    world = world_with_counties(2)
    asked = [world.priority.pk]
    found = met_by_priority_and_county(FIRST, LAST, priorities=asked)
    assert found == {key: n for key, n in obvious().items() if key[0] in asked} != {}
    assert Priority.objects.count() > 1 and met_by_priority_and_county(FIRST, LAST, priorities=[]) == {}
