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
from tests.browser.worked import Worked, written_down
from tests.conftest import NARROW

NAMES = ("Maja Lindqvist", "Bo Bergström", "Cia Dahlgren", "Nils Norén")


@pytest.fixture
def world(db, alma):
    people = [make.mp(name) for name in NAMES]
    abouts = [make_advocacy.priority(name) for name in ("Systemanalys 2024", "Stärkt lärarförsörjning", "Nattåg")]
    for number in range(5):
        make_advocacy.priority(f"Annan sakfråga {number}")
    for about, times in zip(abouts, (3, 2, 1), strict=True):
        for _n in range(times):
            make_advocacy.interaction(
                people[3], priorities=[about], actor=alma, held_on=today() - dt.timedelta(days=30)
            )
    return people, abouts


def opened(page, user, sign_in, path="/"):
    sign_in(page, user)
    page.goto(path)
    page.wait_for_selector("a[data-quick]")


def ready(page):
    """The dialog stands open with the hand in its first field and the latest people under it."""
    page.wait_for_selector("#quick_people:focus")
    page.wait_for_selector("#quick [role=option]")


def choose(hands, typed, name):
    hands.think()
    hands.type(typed)
    hands.page.wait_for_selector(f"#quick .combobox-first:has-text('{name}')")
    hands.press("Enter")
    hands.page.wait_for_selector(f"#quick .chip:has-text('{name}')")


def tab_to(hands, name):
    for _n in range(30):
        if hands.page.evaluate("document.activeElement.name") == name:
            return
        hands.press("Tab")
    pytest.fail(f"{name} is not within thirty steps")


def logged(page):
    page.wait_for_selector(".toast:has-text('Kontakten är registrerad.')")
    assert not page.locator("#quick[open]").count()
    return Interaction.objects.latest("pk")


def theirs(contact):
    return {part.shown_name for part in contact.participations.filter(side="theirs")}


@pytest.mark.smoke
def test_three_people_and_two_priorities_by_keyboard_alone(page, sign_in, alma, world, axe):
    _people, abouts = world
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


def test_the_common_case_takes_less_than_twenty_seconds(page, sign_in, alma, world):
    _people, abouts = world
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


def test_from_a_person_s_page_with_the_mouse(page, sign_in, alma, world):
    people, _abouts = world
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


def test_on_a_phone_by_touch(browser, live_server, open_page, sign_in, alma, world, axe, fits):
    people, abouts = world
    bookmarks.saw(subject=people[0], actor=alma)
    page = open_page(width=NARROW)
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": NARROW, "height": 740}, has_touch=True, is_mobile=True,
        locale="sv-SE", timezone_id="Europe/Stockholm", reduced_motion="reduce",
    )  # fmt: skip
    context.set_default_timeout(10_000)
    page = context.new_page()
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
    context.close()


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


def test_pasted_list_is_gone_through_and_nobody_is_lost(page, sign_in, alma, world, axe, fits):
    make.person("Anna Ek")
    second = make.person("Anna Ek")
    opened(page, alma, sign_in)
    page.keyboard.press("n")
    ready(page)
    page.fill("#quick_line", "Frukost")
    page.focus("#quick_people")
    paste(page, "Maja Lindqvist\nAnna Ek\nnils.nykomling@ny.se")
    page.wait_for_selector(".quick-row >> nth=2")
    assert page.is_checked(".quick-row:has-text('Maja Lindqvist') input[type=checkbox]")
    assert page.input_value("#quick_line") == "Frukost"
    axe(page)
    fits(page)

    page.click("#quick .form-buttons button:has-text('Spara')")
    page.wait_for_selector("#quick [data-error-summary]")
    assert page.locator(".quick-row .field-error").count() == 2
    assert not Interaction.objects.filter(summary="Frukost").exists()

    page.check(f".quick-row input[value='{second.pk}']")
    page.check(".quick-row:has-text('nils.nykomling') input[value=new]")
    page.click("#quick .form-buttons button:has-text('Spara')")
    contact = logged(page)
    assert theirs(contact) == {"Maja Lindqvist", "Anna Ek", "Nils Nykomling"}
    assert contact.participations.filter(person=second).exists()
    assert Person.objects.get(family_name="Nykomling").contact_details.get().value == "nils.nykomling@ny.se"


def test_what_a_colleague_logged_is_shown_and_one_joins_it(page, sign_in, alma, eva, world, axe):
    people, _abouts = world
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


def drafts(page):
    return page.evaluate(
        "Object.entries(localStorage).filter(([k]) => k.startsWith('samsyn:draft:')).map(([, v]) => JSON.parse(v))"
    )


def test_draft_survives_a_closed_tab_and_is_offered_again(page, sign_in, alma, world, axe):
    opened(page, alma, sign_in)
    page.keyboard.press("n")
    ready(page)
    assert not drafts(page)
    choose(Worked(page), "lind", NAMES[0])
    page.check("#quick .pills label:has-text('Nattåg') input", force=True)
    page.focus("#quick_line")
    page.keyboard.type("Bad om und")
    context = page.context
    page.close()

    page = context.new_page()
    page.goto("/att-gora/")
    page.keyboard.press("n")
    page.wait_for_selector("#quick .draft:has-text('Du har ett utkast från')")
    axe(page)
    page.click("#quick button:has-text('Fortsätt')")
    page.wait_for_selector(f"#quick .chip:has-text('{NAMES[0]}')")
    assert page.input_value("#quick_line") == "Bad om und"
    assert page.is_checked("#quick .pills label:has-text('Nattåg') input")
    assert not page.locator("#quick .draft").count()
    page.focus("#quick_line")
    page.keyboard.press("End")
    page.keyboard.type("erlag")
    page.keyboard.press("Enter")
    contact = logged(page)
    assert (contact.summary, theirs(contact)) == ("Bad om underlag", {NAMES[0]})
    assert not drafts(page)


def test_draft_is_thrown_away_by_hand_by_age_and_at_logout(page, sign_in, alma, world):
    opened(page, alma, sign_in)

    def typed(text):
        page.keyboard.press("n")
        ready(page)
        page.fill("#quick_line", text)
        page.click("#quick .dialog-close")

    typed("ett")
    page.keyboard.press("n")
    page.click("#quick button:has-text('Släng')")
    page.wait_for_selector("#quick .draft", state="detached")
    assert not drafts(page)
    page.click("#quick .dialog-close")

    typed("två")
    page.evaluate(
        """() => { for (const k of Object.keys(localStorage)) {
            const draft = JSON.parse(localStorage[k]);
            draft.at -= 7 * 24 * 3600 * 1000 + 1000;
            localStorage[k] = JSON.stringify(draft);
        } }"""
    )
    page.reload()
    assert not drafts(page)

    typed("tre")
    assert [dict(draft["fields"])["line"] for draft in drafts(page)] == ["tre"]
    page.click(".user-menu summary")
    page.click(".user-menu button:has-text('Logga ut')")
    page.wait_for_url("**/konto/login/**")
    assert not drafts(page)


def test_draft_of_somebody_else_is_not_left_here(page, sign_in, alma, eva, world):
    opened(page, alma, sign_in)
    page.keyboard.press("n")
    ready(page)
    page.fill("#quick_line", "Almas")
    page.context.clear_cookies()
    opened(page, eva, sign_in)
    assert not drafts(page)


def test_yesterday_in_a_draft_of_another_day_becomes_a_date(page, sign_in, alma, world):
    opened(page, alma, sign_in)
    page.keyboard.press("n")
    ready(page)
    page.fill("#quick_when", "igår")
    page.evaluate(
        """() => { for (const k of Object.keys(localStorage)) {
            const draft = JSON.parse(localStorage[k]);
            draft.at -= 3 * 24 * 3600 * 1000;
            localStorage[k] = JSON.stringify(draft);
        } }"""
    )
    page.reload()
    page.keyboard.press("n")
    page.click("#quick button:has-text('Fortsätt')")
    meant = (today() - dt.timedelta(days=4)).isoformat()
    expect(page.locator("#quick_when")).to_have_value(meant)


def test_more_takes_all_to_the_whole_form_whose_draft_it_becomes(page, sign_in, alma, world):
    _people, abouts = world
    opened(page, alma, sign_in)
    page.keyboard.press("n")
    ready(page)
    choose(Worked(page), "lind", NAMES[0])
    page.check("#quick .pills label:has-text('Nattåg') input", force=True)
    page.fill("#quick_line", "Bad om underlag.")
    page.click("#quick button:has-text('Fler uppgifter')")
    page.wait_for_url("**/kontakter/registrera/**")
    assert page.input_value("#id_summary") == "Bad om underlag."
    assert page.locator(f".chip:has-text('{NAMES[0]}')").count()
    page.wait_for_selector(".form[data-draft-from=quick]")
    kept = page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('samsyn:draft:'))")
    assert [key.split(":")[3] for key in kept] == ["contact"]

    page.fill("#id_title", "Frukost")
    page.goto(reverse("advocacy:interaction_add"))
    page.click(".draft button:has-text('Fortsätt')")
    page.wait_for_selector(f".chip:has-text('{NAMES[0]}')")
    assert (page.input_value("#id_title"), page.input_value("#id_summary")) == ("Frukost", "Bad om underlag.")
    page.click(".form-buttons button:has-text('Spara')")
    page.wait_for_selector("h1:has-text('Frukost')")
    contact = Interaction.objects.get(title="Frukost")
    assert (theirs(contact), [link.priority for link in contact.priority_links.all()]) == ({NAMES[0]}, [abouts[2]])
    assert not drafts(page)


def test_a_refused_form_goes_on_with_its_draft(page, sign_in, alma, world):
    sign_in(page, alma)
    page.goto(reverse("advocacy:interaction_quick"))
    page.fill("#id_line", "Bad om underlag.")
    page.fill("#id_when", "31/2")
    page.click(".form-buttons button:has-text('Spara')")
    page.wait_for_selector("[data-error-summary]")
    assert "finns inte" in page.inner_text(".field-when .field-error >> nth=-1")
    assert not page.locator(".draft").count()
    assert len(drafts(page)) == 1
    page.fill("#id_when", "igår")
    page.fill("#id_people", "lind")
    page.click(f"[role=option]:has-text('{NAMES[0]}')")
    page.click(".form-buttons button:has-text('Spara')")
    page.wait_for_selector("text=Kontakten är registrerad.")
    assert not drafts(page)


def test_page_works_without_scripts(browser, live_server, sign_in, alma, world):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="sv-SE")
    context.set_default_timeout(10_000)
    page = context.new_page()
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
    context.close()


def test_both_widths_fit_and_axe_finds_nothing_serious(any_page, sign_in, alma, world, axe, fits):
    sign_in(any_page, alma)
    any_page.goto(reverse("advocacy:interaction_quick"))
    axe(any_page)
    fits(any_page)
    any_page.goto("/")
    any_page.click("a.action")
    ready(any_page)
    axe(any_page)
    fits(any_page)
