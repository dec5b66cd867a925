"""Acts in a real browser: noted beside our position, and placed on a priority in one row, in both widths."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from advocacy.models import Act
from advocacy.services import acts, positions
from tests import make, make_advocacy

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.date(2026, 3, 2)


def test_act_is_noted_beside_our_position_and_another_is_placed_in_its_row(any_page, sign_in, axe, fits, alma):
    page, maja = any_page, make.person("Maja Alm")
    railway = make_advocacy.priority("Järnvägar")
    positions.add(actor=alma, priority=railway, text="Spåren ska byggas ut")
    waiting = acts.note(
        actor=alma, person=maja, kind="question", acted_on=DAY, title="Om nattåg", url="https://example.se/1"
    )
    sign_in(page, alma)
    page.goto(f"/handlingar/ny/?person={maja.pk}")
    page.get_by_text("Anförande", exact=True).click()
    page.locator("#id_acted_on").fill(DAY.isoformat())
    page.get_by_label("Vad?").fill("Om dubbelspår")
    page.get_by_label("Länk").fill("https://example.se/2")
    page.locator("#id_priority").select_option(label="Järnvägar")
    expect(page.locator("#act-position")).to_contain_text("Spåren ska byggas ut")
    page.get_by_text("För", exact=True).click()
    axe(page)
    fits(page)
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Handlingen är noterad.")).to_be_visible()
    assert Act.objects.get(title="Om dubbelspår").leaning == "for"

    page.goto("/handlingar/utan-sakfraga/")
    page.get_by_label("Sakfråga: Om nattåg").select_option(label="Järnvägar")
    expect(page.get_by_text("Spåren ska byggas ut")).to_be_visible()
    axe(page)
    fits(page)
    page.get_by_role("button", name="Koppla").click()
    expect(page.locator("[aria-invalid=true]")).to_have_count(1)
    expect(page.get_by_label("Sakfråga: Om nattåg")).to_have_value(str(railway.pk))
    page.get_by_label("För vår ståndpunkt? Om nattåg").select_option(label="Emot")
    page.get_by_role("button", name="Koppla").click()
    expect(page.get_by_text("Alla handlingar är kopplade")).to_be_visible()
    waiting.refresh_from_db()
    assert (waiting.priority, waiting.leaning) == (railway, "against")
