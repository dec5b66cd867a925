"""Pictures of the figures in a real browser: fetched by the goal page, drawn, and readable at both widths."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from contacts.models import Area, Organization
from tests.advocacy.world import World

pytestmark = pytest.mark.django_db(transaction=True)
DRAWN = 60_000  # the draughtsman may have others before us


def test_goal_page_has_its_pictures_with_tables_and_so_has_the_plan(any_page, sign_in, axe, fits):
    page, w = any_page, World()
    town = Area.objects.create(kind="municipality", code="0380", name="Uppsala", county=w.counties[1])
    other = Area.objects.create(kind="municipality", code="0330", name="Knivsta", county=w.counties[1])
    council = Organization.objects.create(name="Uppsalas fullmäktige", kind="assembly", level="local", area=town)
    people = [w.person(name) for name in ("Anna", "Bo", "Cia", "Disa")]
    for n, (person, body) in enumerate(zip(people, (w.riksdag, w.riksdag, council, w.municipality), strict=True)):
        local = {"area": None} if body == council else {"area": other} if body == w.municipality else {}
        w.seat(person, body, starts_on=dt.date(2022, 10, 15), party=w.parties[n % 2], **local)
    w.contact(dt.date(2023, 2, 10), "meeting", [(people[0], "attended"), (people[2], "attended")], w.priority)
    goal = w.goal(w.audience({"organization": [w.riksdag, council, w.municipality]}), target_percent=60)
    sign_in(page, w.alma)

    page.goto(f"{goal.get_absolute_url()}?first=2023-01-01&last=2023-06-30")
    for name in ("täckningsgrad per kvartal", "relationstrappan", "täckningsgrad per län", "täckningsgrad per kommun"):
        picture = page.get_by_role("img", name=name).filter(visible=True)
        expect(picture).to_have_count(1, timeout=DRAWN)
        expect(page.get_by_role("table", name=name)).to_have_count(1)
    expect(page.get_by_role("img", name="per kvartal").filter(visible=True)).to_contain_text("målvärde")
    expect(page.get_by_role("table", name="per kommun").get_by_role("row", name="Uppsala")).to_contain_text("100")
    axe(page)
    fits(page)

    page.goto(reverse("advocacy:plan_detail", args=["P"]))
    bars = page.get_by_role("img", name="Täckningsgrad per mål").filter(visible=True)
    expect(bars).to_have_count(1, timeout=DRAWN)
    expect(bars).to_contain_text("G-1")
    expect(page.get_by_role("table", name="Täckningsgrad per mål")).to_contain_text("60")
    axe(page)
    fits(page)
