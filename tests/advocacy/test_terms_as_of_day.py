"""Audiences and coverage as of any day, on both sides of the turn of the Riksdag's term."""

import datetime as dt

import pytest
from django.urls import reverse

from advocacy.querysets.audience import criteria_of, memberships_in, units_of_each
from advocacy.services.reach import Reach
from contacts.choices import NewIn
from contacts.models import Term
from tests.advocacy.world import World
from tests.base import client_of

pytestmark = pytest.mark.django_db
D = dt.date
OLD, LAST, NEW, LATER = D(2022, 9, 26), D(2026, 9, 27), D(2026, 9, 28), D(2026, 11, 22)


@pytest.fixture
def world(on_day) -> World:
    """Anna left the Riksdag, Britta stayed, Cecilia came from a council, Dora from nowhere. Met: all but Britta."""
    on_day(LATER)
    w = World()
    for body, days in {
        "riksdag": ((OLD, LAST), (NEW, None)),
        "municipal_council": ((D(2022, 10, 15), D(2026, 10, 14)), (D(2026, 10, 15), None)),
    }.items():
        for first, last in days:
            Term.objects.create(body=body, name=f"{body} {first.year}", starts_on=first, ends_on=last)
    w.anna, w.britta, w.cecilia, w.dora = (w.person(name) for name in ("Anna", "Britta", "Cecilia", "Dora"))
    for who in (w.anna, w.britta):
        w.seat(who, starts_on=OLD, ends_on=LAST)
    w.seat(w.cecilia, w.municipality, starts_on=D(2022, 10, 15), ends_on=D(2026, 10, 14))
    for who in (w.britta, w.cecilia, w.dora):
        w.seat(who, starts_on=NEW)
    w.goal_of_all = w.goal(w.audience({"organization": [w.riksdag]}))
    w.contact(D(2026, 9, 20), "meeting", [(w.anna, "attended")], w.priority)
    w.contact(D(2026, 10, 5), "meeting", [(w.cecilia, "attended"), (w.dora, "attended")], w.priority)
    return w


def who_is_in(audience, day: dt.date) -> list[str]:
    return sorted(memberships_in(criteria_of(audience), day).values_list("person__given_name", flat=True))


def test_audience_is_that_of_the_chosen_day(world: World) -> None:
    assert who_is_in(world.goal_of_all.audience, LAST) == ["Anna", "Britta"]
    assert who_is_in(world.goal_of_all.audience, NEW) == ["Britta", "Cecilia", "Dora"]


def test_coverage_is_of_the_audience_of_the_last_day(world: World) -> None:
    before, after = Reach(world.goal_of_all, D(2026, 9, 1), LAST), Reach(world.goal_of_all, NEW, LATER)

    assert (before.shown, after.shown) == ("1 av 2", "2 av 3")


def test_audience_asks_for_the_newly_elected_in_the_assembly_or_everywhere(world: World) -> None:
    riksdag = {"organization": [world.riksdag]}
    new = world.audience({**riksdag, "newly_elected": ["assembly"]}, name="Nyvalda")
    everywhere = world.audience({**riksdag, "newly_elected": ["everywhere"]}, name="Nya helt och hållet")

    assert who_is_in(new, NEW) == who_is_in(new, LATER) == ["Cecilia", "Dora"]
    assert who_is_in(everywhere, LATER) == ["Dora"]
    # Many audiences at once, as lists of goals ask them, say the same.
    asked = [("person", one.pk, LATER) for one in (new, everywhere)]
    found = units_of_each(asked, {one.pk: criteria_of(one) for one in (new, everywhere)})
    assert list(found.values()) == [{world.cecilia.pk, world.dora.pk}, {world.dora.pk}]


def test_coverage_of_newly_elected_is_told_beside_that_of_others_and_adds_up(world: World) -> None:
    reach = Reach(world.goal_of_all, NEW, LATER)

    assert reach.by_new() == {NewIn.EVERYWHERE: (1, 1), NewIn.ASSEMBLY: (1, 1), None: (0, 1)}
    assert [sum(pair) for pair in zip(*reach.by_new().values(), strict=True)] == [reach.covered, reach.audience]


def test_who_is_in_the_audience_by_a_committee_is_as_new_as_their_seat(world: World) -> None:
    committee = world.organization("Trafikutskottet", kind="committee", level="national")
    for who in (world.britta, world.cecilia):
        world.seat(who, committee, starts_on=D(2026, 10, 10))
    goal = world.goal(world.audience({"organization": [committee]}, name="Utskottet"), code="G-2")

    assert Reach(goal, NEW, LATER).by_new() == {NewIn.EVERYWHERE: (0, 0), NewIn.ASSEMBLY: (1, 1), None: (0, 1)}


def test_goal_page_tells_the_day_beside_the_figure_and_who_is_new(world: World) -> None:
    url = reverse("advocacy:goal_detail", args=[world.goal_of_all.pk])

    def said(first: dt.date, last: dt.date) -> str:
        return client_of(world.alma).get(url, {"first": first, "last": last}).content.decode()

    before, after = said(D(2026, 9, 1), LAST), said(NEW, LATER)
    assert f'i målgruppen <time datetime="{LAST}"' in before and f'i målgruppen <time datetime="{LATER}"' in after
    later = reverse("advocacy:goal_new", args=[world.goal_of_all.pk])
    assert later in after
    answer = client_of(world.alma).get(later, {"first": NEW, "last": LATER})
    assert "Nyvalda som satt i en annan församling förut" in answer.content.decode()
    assert "Nyvalda och övriga</h1>" in answer.content.decode()
    part = client_of(world.alma).get(later, {"first": NEW, "last": LATER}, headers={"HX-Request": "true"})
    assert "Övriga" in part.content.decode() and "<h1" not in part.content.decode()


def test_goal_units_of_organizations_are_not_split_by_newly_elected(world: World) -> None:
    goal = world.goal(
        world.audience({"organization": [world.region]}, name="Regioner"), unit="organization", code="G-3"
    )

    assert Reach(goal, NEW, LATER).by_new() == {}
    page = client_of(world.alma).get(reverse("advocacy:goal_detail", args=[goal.pk]))
    assert page.status_code == 200 and "/nyvalda/" not in page.content.decode()
