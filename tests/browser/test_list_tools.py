"""What one does with a list: tick rows and change them, choose columns, keep a view, open the filter's groups."""

import re

import pytest
from playwright.sync_api import expect

from contacts.models import ContactList, Person, Tag
from contacts.services import lists
from tests import make
from tests.conftest import NARROW


@pytest.fixture
def people(db):
    Tag.objects.create(name="Almedalen")
    for number in range(52):
        make.person(f"Nr {number:02}", email=f"nr{number}@riksdagen.se")
    return [make.mp("Maja Aaa"), make.mp("Åsa Aab")]


def open_list(page, sign_in, user, query=""):
    sign_in(page, user)
    page.goto(f"/personer/{query}")
    return page


def boxes(page):
    return page.locator("tbody input[type=checkbox]")


def ticked(page, number):
    expect(page.locator("[data-bulk-count]")).to_have_text(number)


@pytest.mark.smoke
def test_ticked_rows_get_a_tag_after_a_look_and_it_is_taken_back(any_page, sign_in, axe, fits, alma, people):
    page = open_list(any_page, sign_in, alma)
    expect(page.locator("#bulk")).to_be_hidden()
    boxes(page).nth(0).check()
    boxes(page).nth(1).check()
    ticked(page, "2")
    page.locator("#bulk summary").click()
    axe(page)
    fits(page)
    page.get_by_role("button", name="Sätt etikett").click()
    page.get_by_label("Etikett").fill("alm")
    page.get_by_role("option", name="Almedalen").click()
    page.get_by_role("button", name="Granska").click()
    page.get_by_role("heading", name="Sätt etiketten Almedalen").wait_for()
    axe(page)
    fits(page)
    page.get_by_role("button", name="Genomför (2)").click()
    page.get_by_text("Etiketten Almedalen satt på 2 personer.").wait_for()
    assert Person.objects.tagged(Tag.objects.get()).count() == 2
    page.get_by_role("link", name="Ångra").click()
    page.get_by_role("button", name="Ångra").click()
    page.get_by_text("Ångrad").first.wait_for()
    assert Person.objects.tagged(Tag.objects.get()).count() == 0


def test_all_that_the_filter_finds_is_meant_beyond_the_page(page, sign_in, alma, people):
    page = open_list(page, sign_in, alma)
    page.get_by_label("Markera alla på sidan").check()
    ticked(page, "50")
    page.get_by_role("button", name="Markera alla 54 som filtret hittar").click()
    ticked(page, "54")
    page.locator("#bulk summary").click()
    page.get_by_role("button", name="Sätt kontaktansvarig").click()
    page.wait_for_url("**/ansvarig/?urval=alla")
    page.get_by_text("54 personer").wait_for()
    page.get_by_role("button", name="Granska").click()
    page.get_by_role("button", name="Genomför (54)").click()
    page.get_by_text("Alma Ek kontaktansvarig för 54 personer.").wait_for()
    assert Person.objects.filter(owner=alma).count() == 54


def test_unticking_one_means_the_ticked_ones_again(page, sign_in, alma, people):
    page = open_list(page, sign_in, alma)
    page.get_by_label("Markera alla på sidan").check()
    page.get_by_role("button", name="Markera alla 54 som filtret hittar").click()
    boxes(page).nth(3).uncheck()
    ticked(page, "49")
    page.get_by_role("button", name="Avmarkera").click()
    expect(page.locator("#bulk")).to_be_hidden()


def test_leaving_the_search_field_keeps_what_was_ticked(page, sign_in, settled, alma, people):
    page = open_list(page, sign_in, alma)
    page.fill("#id_q", "maja")
    page.get_by_text("Sök: maja", exact=True).wait_for()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    boxes(page).nth(0).check()
    # What leaving the field would ask for is asked at once.
    expect(page.locator("#id_q")).not_to_be_focused()
    settled(page)
    ticked(page, "1")
    assert asked == []


def test_columns_are_chosen_and_ordered_from_the_keyboard(any_page, sign_in, axe, fits, alma, people):
    page = open_list(any_page, sign_in, alma, "?q=maja")
    page.get_by_role("button", name="Kolumner").click()
    axe(page)
    fits(page)
    page.get_by_label("E-post", exact=True).check()
    up = page.get_by_role("button", name="Flytta upp E-post")
    up.focus()
    for _step in range(30):
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Flytta ned Namn").focus()
    page.get_by_role("button", name="Visa", exact=True).last.click()
    page.wait_for_url("**kolumner=email,name,party**")
    heads = page.locator("thead th:not(.kind-select)")
    for place, head in enumerate(("E-post", "Namn", "Parti")):
        expect(heads.nth(place)).to_have_text(head)
    page.get_by_role("button", name="Kolumner").click()
    page.get_by_role("button", name="Återställ").click()
    page.wait_for_url("**/personer/?q=maja")


def test_view_is_kept_and_opened_from_the_menu_with_its_count(any_page, sign_in, axe, fits, alma, people):
    page = open_list(any_page, sign_in, alma, "?party=C")
    page.locator("#views summary").click()
    page.get_by_role("link", name="Spara vy …").click()
    page.get_by_label("Namn").fill("Centern")
    page.get_by_role("button", name="Spara").click()
    page.get_by_text("Vyn Centern är sparad.").wait_for()
    page.goto("/personer/")
    page.locator("#views summary").click()
    row = page.locator("#views").get_by_role("link", name="Centern")
    expect(row).to_have_text(re.compile(r"^\s*Centern\s*2\s*$"))
    axe(page)
    fits(page)
    row.click()
    page.wait_for_url("**/personer/?party=C&vy=*")
    expect(page.locator("tbody tr")).to_have_count(2)


def test_groups_of_the_filter_open_and_fit(any_page, sign_in, axe, fits, alma, people):
    page = open_list(any_page, sign_in, alma, "?party=C")
    page.get_by_role("button", name="Filtrera").click()
    page.get_by_text("Listor och etiketter").click()
    page.get_by_text("Relation", exact=True).click()
    axe(page)
    fits(page)
    page.get_by_label("Har etikett", exact=True).fill("alm")
    page.get_by_role("option", name="Almedalen").click()
    page.get_by_text("Har etikett: Almedalen", exact=True).wait_for()
    page.get_by_text("Inget stämmer med filtret").wait_for()
    page.wait_for_url(lambda url: "tag=" in url and "party=C" in url)


def test_day_counted_from_today_takes_the_place_of_a_date_and_gives_way_to_one(page, sign_in, alma, people):
    open_list(page, sign_in, alma, "?sort=-last_met_on")
    page.get_by_role("button", name="Filtrera").click()
    page.get_by_text("Relation", exact=True).click()
    day = page.locator("#id_last_contact_before")
    counted = page.locator("[data-day]:has(#id_last_contact_before) select")
    day.fill("2026-01-05")
    day.blur()
    page.wait_for_url("**last_contact_before=2026-01-05*")
    counted.select_option(label="6 månader tillbaka")
    page.wait_for_url("**last_contact_before=6m*")
    expect(day).to_have_value("")
    expect(page.locator(".chip", has_text="6 månader tillbaka")).to_have_count(1)
    day.fill("2025-01-05")
    day.blur()
    page.wait_for_url("**last_contact_before=2025-01-05*")
    expect(counted).to_have_value("")
    assert "6m" not in page.url


def test_filter_in_use_holds_while_its_panel_is_closed_and_stands_in_it_when_opened(page, sign_in, alma, people):
    page = open_list(page, sign_in, alma, "?party=C")
    assert page.locator("#filter-fields details").count() == 0
    page.fill("#id_q", "maja")
    page.wait_for_url("**/personer/?**q=maja**")
    assert "party=C" in page.url
    page.get_by_role("button", name="Filtrera").focus()
    page.keyboard.press("Enter")
    page.locator("#filter-fields input[name=party][value=C]:checked").wait_for()
    expect(page.locator("#filter-fields :focus")).to_have_count(1)
    page.locator("#filter-fields input[name=party][value=C]").uncheck()
    page.wait_for_url(lambda url: "party" not in url and "q=maja" in url)


def test_people_of_dynamic_lists_are_counted_when_the_lists_are_shown(page, sign_in, alma, people):
    made = lists.add(name="Centern", kind="dynamic", query="party=C", actor=alma)
    sign_in(page, alma)
    page.goto("/kontaktlistor/")
    page.locator(f"#people-on-{made.pk}", has_text="2").wait_for()
    assert ContactList.objects.count() == 1


def test_panel_of_filters_gives_way_to_the_list_on_a_phone(open_page, sign_in, alma, people):
    page = open_list(open_page(width=NARROW), sign_in, alma, "")
    toggle = page.get_by_role("button", name="Filtrera")
    toggle.click()
    page.locator("#filter-fields .filters-buttons").wait_for()
    page.get_by_role("button", name="Visa", exact=True).click()
    page.locator("#filter-fields").wait_for(state="hidden")
    expect(toggle).to_have_attribute("aria-expanded", "false")
    page.wait_for_selector(".filters-toggle:focus")


def test_missing_tag_is_added_on_the_spot_by_a_manager(page, sign_in, eva, people):
    open_list(page, sign_in, eva)
    page.locator("input[type=checkbox][form=bulk]").first.check()
    page.locator("#bulk summary").click()
    page.get_by_role("button", name="Sätt etikett").click()
    page.get_by_role("combobox", name="Etikett").fill("Nattåg")
    page.get_by_role("option", name="Ny etikett: Nattåg").click()
    page.get_by_role("button", name="Lägg till", exact=True).click()
    page.locator(".combobox-chosen .chip-text", has_text="Nattåg").wait_for()
    assert Tag.objects.filter(name="Nattåg").exists()
