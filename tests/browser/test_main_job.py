"""The main job from door to door: log in, see a goal's coverage, log a contact, see it move, take it to Excel."""

import datetime as dt

import openpyxl
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from advocacy.models import Interaction
from advocacy.services.reach import Reach
from crm.common.dates import today
from tests.advocacy.world import World
from tests.base import make_user

PASSWORD = "en-lång-mening-om-tåg"


@pytest.fixture
def world(db):
    w = World()
    w.plan.starts_on, w.plan.ends_on = today().replace(month=1, day=1), today().replace(month=12, day=31)
    w.plan.save()
    for name in ("Åsa", "Björn"):
        person = w.person(name)
        person.derive()
        person.save()
        w.seat(person, party=w.parties[0], starts_on=dt.date(2022, 9, 26))
    w.g = w.goal(w.audience({"organization": [w.riksdag]}), target_percent=60)
    user = make_user("alma")
    user.set_password(PASSWORD)
    user.save()
    return w


def log_in(page):
    page.goto("/")
    page.locator("input[name=login]").fill("alma@example.se")
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("h1")


@pytest.mark.smoke
def test_a_contact_logged_in_the_browser_moves_the_goals_coverage(page, world, tmp_path):
    log_in(page)
    goal = reverse("advocacy:goal_detail", args=[world.g.pk])
    page.goto(goal)
    expect(page.locator(".figure-value").first).to_have_text("0 %")

    page.keyboard.press("n")
    quick = page.get_by_role("dialog", name="Registrera kontakt")
    quick.get_by_role("combobox", name="Vem?").fill("asa")
    quick.get_by_role("option", name="Åsa Test").wait_for()
    page.keyboard.press("Enter")
    if not quick.get_by_text("Systemanalys", exact=True).is_visible():
        quick.get_by_text("Fler sakfrågor").click()
    quick.get_by_text("Systemanalys", exact=True).click()
    quick.get_by_role("button", name="Spara", exact=True).click()
    page.wait_for_selector(".toast:has-text('Möte om Systemanalys')")

    page.goto(goal)
    expect(page.locator(".figure-value").first).to_have_text("50 %")
    reach = Reach(world.g, today().replace(month=1, day=1), today())
    assert {p.given_name for p in reach.units("covered")} == {"Åsa"}

    with page.expect_download() as download:
        page.get_by_role("link", name="Exportera").click()
    path = tmp_path / "mal.xlsx"
    download.value.save_as(path)
    assert [row[0].value for row in openpyxl.load_workbook(path)["Träffade"].iter_rows(min_row=2)] == ["Test, Åsa"]


def test_a_name_that_was_typed_and_not_chosen_keeps_the_form(page, world):
    log_in(page)
    page.goto(reverse("advocacy:interaction_add"))
    page.get_by_role("combobox", name="Vem?").fill("Borttappad Person")
    page.get_by_label("Rubrik").press("Enter")
    expect(page.get_by_role("combobox", name="Vem?")).to_be_focused()
    expect(page.locator(".combobox-hint").first).to_contain_text("Borttappad Person")
    assert page.url.endswith(reverse("advocacy:interaction_add"))
    assert not Interaction.objects.exists()
