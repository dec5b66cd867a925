"""Sections of figures: they are asked of the one definition, and every number has its rows behind it."""

import datetime as dt
import json

import pytest

from advocacy.choices import Comparison
from advocacy.models import Participation
from advocacy.services import reach_entries
from advocacy.services.figures.figure import FigureKind
from advocacy.services.figures.scope import Scope
from advocacy.services.figures.whole import FigureSet
from advocacy.services.reach import Reach
from contacts.models import Term
from tests.advocacy.test_reach import example, names  # noqa: F401 the worked example

FIRST, LAST = dt.date(2023, 1, 1), dt.date(2023, 6, 30)


@pytest.fixture
def of_goal(example):  # noqa: F811
    example.g.target_percent = 60
    example.g.save()
    return FigureSet(Scope(example.plan, goal=example.g, priority=example.priority), FIRST, LAST)


def people(figure):
    from contacts.models import Person

    return names(Person.objects.filter(pk__in=figure.ids))


def test_coverage_of_the_worked_example_with_its_target_and_the_people_behind(of_goal):
    section = of_goal.section("reach")
    coverage = section.figure("coverage")
    assert (coverage.value, coverage.part, coverage.whole, coverage.target, coverage.day) == (0.5, 2, 4, 0.6, LAST)
    assert people(coverage) == set("AD")
    assert {one.key: people(one) for one in section.figures[1:]} == {
        "audience": set("ABCD"),
        "covered": set("AD"),
        "informed": set("ABD"),
        "missed": set("BC"),
        "reached": set("ADEF"),
        "since_left": {"E"},
        "outside": {"F"},
        "other_role": {"D"},
    }


def test_every_count_is_the_number_of_rows_behind_it(of_goal):
    for key in of_goal.keys:
        for one in of_goal.section(key).figures:
            if one.kind == FigureKind.COUNT:
                assert one.value == len(one.ids), one.key


def test_what_is_empty_says_so(example):  # noqa: F811
    goal = example.goal(None, code="G-2")
    of = FigureSet(Scope(example.plan, goal=goal), FIRST, LAST)
    assert of.keys[0] == "reach" and "ladder" not in of.keys
    assert [one.key for one in of.section("reach").figures] == ["reached"]


def test_a_plan_tells_goal_by_goal_how_many_reach_their_target_and_everybody_once(example, of_goal):  # noqa: F811
    example.parent_goal.target_percent = 75
    example.parent_goal.save()
    example.plan.items.create(priority=example.parent)
    section = FigureSet(Scope(example.plan), FIRST, LAST).section("reach")
    on_target = section.figure("on_target")
    assert (on_target.part, on_target.whole, on_target.ids) == (1, 2, (example.parent_goal.pk,))
    assert people(section.figure("met")) == set("ACDEF")
    rows = {row[0]: row[2:] for row in section.tables[0].rows}
    assert rows["G-1"] == (2, 4, 0.5, 0.6, 4)
    assert rows["G-0"] == (3, 4, 0.75, 0.75, 5)


def test_a_plan_tells_whom_we_met_by_priority_and_the_county_they_stood_for(example):  # noqa: F811
    example.plan.items.create(priority=example.parent)
    Participation.objects.filter(person__given_name="A").update(held_county="Uppsala län")
    reach_entries.refresh_all()
    goals, by_county = FigureSet(Scope(example.plan), FIRST, LAST).section("reach").tables
    assert goals.key == "goals"
    met = {(row[0], row[1]): row[2] for row in by_county.rows}
    assert met == {
        ("En Bättre Sits", "okänt län"): 1,
        ("Systemanalys", "Uppsala län"): 1,
        ("Systemanalys", "okänt län"): 3,
    }
    assert {ask["priority"] for ask in by_county.asks} == {str(example.parent.pk), str(example.priority.pk)}


def test_what_it_is_held_against_is_the_same_question_of_another_period(of_goal):
    assert (of_goal.before.first, of_goal.before.last) == (dt.date(2022, 7, 1), dt.date(2022, 12, 31))
    assert of_goal.before.section("reach").figure("coverage").value == 0
    year = FigureSet(of_goal.scope, FIRST, LAST, Comparison.YEAR_BEFORE)
    assert year.before.section("reach").figure("coverage").value is None


def test_ladder_tells_movement_against_the_earlier_period(of_goal):
    section = of_goal.section("ladder")
    moved = {one.key: people(one) for one in section.figures}
    assert moved == {"up": set("AB"), "down": set(), "joined": {"D"}, "left": {"E"}}
    assert sum(row[1] for row in section.tables[0].rows) == 4


def test_white_spots_are_the_groups_with_people_left_to_meet(of_goal):
    (table,) = of_goal.section("white_spots").tables
    assert sum(row[3] - row[2] for row in table.rows) == 2
    assert all({"party", "county"} <= set(ask) for ask in table.asks)


def test_the_whole_is_plain_json(of_goal):
    told = json.loads(json.dumps(of_goal.as_json()))
    assert [section["key"] for section in told["sections"]] == of_goal.keys
    assert told["sections"][0]["figures"]["coverage"]["value"] == 0.5


def test_parts_are_the_sides_of_an_election(of_goal):
    Term.objects.create(body="riksdag", name="ny", starts_on=dt.date(2023, 4, 1))
    assert len(FigureSet(of_goal.scope, FIRST, LAST).parts) == 2


def test_a_period_that_ends_before_it_starts_is_refused(of_goal):
    with pytest.raises(ValueError, match="ends before"):
        FigureSet(of_goal.scope, LAST, FIRST)


def test_ids_of_a_figure_are_the_units_of_its_list(example):  # noqa: F811
    reach = Reach(example.g, FIRST, LAST)
    for figure in Reach.FIGURES:
        assert reach.ids(figure) == set(reach.units(figure).values_list("pk", flat=True)), figure
