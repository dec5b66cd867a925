"""Names on the phone: what is typed and not chosen is asked about, never lost."""

from playwright.sync_api import expect

from contacts.services import lists
from tests import make
from tests.browser.fielding import choose, enter, waits, without_network
from tests.conftest import NARROW


def test_name_that_is_typed_and_not_taken_is_asked_about_and_stays(open_page, sign_in, alma):
    lists.add(name="Visby", actor=alma, people=[make.person("Maja Lindqvist").pk])
    page = open_page(width=NARROW, height=740, is_touch=True)
    sign_in(page, alma)
    enter(page)
    page.select_option("#carry-list", label="Visby")
    page.click("#fetch")
    expect(page.locator("#carried")).to_contain_text("Visby: 1 person")
    without_network(page)

    choose(page, "lindq", "Maja Lindqvist")
    page.fill("#who", "Per Okänd")
    page.fill("#text", "Frukost")
    page.click("#save")
    expect(page.locator("#people-error")).to_contain_text("”Per Okänd” är inte valt")
    expect(page.locator("#who")).to_be_focused()
    assert (page.input_value("#who"), page.input_value("#text")) == ("Per Okänd", "Frukost")
    waits(page, 0)

    page.click("#who-hits button:has-text('Lägg till')")
    page.click("#save")
    waits(page, 1)
    expect(page.locator("#queue-items")).to_contain_text("Maja Lindqvist, Per Okänd")
