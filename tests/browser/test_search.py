"""The search field in a real browser: by keyboard from any page to what was looked for, in both widths."""

from __future__ import annotations

from typing import Any

import pytest

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


def titles(page: Any) -> list[str]:
    page.wait_for_selector(".suggestion-all")
    return page.locator(".suggestion-title").all_inner_texts()


@pytest.mark.smoke
def test_slash_typing_arrow_and_enter_lead_to_the_person(
    any_page: Any, sign_in: Any, bo: Any, register: Any, axe: Any, fits: Any
) -> None:
    page = any_page
    sign_in(page, bo)
    page.goto("/arrangemang/")
    page.keyboard.press("/")
    page.keyboard.type("lind")
    assert titles(page) == ["Maja Lindqvist", "Åsa Lindroth", "Lindens vänner", "Möte om lindar"]
    assert page.get_attribute(FIELD, "aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"#{page.get_attribute(FIELD, 'aria-activedescendant')}")
    assert chosen.get_attribute("aria-selected") == "true"
    assert "Maja Lindqvist" in chosen.inner_text()
    axe(page)
    fits(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/personer/*/")
    assert page.locator("h1").inner_text() == "Maja Lindqvist"


def test_what_the_arrow_chose_stays_chosen_when_the_last_answer_comes_after_it(
    page: Any, sign_in: Any, bo: Any, register: Any
) -> None:
    sign_in(page, bo)
    page.goto("/arrangemang/")
    page.focus(FIELD)
    page.keyboard.type("lindr")
    assert titles(page) == ["Åsa Lindroth"]
    answer_late(page)
    page.keyboard.press("Backspace")
    page.keyboard.press("ArrowDown")
    page.locator(".suggestion-title", has_text="Maja Lindqvist").wait_for()
    assert "Åsa Lindroth" in page.locator("[role=option][aria-selected=true]").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/personer/*/")
    assert page.locator("h1").inner_text() == "Åsa Lindroth"


def test_up_from_the_field_is_all_hits_and_escape_closes(page: Any, sign_in: Any, bo: Any, register: Any) -> None:
    sign_in(page, bo)
    page.goto("/")
    page.focus(FIELD)
    page.keyboard.type("lindq")
    titles(page)
    page.get_by_text("1 förslag", exact=True).wait_for(state="attached")
    page.keyboard.press("Escape")
    assert page.locator("#search-suggestions").is_hidden()
    assert page.get_attribute(FIELD, "aria-expanded") == "false"
    assert page.input_value(FIELD) == "lindq"
    page.keyboard.press("ArrowDown")
    titles(page)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/?q=lindq")
    assert page.locator(".found mark").first.inner_text() == "Lindq"


def test_enter_without_a_choice_shows_all(page: Any, sign_in: Any, bo: Any, register: Any, axe: Any) -> None:
    sign_in(page, bo)
    page.goto("/")
    page.focus(FIELD)
    page.keyboard.type("lindqvst")
    titles(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/?q=lindqvst")
    page.get_by_text("Detta stavas nästan så.").wait_for()
    assert page.locator(".found mark").first.inner_text() == "Lindqvist"
    axe(page)


def test_hit_is_followed_with_a_click_and_leaving_closes(page: Any, sign_in: Any, bo: Any, register: Any) -> None:
    sign_in(page, bo)
    page.goto("/")
    page.fill(FIELD, "lindroth")
    titles(page)
    page.locator("h1").first.click()
    assert page.locator("#search-suggestions").is_hidden()
    page.fill(FIELD, "")
    page.locator(FIELD).press_sequentially("lindens")
    page.locator(".suggestion", has_text="Lindens vänner").first.click()
    page.wait_for_url("**/organisationer/*/")
