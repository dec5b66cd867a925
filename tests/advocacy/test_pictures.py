"""Pictures of the figures: they show the numbers of the figures and nothing else, and say in words what one sees."""

import datetime as dt
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from advocacy.pictures.cohort import programmes, progress
from advocacy.pictures.coverage import coverage_of_goals, rows_of
from advocacy.pictures.ladder import ladder
from advocacy.pictures.places import county_map, municipality_map
from advocacy.pictures.sections import pictures_of
from advocacy.pictures.squares import party_by_county
from advocacy.pictures.trend import trend_of_goal
from advocacy.services.figures.scope import Scope
from advocacy.services.figures.trend import trend
from advocacy.services.figures.whole import FigureSet
from advocacy.services.onboarding_figures import Figures
from advocacy.services.reach import Reach, goal_summaries
from advocacy.services.reach_places import by_municipality
from contacts.models import Area, Organization, Term
from crm.common import charts
from tests.advocacy.onboarding_world import DAY, Riksdag
from tests.advocacy.test_reach import FIRST, LAST, example  # noqa: F401 the worked example
from tests.advocacy.test_reach_of_many import world_of_many
from tests.base import client_of

ELECTION = dt.date(2023, 4, 10)


@pytest.fixture
def world(example):  # noqa: F811
    example.g.target_percent = 60
    example.g.save()
    return example


def figures_of(world, goal=None):
    goal = goal or world.g
    return FigureSet(Scope(world.plan, goal.priority, goal), FIRST, LAST)


class TestTrend:
    @pytest.mark.django_db
    @pytest.mark.parametrize("seed", range(3))
    def test_every_point_is_the_coverage_of_its_days_counted_by_itself(self, seed):
        w = world_of_many(seed)
        Term.objects.create(body="riksdag", name="ny", starts_on=ELECTION)
        for goal in w.plan.goals.exclude(audience=None).exclude(unit="seat"):
            for point in trend(goal, dt.date(2023, 6, 30), 4):
                alone = Reach(goal, point.first, point.last)
                assert (point.covered, point.audience) == (alone.covered, alone.audience), (goal.code, point)

    def test_quarters_follow_each_other_and_the_one_with_the_election_is_two(self, world):
        Term.objects.create(body="riksdag", name="ny", starts_on=ELECTION)
        points = trend(world.g, LAST)

        assert len(points) == 9
        assert [one.side for one in points] == [0] * 8 + [1]
        assert (points[-2].last, points[-1].first) == (dt.date(2023, 4, 9), ELECTION)
        for before, after in pairwise(points):
            assert after.first == before.last + dt.timedelta(days=1)
        assert points[-1].last == LAST

    def test_it_costs_as_many_queries_however_many_quarters(self, world):
        assert world.g.branch  # asked once for a goal
        with CaptureQueriesContext(connection) as few:
            trend(world.g, LAST, 1)
        with CaptureQueriesContext(connection) as many:
            trend(world.g, LAST, 8)

        assert len(many) == len(few) <= 7

    def test_picture_breaks_at_the_election_and_says_so(self, world):
        whole = trend_of_goal(world.g, LAST)
        Term.objects.create(body="riksdag", name="ny", starts_on=ELECTION)
        broken = trend_of_goal(world.g, LAST)

        assert "bryts linjen" not in whole.description
        assert "bryts linjen" in broken.description
        assert whole.table.rows[-1] == ["Kv 2 2023", "2", "4", "50\u00a0%"]
        assert broken.table.rows[-1] == ["Kv 2 2023, till 30\u00a0jun\u00a02023", "2", "4", "50\u00a0%"]
        assert "Målvärdet är 60\u00a0%" in whole.description

    def test_goal_without_an_audience_has_none(self, world):
        assert trend_of_goal(world.goal(None, code="G-2"), LAST) is None


class TestCoverage:
    def test_it_shows_the_rows_of_the_section_and_of_goals_already_counted_alike(self, world):
        world.goal(None, code="G-2")
        section = FigureSet(Scope(world.plan), FIRST, LAST).section("reach")
        of_section = coverage_of_goals(section.tables[0].rows, LAST)
        counted = coverage_of_goals(rows_of(goal_summaries(world.plan.goals.for_list(), FIRST, LAST)), LAST)

        assert counted.table.rows == of_section.table.rows
        assert ["G-1", 2, 4, "50\u00a0%", "60\u00a0%"] in counted.table.rows
        assert "G-2" not in [row[0] for row in counted.table.rows]
        assert counted.description.startswith("0 av 1 mål med målvärde når det.")

    def test_rows_of_a_frozen_paper_are_plain_lists_and_do_as_well(self):
        row = ["G-1", "Alla nås", 2, 4, 0.5, 0.4, 9]

        assert coverage_of_goals([row], LAST).description == "1 av 1 mål med målvärde når det."
        assert coverage_of_goals([["G-1", "Alla nås", None, None, None, None, 3]], LAST) is None


class TestLadder:
    def test_it_tells_each_step_before_and_now_and_who_moved(self, world):
        of = figures_of(world)
        chart = ladder(of.the_reach, of.before.the_reach)
        rows = {str(row[0]): row[1:] for row in chart.table.rows}

        assert rows["I dialog"] == [0, 1, "+1"] and rows["Träffad"] == [0, 1, "+1"]
        assert next(str(row[0]) for row in chart.table.rows) == "Pådrivare"
        moved = {one.key: str(int(one.value)) for one in of.section("ladder").figures}
        assert chart.description.startswith(f"{moved['up']} har tagit steg upp")
        assert f"{moved['joined']} har kommit till" in chart.description


class TestPlaces:
    def test_squares_add_up_to_the_audience_and_to_those_met(self, world):
        for n, person in enumerate((world.a, world.b, world.c)):
            person.memberships.update(party=world.parties[n % 2], area=world.counties[n % 2])
        reach = Reach(world.g, FIRST, LAST)
        chart = party_by_county(reach)
        cells = [cell.split("/") for row in chart.table.rows for cell in row[1:] if cell != "–"]

        assert chart.table.heads == ["Län", "M", "S", "Utan parti"]
        assert sum(int(part) for part, _whole in cells) == reach.covered
        assert sum(int(whole) for _part, whole in cells) == reach.audience

    def test_local_parties_stand_together(self, world):
        world.parties[0].level = "local"
        world.parties[0].save()
        world.a.memberships.update(party=world.parties[0])
        chart = party_by_county(Reach(world.g, FIRST, LAST))

        assert chart.table.heads == ["Län", "Lokala partier", "Utan parti"]

    def test_what_is_said_of_the_squares_is_what_they_show(self, world):
        """Two local parties are one square: that nobody of the smaller is met makes no empty one."""
        for party in world.parties[:2]:
            party.level = "local"
            party.save()
        for person, party, county in ((world.a, 0, 0), (world.b, 1, 0), (world.c, 1, 1)):
            person.memberships.update(party=world.parties[party], area=world.counties[county])
        chart = party_by_county(Reach(world.g, FIRST, LAST))

        assert sorted(cell for row in chart.table.rows for cell in row[1:] if cell != "–") == ["0/1", "1/1", "1/2"]
        assert "inte har träffat någon: 1. Störst av dem är lokala partier i Uppsala län, med 1" in chart.description

    def test_county_map_says_in_numbers_what_it_shades(self, world):
        world.b.memberships.update(area=world.counties[1])
        shown = county_map(Reach(world.g, FIRST, LAST))

        assert shown.shades == {"01": charts.Shade(3, "67"), "03": charts.Shade(0, "0")}
        assert [row[1:] for row in shown.table.rows] == [["2", "3", "67\u00a0%"], ["0", "1", "0\u00a0%"]]
        assert "Högst är Stockholms län med 67\u00a0%, lägst Uppsala län med 0\u00a0%." in shown.description

    def test_one_county_makes_no_map(self, world):
        assert county_map(Reach(world.g, FIRST, LAST)) is None

    def test_municipalities_are_those_of_the_mandates_in_the_audience(self, world):
        w = world
        towns = [Area.objects.create(kind="municipality", code=code, name=name, county=w.counties[1])
                 for code, name in (("0330", "Knivsta"), ("0380", "Uppsala"))]  # fmt: skip
        councils = [Organization.objects.create(name=f"Fullmäktige {t}", kind="assembly", level="local", area=t)
                    for t in towns]  # fmt: skip
        people = [w.person(name) for name in "GHIJ"]
        for n, person in enumerate(people):
            w.seat(person, councils[n // 3], area=None, starts_on=dt.date(2022, 10, 15))
        w.contact(dt.date(2023, 2, 1), "meeting", [(people[0], "attended"), (people[3], "attended")], w.priority)
        goal = w.goal(w.audience({"organization": [*councils, w.riksdag]}, name="Lokala"), code="G-3")
        reach = Reach(goal, FIRST, LAST)

        assert {code: (p.covered, p.audience) for code, p in by_municipality(reach).items()} == {
            "0330": (1, 3),
            "0380": (1, 1),
        }
        shown = municipality_map(reach)
        assert (shown.kind, shown.shades["0330"].word, shown.shades["0380"].word) == ("municipalities", "33", "100")
        assert "4 i målgruppen hör inte till någon plats på kartan." in shown.description
        assert municipality_map(Reach(w.g, FIRST, LAST)) is None


class TestSections:
    def test_pictures_of_a_section_are_there_for_those_that_have_any(self, world):
        world.b.memberships.update(area=world.counties[1])
        of = figures_of(world)
        kinds = {key: [type(one).__name__ for one in pictures_of(key, of)] for key in of.keys}

        assert {key: found for key, found in kinds.items() if found} == {
            "reach": ["Chart"],
            "spread": ["Chart", "AreaMap"],
            "ladder": ["Chart"],
        }
        of_plan = FigureSet(Scope(world.plan), FIRST, LAST)
        assert [one.title for one in pictures_of("reach", of_plan)] == [
            "Täckningsgrad per mål mot målvärdet, 30\u00a0jun\u00a02023"
        ]

    def test_goal_without_an_audience_has_no_pictures(self, world):
        of = figures_of(world, world.goal(None, code="G-2"))

        assert [one for key in of.keys for one in pictures_of(key, of)] == []

    def test_every_picture_has_title_description_and_table(self, world):
        world.b.memberships.update(area=world.counties[1])
        of = figures_of(world)
        for one in (one for key in of.keys for one in pictures_of(key, of)):
            assert one.title and one.description.endswith(".") and one.table.rows
            assert {len(row) for row in one.table.rows} == {len(one.table.heads)}


@pytest.mark.django_db
class TestCohort:
    @pytest.fixture
    def programme(self, on_day):
        on_day(DAY)
        world = Riksdag()
        people = [world.mp(name) for name in ("Anna Ek", "Bo Ek", "Cia Ek")]
        programme = world.programme()
        return world, programme, people

    def test_bars_are_done_met_and_left_and_add_up_to_the_cohort(self, programme):
        _world, made, people = programme
        figures = Figures(made, DAY)
        chart = progress(figures.by_county, figures.whole, title="Kohorten", head="Län", done="Introducerade")

        assert chart.table.rows[0][-1] == len(people) == len(figures.cohort)
        assert chart.description == (
            "Av 3 i kohorten: 0 klara, 0 träffade men inte klara, 3 ännu inte träffade."
        )  # fmt: skip

    def test_nobody_in_the_cohort_makes_no_picture(self, on_day):
        on_day(DAY)
        figures = Figures(Riksdag().programme(), DAY)

        assert progress(figures.by_county, figures.whole, title="K", head="Län", done="Klara") is None

    def test_programmes_show_how_many_are_introduced(self):
        chart = programmes([("Nyvalda", 4, 10, 0.4, None, 0)], DAY)

        assert chart.table.rows == [["Nyvalda", 4, 6, 10]]
        assert programmes([], DAY) is None

    def test_page_shows_it(self, programme, alma):
        _world, made, _people = programme

        page = client_of(alma).get(made.get_absolute_url()).content.decode()

        assert "Hur långt kohorten har kommit" in page


class TestPages:
    def test_goal_page_fetches_its_pictures_of_the_period_that_it_shows(self, world):
        period = "first=2023-01-01&last=2023-06-30"
        page = client_of(world.alma).get(f"{world.g.get_absolute_url()}?{period}").content.decode()

        address = reverse("advocacy:goal_pictures", args=[world.g.pk])
        assert f'hx-get="{address}?{period.replace("&", "&amp;")}"' in page
        part = client_of(world.alma).get(f"{address}?{period}", headers={"HX-Request": "true"}).content.decode()
        assert "G-1: täckningsgrad per kvartal" in part and "30\u00a0jun\u00a02023" in part
        assert "<html" not in part

    def test_without_javascript_the_pictures_are_a_page(self, world):
        page = client_of(world.alma).get(reverse("advocacy:goal_pictures", args=[world.g.pk])).content.decode()

        assert "<html" in page and "G-1 i bilder" in page

    def test_goal_without_an_audience_has_nothing_to_fetch(self, world):
        goal = world.goal(None, code="G-2")
        address = reverse("advocacy:goal_pictures", args=[goal.pk])

        assert address not in client_of(world.alma).get(goal.get_absolute_url()).content.decode()
        assert "Inga bilder att visa" in client_of(world.alma).get(address).content.decode()

    def test_plan_page_shows_coverage_of_each_goal(self, world):
        page = client_of(world.alma).get(reverse("advocacy:plan_detail", args=["P"])).content.decode()

        assert "Täckningsgrad per mål mot målvärdet" in page

    def test_page_of_figures_fetches_the_pictures_of_a_section_that_has_any(self, world):
        about = f"scope=P:G-1&first={FIRST}&last={LAST}"
        client = client_of(world.alma)
        section = reverse("advocacy:follow_up_section", args=["ladder"])
        address = reverse("advocacy:section_pictures", args=["ladder"])

        assert f'hx-get="{address}?' in client.get(f"{section}?{about}").content.decode()
        part = client.get(f"{address}?{about}", headers={"HX-Request": "true"}).content.decode()
        assert "G-1: relationstrappan 30\u00a0jun\u00a02023" in part and "<html" not in part
        assert "bilder/" not in client.get(section.replace("ladder", "stances") + f"?{about}").content.decode()
        assert client.get(f"{address.replace('ladder', 'nothing')}?{about}").status_code == 404
