"""The register in a real browser: narrowed without a reload, changed by keyboard, added to on the spot."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from contacts.models import Membership, Person
from crm.models import User
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def maja(alma: User) -> Person:
    county = make.area("Västmanlands län", code="19")
    start = dt.date(2026, 9, 28)
    person = make.mp("Maja Lindqvist", constituency=county, code="C", starts_on=start, source="Valmyndigheten")
    make.detail(person, "email", "maja.lindqvist@example.se")
    make.membership(person, make.organization("Köpings kommun", "municipality"), "Kommunalråd", ends_on=start)
    make.mp("Per Ahl", code="S")
    return person


def test_list_narrows_while_one_types_and_ticks(
    page: Any, sign_in: Callable[..., None], axe: Callable[..., None], alma: User, maja: Person
) -> None:
    sign_in(page, alma)
    page.goto("/personer/")
    page.get_by_placeholder("Sök i listan …").fill("maj")
    page.get_by_role("link", name="Ahl, Per").wait_for(state="detached")
    expect(page.locator("#list-count")).to_have_text("1 av 2")
    page.get_by_placeholder("Sök i listan …").fill("")
    page.get_by_role("link", name="Ahl, Per").wait_for()
    page.get_by_role("button", name="Filtrera").click()
    axe(page)
    page.locator("#filter-fields summary", has_text="Uppdrag").click()
    page.get_by_label("Parti S").check()
    page.get_by_role("link", name="Lindqvist, Maja").wait_for(state="detached")
    page.wait_for_url("**party=S**")
    page.get_by_role("link", name="Exportera").click()
    page.get_by_role("link", name="CSV").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Ladda ner").click()
    text = taken.value.path().read_text(encoding="utf-8-sig")
    assert "Ahl" in text
    assert "Lindqvist" not in text


@pytest.mark.smoke
def test_mandate_is_changed_by_keyboard_and_both_stand_on_the_page(
    page: Any, sign_in: Callable[..., None], alma: User, maja: Person
) -> None:
    mandate = Membership.objects.get(person=maja, role="Riksdagsledamot")
    region = make.organization("Region Västmanland", "region")
    sign_in(page, alma)
    page.goto(f"/personer/{maja.pk}/nytt-uppdrag/")
    page.locator("main").get_by_role("combobox", name="Organisation").press_sequentially("vastm")
    page.get_by_role("option", name="Region Västmanland").wait_for()
    page.keyboard.press("Enter")
    page.get_by_label("Uppdrag eller befattning").fill("Regionråd")
    page.get_by_label("Förtroendevald").check()
    page.get_by_role("button", name="Spara").press("Enter")
    page.get_by_text("Uppdraget är tillagt.").wait_for()
    assert Membership.objects.get(role="Regionråd").organization == region
    page.goto(f"/uppdrag/{mandate.pk}/andra/")
    page.get_by_label("Gäller från").fill("2026-10-15")
    page.get_by_label("Uppdrag eller befattning").fill("Talman")
    page.get_by_role("button", name="Spara ändringen").press("Enter")
    page.get_by_text("Uppdraget är ändrat.").wait_for()
    mandate.refresh_from_db()
    assert mandate.ends_on == dt.date(2026, 10, 14)
    expect(page.get_by_text("Tillträdde: Talman")).to_be_visible()


def test_unknown_person_is_added_from_a_picker_after_the_namesake_was_shown(
    page: Any, sign_in: Callable[..., None], axe: Callable[..., None], alma: User, maja: Person
) -> None:
    sign_in(page, alma)
    page.goto("/kontakter/registrera/")
    box = page.locator("main").get_by_role("combobox").first
    box.press_sequentially("Maja Lindqvis")
    page.get_by_role("option", name="Maja Lindqvist").first.wait_for()
    page.locator(".combobox-create").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Efternamn").fill("Lindqvist")
    dialog.get_by_role("button", name="Lägg till").click()
    dialog.get_by_text("Det finns redan någon med det namnet").first.wait_for()
    axe(page)
    dialog.get_by_text("Nej, lägg till en ny person").click()
    dialog.get_by_role("button", name="Lägg till").click()
    dialog.wait_for(state="detached")
    expect(page.locator(".combobox-chosen .chip-text").first).to_have_text("Maja Lindqvist")
    assert Person.objects.filter(family_name="Lindqvist").count() == 2
