"""The timeline of a person in a browser: older entries come beneath, kinds are chosen, on a phone too."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from advocacy.models import Interaction, Participation
from tests import make
from tests.conftest import NARROW


@pytest.fixture
def timeline(page, sign_in, alma):
    person = make.person("Maja Lindqvist")
    day = dt.date(2026, 10, 1)
    rows = Interaction.objects.bulk_create(
        Interaction(kind="meeting", title=f"Möte {n}", held_on=day - dt.timedelta(days=n), created_by=alma)
        for n in range(60)
    )
    Participation.objects.bulk_create(Participation(interaction=row, person=person) for row in rows)
    sign_in(page, alma)
    page.goto(f"/personer/{person.pk}/tidslinje/")
    return page


def test_older_entries_come_beneath_are_announced_and_get_the_focus(timeline, axe):
    page = timeline
    page.get_by_role("link", name="Kontakter", exact=True).and_(page.locator(".chip")).click()
    page.wait_for_url("**?visa=kontakter")
    expect(page.locator(".entry")).to_have_count(50)
    page.get_by_role("link", name="Visa äldre").press("Enter")
    page.get_by_text("Möte 59", exact=True).wait_for()
    expect(page.locator(".entry-title a")).to_have_text([f"Möte {n}" for n in range(60)])
    page.locator("#announcer", has_text="10 till").wait_for(state="attached")
    expect(page.locator("[data-autofocus]:focus")).to_contain_text("Möte 50")
    axe(page)


def test_timeline_is_narrowed_on_a_phone_without_scrolling_sideways(timeline, axe):
    page = timeline
    page.set_viewport_size({"width": NARROW, "height": 800})
    page.get_by_text("Avgränsa").click()
    page.get_by_label("Från").fill("2026-09-30")
    page.get_by_label("Till och med").fill("2026-09-30")
    page.get_by_role("button", name="Visa", exact=True).click()
    page.wait_for_url("**first=2026-09-30**")
    expect(page.locator(".entry-title a")).to_have_text(["Möte 1"])
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    axe(page)
