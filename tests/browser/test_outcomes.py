"""Outcomes in a real browser: noted, given a chain by type-ahead and suggestion, checked by a colleague."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from advocacy.models import Outcome
from advocacy.services import commitments, outcomes
from crm.common.dates import today
from tests import make, make_advocacy
from tests.advocacy.test_outcomes import DAY, contact, noted, viewpoint

pytestmark = pytest.mark.django_db(transaction=True)


def test_outcome_is_noted_with_its_chain_and_checked_by_a_colleague(page, sign_in, alma, eva):
    about = make_advocacy.priority("Järnvägar")
    contact(alma, about, title="Samtal om lokförare")
    contact(alma, about, DAY - dt.timedelta(days=10), "Möte om spår")
    sign_in(page, alma)
    page.goto("/genomslag/")
    page.get_by_role("link", name="Notera genomslag").first.click()
    page.get_by_label("Vad ändrades?").fill("Fler platser för lokförare")
    page.locator("#id_priority").select_option(label="Järnvägar")
    page.get_by_text("Omnämnd", exact=True).click()
    page.get_by_label("Belopp, kronor").fill("5000000")
    page.locator("#id_happened_on").fill(DAY.isoformat())
    page.get_by_label("I vilket dokument").fill("Budgeten")
    page.get_by_role("radio", name="Medel").check()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_label("Belopp, kronor")).to_have_attribute("aria-invalid", "true")
    page.get_by_text("Finansierat", exact=True).click()
    page.get_by_role("button", name="Spara").click()

    page.get_by_role("link", name="Lägg till led").click()
    page.get_by_role("combobox", name="Kontakt").press_sequentially("lokför")
    expect(page.get_by_role("option").first).to_contain_text("Samtal om lokförare")
    page.keyboard.press("Enter")
    page.get_by_label("Hur bidrog det?", exact=True).fill("Vi lämnade underlaget")
    page.get_by_role("button", name="Spara och lägg till ett till").click()
    lead = page.locator("li", has_text="Möte om spår")
    lead.get_by_role("button", name="Lägg till").click()
    expect(page.locator("form li", has_text="Möte om spår")).to_have_count(0)
    page.get_by_role("link", name="Avbryt").click()
    steps = page.locator("#kedja ol > li")
    expect(steps).to_have_count(3)
    expect(steps.first).to_contain_text("Vi lämnade underlaget")
    expect(page.get_by_role("img", name="Kedjan i tidsordning")).to_be_visible()
    expect(page.get_by_role("button", name="Källan är läst")).to_have_count(0)

    sign_in(page, eva)
    page.goto("/")
    page.get_by_role("link", name="Fler platser för lokförare").click()
    page.get_by_role("button", name="Källan är läst").click()
    expect(page.get_by_text("Kontrollerat av Eva Lund")).to_be_visible()
    assert Outcome.objects.get().checked_by == eva


def test_pages_of_outcomes_are_usable_in_both_widths(any_page, sign_in, axe, fits, alma, eva):
    about = make_advocacy.priority("Järnvägsutbildningar och övningsanläggningar")
    row = noted(eva, about, "Utbildningsanläggningar finansieras", strength="funded", amount=25_000_000, page="44")
    said = viewpoint(alma, about, taken_up="yes", document="Prop. 2026/27:40")
    for number in range(4):
        outcomes.contribute(actor=alma, outcome=row, source=contact(alma, about, title=f"Möte {number}"))
    contact(alma, about, title="Kan tas med")
    promised = commitments.add(
        actor=alma, promiser="theirs", text="Skickar underlag", person=make.person(), made_on=DAY,
        due_on=today() - dt.timedelta(days=3),
    )  # fmt: skip
    link = row.contributions.first()
    sign_in(any_page, alma)
    for path in (
        "/genomslag/", "/genomslag/att-notera/", f"/genomslag/nytt/?viewpoint={said.pk}", f"/genomslag/{row.pk}/",
        f"/genomslag/{row.pk}/redigera/", f"/genomslag/{row.pk}/led/nytt/", f"/genomslag/led/{link.pk}/",
        "/ataganden/", f"/ataganden/{promised.pk}/",
    ):  # fmt: skip
        any_page.goto(path)
        expect(any_page.get_by_role("heading", level=1)).to_be_visible()
        axe(any_page)
        fits(any_page)
