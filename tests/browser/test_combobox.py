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


def offers(page, *names):
    """What the list shows in the end: the answer to fewer letters may have come before."""
    expect(page.locator(".combobox-option-text > span:first-child")).to_have_text(list(names))


def chosen(page, *people):
    """The chips, and what the form will send."""
    expect(page.locator(f".combobox:has({INPUT}) .chip-text")).to_have_text([str(person) for person in people])
    sent = page.eval_on_selector_all("input[type=hidden][name=people]", "all => all.map(one => one.value)")
    assert sent == [str(person.pk) for person in people]


def marked(page, name):
    expect(page.locator("[role=option][aria-selected=true]")).to_contain_text(name)


@pytest.mark.smoke
def test_typing_arrowing_and_enter_choose_several_people(form_page, people, axe):
    page = form_page
    page.keyboard.type("maj")
    offers(page, "Maja Lindqvist", "Majken Lindroth")
    axe(page)
    page.keyboard.press("ArrowDown")
    marked(page, "Maja")
    active = page.locator(f"#{page.get_attribute(INPUT, 'aria-activedescendant')}")
    expect(active.locator("mark")).to_have_text("Maj")
    page.keyboard.press("ArrowDown")
    marked(page, "Majken")
    page.keyboard.press("Enter")
    page.keyboard.type("åsa")
    offers(page, "Åsa Öberg")
    page.keyboard.press("Enter")
    chosen(page, people[1], people[2])
    assert page.url.endswith("/kontakter/registrera/")


def test_enter_before_the_answer_takes_what_was_typed_and_not_what_the_list_showed(form_page, people):
    page = form_page
    page.keyboard.type("maj")
    offers(page, "Maja Lindqvist", "Majken Lindroth")
    page.keyboard.press("Control+a")
    page.keyboard.type("åsa")
    page.keyboard.press("Enter")
    chosen(page, people[2])


def test_names_typed_one_after_the_other_faster_than_the_answers_are_kept_apart(form_page, people):
    page = form_page
    answer_late(page)
    page.keyboard.type("lindqv")
    page.keyboard.press("Enter")
    page.keyboard.type("åsa")
    page.keyboard.press("Enter")
    page.keyboard.type("lindr")
    chosen(page, people[0], people[2])
    expect(page.locator(INPUT)).to_have_value("lindr")
    page.locator("[role=option]", has_text="Majken Lindroth").wait_for()


def test_what_the_arrow_chose_stays_chosen_when_the_last_answer_comes_after_it(form_page, people):
    page = form_page
    page.keyboard.type("majk")
    offers(page, "Majken Lindroth")
    answer_late(page)
    page.keyboard.press("Backspace")
    page.keyboard.press("ArrowDown")
    page.locator("[role=option]", has_text="Maja Lindqvist").wait_for()
    marked(page, "Majken")
    page.keyboard.press("Enter")
    chosen(page, people[1])


def test_what_was_typed_behind_a_name_that_is_not_found_is_not_lost(form_page):
    page = form_page
    answer_late(page)
    page.keyboard.type("xyzzy")
    page.keyboard.press("Enter")
    page.keyboard.type("åsa")
    expect(page.locator(INPUT)).to_have_value("xyzzy åsa")
    chosen(page)


def test_who_goes_on_before_the_answer_stands_where_they_went(form_page, people):
    page = form_page
    page.keyboard.type("åsa")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    chosen(page, people[2])
    assert page.locator(":focus").get_attribute("id") != INPUT[1:]


def test_one_who_is_chosen_is_not_offered_again(form_page):
    page = form_page
    page.keyboard.type("maja")
    offers(page, "Maja Lindqvist")
    page.keyboard.press("Enter")
    page.keyboard.type("maj")
    offers(page, "Majken Lindroth")


def test_enter_without_a_hit_goes_to_adding_or_says_that_there_is_none(form_page):
    page = form_page
    page.keyboard.type("Nina Nyvald")
    page.wait_for_selector(".combobox-create")
    page.keyboard.press("Enter")
    marked(page, "Nina Nyvald")
    page.locator("#id_event").evaluate("field => field.closest('details')?.setAttribute('open', '')")
    page.focus("#id_event")
    page.keyboard.type("xyzzy")
    page.wait_for_selector("#id_event_list .combobox-note")
    page.keyboard.press("Enter")
    page.get_by_text("Ingen träff på ”xyzzy”.").first.wait_for()


def test_backspace_in_an_empty_field_takes_the_last_one_away(form_page):
    page = form_page
    page.keyboard.type("maja")
    offers(page, "Maja Lindqvist")
    page.keyboard.press("Enter")
    page.keyboard.press("Backspace")
    chosen(page)
    page.get_by_text("Maja Lindqvist är borttagen").wait_for(state="attached")


def test_chip_is_taken_away_with_its_button(form_page):
    page = form_page
    page.keyboard.type("maja")
    offers(page, "Maja Lindqvist")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Ta bort Maja Lindqvist").click()
    chosen(page)
    expect(page.locator(INPUT)).to_be_focused()


def test_number_of_suggestions_is_told(form_page):
    form_page.keyboard.type("maj")
    told = form_page.get_by_text("2 förslag", exact=True)
    told.wait_for(state="attached")
    offers(form_page, "Maja Lindqvist", "Majken Lindroth")
    assert told.evaluate("node => node.closest('[aria-live]') !== null")


def test_escape_closes_the_list_and_what_was_not_chosen_is_said(form_page):
    page = form_page
    page.keyboard.type("maj")
    offers(page, "Maja Lindqvist", "Majken Lindroth")
    page.keyboard.press("Escape")
    expect(page.locator(INPUT)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Tab")
    expect(page.locator(".combobox-hint").first).to_have_text("”maj” är inte valt. Välj ett av förslagen.")
    chosen(page)


def test_name_with_markup_is_shown_as_text(form_page):
    make.person("Ebba <img src=x> Ek")
    form_page.keyboard.type("ebba")
    offers(form_page, "Ebba <img src=x> Ek")


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
    chosen(page, Person.objects.get(given_name="Nina", family_name="Nyvald"))


def test_adding_takes_the_whole_name_though_the_list_is_that_of_fewer_letters(form_page):
    page = form_page
    page.keyboard.type("Nina Ny")
    page.locator(".combobox-create", has_text="Nina Ny").wait_for()
    answer_late(page)
    page.keyboard.type("v")
    page.keyboard.press("ArrowDown")
    page.locator(".combobox-create", has_text="Nina Nyv").wait_for()
    marked(page, "Nina Nyv")
    page.keyboard.type("ald")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_label("Efternamn")).to_have_value("Nyvald")


def test_dialog_can_be_left_without_adding_anybody(form_page):
    page = form_page
    page.keyboard.type("Nina Nyvald")
    page.locator(".combobox-create").click()
    page.get_by_role("dialog").locator("form").wait_for()
    page.keyboard.press("Escape")
    page.locator("dialog[open]").wait_for(state="detached")
    expect(page.locator(INPUT)).to_be_focused()
    assert not Person.objects.filter(family_name="Nyvald").exists()


def test_choices_are_still_there_when_the_form_comes_back(form_page, people):
    page = form_page
    page.keyboard.type("maja")
    offers(page, "Maja Lindqvist")
    page.keyboard.press("Enter")
    page.fill("#id_held_on", "")
    page.get_by_role("button", name="Spara", exact=True).click()
    page.wait_for_selector(".summary")
    chosen(page, people[0])
