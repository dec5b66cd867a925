"""The plan's tree and the priority page."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from advocacy.models import Argument, Goal, InteractionPriority, PlanItem, Position
from contacts.models import Term
from tests.advocacy.world import World
from tests.base import client_of


@pytest.fixture
def world(db):
    w = World()
    for priority in (w.parent, w.priority, w.child):
        PlanItem.objects.create(plan=w.plan, priority=priority)
    w.anna = w.person("Anna")
    w.seat(w.anna, starts_on=dt.date(2022, 9, 26))
    w.g = w.goal(w.audience({"organization": [w.riksdag]}))
    return w


def tree(client, world):
    nodes = client.get(reverse("advocacy:plan_detail", args=[world.plan.code])).context["nodes"]

    def flat(nodes):
        for node in nodes:
            yield node.priority.code, node.contacts
            yield from flat(node.children)

    return dict(flat(nodes))


def test_each_node_counts_its_own_contacts_and_those_below(world, bo):
    world.contact(dt.date(2023, 2, 1), "meeting", [(world.anna, "attended")], world.child)
    world.contact(dt.date(2023, 2, 2), "meeting", [(world.anna, "attended")], world.parent)
    assert tree(client_of(bo), world) == {"EBS": 2, "SA24": 1, "SA24X": 1}


def test_a_contact_on_two_branches_counts_once_above_both(world, bo):
    contact = world.contact(dt.date(2023, 2, 1), "meeting", [(world.anna, "attended")], world.child)
    InteractionPriority.objects.create(interaction=contact, priority=world.priority)
    assert tree(client_of(bo), world) == {"EBS": 1, "SA24": 1, "SA24X": 1}


def test_drafts_and_other_years_are_not_counted(world, bo):
    world.contact(dt.date(2023, 2, 1), "meeting", [], world.child, status="draft")
    world.contact(dt.date(2024, 2, 1), "meeting", [], world.child)
    assert tree(client_of(bo), world) == {"EBS": 0, "SA24": 0, "SA24X": 0}


def test_the_tree_shows_a_goals_coverage_under_its_priority(world, bo):
    world.contact(dt.date(2023, 2, 1), "meeting", [(world.anna, "attended")], world.child)
    page = client_of(bo).get(reverse("advocacy:plan_detail", args=["P"]))
    assert "1 av 1" in page.content.decode()


def queries_of(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_more_contacts_ask_no_more_queries(world, bo):
    client, url = client_of(bo), reverse("advocacy:priority_detail", args=[world.parent.pk])
    for n in range(1, 3):
        world.contact(dt.date(2023, 2, n), "meeting", [(world.anna, "attended")], world.child)
    few = queries_of(client, url)
    for n in range(3, 9):
        world.contact(dt.date(2023, 2, n), "meeting", [(world.anna, "attended")], world.child)
    assert queries_of(client, url) == few


def test_priority_page_shows_what_we_say_and_marks_what_has_expired(world, bo):
    Position.objects.create(priority=world.priority, text="Mer pengar till spåren")
    Argument.objects.create(
        priority=world.priority, text="Åtta av tio tåg", source="Plan", valid_until=dt.date(2020, 1, 1)
    )
    text = client_of(bo).get(reverse("advocacy:priority_detail", args=[world.priority.pk])).content.decode()
    assert "Mer pengar till spåren" in text and "gick ut" in text


def test_outsider_sees_neither_plan_nor_priority(world, cai):
    client = client_of(cai)
    assert client.get(reverse("advocacy:plan_detail", args=["P"])).status_code == 404
    assert client.get(reverse("advocacy:priority_detail", args=[world.priority.pk])).status_code == 404


def test_a_bare_code_means_the_current_plan_and_a_prefix_another(world):
    later = type(world.plan).objects.create(code="Q", name="Q", starts_on=dt.date(2024, 1, 1))
    new = Goal.objects.create(
        plan=later, priority=world.priority, code="G-1", statement="Ny", kind="influence", unit="person"
    )
    assert Goal.objects.named("G-1", dt.date(2024, 5, 1)) == new
    assert Goal.objects.named("P:G-1", dt.date(2024, 5, 1)) == world.g
    assert Goal.objects.named("g-1", dt.date(2023, 5, 1)) == world.g


def test_a_year_with_an_election_shows_coverage_after_it_and_before(world, bo):
    Term.objects.create(name="Ny", body="riksdag", starts_on=dt.date(2023, 9, 1))
    world.contact(dt.date(2023, 2, 1), "meeting", [(world.anna, "attended")], world.child)
    text = client_of(bo).get(reverse("advocacy:plan_detail", args=["P"])).content.decode()
    assert "0 av 1" in text and "före valet 1 av 1" in text
