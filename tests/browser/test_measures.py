"""Measures in a real browser: how it goes is noted, and the follow-up has its pictures and its tables."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from advocacy.services import measures
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


def measure(name, state, county):
    made = measures.add(
        actor=make.actor(), name=name, national_plan="2026-2037", counties=[county], source="Planen"
    )  # fmt: skip
    said = dt.date(2026, 3, 1)
    measures.note_status(actor=make.actor(), measure=made, state=state, stated_on=said, source="Årsrapport")
    return made


def test_status_is_noted_and_the_follow_up_shows_it_in_picture_and_table(any_page, sign_in, alma, axe, fits):
    page = any_page
    county = make.area("Uppsala län", code="03")
    made = measure("Fyra spår", "on_time", county)
    measure("Mötesstation", "done", county)
    sign_in(page, alma)

    page.goto(made.get_absolute_url())
    page.get_by_role("link", name="Notera läge").click()
    page.get_by_text("Försenad", exact=True).click()
    page.locator("#id_source").fill("Rapport om läget")
    page.get_by_role("button", name="Spara").click()
    expect(page.locator("#lage")).to_contain_text("Rapport om läget")
    expect(page.locator("#lage")).to_contain_text("Enligt plan")
    axe(page)
    fits(page)

    page.goto("/atgarder/uppfoljning/")
    pictures = page.get_by_role("img", name="Läget den")
    expect(pictures.filter(visible=True)).to_have_count(1, timeout=60_000)
    expect(pictures.filter(visible=True)).to_contain_text("Uppsala län")
    expect(page.get_by_role("img", name="Då och nu").filter(visible=True)).to_have_count(1, timeout=60_000)
    expect(page.get_by_role("table", name="Läget den")).to_contain_text("Uppsala län")
    axe(page)
    fits(page)
    page.get_by_role("table", name="Läget den").get_by_role("link").first.click()
    expect(page.get_by_text("Mötesstation")).to_be_visible()
    axe(page)
    fits(page)
