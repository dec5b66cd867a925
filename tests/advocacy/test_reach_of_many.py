"""Many goals counted at once have the figures of each counted by itself, on random worlds."""

import datetime as dt
import random

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from advocacy.models import Interaction, InteractionReader, PlanItem
from advocacy.services.reach import Reach, goal_summaries
from contacts.models import MembershipStatus, Term
from tests.advocacy.test_reach_property import FIRST, LAST, TWO_WAY, random_world
from tests.advocacy.world import World
from tests.base import make_user

pytestmark = pytest.mark.django_db
ELECTION = dt.date(2023, 4, 10)
FIGURES = ("audience", "covered", "coverage", "shown")


def world_of_many(seed):
    """A random world with goals of every unit on every branch, dated leaves and confidential contacts."""
    r, w = random.Random(f"many {seed}"), random_world(seed)
    people = [w.person(f"Q{n}") for n in range(4)]
    seats = [w.seat(p, r.choice([w.riksdag, w.council, w.agency]), starts_on=dt.date(2023, 2, 1)) for p in people]
    for seat in seats[:2]:
        MembershipStatus.objects.create(
            membership=seat, status="on_leave", starts_on=dt.date(2023, 3, 1), ends_on=dt.date(2023, 5, 1)
        )
    body = w.audience({"organization": [w.region, w.agency, w.riksdag]}, name="Organisationer")
    near = w.audience({"area": w.counties}, {"organization": [w.region]}, name="Nära")
    dated = w.audience({"customer_status": ["full"]}, name="Medlemmar")
    nobody = w.audience(name="Tom")
    kinds = [(body, "organization"), (dated, "organization"), (None, "organization"), (near, "person")]
    kinds += [(dated, "person"), (nobody, "person"), (None, "person"), (near, "seat"), (nobody, "organization")]
    for n, (audience, unit) in enumerate(kinds):
        w.goal(audience, r.choice([w.parent, w.priority, w.child]), code=f"M-{n}", unit=unit)
    goals = list(w.plan.goals.all())
    for _ in range(15):
        contact = w.contact(
            dt.date(2023, 1, 1) + dt.timedelta(days=r.randint(0, 180)),
            r.choice([*TWO_WAY, "seminar", "letter"]),
            [(p, "attended", r.random() < 0.5) for p in r.sample(people, r.randint(0, 3))],
            r.choice([w.parent, w.priority, w.child]),
            r.choice([*goals, None, None]),
            organization=r.choice([None, w.agency, w.region, w.riksdag]),
        )
        Interaction.objects.filter(pk=contact.pk).update(is_confidential=r.random() < 0.3)
    return w


def by_itself(reach):
    return {name: getattr(Reach(reach.goal, reach.first, reach.last), name) for name in FIGURES}


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("elected", [False, True])
def test_many_goals_at_once_have_the_figures_of_each_by_itself(seed, elected):
    world = world_of_many(seed)
    if elected:
        Term.objects.create(body="riksdag", name="2023", starts_on=ELECTION)
    reaches = goal_summaries(world.plan.goals.for_list(), FIRST, LAST)
    assert {r.goal.pk for r in reaches} == {g.pk for g in world.plan.goals.all()}
    for reach in reaches:
        assert (reach.first, reach.last) == ((ELECTION, LAST) if elected else (FIRST, LAST))
        parts = [reach, reach.before] if elected else [reach]
        for part in parts:
            assert {name: getattr(part, name) for name in FIGURES} == by_itself(part), (part.goal, part.goal.unit)
            assert part.covered == part.units("covered").count()


def test_the_random_worlds_meet_some_of_every_unit_and_not_all():
    covered, missed, reached = set(), set(), set()
    for seed in range(3):
        with transaction.atomic():
            for r in goal_summaries(world_of_many(seed).plan.goals.for_list(), FIRST, LAST):
                covered |= {r.goal.unit} if r.covered else set()
                missed |= {r.goal.unit} if r.covered < r.audience else set()
                reached |= {r.goal.unit} if r.reached else set()
            transaction.set_rollback(True)
    assert covered == missed == {"person", "organization"}
    assert reached == {"person", "organization", "seat"}


def test_the_card_shows_what_the_goal_page_shows_to_whoever_may_not_read_a_contact(client):
    world = World()
    met, missed = world.person("Anna"), world.person("Bo")
    for person in (met, missed):
        world.seat(person)
    goal = world.goal(world.audience({"organization": [world.riksdag]}))
    PlanItem.objects.create(plan=world.plan, priority=world.priority)
    contact = world.contact(dt.date(2023, 3, 1), "meeting", [(met, "attended")], world.priority)
    Interaction.objects.filter(pk=contact.pk).update(is_confidential=True)
    assert not InteractionReader.objects.exists()
    client.force_login(make_user("bo"))
    page = client.get(reverse("advocacy:goal_detail", args=[goal.pk])).context["reach"]
    for path in (world.plan.get_absolute_url(), reverse("advocacy:goal_coverage"), world.priority.get_absolute_url()):
        assert "1 av 2" in client.get(path).content.decode(), path
    assert (page.covered, page.audience) == (1, 2)


def test_a_goal_more_never_means_a_query_more(client):
    world = world_of_many(1)
    client.force_login(make_user("bo"))
    counts = {}
    for round_ in range(3):
        paths = {"card": reverse("advocacy:goal_coverage"), "plan": world.plan.get_absolute_url()}
        for name, path in {**paths, "priority": world.priority.get_absolute_url()}.items():
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
            counts.setdefault(name, []).append(len(queries))
        for n, unit in enumerate(("person", "organization", "seat", "organization")):
            audience = world.audience({"area": world.counties}, name=f"{round_} {n}") if n < 3 else None
            world.goal(audience, world.priority, code=f"X{round_}{n}", unit=unit)
    assert {name: len(set(found[1:])) for name, found in counts.items()} == dict.fromkeys(counts, 1), counts
