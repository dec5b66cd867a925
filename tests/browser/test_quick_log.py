"""Logging as fast as talking, in a real browser: by keyboard alone, by touch, with a list, with a draft."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from advocacy.models import Interaction
from contacts.models import Person
from contacts.services import bookmarks
from crm.common.dates import today
from tests import make, make_advocacy
from tests.browser.worked import NAMES, Worked, choose, logged, opened, ready, tab_to, theirs, written_down
from tests.conftest import NARROW


@pytest.mark.smoke
def test_three_people_and_two_priorities_by_keyboard_alone(page, sign_in, alma, quick_world, axe):
    _people, abouts = quick_world
    opened(page, alma, sign_in, "/kontakter/")
    hands = Worked(page)
    hands.think()
    hands.press("n")
    ready(page)
    for typed, name in (("lindq", NAMES[0]), ("bergs", NAMES[1]), ("dahl", NAMES[2])):
        choose(hands, typed, name)
    axe(page)
    hands.think()
    tab_to(hands, "priorities")
    hands.press("Space")
    hands.press("Tab")
    hands.press("Space")
    hands.think()
    tab_to(hands, "when")
    hands.type("igår")
    page.wait_for_selector("#quick output [data-day]")
    hands.think()
    tab_to(hands, "line")
    hands.type("bad om underlag till motion")
    hands.press("Enter")

    contact = logged(page)
    assert theirs(contact) == set(NAMES[:3])
    assert {link.priority for link in contact.priority_links.all()} == set(abouts[:2])
    assert (contact.kind, contact.held_on) == ("meeting", today() - dt.timedelta(days=1))
    assert contact.summary == "bad om underlag till motion"
    assert page.url.endswith("/kontakter/")
    assert hands.pointings == 0
    assert hands.row == written_down("Tre personer, två sakfrågor, igår: bara tangenter")
    axe(page)


def test_the_common_case_takes_less_than_twenty_seconds(page, sign_in, alma, quick_world):
    _people, abouts = quick_world
    opened(page, alma, sign_in)
    hands = Worked(page)
    hands.think()
    hands.press("n")
    ready(page)
    choose(hands, "lind", NAMES[0])
    hands.think()
    tab_to(hands, "priorities")
    hands.press("Space")
    hands.think()
    tab_to(hands, "line")
    hands.type("bad om underlag")
    hands.press("Enter")

    contact = logged(page)
    assert (theirs(contact), contact.summary, contact.held_on) == ({NAMES[0]}, "bad om underlag", today())
    assert [link.priority for link in contact.priority_links.all()] == abouts[:1]
    assert hands.row == written_down("En person, en sakfråga, en rad: bara tangenter")
    assert hands.seconds < 20


def test_from_a_person_s_page_with_the_mouse(page, sign_in, alma, quick_world):
    people, _abouts = quick_world
    opened(page, alma, sign_in, people[0].get_absolute_url())
    hands = Worked(page)
    hands.think()
    hands.point(".page-actions a[data-quick]")
    page.wait_for_selector("#quick .chip")
    hands.think()
    hands.point("#quick .pills label:has-text('Systemanalys')")
    hands.think()
    hands.point("#quick .form-buttons button:has-text('Spara')")

    assert theirs(logged(page)) == {NAMES[0]}
    assert hands.row == written_down("Från personens sida, en sakfråga: musen")
    assert hands.seconds < 20
    page.wait_for_selector(".page-actions a[data-quick]:focus")


def test_on_a_phone_by_touch(open_page, sign_in, alma, quick_world, axe, fits):
    people, abouts = quick_world
    bookmarks.saw(subject=people[0], actor=alma)
    page = open_page(width=NARROW, height=740, is_touch=True)
    opened(page, alma, sign_in)
    hands = Worked(page, is_touch=True)
    hands.think()
    hands.point(".action")
    ready(page)
    hands.think()
    hands.point(f"#quick [role=option]:has-text('{NAMES[0]}')")
    page.wait_for_selector("#quick .chip")
    fits(page)
    axe(page)
    hands.think()
    hands.point("#quick .pills label:has-text('Nattåg')")
    hands.think()
    hands.point("#quick_line")
    hands.type("bad om underlag")
    hands.think()
    hands.point("#quick .form-buttons button:has-text('Spara')")

    contact = logged(page)
    assert (theirs(contact), contact.summary) == ({NAMES[0]}, "bad om underlag")
    assert [link.priority for link in contact.priority_links.all()] == [abouts[2]]
    fits(page)
    axe(page)
    assert hands.row == written_down("Senast träffad, en sakfråga, en rad: telefonen")
    assert hands.seconds < 20


def paste(page, text):
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData('text/plain', text);
            document.activeElement.dispatchEvent(
                new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def test_pasted_list_is_gone_through_and_nobody_is_lost(page, sign_in, alma, quick_world, axe, fits):
    make.person("Anna Ek")
    second = make.person("Anna Ek")
    opened(page, alma, sign_in)
    page.keyboard.press("n")
    ready(page)
    page.fill("#quick_line", "Frukost")
    page.focus("#quick_people")
    paste(page, "Maja Lindqvist\nAnna Ek\nnils.nykomling@ny.se")
    page.wait_for_selector(".quick-row >> nth=2")
    expect(page.locator(".quick-row:has-text('Maja Lindqvist') input[type=checkbox]")).to_be_checked()
    expect(page.locator("#quick_line")).to_have_value("Frukost")
    axe(page)
    fits(page)

    page.click("#quick .form-buttons button:has-text('Spara')")
    page.wait_for_selector("#quick [data-error-summary]")
    expect(page.locator(".quick-row .field-error")).to_have_count(2)
    assert not Interaction.objects.filter(summary="Frukost").exists()

    page.check(f".quick-row input[value='{second.pk}']")
    page.check(".quick-row:has-text('nils.nykomling') input[value=new]")
    page.click("#quick .form-buttons button:has-text('Spara')")
    contact = logged(page)
    assert theirs(contact) == {"Maja Lindqvist", "Anna Ek", "Nils Nykomling"}
    assert contact.participations.filter(person=second).exists()
    assert Person.objects.get(family_name="Nykomling").contact_details.get().value == "nils.nykomling@ny.se"


def test_what_a_colleague_logged_is_shown_and_one_joins_it(page, sign_in, alma, eva, quick_world, axe):
    people, _abouts = quick_world
    first = make_advocacy.interaction(people[0], actor=eva, title="Frukost i riksdagen")
    opened(page, alma, sign_in, people[0].get_absolute_url())
    page.click(".page-actions a[data-quick]")
    page.wait_for_selector("#quick .chip")
    page.fill("#quick_line", "Bad om underlag.")
    page.keyboard.press("Enter")
    page.wait_for_selector("#quick [data-alike]:has-text('Frukost i riksdagen')")
    page.wait_for_selector("#quick [data-alike]:focus")
    axe(page)
    page.click("#quick button:has-text('Lägg till mig som deltagare')")
    page.wait_for_url(f"**{first.get_absolute_url()}")
    first.refresh_from_db()
    assert "Alma Ek: Bad om underlag." in first.summary
    # What went there is no draft any more.
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('samsyn:draft:')).length") == 0


def test_page_works_without_scripts(open_page, sign_in, alma, quick_world):
    page = open_page(java_script_enabled=False)
    sign_in(page, alma)
    page.goto("/")
    page.click("a.action")
    page.wait_for_url("**/kontakter/snabbt/")
    page.click("summary:has-text('Klistra in flera')")
    page.fill("textarea[name=pasted]", "Maja Lindqvist, Bo Bergström")
    page.click("button:has-text('Leta upp dem')")
    page.check("label:has-text('Nattåg') input", force=True)
    page.fill("input[name=when]", "i förrgår")
    page.click(".form-buttons button:has-text('Spara')")
    page.wait_for_selector("text=Kontakten är registrerad.")
    contact = Interaction.objects.latest("pk")
    assert (theirs(contact), contact.held_on) == (set(NAMES[:2]), today() - dt.timedelta(days=2))


def test_both_widths_fit_and_axe_finds_nothing_serious(any_page, sign_in, alma, quick_world, axe, fits):
    sign_in(any_page, alma)
    any_page.goto(reverse("advocacy:interaction_quick"))
    axe(any_page)
    fits(any_page)
    any_page.goto("/")
    any_page.click("a.action")
    ready(any_page)
    axe(any_page)
    fits(any_page)


def test_letters_typed_on_a_priority_open_nothing_and_land_nowhere(page, sign_in, alma, quick_world):
    opened(page, alma, sign_in, reverse("advocacy:interaction_quick"))
    pill = page.locator(".main [name=priorities]").first
    pill.focus()
    # Keys that a keyboard has: what lies outside its layout is put into a text field by the tool itself.
    page.keyboard.type("natt")
    assert not page.locator("#quick[open]").count()
    assert page.locator(".main [data-name=people] .combobox-input").input_value() == ""
    assert page.evaluate("document.activeElement.name") == "priorities"
