"""The list of people as every list: filtered while one types, sorted by its heads, cards on a phone."""

import pytest
from playwright.sync_api import expect

from tests import make
from tests.conftest import NARROW


@pytest.fixture
def people(db):
    make.party("C")
    return [make.mp("Maja Lindqvist"), make.person("Åsa Öberg"), make.person("Bertil Ahl")]


@pytest.fixture
def list_page(page, sign_in, bo, people):
    sign_in(page, bo)
    page.goto("/personer/")
    return page


def names(page):
    return page.locator("tbody th")


def search(page, text: str) -> None:
    page.fill("#id_q", text)
    page.wait_for_url(f"**/personer/?q={text}")
    page.get_by_text("Sök: " + text, exact=True).wait_for()


@pytest.mark.smoke
def test_typing_filters_the_list_counts_it_and_says_so(list_page, axe):
    page = list_page
    search(page, "maja")
    expect(names(page)).to_have_text(["Lindqvist, Maja"])
    expect(page.locator("#list-count")).to_have_text("1 av 3")
    page.locator("#announcer", has_text="1 av 3").wait_for(state="attached")
    axe(page)


def test_back_shows_the_whole_page_with_its_filter(list_page):
    page = list_page
    search(page, "maja")
    page.get_by_role("link", name="Lindqvist, Maja").click()
    page.get_by_role("heading", level=1, name="Maja Lindqvist").wait_for()
    page.go_back()
    page.wait_for_url("**/personer/?q=maja")
    expect(page.locator("nav.nav")).to_have_count(1)
    expect(page.locator("#id_q")).to_have_value("maja")
    expect(names(page)).to_have_text(["Lindqvist, Maja"])


def test_chip_takes_its_filter_away(list_page):
    page = list_page
    search(page, "maja")
    page.get_by_role("link", name="Ta bort filtret").click()
    page.wait_for_url("**/personer/?")
    expect(names(page)).to_have_count(3)


def test_head_sorts_and_turns_the_list_the_swedish_way(list_page):
    page = list_page
    expect(names(page)).to_have_text(["Ahl, Bertil", "Lindqvist, Maja", "Öberg, Åsa"])
    head = page.get_by_role("columnheader", name="Namn")
    expect(head).to_have_attribute("aria-sort", "ascending")
    head.get_by_role("link").click()
    page.wait_for_url("**sort=-name")
    expect(names(page)).to_have_text(["Öberg, Åsa", "Lindqvist, Maja", "Ahl, Bertil"])
    expect(head).to_have_attribute("aria-sort", "descending")


def test_rows_are_cards_on_a_phone_and_still_a_table_to_a_screen_reader(open_page, sign_in, bo, people, axe, fits):
    page = open_page(width=NARROW)
    sign_in(page, bo)
    page.goto("/personer/")
    first, second = (page.locator("tbody tr").nth(i).bounding_box() for i in (0, 1))
    assert second["y"] > first["y"] + first["height"]
    assert page.get_by_role("row").count() == 4
    axe(page)
    fits(page)
