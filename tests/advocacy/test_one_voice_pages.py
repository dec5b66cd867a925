"""The matrix as a page: all of it, one priority, one county, one cell; and as a workbook."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from advocacy.choices import Leaning
from advocacy.models import Goal
from contacts.models import Person
from crm.common import writes
from crm.common.sheets import read_sheet
from crm.models import ExportLog
from tests import make
from tests.advocacy.voices import DAY, Voices, voices
from tests.base import client_of, make_user

pytestmark = pytest.mark.django_db
MATRIX, EXPORT = reverse("advocacy:one_voice"), reverse("advocacy:one_voice_export")
EARLIER = DAY - dt.timedelta(days=100)


@pytest.fixture
def world() -> Voices:
    found = voices()
    found.decide(found.councils[found.uppsala.pk], EARLIER, {found.c: Leaning.FOR, found.s: Leaning.AGAINST})
    who = Person.objects.get(given_name="C", family_name=found.gotland.short)
    found.stance(who, "leans_for", evidence="Sade det på Almedalsveckan")
    return found


def get(path: str, user: str = "bo", **asked: Any) -> Any:
    return client_of(make_user(user)).get(path, {"day": DAY.isoformat()} | asked)


def cell_path(world: Voices, county: Any, party: Any) -> str:
    return reverse("advocacy:one_voice_cell", args=[world.railway.pk, county.pk, party.pk])


def squares(response: Any) -> dict[tuple[str, str], Any]:
    heads = [str(head) for head in response.context["heads"]]
    return {
        (str(row.head), head): square
        for row in response.context["rows"]
        for head, square in zip(heads, row.squares, strict=True)
    }


def test_whole_matrix_says_how_many_parties_are_anchored_in_each_county(world):
    found = squares(get(MATRIX))
    uppsala, gotland = found["Räls och spår", "Uppsala län"], found["Räls och spår", "Gotlands län"]
    assert (len(uppsala.anchoring.anchored), len(uppsala.anchoring.should)) == (1, 2)
    assert (len(gotland.anchoring.anchored), gotland.speaks, gotland.is_thin) == (0, 1, False)


def test_a_priority_shows_counties_by_parties_in_words_and_where_it_is_thin(world):
    response = get(MATRIX, priority=world.railway.pk)
    found = squares(response)
    assert {key: square.cell.voice.value for key, square in found.items()} == {
        ("Parti C", "Uppsala län"): "anchored",
        ("Parti C", "Gotlands län"): "speaks",
        ("Parti S", "Uppsala län"): "hesitates",
        ("Parti S", "Gotlands län"): "unknown",
    }
    assert {key for key, square in found.items() if square.is_thin} == {
        ("Parti S", "Uppsala län"),
        ("Parti S", "Gotlands län"),
    }
    text = response.content.decode()
    for words in ("Förankrat", "Talar för", "Tvekar eller emot", "Okänt", "25 %", "1 av 4 partier"):
        assert words in text.replace("\xa0", " "), words


def test_a_county_shows_priorities_by_parties(world):
    found = squares(get(MATRIX, county=world.uppsala.pk))
    assert set(found) == {("Räls och spår", "Parti C"), ("Räls och spår", "Parti S")}


def test_what_cannot_be_understood_is_told_beside_its_field_and_the_page_stands(world):
    response = get(MATRIX, priority="999999", day="i går")
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"priority", "day"}
    assert response.context["rows"]


def test_matrix_is_as_it_stood_on_the_day_asked_for(world):
    before = (EARLIER - dt.timedelta(days=1)).isoformat()
    found = squares(get(MATRIX, priority=world.railway.pk, day=before))
    assert {square.cell.voice.value for square in found.values()} == {"unknown"}


def test_cell_tells_the_decision_the_people_and_whom_to_ask(world):
    anchored = get(cell_path(world, world.uppsala, world.c)).content.decode()
    assert "§ 14" in anchored
    assert "C Uppsala" in anchored  # she has said nothing: she is to be asked
    spoken = get(cell_path(world, world.gotland, world.c))
    assert [str(one.who) for one in spoken.context["spoken"]] == ["C Gotland"]
    assert spoken.context["unheard"] == []
    assert "Sade det på Almedalsveckan" in spoken.content.decode()


def test_cell_of_an_area_that_is_no_county_does_not_exist(world):
    town = make.municipality("Knivsta", world.uppsala)
    assert get(cell_path(world, town, world.c)).status_code == 404


def test_outsider_finds_nothing(world):
    for path in (MATRIX, EXPORT, cell_path(world, world.uppsala, world.c)):
        assert get(path, "cai").status_code == 404


@pytest.mark.usefixtures("in_the_plan")
def test_matrix_asks_at_most_ten_queries_whatever_the_rows(world):
    def asked(**what: Any) -> int:
        client = client_of(make_user("bo"))
        client.get(MATRIX, what)
        with CaptureQueriesContext(connection) as queries:
            client.get(MATRIX, what)
        return len(queries)

    few = asked()
    for number in range(4):
        party = make.party(f"P{number}")
        who = world.councillor(f"Ny Nummer{number}", world.gotland, party)
        world.stance(who, "for")
        world.act(who)
        world.decide(world.councils[world.gotland.pk], EARLIER, {party: Leaning.FOR})
    assert asked() == few <= 10
    assert asked(priority=world.railway.pk) <= 10
    assert asked(county=world.gotland.pk) <= 10


def test_workbook_has_a_line_for_each_cell_and_one_for_each_thing_that_shows_it(world):
    response = get(EXPORT, "alma", priority=world.railway.pk)
    data = b"".join(response.streaming_content)
    matrix = read_sheet(io.BytesIO(data), "a.xlsx")
    lines = [row for _number, row in matrix.rows]
    assert len(lines) == 4
    assert "Förankrat" in str(lines)
    log = ExportLog.objects.get()
    assert (log.rows, log.what) == (1, "En röst")
    assert "Räls och spår" in log.filters


def test_goal_of_agreement_shows_how_far_it_is_anchored(world):
    plan = world.railway.plan_items.get().plan
    goal = Goal(plan=plan, priority=world.railway, code="R-1", statement="Samsyn", kind="agreement", unit="seat")
    writes.save(goal, actor=make.actor())
    response = client_of(make_user("bo")).get(goal.get_absolute_url())
    assert response.context["anchoring"].share == 0.25
    assert "1 av 4 partier" in response.content.decode().replace("\xa0", " ")


@pytest.mark.usefixtures("in_the_plan")
def test_priority_page_shows_the_figure_only_where_the_plan_wants_something(world):
    text = client_of(make_user("bo")).get(f"{world.railway.get_absolute_url()}kort/").content.decode()
    assert "Förankring" in text
