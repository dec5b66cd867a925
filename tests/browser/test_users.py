"""Accounts in a real browser: an administrator adds somebody, who chooses a password and comes in."""

import pytest
from playwright.sync_api import expect

from crm.models import User
from crm.services import users

pytestmark = pytest.mark.django_db
PASSWORD = "regnbåge-över-kajen"


def test_new_colleague_comes_in_through_the_link(page, open_page, sign_in, dag):
    sign_in(page, dag)
    page.goto("/anvandare/")
    page.get_by_role("link", name="Lägg till användare").click()
    page.get_by_label("Namn").fill("Frida Ny")
    page.get_by_label("E-post").fill("frida@example.se")
    page.get_by_text("Redaktör", exact=True).click()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("heading", name="Frida Ny")).to_be_visible()
    page.get_by_role("button", name="Skapa lösenordslänk").click()
    link = page.get_by_label("Länk").input_value()

    window = open_page()
    window.goto(link[link.index("/konto/") :])
    fields = window.locator("input[type=password]")
    expect(fields).to_have_count(2)
    for field in fields.all():
        field.fill(PASSWORD)
    window.locator("main form button").first.click()
    expect(fields).to_have_count(0)
    window.goto("/konto/login/")
    window.get_by_label("E-post").fill("frida@example.se")
    window.get_by_label("Lösenord").fill(PASSWORD)
    window.get_by_role("button", name="Logga in").click()

    expect(window.get_by_text("Frida Ny").first).to_be_visible()


def test_pages_of_accounts_are_usable_in_both_widths(any_page, sign_in, axe, fits, dag, bo):
    users.edit(actor=dag, user=bo, name="Bo Dahl", role="manager", language="sv", is_active=True)
    sign_in(any_page, dag)

    for path in ("/anvandare/", "/anvandare/ny/", f"/anvandare/{bo.pk}/", f"/anvandare/{bo.pk}/redigera/"):
        any_page.goto(path)
        axe(any_page)
        fits(any_page)


def test_login_page_is_usable_in_both_widths(any_page, axe, fits):
    for path in ("/konto/login/", "/konto/password/reset/"):
        any_page.goto(path)
        expect(any_page.get_by_role("heading", level=1)).to_be_visible()
        axe(any_page)
        fits(any_page)


def test_language_is_switched_from_the_menu_and_stays(page, sign_in, bo):
    sign_in(page, bo)
    page.goto("/personer/")
    page.locator("details.user-menu summary").click()
    page.get_by_role("button", name="In English").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert User.objects.get(pk=bo.pk).language == "en"
