"""Drafts: what is typed about a contact survives in the browser, and goes when it should."""

import datetime as dt

from django.urls import reverse
from playwright.sync_api import expect

from advocacy.models import Interaction
from crm.common.dates import today
from tests.browser.worked import NAMES, Worked, choose, logged, opened, ready, theirs
from tests.browsing import settle


def drafts(page):
    settle(page)
    return page.evaluate(
        "Object.entries(localStorage).filter(([k]) => k.startsWith('samsyn:draft:')).map(([, v]) => JSON.parse(v))"
    )


def test_draft_survives_a_closed_tab_and_is_offered_again(page, sign_in, alma, quick_world, axe):
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
    expect(page.locator("#quick_line")).to_have_value("Bad om und")
    expect(page.locator("#quick .pills label:has-text('Nattåg') input")).to_be_checked()
    expect(page.locator("#quick .draft")).to_have_count(0)
    page.focus("#quick_line")
    page.keyboard.press("End")
    page.keyboard.type("erlag")
    page.keyboard.press("Enter")
    contact = logged(page)
    assert (contact.summary, theirs(contact)) == ("Bad om underlag", {NAMES[0]})
    assert not drafts(page)


def test_draft_is_thrown_away_by_hand_by_age_and_at_logout(page, sign_in, alma, quick_world):
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


def test_draft_of_somebody_else_is_not_left_here(page, sign_in, alma, eva, quick_world):
    opened(page, alma, sign_in)
    page.keyboard.press("n")
    ready(page)
    page.fill("#quick_line", "Almas")
    page.context.clear_cookies()
    opened(page, eva, sign_in)
    assert not drafts(page)


def test_day_of_a_draft_is_read_out_when_it_is_taken_up(page, sign_in, alma, quick_world):
    opened(page, alma, sign_in)
    page.keyboard.press("n")
    ready(page)
    page.fill("#quick_when", "2026-07-03")
    page.reload()
    page.keyboard.press("n")
    page.click("#quick button:has-text('Fortsätt')")
    expect(page.locator("#quick [data-when] output")).to_contain_text("3\u00a0juli")


def test_yesterday_in_a_draft_of_another_day_becomes_a_date(page, sign_in, alma, quick_world):
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


def test_more_takes_all_to_the_whole_form_whose_draft_it_becomes(page, sign_in, alma, quick_world):
    _people, abouts = quick_world
    opened(page, alma, sign_in)
    page.keyboard.press("n")
    ready(page)
    choose(Worked(page), "lind", NAMES[0])
    page.check("#quick .pills label:has-text('Nattåg') input", force=True)
    page.fill("#quick_line", "Bad om underlag.")
    page.click("#quick button:has-text('Fler uppgifter')")
    page.wait_for_url("**/kontakter/registrera/**")
    expect(page.locator("#id_summary")).to_have_value("Bad om underlag.")
    expect(page.locator(f".chip:has-text('{NAMES[0]}')")).to_have_count(1)
    page.wait_for_selector(".form[data-draft-from=quick]")
    kept = page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('samsyn:draft:'))")
    assert [key.split(":")[3] for key in kept] == ["contact"]

    page.fill("#id_title", "Frukost")
    page.goto(reverse("advocacy:interaction_add"))
    page.click(".draft button:has-text('Fortsätt')")
    page.wait_for_selector(f".chip:has-text('{NAMES[0]}')")
    expect(page.locator("#id_title")).to_have_value("Frukost")
    expect(page.locator("#id_summary")).to_have_value("Bad om underlag.")
    page.click(".form-buttons button:has-text('Spara')")
    page.wait_for_selector("h1:has-text('Frukost')")
    contact = Interaction.objects.get(title="Frukost")
    assert (theirs(contact), [link.priority for link in contact.priority_links.all()]) == ({NAMES[0]}, [abouts[2]])
    assert not drafts(page)


def test_a_refused_form_goes_on_with_its_draft(page, sign_in, alma, quick_world):
    sign_in(page, alma)
    page.goto(reverse("advocacy:interaction_quick"))
    page.fill("#id_line", "Bad om underlag.")
    page.fill("#id_when", "31/2")
    page.click(".form-buttons button:has-text('Spara')")
    page.wait_for_selector("[data-error-summary]")
    expect(page.locator(".field-when .field-error").last).to_contain_text("finns inte")
    expect(page.locator(".draft")).to_have_count(0)
    assert len(drafts(page)) == 1
    page.fill("#id_when", "igår")
    page.fill("#id_people", "lind")
    page.click(f"[role=option]:has-text('{NAMES[0]}')")
    page.click(".form-buttons button:has-text('Spara')")
    page.wait_for_selector("text=Kontakten är registrerad.")
    assert not drafts(page)


def test_draft_of_the_whole_form_brings_back_rows_that_were_added(page, sign_in, alma, quick_world):
    _people, abouts = quick_world
    sign_in(page, alma)
    page.goto(reverse("advocacy:interaction_add"))
    page.fill("#id_people", "lind")
    page.click(f"[role=option]:has-text('{NAMES[0]}')")
    page.click("summary:has-text('Vad som sades och lovades')")
    page.click("[data-add-row=points-rows]")
    page.fill("input[name=points-0-text], textarea[name=points-0-text]", "Spåren räcker inte")
    page.select_option("select[name=points-0-priority]", str(abouts[0].pk))
    page.click("[data-add-row=points-rows]")
    page.fill("input[name=points-1-text], textarea[name=points-1-text]", "Lokförare saknas")

    page.goto(reverse("advocacy:interaction_add"))
    page.click(".draft button:has-text('Fortsätt')")

    page.wait_for_selector(f".chip:has-text('{NAMES[0]}')")
    expect(page.locator("[name=points-0-text]")).to_have_value("Spåren räcker inte")
    expect(page.locator("[name=points-0-priority]")).to_have_value(str(abouts[0].pk))
    expect(page.locator("[name=points-1-text]")).to_be_visible()
    expect(page.locator("[name=points-1-text]")).to_have_value("Lokförare saknas")
    page.click(".form-buttons button:has-text('Spara')")
    page.wait_for_selector("text=Kontakten är registrerad.")
    assert [point.text for point in Interaction.objects.latest("pk").points.order_by("pk")] == [
        "Spåren räcker inte", "Lokförare saknas",
    ]  # fmt: skip
    assert not drafts(page)
