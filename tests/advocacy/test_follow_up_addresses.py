"""Addresses of the page of figures: those that cannot be read, in whole or in part, and those its goals lead to."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.advocacy.world import World
from tests.base import client_of

FIRST, LAST = dt.date(2023, 1, 1), dt.date(2023, 6, 30)
PERIOD = {"first": "2023-01-01", "last": "2023-06-30"}


@pytest.fixture
def world(db):
    w = World()
    anna, bengt = w.person("Anna"), w.person("Bengt")
    for person in (anna, bengt):
        w.seat(person, party=w.parties[0], area=w.counties[1], starts_on=dt.date(2022, 9, 26))
    w.contact(dt.date(2023, 2, 10), "meeting", [(anna, "attended")], w.priority)
    w.members = w.audience({"organization": [w.riksdag]}, name="Riksdagsledamöter")
    w.g = w.goal(w.members, target_percent=60)
    w.of_goal = {**PERIOD, "scope": "P:G-1"}
    w.of_priority = {**PERIOD, "scope": "sakfraga:SA24", "audience": w.members.pk}
    return w


def section(client, asked):
    return client.get(reverse("advocacy:follow_up_section", args=["reach"]), asked)


def people(client, url):
    return [person.given_name for person in client.get(url).context["object_list"]]


@pytest.mark.parametrize(
    ("asked", "field"),
    [({"first": "igår"}, "first"), ({"first": "2023-07-01", "last": "2023-06-30"}, "last"),
     ({"scope": "sakfraga:NEJ"}, "scope"), ({"scope": "plan:\x00"}, "scope"), ({"audience": "0"}, "audience"),
     ({"compared": "x"}, "compared")],
)  # fmt: skip
def test_what_cannot_be_read_is_told_beside_the_field_and_figures_of_something_else_are_not_handed_out(
    world, bo, asked, field
):
    client, asked = client_of(bo), {**world.of_goal, **asked}
    page = client.get(reverse("advocacy:follow_up"), asked)
    assert page.status_code == 200 and field in page.context["form"].errors
    assert page.context["choice"].scope.plan == world.plan
    assert "Något som efterfrågades gick inte att läsa" in page.content.decode()
    for name, args in (
        ("follow_up_section", ["reach"]), ("follow_up_export", []), ("follow_up_rows", ["reach", "covered"]),
        ("follow_up_rows_export", ["reach", "covered"]), ("section_pictures", ["reach"]),
    ):  # fmt: skip
        away = client.get(reverse(f"advocacy:{name}", args=args), asked)
        assert away.status_code == 302 and away.url.startswith(f"{reverse('advocacy:follow_up')}?"), name
        assert field in client.get(away.url).context["form"].errors, name


def test_what_can_be_read_stands_where_something_else_cannot(world, bo):
    asked = {**world.of_goal, "compared": "x"}
    choice = client_of(bo).get(reverse("advocacy:follow_up"), asked).context["choice"]
    assert choice.whole == (FIRST, LAST) and choice.scope.goal == world.g


def test_a_priority_that_is_no_longer_offered_can_still_be_asked_about(world, bo):
    type(world.priority).objects.filter(pk=world.priority.pk).update(is_archived=True)
    page = section(client_of(bo), world.of_priority)
    assert page.status_code == 200 and page.context["sides"]
    choice = client_of(bo).get(reverse("advocacy:follow_up"), world.of_priority).context["choice"]
    assert choice.whole == (FIRST, LAST) and choice.is_as_asked


def test_the_figures_of_each_goal_of_a_plan_lead_to_its_people(world, bo):
    table = section(client_of(bo), {**PERIOD, "scope": "plan:P"}).context["sides"][-1]["tables"][0]
    cells = {head[0]: cell for head, cell in zip(table["heads"], table["rows"][0], strict=True)}
    assert cells["covered"]["value"] == "1" and people(client_of(bo), cells["covered"]["url"]) == ["Anna"]
    assert people(client_of(bo), cells["audience"]["url"]) == ["Anna", "Bengt"]
    assert not cells["target"]["url"]
