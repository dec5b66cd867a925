"""White spots: the groups that we have met the least of, who can call them, and what comes next with them."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from advocacy.models import (
    Event,
    EventSpeaker,
    Interaction,
    OnboardingCase,
    OnboardingCaseStep,
    OnboardingProgramme,
    OnboardingStep,
    Participation,
)
from advocacy.services.figures.scope import Scope
from advocacy.services.figures.whole import FigureSet
from crm.common.dates import today
from tests.advocacy.test_goal_detail import book_of
from tests.advocacy.world import World
from tests.base import client_of

FIRST, LAST = dt.date(2023, 1, 1), dt.date(2023, 6, 30)
DAY = dt.timedelta(days=1)


@pytest.fixture
def world(db):
    """Two members for Uppsala whom nobody has met about the priority."""
    w = World()
    w.anna, w.bengt = w.person("Anna"), w.person("Bengt")
    for person in (w.anna, w.bengt):
        w.seat(person, party=w.parties[0], area=w.counties[1], starts_on=dt.date(2022, 9, 26))
    w.g = w.goal(w.audience({"organization": [w.riksdag]}, name="Riksdagsledamöter"), target_percent=60)
    return w


def of(world):
    return FigureSet(Scope(world.plan, goal=world.g, priority=world.priority), FIRST, LAST)


def way_in(world):
    """Who knows them best, when the next time is, and what it is."""
    (row,) = of(world).section("white_spots").tables[0].rows
    return row[-3:]


def talk(world, person, days, user, **fields):
    contact = world.contact(today() - days * DAY, "meeting", [(person, "attended")])
    Participation.objects.create(interaction=contact, user=user, side="ours")
    Interaction.objects.filter(pk=contact.pk).update(**fields)


def test_who_has_talked_most_with_a_group_knows_it_best_whatever_it_was_about(world, bo, dag):
    talk(world, world.anna, 30, bo)
    talk(world, world.bengt, 40, bo)
    talk(world, world.bengt, 5, dag)
    assert way_in(world)[0] == "Bo Dahl"


def test_where_nobody_has_talked_who_looks_after_them_is_told(world, dag):
    assert way_in(world)[0] == ""
    world.anna.owner = dag
    world.anna.save()
    assert way_in(world)[0] == str(dag)


def test_nothing_is_told_of_contacts_in_confidence(world, bo):
    talk(world, world.anna, 30, bo, is_confidential=True)
    world.contact(today() + 9 * DAY, "meeting", [(world.anna, "attended")], status="planned", is_confidential=True)
    assert way_in(world) == ("", None, "")


def test_what_comes_first_of_a_planned_contact_a_stage_and_an_introduction_is_the_next(world):
    in_the_autumn = Event.objects.create(name="Mälartinget", kind="council", starts_on=today() + 60 * DAY)
    programme = OnboardingProgramme.objects.create(
        name="Nya", owner=world.alma, audience=world.g.audience, entered_from=FIRST
    )
    step = OnboardingStep.objects.create(programme=programme, name="Tinget", event=in_the_autumn, done_by="event")
    case = OnboardingCase.objects.create(
        programme=programme, person=world.anna, membership=world.anna.memberships.get(), host=world.alma,
        seat_taken_on=FIRST, started_on=FIRST,
    )  # fmt: skip
    OnboardingCaseStep.objects.create(case=case, step=step)
    assert way_in(world)[1:] == (today() + 60 * DAY, "Mälartinget")
    seminar = Event.objects.create(name="Seminariet", kind="seminar", starts_on=today() + 20 * DAY)
    EventSpeaker.objects.create(event=seminar, person=world.bengt)
    assert way_in(world)[1:] == (today() + 20 * DAY, "Seminariet")
    world.contact(today() + 2 * DAY, "meeting", [(world.anna, "attended")], status="planned")
    assert way_in(world)[1:] == (today() + 2 * DAY, "Kontakt")
    Event.objects.update(is_cancelled=True)
    Interaction.objects.all().update(status="cancelled")
    assert way_in(world)[1:] == (None, "")


def test_as_many_queries_whatever_the_number_of_groups(world, bo):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            of(world).section("white_spots")
        return len(seen)

    queries()  # what is read once and kept
    one = queries()
    for number in range(9):
        person = world.person(f"Ledamot {number}")
        world.seat(person, party=world.parties[number % 2], area=world.counties[number % 2], starts_on=FIRST)
        talk(world, person, number + 1, bo)
    assert queries() == one


def test_the_way_in_stands_on_the_page_in_the_file_and_in_the_json(world, bo):
    talk(world, world.anna, 30, bo)
    asked = {"scope": "P:G-1", "first": FIRST.isoformat(), "last": LAST.isoformat()}
    page = client_of(bo).get(reverse("advocacy:follow_up_section", args=["white_spots"]), asked).content.decode()
    assert "Känner dem bäst" in page and "Bo Dahl" in page
    sheet = book_of(client_of(bo).get(reverse("advocacy:follow_up_export"), asked))["Vita fläckar"]
    assert [cell.value for cell in sheet[2]][5] == "Bo Dahl"
    told = of(world).section("white_spots").as_json()["tables"]["white_spots"]
    assert dict(zip(told["heads"], told["rows"][0], strict=True))["known_by"] == "Bo Dahl"


def test_the_list_of_those_to_meet_says_who_knows_each_best_as_the_reader_may_know_it(world, bo):
    talk(world, world.anna, 30, bo)
    talk(world, world.bengt, 30, world.alma, is_confidential=True)
    asked = {"scope": "P:G-1", "first": FIRST.isoformat(), "last": LAST.isoformat()}
    address = reverse("advocacy:follow_up_rows", args=["reach", "missed"])
    known = {
        user: {one.given_name: one.known_by for one in client_of(user).get(address, asked).context["object_list"]}
        for user in (bo, world.alma)
    }
    assert known[bo] == {"Anna": "Bo Dahl", "Bengt": ""}
    assert known[world.alma]["Bengt"] == str(world.alma)
    sheet = book_of(client_of(bo).get(f"{address}export/", {**asked, "format": "xlsx"})).worksheets[0]
    assert "Bo Dahl" in [cell.value for row in sheet.iter_rows(min_row=2) for cell in row]
