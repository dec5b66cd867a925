"""The search field in a real browser: by keyboard from any page to what was looked for, in both widths."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests import make, make_advocacy
from tests.browser.waits import answer_late

FIELD = "#search"


@pytest.fixture
def register(db: Any) -> Any:
    make.person("Maja Lindqvist")
    make.person("Åsa Lindroth")
    make.organization("Lindens vänner")
    make_advocacy.interaction(make.person("Per Ahl"), title="Möte om lindar")
    return None


def offers(page: Any, *titles: str) -> None:
    """What the list shows in the end: the answer to fewer letters may have come before."""
    expect(page.locator(".suggestion-title")).to_have_text(list(titles))


@pytest.mark.smoke
def test_slash_typing_arrow_and_enter_lead_to_the_person(
    any_page: Any, sign_in: Any, bo: Any, register: Any, axe: Any, fits: Any
) -> None:
    page = any_page
    sign_in(page, bo)
    page.goto("/arrangemang/")
    page.keyboard.press("/")
    page.keyboard.type("lind")
    offers(page, "Maja Lindqvist", "Åsa Lindroth", "Lindens vänner", "Möte om lindar")
    assert page.get_attribute(FIELD, "aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"#{page.get_attribute(FIELD, 'aria-activedescendant')}")
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(chosen).to_contain_text("Maja Lindqvist")
    axe(page)
    fits(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/personer/*/")
    expect(page.locator("h1")).to_have_text("Maja Lindqvist")


def test_what_the_arrow_chose_stays_chosen_when_the_last_answer_comes_after_it(
    page: Any, sign_in: Any, bo: Any, register: Any
) -> None:
    sign_in(page, bo)
    page.goto("/arrangemang/")
    page.focus(FIELD)
    page.keyboard.type("lindr")
    offers(page, "Åsa Lindroth")
    answer_late(page)
    page.keyboard.press("Backspace")
    page.keyboard.press("ArrowDown")
    page.locator(".suggestion-title", has_text="Maja Lindqvist").wait_for()
    expect(page.locator("[role=option][aria-selected=true]")).to_contain_text("Åsa Lindroth")
    page.keyboard.press("Enter")
    page.wait_for_url("**/personer/*/")
    expect(page.locator("h1")).to_have_text("Åsa Lindroth")


def test_up_from_the_field_is_all_hits_and_escape_closes(page: Any, sign_in: Any, bo: Any, register: Any) -> None:
    sign_in(page, bo)
    page.goto("/")
    page.focus(FIELD)
    page.keyboard.type("lindq")
    offers(page, "Maja Lindqvist")
    page.get_by_text("1 förslag", exact=True).wait_for(state="attached")
    page.keyboard.press("Escape")
    expect(page.locator("#search-suggestions")).to_be_hidden()
    expect(page.locator(FIELD)).to_have_attribute("aria-expanded", "false")
    assert page.input_value(FIELD) == "lindq"
    page.keyboard.press("ArrowDown")
    offers(page, "Maja Lindqvist")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/?q=lindq")
    expect(page.locator(".found mark").first).to_have_text("Lindq")


def test_enter_without_a_choice_shows_all(page: Any, sign_in: Any, bo: Any, register: Any, axe: Any) -> None:
    sign_in(page, bo)
    page.goto("/")
    page.focus(FIELD)
    page.keyboard.type("lindqvst")
    page.wait_for_selector(".suggestion-all")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/?q=lindqvst")
    page.get_by_text("Detta stavas nästan så.").wait_for()
    expect(page.locator(".found mark").first).to_have_text("Lindqvist")
    axe(page)


def test_hit_is_followed_with_a_click_and_leaving_closes(page: Any, sign_in: Any, bo: Any, register: Any) -> None:
    sign_in(page, bo)
    page.goto("/")
    page.fill(FIELD, "lindroth")
    offers(page, "Åsa Lindroth")
    page.locator("h1").first.click()
    expect(page.locator("#search-suggestions")).to_be_hidden()
    page.fill(FIELD, "")
    page.locator(FIELD).press_sequentially("lindens")
    page.locator(".suggestion", has_text="Lindens vänner").first.click()
    page.wait_for_url("**/organisationer/*/")
