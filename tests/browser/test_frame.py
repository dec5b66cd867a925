"""The frame of every page in a real browser: keys, menus, login and the pages that say no."""

import re

import pytest
from playwright.sync_api import expect

from tests.conftest import NARROW


@pytest.fixture
def admin_page(page, sign_in, dag):
    sign_in(page, dag)
    page.goto("/anvandare/")
    return page


def test_slash_goes_to_the_search_field_and_letters_stay_letters_there(admin_page):
    admin_page.keyboard.press("/")
    expect(admin_page.locator("#search")).to_be_focused()
    admin_page.keyboard.type("n/?")
    expect(admin_page.locator("#search")).to_have_value("n/?")
    expect(admin_page.locator("#keys")).to_be_hidden()


def test_n_opens_a_new_contact(admin_page):
    admin_page.keyboard.press("n")
    admin_page.wait_for_selector("#quick[open] input[role=combobox]:focus")
    assert admin_page.locator("#quick").is_visible()


def test_question_mark_lists_the_keys_and_escape_closes_them(admin_page, axe):
    admin_page.keyboard.press("?")
    expect(admin_page.locator("#keys")).to_be_visible()
    axe(admin_page)
    admin_page.keyboard.press("Escape")
    expect(admin_page.locator("#keys")).to_be_hidden()


def test_first_tab_leads_past_the_navigation(admin_page):
    admin_page.keyboard.press("Tab")
    expect(admin_page.locator(":focus")).to_have_text("Till innehållet")
    admin_page.keyboard.press("Enter")
    expect(admin_page.locator("#main")).to_be_focused()


def test_user_menu_changes_the_language_and_logs_out(admin_page, axe):
    admin_page.locator(".user-menu summary").click()
    axe(admin_page)
    admin_page.get_by_role("button", name="In English").click()
    admin_page.wait_for_selector("html[lang=en]")
    admin_page.locator(".user-menu summary").click()
    admin_page.locator("form[action$='/logout/'] button").click()
    admin_page.wait_for_url("**/konto/login/**")
    admin_page.goto("/anvandare/")
    assert "/konto/login/" in admin_page.url


def test_escape_closes_the_user_menu_and_gives_the_focus_back(admin_page):
    summary = admin_page.locator(".user-menu summary")
    summary.click()
    admin_page.keyboard.press("Escape")
    expect(admin_page.locator(".user-menu .menu-body")).to_be_hidden()
    expect(summary).to_be_focused()


def test_navigation_is_a_menu_on_a_phone(open_page, sign_in, dag, axe, fits):
    page = open_page(width=NARROW)
    sign_in(page, dag)
    page.goto("/anvandare/")
    navigation = page.get_by_role("navigation", name="Huvudmeny")
    expect(navigation).to_be_hidden()
    page.get_by_role("button", name="Meny").click()
    expect(navigation.get_by_role("link", name="Användare")).to_have_attribute("aria-current", "page")
    axe(page)
    fits(page)
    page.keyboard.press("Escape")
    expect(navigation).to_be_hidden()


def test_main_action_is_within_reach_of_a_thumb(open_page, sign_in, dag):
    page = open_page(width=NARROW, height=720)
    sign_in(page, dag)
    page.goto("/anvandare/")
    box = page.get_by_role("link", name="Registrera kontakt").bounding_box()
    assert box["y"] + box["height"] > 720 * 0.8
    assert box["height"] >= 44


@pytest.mark.smoke
def test_login_with_a_wrong_password_keeps_the_address_and_says_what_is_wrong(any_page, alma, axe, fits):
    page = any_page
    page.goto("/konto/login/")
    axe(page)
    page.get_by_label("E-post").fill(alma.email)
    page.locator("input[type=password]").fill("fel lösenord helt och hållet")
    page.get_by_role("button", name="Logga in").click()
    page.wait_for_selector(".summary")
    expect(page.get_by_label("E-post")).to_have_value(alma.email)
    expect(page.locator(".summary")).to_be_focused()
    axe(page)
    fits(page)


@pytest.mark.parametrize(
    "path", ["/konto/password/reset/", "/konto/password/reset/done/", "/konto/password/reset/key/x-y/"]
)
def test_pages_for_a_forgotten_password_are_sound(any_page, path, axe, fits):
    any_page.goto(path)
    axe(any_page)
    fits(any_page)


def test_missing_page_keeps_the_navigation_for_members_and_tells_outsiders_nothing(open_page, sign_in, bo, cai, axe):
    for user, sees in ((bo, True), (cai, False)):
        page = open_page()
        sign_in(page, user)
        assert page.goto("/finns-inte/").status == 404
        assert (page.locator("nav.nav").count() == 1) is sees
        assert page.get_by_role("heading", level=1).inner_text() == "Sidan finns inte"
        axe(page)


def test_page_says_its_own_name_in_the_title(admin_page):
    heading = admin_page.get_by_role("heading", level=1).inner_text()
    assert re.fullmatch(rf"{heading} – Samsyn", admin_page.title())
