"""The goal page, the lists behind its figures, its workbook and its form."""

import datetime as dt
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from advocacy.models import Goal, Interaction
from contacts.models import Term
from crm.models import ExportLog
from tests.advocacy.world import World
from tests.base import client_of


def content_of(response):
    """What a file holds. The response is not closed as a server would: that ends the test's connection as well."""
    content = response.getvalue()
    for close in response._resource_closers:
        close()
    return content


def book_of(response):
    return openpyxl.load_workbook(BytesIO(content_of(response)))


PERIOD = {"first": "2023-01-01", "last": "2023-06-30"}


@pytest.fixture
def world(db):
    w = World()
    w.anna, w.bengt = w.person("Anna"), w.person("Bengt")
    w.seat(w.anna, party=w.parties[0], starts_on=dt.date(2022, 9, 26))
    w.seat(w.bengt, party=w.parties[1], area=w.counties[1], starts_on=dt.date(2022, 9, 26))
    w.contact(dt.date(2023, 2, 10), "meeting", [(w.anna, "attended")], w.priority)
    w.g = w.goal(w.audience({"organization": [w.riksdag]}), target_percent=60)
    w.url = reverse("advocacy:goal_detail", args=[w.g.pk])
    return w


def units_url(world, figure):
    return reverse("advocacy:goal_units", args=[world.g.pk, figure])


def test_page_shows_coverage_with_numerator_denominator_and_target(world, bo):
    page = client_of(bo).get(world.url, PERIOD)
    text = page.content.decode()
    assert page.status_code == 200
    assert page.context["reach"].covered == 1 and page.context["reach"].audience == 2
    assert "50\N{NO-BREAK SPACE}%" in text and "Mål 60\N{NO-BREAK SPACE}%" in text


def test_logging_a_contact_moves_the_coverage(world, bo):
    world.contact(dt.date(2023, 3, 1), "call", [(world.bengt, "attended")], world.priority)
    assert client_of(bo).get(world.url, PERIOD).context["reach"].coverage == 1.0


def test_every_figure_leads_to_the_people_behind_it(world, bo):
    client = client_of(bo)
    for figure, expected in {"covered": {"Anna"}, "missed": {"Bengt"}, "audience": {"Anna", "Bengt"}}.items():
        page = client.get(units_url(world, figure), PERIOD)
        assert {p.given_name for p in page.context["object_list"]} == expected


def test_the_list_behind_a_cell_holds_its_party_and_county_alone(world, bo):
    page = client_of(bo).get(units_url(world, "audience"), {**PERIOD, "party": "M", "county": "03"})
    assert [p.given_name for p in page.context["object_list"]] == ["Bengt"]
    assert [chip.value for chip in page.context["chips"]] == ["M", "Uppsala län"]


def test_lists_show_the_mandate_that_counts_on_the_last_day(world, bo):
    later = world.seat(
        world.anna, world.council, role="Regionråd", starts_on=dt.date(2023, 9, 1), party=world.parties[1]
    )
    world.seat(world.anna, world.group, role="Ordförande", area=None)
    page = client_of(bo).get(units_url(world, "covered"), PERIOD)
    counted = page.context["object_list"][0].counted_as
    assert counted != later and counted.organization == world.riksdag and counted.party == world.parties[0]
    response = client_of(bo).get(reverse("advocacy:goal_export", args=[world.g.pk]), PERIOD)
    row = [cell.value for cell in book_of(response)["Träffade"][2]]
    assert row == ["Test, Anna", "S", "Ledamot, Sveriges riksdag", "Stockholms län"]


def test_an_unknown_figure_or_goal_is_not_found(world, bo):
    assert client_of(bo).get(units_url(world, "secret"), PERIOD).status_code == 404
    assert client_of(bo).get(reverse("advocacy:goal_detail", args=[world.g.pk + 1])).status_code == 404


def test_outsider_sees_no_goal(world, cai):
    assert client_of(cai).get(world.url).status_code == 404


def test_a_period_that_cannot_be_read_says_why_and_shows_the_plans(world, bo):
    page = client_of(bo).get(world.url, {"first": "igår", "last": "2023-06-30"})
    assert page.status_code == 200 and page.context["period"].form.errors["first"]
    assert page.context["reach"].first == dt.date(2023, 1, 1)


def test_a_period_over_an_election_has_a_tab_for_each_side(world, bo):
    Term.objects.create(name="Ny", body="riksdag", starts_on=dt.date(2023, 4, 1))
    page = client_of(bo).get(world.url, PERIOD)
    assert len(page.context["period_tabs"]) == 2 and page.context["reach"].first == dt.date(2023, 4, 1)
    before = client_of(bo).get(world.url, {**PERIOD, "part": 0})
    assert before.context["reach"].last == dt.date(2023, 3, 31) and before.context["reach"].covered == 1


def test_a_confidential_contact_counts_and_is_shown_without_content(world, bo):
    Interaction.objects.update(is_confidential=True, title="Hemligt möte")
    page = client_of(bo).get(world.url, PERIOD)
    assert page.context["reach"].covered == 1
    assert "Hemligt möte" not in page.content.decode() and "Ett konfidentiellt" in page.content.decode()


def test_a_list_of_names_leaves_out_whom_only_confidential_contacts_tell_of(world, bo):
    Interaction.objects.update(is_confidential=True)
    for figure in ("covered", "reached"):
        page = client_of(bo).get(units_url(world, figure), PERIOD)
        assert page.context["object_list"] == [] and page.context["hidden"] == 1
    response = client_of(bo).get(reverse("advocacy:goal_export", args=[world.g.pk]), PERIOD)
    book = book_of(response)
    assert not any(row[0].value for row in book["Träffade"].iter_rows(min_row=2))
    mine = client_of(world.alma).get(units_url(world, "covered"), PERIOD)
    assert [p.given_name for p in mine.context["object_list"]] == ["Anna"]


def test_workbook_holds_the_figures_and_the_lists_and_is_logged(world, bo):
    response = client_of(bo).get(reverse("advocacy:goal_export", args=[world.g.pk]), PERIOD)
    book = book_of(response)
    figures = {row[0].value: row[1].value for row in book["Siffror"].iter_rows(min_row=2)}
    assert float(figures["Täckningsgrad, %"]) == 50.0 and int(figures["Träffade i målgruppen"]) == 1
    assert [row[0].value for row in book["Träffade"].iter_rows(min_row=2)] == ["Test, Anna"]
    assert [row[0].value for row in book["Ännu inte träffade"].iter_rows(min_row=2)] == ["Test, Bengt"]
    days = [[cell.value.date() for cell in row[2:]] for row in book["Siffror"].iter_rows(min_row=2)]
    assert days[0] == [dt.date(2023, 1, 1), dt.date(2023, 6, 30)]
    log = ExportLog.objects.get()
    assert (log.user, log.rows) == (bo, 3) and "2023-06-30" in log.filters


def test_workbook_over_the_limit_asks_for_a_reason(world, bo, eva, settings):
    settings.EXPORT_LIMIT = 1
    url = reverse("advocacy:goal_export", args=[world.g.pk])
    asked = client_of(bo).get(url, PERIOD)
    assert asked.status_code == 403 and 'name="reason"' in asked.content.decode()
    assert not ExportLog.objects.exists()
    assert "Träffade" in book_of(client_of(bo).get(url, {**PERIOD, "reason": "Styrelsens möte"})).sheetnames
    assert ExportLog.objects.get().reason == "Styrelsens möte"
    assert "Träffade" in book_of(client_of(eva).get(url, PERIOD)).sheetnames


def test_the_list_behind_a_figure_is_taken_out_as_it_stands(world, bo):
    url = reverse("advocacy:goal_units_export", args=[world.g.pk, "audience"])
    page = client_of(bo).get(url, PERIOD)
    assert [str(column["label"]) for column in page.context["columns"]][:4] == ["Namn", "Parti", "Uppdrag", "Län"]
    response = client_of(bo).get(url, {**PERIOD, "format": "xlsx"})
    sheet = book_of(response).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["Test, Anna", "Test, Bengt"]
    assert ExportLog.objects.get().rows == 2
    cards = client_of(bo).post(f"{url}?first=2023-01-01&last=2023-06-30", {"format": "vcard"})
    assert content_of(cards).count(b"BEGIN:VCARD") == 2


def test_the_matrix_of_parties_and_counties_adds_up_to_the_figure_on_top(world, bo):
    page = client_of(bo).get(world.url, PERIOD)
    heat, reach = page.context["heat"], page.context["reach"]
    assert (heat["total"]["covered"], heat["total"]["audience"]) == (reach.covered, reach.audience)
    for sums in ([row["total"] for row in heat["rows"]], heat["totals"]):
        assert sum(s["audience"] for s in sums) == reach.audience and sum(s["covered"] for s in sums) == reach.covered
    assert client_of(bo).get(units_url(world, "audience") + "?" + heat["totals"][0]["query"], PERIOD).status_code == 200


def form_data(goal, **fields):
    return {
        "statement": goal.statement,
        "kind": goal.kind,
        "unit": goal.unit,
        "audience": goal.audience_id,
        "target_percent": 60,
        "version": goal.version,
        **fields,
    }


def test_manager_sets_the_target_and_history_names_them(world, eva):
    url = reverse("advocacy:goal_edit", args=[world.g.pk])
    assert client_of(eva).post(url, form_data(world.g, target_percent=75)).status_code == 302
    goal = Goal.objects.get(pk=world.g.pk)
    assert goal.target_percent == 75 and goal.history.first().history_user == eva


def test_editor_cannot_change_a_goal(world, alma):
    url = reverse("advocacy:goal_edit", args=[world.g.pk])
    assert client_of(alma).post(url, form_data(world.g, target_percent=75)).status_code == 403
    assert Goal.objects.get(pk=world.g.pk).target_percent == 60


def test_a_target_over_a_hundred_is_refused_beside_the_field(world, eva):
    page = client_of(eva).post(reverse("advocacy:goal_edit", args=[world.g.pk]), form_data(world.g, target_percent=101))
    assert page.status_code == 422 and "target_percent" in page.context["form"].errors


def test_the_later_of_two_managers_is_told_and_loses_nothing(world, eva):
    url, stale = reverse("advocacy:goal_edit", args=[world.g.pk]), form_data(world.g, statement="Min text")
    client_of(eva).post(url, form_data(world.g, target_percent=75))
    page = client_of(eva).post(url, stale)
    assert page.status_code == 409 and "Min text" in page.content.decode()
    assert Goal.objects.get(pk=world.g.pk).statement == "Mål"
