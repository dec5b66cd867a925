"""Two that are one, in a browser: told while typing, decided side by side, taken back."""

import pytest
from playwright.sync_api import expect

from contacts.choices import PairState
from contacts.models import Person, PersonPair
from contacts.services import duplicates
from tests import make


@pytest.fixture
def pair(db, alma):
    body = make.organization("Trafikverket")
    first = make.person("Maja Lindqvist", email="maja@example.se", birth_year=1970)
    second = make.person("Maja Lindkvist", title="Docent")
    for person in (first, second):
        make.membership(person, body, role="Direktör", kind="official")
    duplicates.scan_people(actor=alma)
    return first, second


@pytest.mark.smoke
def test_pair_is_merged_side_by_side_and_taken_back(any_page, sign_in, alma, pair, axe, fits):
    page = any_page
    sign_in(page, alma)
    page.goto("/dubbletter/")
    axe(page)
    fits(page)
    page.get_by_role("link", name="Slå ihop Maja Lindqvist och Maja Lindkvist").click()
    axe(page)
    fits(page)
    page.get_by_label("Efternamn: Lindkvist").check()
    page.get_by_role("button", name="Slå ihop").click()
    page.get_by_text("Maja Lindkvist slogs ihop med Maja Lindqvist.").wait_for()
    expect(page.locator("h1")).to_have_text("Maja Lindkvist")

    page.locator(".message").get_by_role("link", name="Ångra").click()
    axe(page)
    fits(page)
    page.get_by_role("button", name="Ångra").click()
    page.get_by_text("Allt är som förut").wait_for()
    axe(page)
    fits(page)
    assert sorted(Person.objects.visible_to(alma).values_list("family_name", flat=True)) == ["Lindkvist", "Lindqvist"]


def test_pair_is_told_apart_by_keyboard_and_stays_so(page, sign_in, alma, pair):
    sign_in(page, alma)
    page.goto("/dubbletter/")
    page.get_by_role("button", name="är inte samma").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Inga par att avgöra").wait_for()
    assert PersonPair.objects.get().state == PairState.DIFFERENT
    page.get_by_role("link", name="Inte samma").click()
    page.get_by_role("button", name="Fråga igen").click()
    page.get_by_text("Paret visas igen").wait_for()
    assert PersonPair.objects.get().state == PairState.OPEN


def test_typing_a_new_name_tells_who_is_there_and_blocks_nothing(any_page, sign_in, alma, pair, axe, fits):
    page = any_page
    sign_in(page, alma)
    page.goto("/personer/ny/")
    page.fill("#id_given_name", "Maja")
    page.locator("#id_family_name").press_sequentially("Lindkvist")
    page.locator("#alike").get_by_role("link", name="Maja Lindqvist").wait_for()
    axe(page)
    fits(page)
    page.fill("#id_family_name", "Nordtorpa")
    page.locator("#alike p").wait_for(state="detached")
    page.get_by_role("button", name="Spara", exact=True).click()
    page.get_by_role("heading", name="Maja Nordtorpa").wait_for()
    assert Person.objects.get(family_name="Nordtorpa").given_name == "Maja"
