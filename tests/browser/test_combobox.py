"""Type-ahead choice in a real browser, on the page where it is used the most: by keyboard all the way."""

import pytest
from playwright.sync_api import expect

from contacts.models import Person
from tests import make
from tests.browser.waits import answer_late

INPUT = "#id_people"


@pytest.fixture
def people(db):
    make.party("C")
    return [make.mp("Maja Lindqvist"), make.mp("Majken Lindroth"), make.person("Åsa Öberg")]


@pytest.fixture
def form_page(page, sign_in, alma, people):
    sign_in(page, alma)
    page.goto("/kontakter/registrera/")
    page.focus(INPUT)
    return page


def options(page) -> list[str]:
    page.wait_for_selector("[role=option]")
    return [text.split("\n")[0] for text in page.locator(".combobox-option-text").all_inner_texts()]


def chosen(page) -> list[str]:
    return page.locator(f".combobox:has({INPUT}) .chip-text").all_inner_texts()


def values(page) -> list[str]:
    return page.eval_on_selector_all("input[type=hidden][name=people]", "all => all.map(one => one.value)")


@pytest.mark.smoke
def test_typing_arrowing_and_enter_choose_several_people(form_page, people, axe):
    page = form_page
    page.keyboard.type("maj")
    assert options(page) == ["Maja Lindqvist", "Majken Lindroth"]
    axe(page)
    page.keyboard.press("ArrowDown")
    assert page.locator(f"#{page.get_attribute(INPUT, 'aria-activedescendant')}").locator("mark").inner_text() == "Maj"
    assert "Maja" in page.locator("[role=option][aria-selected=true]").inner_text()
    page.keyboard.press("ArrowDown")
    assert "Majken" in page.locator("[role=option][aria-selected=true]").inner_text()
    page.keyboard.press("Enter")
    page.keyboard.type("åsa")
    assert options(page) == ["Åsa Öberg"]
    page.keyboard.press("Enter")
    assert chosen(page) == ["Majken Lindroth", "Åsa Öberg"]
    assert values(page) == [str(people[1].pk), str(people[2].pk)]
    assert page.url.endswith("/kontakter/registrera/")


def test_enter_before_the_answer_takes_what_was_typed_and_not_what_the_list_showed(form_page):
    page = form_page
    page.keyboard.type("maj")
    assert options(page) == ["Maja Lindqvist", "Majken Lindroth"]
    page.keyboard.press("Control+a")
    page.keyboard.type("åsa")
    page.keyboard.press("Enter")
    page.locator(f".combobox:has({INPUT}) .chip-text").wait_for()
    assert chosen(page) == ["Åsa Öberg"]


def test_names_typed_one_after_the_other_faster_than_the_answers_are_kept_apart(form_page):
    page = form_page
    answer_late(page)
    page.keyboard.type("lindqv")
    page.keyboard.press("Enter")
    page.keyboard.type("åsa")
    page.keyboard.press("Enter")
    page.keyboard.type("lindr")
    expect(page.locator(f".combobox:has({INPUT}) .chip-text")).to_have_text(["Maja Lindqvist", "Åsa Öberg"])
    expect(page.locator(INPUT)).to_have_value("lindr")
    page.locator("[role=option]", has_text="Majken Lindroth").wait_for()


def test_what_the_arrow_chose_stays_chosen_when_the_last_answer_comes_after_it(form_page):
    page = form_page
    page.keyboard.type("majk")
    assert options(page) == ["Majken Lindroth"]
    answer_late(page)
    page.keyboard.press("Backspace")
    page.keyboard.press("ArrowDown")
    page.locator("[role=option]", has_text="Maja Lindqvist").wait_for()
    assert "Majken" in page.locator("[role=option][aria-selected=true]").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator(f".combobox:has({INPUT}) .chip-text")).to_have_text(["Majken Lindroth"])


def test_what_was_typed_behind_a_name_that_is_not_found_is_not_lost(form_page):
    page = form_page
    answer_late(page)
    page.keyboard.type("xyzzy")
    page.keyboard.press("Enter")
    page.keyboard.type("åsa")
    expect(page.locator(INPUT)).to_have_value("xyzzy åsa")
    assert chosen(page) == []


def test_who_goes_on_before_the_answer_stands_where_they_went(form_page):
    page = form_page
    page.keyboard.type("åsa")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.locator(f".combobox:has({INPUT}) .chip-text").wait_for()
    assert chosen(page) == ["Åsa Öberg"]
    assert page.locator(":focus").get_attribute("id") != INPUT[1:]


def test_one_who_is_chosen_is_not_offered_again(form_page):
    page = form_page
    page.keyboard.type("maja")
    options(page)
    page.keyboard.press("Enter")
    page.keyboard.type("maj")
    assert options(page) == ["Majken Lindroth"]


def test_enter_without_a_hit_goes_to_adding_or_says_that_there_is_none(form_page):
    page = form_page
    page.keyboard.type("Nina Nyvald")
    page.wait_for_selector(".combobox-create")
    page.keyboard.press("Enter")
    assert "Nina Nyvald" in page.locator("[role=option][aria-selected=true]").inner_text()
    page.locator("#id_event").evaluate("field => field.closest('details')?.setAttribute('open', '')")
    page.focus("#id_event")
    page.keyboard.type("xyzzy")
    page.wait_for_selector("#id_event_list .combobox-note")
    page.keyboard.press("Enter")
    page.get_by_text("Ingen träff på ”xyzzy”.").first.wait_for()


def test_backspace_in_an_empty_field_takes_the_last_one_away(form_page):
    page = form_page
    page.keyboard.type("maja")
    options(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Backspace")
    assert values(page) == []
    page.get_by_text("Maja Lindqvist är borttagen").wait_for(state="attached")


def test_chip_is_taken_away_with_its_button(form_page):
    page = form_page
    page.keyboard.type("maja")
    options(page)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Ta bort Maja Lindqvist").click()
    assert values(page) == []
    assert page.evaluate("document.activeElement.id") == "id_people"


def test_number_of_suggestions_is_told(form_page):
    form_page.keyboard.type("maj")
    told = form_page.get_by_text("2 förslag", exact=True)
    told.wait_for(state="attached")
    assert len(options(form_page)) == 2
    assert told.evaluate("node => node.closest('[aria-live]') !== null")


def test_escape_closes_the_list_and_what_was_not_chosen_is_said(form_page):
    page = form_page
    page.keyboard.type("maj")
    options(page)
    page.keyboard.press("Escape")
    assert page.get_attribute(INPUT, "aria-expanded") == "false"
    page.keyboard.press("Tab")
    assert page.locator(".combobox-hint").first.inner_text() == "”maj” är inte valt. Välj ett av förslagen."
    assert values(page) == []


def test_name_with_markup_is_shown_as_text(form_page):
    make.person("Ebba <img src=x> Ek")
    form_page.keyboard.type("ebba")
    assert options(form_page) == ["Ebba <img src=x> Ek"]


@pytest.mark.smoke
def test_unknown_person_is_added_on_the_spot(form_page, axe):
    page = form_page
    page.keyboard.type("Nina Nyvald")
    page.wait_for_selector(".combobox-create")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.locator("form").wait_for()
    axe(page)
    dialog.get_by_role("button", name="Lägg till").click()
    page.locator("dialog[open]").wait_for(state="detached")
    added = Person.objects.get(given_name="Nina", family_name="Nyvald")
    assert chosen(page) == ["Nina Nyvald"]
    assert values(page) == [str(added.pk)]


def test_dialog_can_be_left_without_adding_anybody(form_page):
    page = form_page
    page.keyboard.type("Nina Nyvald")
    page.locator(".combobox-create").click()
    page.get_by_role("dialog").locator("form").wait_for()
    page.keyboard.press("Escape")
    page.locator("dialog[open]").wait_for(state="detached")
    assert page.evaluate("document.activeElement.id") == "id_people"
    assert not Person.objects.filter(family_name="Nyvald").exists()


def test_choices_are_still_there_when_the_form_comes_back(form_page):
    page = form_page
    page.keyboard.type("maja")
    options(page)
    page.keyboard.press("Enter")
    page.fill("#id_held_on", "")
    page.get_by_role("button", name="Spara", exact=True).click()
    page.wait_for_selector(".summary")
    assert chosen(page) == ["Maja Lindqvist"]
