"""The page of figures: what is asked for, its sections, the rows behind each figure, and what is taken out."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from advocacy.choices import LadderStep
from advocacy.models import Commitment, Interaction
from advocacy.services.figures.definitions import DEFINITIONS, LEADS, of_section, titles
from advocacy.services.figures.scope import Scope
from advocacy.services.figures.whole import SECTIONS, FigureSet
from advocacy.views.follow_up import TO_DO, to_do
from contacts.models import Organization, Person, Term
from crm.models import ExportLog
from tests.advocacy.test_goal_detail import book_of
from tests.advocacy.world import World
from tests.base import client_of

FIRST, LAST = dt.date(2023, 1, 1), dt.date(2023, 6, 30)
PERIOD = {"first": "2023-01-01", "last": "2023-06-30"}


@pytest.fixture
def world(db):
    """Two of three members of the Riksdag have not been met about the priority; one of those sits for Uppsala."""
    w = World()
    w.anna, w.bengt, w.cecilia = (w.person(name) for name in ("Anna", "Bengt", "Cecilia"))
    w.seat(w.anna, party=w.parties[0], area=w.counties[1], starts_on=dt.date(2022, 9, 26))
    w.seat(w.bengt, party=w.parties[1], area=w.counties[1], starts_on=dt.date(2022, 9, 26))
    w.seat(w.cecilia, party=w.parties[1], starts_on=dt.date(2022, 9, 26))
    w.contact(dt.date(2023, 2, 10), "meeting", [(w.anna, "attended")], w.priority)
    w.members = w.audience({"organization": [w.riksdag]}, name="Riksdagsledamöter")
    w.g = w.goal(w.members, target_percent=60)
    w.of_goal = {**PERIOD, "scope": "P:G-1"}
    w.of_priority = {**PERIOD, "scope": "sakfraga:SA24", "audience": w.members.pk}
    return w


def section(client, key, asked, **more):
    return client.get(reverse("advocacy:follow_up_section", args=[key]), asked, **more)


def side(page, number=-1):
    """What a section tells; over an election of one side of it."""
    return page.context["sides"][number]


def rows(client, key, figure, asked):
    return client.get(reverse("advocacy:follow_up_rows", args=[key, figure]), asked)


def names(page):
    return [person.given_name for person in page.context["object_list"]]


def test_the_page_stands_with_its_contents_before_anything_is_counted(world, bo, django_assert_max_num_queries):
    client = client_of(bo)
    client.get(reverse("advocacy:follow_up"), world.of_goal)
    with django_assert_max_num_queries(24):
        page = client.get(reverse("advocacy:follow_up"), world.of_goal)
    text = page.content.decode()
    assert [one["key"] for one in page.context["sections"]] == list(SECTIONS)
    for one in page.context["sections"]:
        assert f'href="#{one["key"]}"' in text and f'id="{one["key"]}"' in text
    assert "Visa avsnittet" in text  # a link for those without scripts


def test_of_more_than_a_goal_only_that_is_told_which_needs_no_audience(world, bo):
    page = client_of(bo).get(reverse("advocacy:follow_up"), {**PERIOD, "scope": "plan:P"})
    assert "ladder" not in [one["key"] for one in page.context["sections"]]
    with_audience = client_of(bo).get(reverse("advocacy:follow_up"), world.of_priority)
    assert "ladder" in [one["key"] for one in with_audience.context["sections"]]


def test_a_section_tells_numerator_denominator_day_target_and_difference_in_words(world, bo):
    world.contact(dt.date(2022, 11, 1), "meeting", [(world.bengt, "attended")], world.priority)
    world.contact(dt.date(2022, 11, 1), "meeting", [(world.cecilia, "attended")], world.priority)
    page = section(client_of(bo), "reach", world.of_goal)
    coverage = side(page)["told"][0]
    assert coverage["detail"] == "1 av 3, 30\xa0jun\xa02023"
    assert (coverage["percent"], coverage["target"]) == (33, 60)
    assert coverage["difference"].way == "down"
    assert coverage["difference"].words == "ner 34 procentenheter från 67\xa0%"
    assert f"{reverse('advocacy:figure_definitions')}#coverage" in page.content.decode()


def test_a_section_is_a_part_to_htmx_and_a_page_to_others(world, bo):
    part = section(client_of(bo), "reach", world.of_goal, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode() and "HX-Request" in part["Vary"]
    assert "<html" in section(client_of(bo), "reach", world.of_goal).content.decode()


@pytest.mark.parametrize("scope", ["of_goal", "of_priority"])
def test_who_in_a_county_nobody_has_met_is_answered_of_a_goal_and_of_a_priority_alike(world, bo, scope):
    asked = getattr(world, scope)
    spread = section(client_of(bo), "spread", asked)
    (by_county,) = (table for table in side(spread)["tables"] if table["title"] == "Län")
    (missed,) = (row[4] for row in by_county["rows"] if row[0]["value"] == "Uppsala län")
    assert missed["value"] == "1"
    assert names(client_of(bo).get(missed["url"])) == ["Bengt"]
    assert names(rows(client_of(bo), "reach", "missed", asked)) == ["Bengt", "Cecilia"]


@pytest.mark.parametrize(
    ("title", "row", "chip", "expected"),
    [("Kön", "Kvinna", "Kön: Kvinna", ["Cecilia"]), ("Sektor", "Politik", "Sektor: Politik", ["Bengt"]),
     ("Nivå", "Nationell", "Nivå: Nationell", ["Bengt", "Cecilia"]), ("Kön", "Okänt", "Kön: okänt", ["Bengt"])],
)  # fmt: skip
def test_every_row_of_a_spread_leads_to_its_people(world, bo, title, row, chip, expected):
    Person.objects.filter(pk__in=(world.anna.pk, world.cecilia.pk)).update(gender="woman")
    Person.objects.filter(pk__in=(world.anna.pk, world.bengt.pk)).update(sector="politics")
    world.seat(world.person("Doris"), world.council)
    world.members.criteria.get().conditions.create(dimension="organization", organization=world.council)
    tables = side(section(client_of(bo), "spread", world.of_goal))["tables"]
    cells = next(
        cells for table in tables if table["title"] == title for cells in table["rows"] if cells[0]["value"] == row
    )
    page = client_of(bo).get(cells[4]["url"])
    assert set(expected) <= set(names(page)) and "Anna" not in names(page)
    assert str(len(names(page))) == cells[4]["value"]
    assert chip in [f"{one.label}: {one.value}" for one in page.context["filterset"].chips]


def test_the_newly_elected_of_a_spread_are_its_people(world, bo):
    world.seat(
        world.person("Ny"), starts_on=FIRST, term=Term.objects.create(body="riksdag", name="ny", starts_on=FIRST)
    )
    spread = side(section(client_of(bo), "spread", world.of_goal))
    table = next(one for one in spread["tables"] if one["title"] == "Nyvalda")
    for cells in table["rows"]:
        page = client_of(bo).get(cells[2]["url"])
        assert str(len(names(page))) == cells[2]["value"]
        assert cells[0]["url"] == cells[2]["url"]


def test_who_has_no_sector_of_their_own_is_counted_in_that_of_the_mandate(world, bo):
    Organization.objects.filter(pk=world.riksdag.pk).update(sector="politics")
    Person.objects.filter(pk=world.cecilia.pk).update(sector="academia")
    tables = side(section(client_of(bo), "spread", world.of_goal))["tables"]
    by_sector = next(table for table in tables if table["title"] == "Sektor")
    assert {cells[0]["value"]: cells[2]["value"] for cells in by_sector["rows"]} == {"Politik": "2", "Akademi": "1"}
    asked = {**world.of_goal, "sector": "politics"}
    assert names(rows(client_of(bo), "reach", "audience", asked)) == ["Anna", "Bengt"]


def test_contacts_linked_to_a_goal_below_count_for_a_priority_with_an_audience(world, bo):
    world.contact(dt.date(2023, 3, 1), "meeting", [(world.cecilia, "attended")], goal=world.g)
    assert names(rows(client_of(bo), "reach", "missed", world.of_priority)) == ["Bengt"]


def test_figures_count_what_is_confidential_and_lists_tell_how_much_is_hidden(world, bo):
    Interaction.objects.update(is_confidential=True)
    told = side(section(client_of(bo), "reach", world.of_goal))["told"]
    assert {one["figure"].key: one["value"] for one in told}["covered"] == "1"
    theirs = rows(client_of(bo), "reach", "covered", world.of_goal)
    assert names(theirs) == [] and theirs.context["hidden"] == 1
    assert "Siffran räknar 1 till, som du inte får se." in theirs.content.decode()
    narrowed = rows(client_of(bo), "reach", "covered", {**world.of_goal, "party": world.parties[1].code})
    assert "Utan filter räknar siffran 1 till, som du inte får se." in narrowed.content.decode()
    missed = rows(client_of(bo), "reach", "missed", world.of_goal)
    assert len(names(missed)) == 3 and "Listan har 1 fler än siffran" in missed.content.decode()
    mine = rows(client_of(world.alma), "reach", "covered", world.of_goal)
    assert names(mine) == ["Anna"] and mine.context["hidden"] == 0


def test_the_steps_of_the_ladder_lead_to_those_who_stand_on_them(world, bo):
    ladder = section(client_of(bo), "ladder", world.of_goal)
    steps = {row[0]["value"]: row for row in side(ladder)["tables"][0]["rows"]}
    met = steps[str(LadderStep.MET.label)][0]
    assert names(client_of(bo).get(met["url"])) == ["Anna"]
    listed = client_of(bo).get(
        reverse("advocacy:goal_units", args=[world.g.pk, "audience"]), {**PERIOD, "step": LadderStep.NOT_REACHED.value}
    )
    assert names(listed) == ["Bengt", "Cecilia"]


def test_the_steps_of_the_ladder_do_not_tell_of_contacts_that_the_reader_may_not_see(world, bo):
    Interaction.objects.update(is_confidential=True)
    met = {**world.of_goal, "step": LadderStep.MET.value}
    assert names(rows(client_of(bo), "reach", "audience", met)) == []
    assert names(rows(client_of(world.alma), "reach", "audience", met)) == ["Anna"]


def test_rows_that_are_no_people_are_listed_by_their_own_columns(world, bo):
    promised = Commitment.objects.create(
        promiser="theirs", text="Skicka underlag", priority=world.priority, owner=world.alma, made_on=FIRST
    )
    page = rows(client_of(bo), "commitments", "theirs_open", world.of_goal)
    assert page.context["object_list"] == [promised]
    goals = rows(client_of(bo), "reach", "on_target", {**PERIOD, "scope": "plan:P"})
    assert goals.status_code == 200 and goals.context["object_list"] == []


def test_every_figure_with_rows_behind_it_has_a_list_of_as_many(world, bo):
    client = client_of(bo)
    for key in SECTIONS:
        for one in side(section(client, key, world.of_goal))["told"]:
            if one["url"] and one["figure"].key != "coverage":
                assert client.get(one["url"]).context["page_obj"].paginator.count == one["figure"].value


def test_a_figure_that_the_scope_does_not_have_leads_back_to_the_page(world, bo):
    gone = rows(client_of(bo), "reach", "secret", world.of_goal)
    assert gone.status_code == 302 and gone.url.startswith(reverse("advocacy:follow_up"))
    assert section(client_of(bo), "ladder", {**PERIOD, "scope": "plan:P"}).status_code == 302


def test_a_list_is_taken_out_as_it_stands_and_logged(world, bo):
    url = reverse("advocacy:follow_up_rows_export", args=["reach", "missed"])
    response = client_of(bo).get(url, {**world.of_priority, "county": "03", "format": "xlsx"})
    sheet = book_of(response).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["Test, Bengt"]
    log = ExportLog.objects.get()
    assert log.rows == 1 and "Riksdagsledamöter" in log.filters and "Uppsala län" in log.filters


def test_every_figure_of_the_workbook_leads_to_its_definition_there(world, bo):
    book = book_of(client_of(bo).get(reverse("advocacy:follow_up_export"), world.of_goal))
    titles = {one.key: str(one.title) for one in DEFINITIONS}
    of = FigureSet(Scope(world.plan, goal=world.g, priority=world.priority), FIRST, LAST)
    expected = [titles[one.definition] for key in of.keys for one in of.section(key).figures]
    found = []
    for row in book["Siffror"].iter_rows(min_row=2):
        sheet, _, place = row[-1].hyperlink.location.partition("!")
        found.append(book[sheet][place].value)
    assert found == expected


def test_the_workbook_of_a_period_over_an_election_has_both_sides(world, election, bo):
    book = book_of(client_of(bo).get(reverse("advocacy:follow_up_export"), world.of_goal))
    audience = [
        (row[1].value, row[3].value) for row in book["Siffror"].iter_rows(min_row=2) if row[2].value == "Målgruppen"
    ]
    assert audience == [("Före valet: Riksdagen 2022–2026", 3), ("Efter valet: Riksdagen 2026–2030", 4)]
    sides = {row[0].value for row in book["Län"].iter_rows(min_row=2)}
    assert sides == {"Före valet: Riksdagen 2022–2026", "Efter valet: Riksdagen 2026–2030"}
    assert book["Siffror"].max_row > 10


def test_the_page_as_a_workbook_has_the_figures_and_a_sheet_for_each_table(world, bo):
    book = book_of(client_of(bo).get(reverse("advocacy:follow_up_export"), world.of_goal))
    figures = {(row[0].value, row[2].value): row for row in book["Siffror"].iter_rows(min_row=2)}
    coverage = figures["Täckningsgrad", "Täckningsgrad"]
    assert [cell.value for cell in coverage[4:7]] == [1, 3, 0.6]
    assert {"Parti", "Län", "Relationstrappa", "Vita fläckar"} <= set(book.sheetnames)
    log = ExportLog.objects.get()
    assert log.user == bo and "2023-06-30" in log.filters


@pytest.fixture
def election(world):
    """A new Riksdag on 1 April; Bengt and Ny sit in it, Bengt having been met before."""
    Term.objects.create(body="riksdag", name="Riksdagen 2022–2026", starts_on=dt.date(2022, 9, 26))
    Term.objects.create(body="riksdag", name="Riksdagen 2026–2030", starts_on=dt.date(2023, 4, 1))
    world.seat(world.person("Ny"), starts_on=dt.date(2023, 4, 1))
    world.contact(dt.date(2023, 2, 1), "meeting", [(world.bengt, "attended")], world.priority)


def test_a_period_over_an_election_is_shown_as_two_each_with_its_own_audience(world, election, bo):
    page = client_of(bo).get(reverse("advocacy:follow_up"), world.of_goal)
    assert [tab["active"] for tab in page.context["parts"]] == [True, False, False, False]
    reach = section(client_of(bo), "reach", world.of_goal)
    told = [(one["name"], one["told"][1]["value"], one["told"][2]["value"]) for one in reach.context["sides"]]
    assert told == [("Före valet: Riksdagen 2022–2026", "3", "2"), ("Efter valet: Riksdagen 2026–2030", "4", "0")]
    assert "målgruppen 31\xa0mar\xa02023: 3" in reach.content.decode()
    sizes = [
        side(section(client_of(bo), "reach", {**world.of_goal, "part": part}))["size"] for part in ("0", "1", "hela")
    ]
    assert sizes == [3, 4, 4]


def test_over_an_election_what_asks_no_audience_is_told_of_the_whole_period(world, election, bo):
    (whole,) = section(client_of(bo), "commitments", world.of_goal).context["sides"]
    assert not whole["name"] and whole["span"] == "1\xa0jan\xa02023 – 30\xa0jun\xa02023"
    (now,) = section(client_of(bo), "recency", world.of_goal).context["sides"]
    assert now["name"] == "Efter valet: Riksdagen 2026–2030"


def test_a_list_of_those_not_met_since_an_election_says_who_was_met_before_it(world, election, bo):
    since = side(section(client_of(bo), "reach", world.of_goal))["told"]
    url = next(one["url"] for one in since if one["figure"].key == "missed")
    page = client_of(bo).get(url)
    assert names(page) == ["Anna", "Bengt", "Cecilia", "Ny"]
    assert (page.context["met_before"]["met"], page.context["met_before"]["never"]) == (2, 2)
    assert "2 av dem träffades tidigare i perioden" in page.content.decode()
    whole = client_of(bo).get(f"{url.partition('?')[0]}{page.context['met_before']['url']}")
    assert names(whole) == ["Cecilia", "Ny"] and whole.context["met_before"] is None
    assert [tab["active"] for tab in whole.context["parts"]] == [False, False, True]


def test_the_other_side_of_an_election_is_one_click_away_with_the_filters_that_are_chosen(world, election, bo):
    page = rows(client_of(bo), "reach", "missed", {**world.of_goal, "part": "1", "county": "03"})
    assert names(page) == ["Anna", "Bengt"]
    before = client_of(bo).get(page.request["PATH_INFO"] + page.context["parts"][0]["url"])
    assert names(before) == [] and before.context["met_before"] is None


def test_the_whole_of_a_period_over_an_election_counts_the_goals_of_a_plan_on_both_sides(world):
    Term.objects.create(body="riksdag", name="ny", starts_on=dt.date(2023, 4, 1))
    plan = FigureSet(Scope(world.plan), FIRST, LAST).section("reach")
    goal = FigureSet(Scope(world.plan, goal=world.g, priority=world.priority), FIRST, LAST).section("reach")
    coverage = goal.figure("coverage")
    assert coverage.part == 1 == len(plan.figure("met").ids)
    assert plan.tables[0].rows[0][2:5] == (coverage.part, coverage.whole, coverage.value)


def test_a_goal_that_is_exactly_at_its_target_reaches_it(world):
    """29 of 50 are 58 %, though 100 × 0.58 is less than 58 to a computer."""
    everybody = [world.anna, world.bengt, world.cecilia, *(world.person(f"Ledamot {n}") for n in range(47))]
    for person in everybody[3:]:
        world.seat(person, starts_on=dt.date(2022, 9, 26))
    world.contact(dt.date(2023, 3, 1), "meeting", [(one, "attended") for one in everybody[:29]], world.priority)
    world.g.target_percent = 58
    world.g.save()
    of_plan = FigureSet(Scope(world.plan), FIRST, LAST).section("reach")
    assert of_plan.tables[0].rows[0][2:4] == (29, 50)
    assert of_plan.figure("on_target").part == 1


def test_a_section_with_nothing_to_tell_says_what_it_is_for_and_where_to_begin(world, bo):
    page = section(client_of(bo), "motions", world.of_goal).content.decode()
    assert str(LEADS["motions"]) in page and "Inga motioner i perioden" in page
    assert f'href="{reverse("advocacy:motion_list")}">Koppla motioner till sakfrågor' in page
    assert set(LEADS) == set(SECTIONS)
    for name in TO_DO:
        assert client_of(bo).get(to_do(name)["url"]).status_code == 200


def test_without_an_audience_the_page_says_that_one_may_be_chosen(world, bo):
    asked = {**PERIOD, "scope": "sakfraga:SA24"}
    client = client_of(bo)
    assert "Välj en målgrupp ovanför" in client.get(reverse("advocacy:follow_up"), asked).content.decode()
    assert (
        "Välj en målgrupp ovanför" not in client.get(reverse("advocacy:follow_up"), world.of_priority).content.decode()
    )


def test_without_a_plan_the_page_says_where_to_begin(db, bo):
    page = client_of(bo).get(reverse("advocacy:follow_up"))
    assert "Ingen plan att följa upp" in page.content.decode()
    assert section(client_of(bo), "reach", {}).status_code == 404


# --- Definitions ----------------------------------------------------------------------------------------------


def test_every_figure_and_section_has_its_definition_on_the_page(world, bo):
    page = client_of(bo).get(reverse("advocacy:figure_definitions")).content.decode()
    known = {one.key for one in DEFINITIONS}
    assert all(f'id="{key}"' in page for key in known)
    of = FigureSet(Scope(world.plan, goal=world.g, priority=world.priority), FIRST, LAST)
    assert {one.definition for key in of.keys for one in of.section(key).figures} <= known
    assert {of_section(key) for key in SECTIONS} <= known and set(SECTIONS) <= set(titles())


# --- Command and API ------------------------------------------------------------------------------------------


def told_by(*asked):
    out = StringIO()
    call_command("reach", *asked, stdout=out)
    return out.getvalue()


def test_command_and_api_give_every_figure_alike(world, bo):
    told = json.loads(told_by("P:G-1", "--from", "2023-01-01", "--to", "2023-06-30", "--all", "--json"))
    answer = client_of(bo).get("/api/v1/figures/", {"scope": "P:G-1", "from": "2023-01-01", "to": "2023-06-30"})
    assert answer.json() == told
    assert told["sections"][0]["figures"]["coverage"]["part"] == 1


def test_the_command_without_all_is_what_it_was_and_a_priority_is_told_whole(world):
    plain = json.loads(told_by("P:G-1", "--from", "2023-01-01", "--to", "2023-06-30", "--json"))
    assert plain["covered"] == 1 and "sections" not in plain
    text = told_by("sakfraga:SA24", "--from", "2023-01-01", "--to", "2023-06-30")
    assert "Träffade personer, alla: 1" in text


def test_over_an_election_command_and_api_hold_each_side(world):
    Term.objects.create(body="riksdag", name="ny", starts_on=dt.date(2023, 4, 1))
    told = json.loads(told_by("P:G-1", "--from", "2023-01-01", "--to", "2023-06-30", "--all", "--json"))
    assert [part["to"] for part in told["parts"]] == ["2023-03-31", "2023-06-30"]


@pytest.mark.parametrize("asked", [{"scope": "P:NEJ"}, {"from": "2023-02-30"}, {"form": "2023-01-01"},
                                   {"from": "2023-02-02", "to": "2023-01-01"}, {"to": "9999-12-31"},
                                   {"from": "0001-01-01"}, {"scope": "P:\x00"}])  # fmt: skip
def test_the_api_refuses_what_it_does_not_understand(world, bo, asked):
    assert client_of(bo).get("/api/v1/figures/", asked).status_code == 400
