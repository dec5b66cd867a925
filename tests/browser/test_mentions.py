"""Naming a colleague with '@' by keyboard: in a note, and in the quick log where Enter otherwise saves."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from advocacy.models import Interaction
from crm.models import Notification, User
from tests import make
from tests.browser.waits import answer_late

pytestmark = pytest.mark.django_db(transaction=True)


def test_colleague_is_chosen_from_the_list_by_keyboard_and_told(
    page: Any, sign_in: Callable[..., None], axe: Callable[..., None], alma: User, bo: User, dag: User, eva: User
) -> None:
    maja = make.mp("Maja Lindqvist")
    sign_in(page, alma)
    page.goto(f"/personer/{maja.pk}/")
    page.get_by_text("Ny anteckning").click()
    field = page.locator("#new-note")
    field.focus()
    page.keyboard.type("Skriv till post@")
    page.keyboard.type(" och @")
    options = page.get_by_role("listbox", name="Kollegor").get_by_role("option")
    expect(options).to_have_text(["Alma Ek", "Bo Dahl", "Dag Lind", "Eva Lund"])
    page.keyboard.type("l")
    expect(options).to_have_text(["Dag Lind", "Eva Lund"])
    page.keyboard.press("ArrowDown")
    chosen = page.locator('.mentions [aria-selected="true"]')
    expect(chosen).to_have_text("Eva Lund")
    expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    axe(page)
    page.keyboard.press("Enter")
    expect(field).to_have_value("Skriv till post@ och @Eva Lund ")
    expect(page.locator(".mentions")).to_have_count(0)
    page.keyboard.type("i dag, inte @d")
    expect(options).to_have_text(["Dag Lind", "Bo Dahl"])
    page.keyboard.press("Escape")
    expect(page.locator(".mentions")).to_have_count(0)
    page.get_by_role("button", name="Spara anteckningen").press("Enter")
    expect(page.locator(".note .mention")).to_have_text("@Eva Lund")
    assert [told.user for told in Notification.objects.all()] == [eva]


def quick_line(page: Any, sign_in: Callable[..., None], user: User) -> Any:
    """The one line of the quick log, open and in focus."""
    sign_in(page, user)
    page.goto("/att-gora/")
    page.keyboard.press("n")
    line = page.locator("#quick_line")
    line.focus()
    return line


def test_enter_takes_the_colleague_and_does_not_save_the_quick_log(
    page: Any, sign_in: Callable[..., None], alma: User, eva: User
) -> None:
    line = quick_line(page, sign_in, alma)
    page.keyboard.type("Fråga @ev")
    expect(page.locator(".mentions > li")).to_have_text(["Eva Lund"])
    page.keyboard.press("Enter")
    expect(line).to_have_value("Fråga @Eva Lund ")
    expect(page.locator("#quick_line")).to_be_visible()


def test_enter_that_is_quicker_than_the_list_takes_the_colleague_too(
    page: Any, sign_in: Callable[..., None], alma: User, eva: User
) -> None:
    line = quick_line(page, sign_in, alma)
    answer_late(page)
    page.keyboard.type("Fråga @ev")
    page.keyboard.press("Enter")
    expect(line).to_have_value("Fråga @Eva Lund ")
    expect(page.locator(".mentions")).to_have_count(0)
    assert not Interaction.objects.exists()
