"""Almedalen mode on a phone: without network, with it again, logged out, and in somebody else's hand."""

import pytest
from django.http import HttpResponse
from playwright.sync_api import expect

from advocacy.models import Interaction
from advocacy.views.field import FieldSync
from contacts.services import lists
from crm.common.dates import today
from crm.models import ExportLog
from tests import make, make_advocacy
from tests.browser.fielding import (
    CACHED,
    RAW,
    TOO_SMALL,
    choose,
    enter,
    log,
    sent,
    until,
    waits,
    without_network,
)
from tests.browser.worked import Worked, written_down
from tests.conftest import NARROW


@pytest.fixture
def world(db, alma):
    people = [make.mp("Maja Lindqvist"), make.person("Åsa Öberg"), make.person("Per Ahl"), make.person("Tora Berg")]
    chosen = lists.add(name="Visby 2026", actor=alma, people=[person.pk for person in people])
    about = [make_advocacy.priority("Systemanalys 2024"), make_advocacy.priority("Stärkt lärarförsörjning")]
    week = make_advocacy.event("Almedalsveckan", kind="week", place="Visby")
    return {"people": people, "list": chosen, "about": about, "week": week}


@pytest.fixture
def phone(open_page, sign_in, alma, world):
    """A phone with the list on it, and the page so kept that it opens without network."""
    page = open_page(width=NARROW, height=740, is_touch=True)
    sign_in(page, alma)
    enter(page)
    page.select_option("#carry-list", label="Visby 2026")
    page.click("#fetch")
    expect(page.locator("#carried")).to_contain_text("Visby 2026: 4 personer")
    until(page, "Boolean(navigator.serviceWorker.controller)")
    return page


@pytest.mark.smoke
def test_contact_with_three_people_and_two_priorities_is_logged_without_network_and_sent_once(phone, alma, world, fits):
    without_network(phone)
    hands = Worked(phone, is_touch=True)
    hands.think()
    hands.point("#who")
    for typed, name in (("lindq", "Maja Lindqvist"), ("asa", "Åsa Öberg"), ("ahl", "Per Ahl")):
        hands.think()
        hands.type(typed)
        hands.point(f"#who-hits button:has-text('{name}')")
        expect(phone.locator("#who-chosen")).to_contain_text(name)
    hands.think()
    for name in ("Systemanalys 2024", "Stärkt lärarförsörjning"):
        hands.point(f"#priorities label:has-text('{name}')")
    hands.think()
    hands.point("#text")
    hands.type("bad om underlag")
    fits(phone)
    hands.point("#save")
    waits(phone, 1)
    expect(phone.locator("#queue-items")).to_contain_text("Maja Lindqvist, Åsa Öberg, Per Ahl")
    # The form is empty for the next one.
    assert phone.input_value("#text") == ""
    assert phone.locator("#note :checked").evaluate_all("found => found.map(one => one.value)") == [
        "", "almedalen", str(world["week"].pk), "",
    ]  # fmt: skip
    assert not Interaction.objects.exists()

    phone.reload()
    phone.wait_for_selector("body[data-ready]")
    waits(phone, 1)
    phone.context.set_offline(False)
    expect(sent(phone)).to_have_count(1)
    waits(phone, 0)
    contact = Interaction.objects.get()
    assert (contact.kind, contact.held_on, contact.event) == ("almedalen", today(), world["week"])
    assert contact.summary == "bad om underlag"
    assert {p.shown_name for p in contact.participations.filter(side="theirs")} == {
        "Maja Lindqvist", "Åsa Öberg", "Per Ahl",
    }  # fmt: skip
    assert {link.priority for link in contact.priority_links.all()} == set(world["about"])
    assert contact.origin.owner == alma
    assert hands.row == written_down("Tre personer, två sakfrågor, en rad: telefonen utan nät")


def test_what_lies_in_the_phone_is_encrypted_and_no_page_with_anybodys_data_is_kept(phone):
    without_network(phone)
    log(phone, "Maja Lindqvist", text="Hemligt samtal")
    waits(phone, 1)
    choose(phone, "Tora", "Tora Berg")
    # The draft of what is being written is kept a moment after the last key.
    until(phone, f"({RAW})().then((raw) => raw.found.kept.some((row) => row.id.endsWith(':draft')))")
    raw = phone.evaluate(RAW)
    found = raw["found"]
    assert {row["id"].partition(":")[2] for row in found["kept"]} == {"pack", "latest", "draft"}
    assert len(found["queue"]) == 1
    assert [row["key"] for row in found["keys"]] == [{"extractable": False, "algorithm": "AES-GCM"}]
    for word in ("Lindqvist", "Tora", "Berg", "Hemligt", "Systemanalys", "Visby"):
        assert word not in repr(raw)
    kept = phone.evaluate(CACHED)
    assert [path for path in kept if not path.startswith("/static/")] == ["/falt/"]
    assert "Lindqvist" not in "".join(kept.values())
    assert "Alma" not in kept["/falt/"]


def test_who_types_while_the_list_is_being_fetched_loses_nothing(open_page, sign_in, alma, world):
    page = open_page(width=NARROW, is_touch=True)
    sign_in(page, alma)
    enter(page)
    page.select_option("#carry-list", label="Visby 2026")
    page.evaluate("""() => {
      document.getElementById("fetch").click();
      const who = document.getElementById("who");
      who.value = "Tora";
      who.dispatchEvent(new Event("input", { bubbles: true }));
    }""")
    expect(page.locator("#announcer")).to_contain_text("4 personer")
    expect(page.locator("#who")).to_have_value("Tora")


@pytest.fixture
def bad_network(monkeypatch):
    """What is sent arrives, but its answer is lost, until the list is emptied."""
    whole, bad = FieldSync.post, ["still"]

    def post(self, request):
        answer = whole(self, request)
        return HttpResponse(status=502) if bad else answer

    monkeypatch.setattr(FieldSync, "post", post)
    return bad


def test_lost_answer_and_a_doubled_sending_make_one_contact(phone, bad_network):
    log(phone, "Maja Lindqvist")
    expect(phone.locator("#notice-busy")).to_be_visible()
    waits(phone, 1)
    assert Interaction.objects.count() == 1
    bad_network.clear()
    phone.evaluate("Promise.all([window.fieldSync.run(), window.fieldSync.run()])")
    enter(phone)
    waits(phone, 0)
    assert Interaction.objects.count() == 1


def test_what_was_changed_after_its_answer_was_lost_is_not_lost(phone, bad_network):
    log(phone, "Maja Lindqvist", text="Första")
    expect(phone.locator("#notice-busy")).to_be_visible()
    phone.get_by_role("button", name="Ändra").click()
    phone.fill("#text", "Andra")
    phone.click("#save")
    expect(phone.locator("#queue-items")).to_contain_text("Andra")
    bad_network.clear()
    enter(phone)
    row = phone.locator("#queue-items li")
    expect(row).to_contain_text("Den hann skickas innan du ändrade den.")
    expect(row).to_contain_text("Andra")
    contact = Interaction.objects.get()
    assert contact.summary == "Första"
    assert row.get_by_role("link", name="Öppna kontakten").get_attribute("href") == contact.get_absolute_url()


def test_what_is_sent_while_it_is_being_changed_is_not_lost(phone):
    without_network(phone)
    log(phone, "Maja Lindqvist", text="Första")
    phone.get_by_role("button", name="Ändra").click()
    phone.fill("#text", "Andra")
    phone.context.set_offline(False)
    expect(sent(phone)).to_have_count(1)
    phone.click("#save")
    expect(phone.locator("#queue-items li")).to_contain_text("Andra")
    contact = Interaction.objects.get()
    link = phone.locator("#queue-items li").get_by_role("link", name="Öppna kontakten")
    assert link.get_attribute("href") == contact.get_absolute_url()


def test_meeting_that_a_colleague_has_logged_is_shown_and_joined(phone, eva, world, axe, fits):
    theirs = make_advocacy.interaction(world["people"][0], kind="almedalen", title="Frukost i Visby", actor=eva)
    log(phone, "Maja Lindqvist", text="Vill ha underlag.")
    row = phone.locator("#queue-items li")
    expect(row).to_contain_text("Det finns redan en kontakt den dagen med samma person.")
    expect(row).to_contain_text("Registrerad av Eva Lund.")
    axe(phone)
    fits(phone)
    row.get_by_role("button", name="Slå ihop med den").click()
    waits(phone, 0)
    theirs.refresh_from_db()
    assert theirs.summary == "Alma Ek: Vill ha underlag."
    assert Interaction.objects.count() == 1


def test_next_one_is_typed_while_the_first_is_still_being_kept_and_a_second_tap_keeps_nothing_twice(phone):
    without_network(phone)
    choose(phone, "Maja", "Maja Lindqvist")
    phone.evaluate("""() => {
      const seal = crypto.subtle.encrypt.bind(crypto.subtle);
      crypto.subtle.encrypt = (...given) => new Promise((done) => setTimeout(() => done(seal(...given)), 400));
      const save = document.getElementById("save");
      save.click();
      save.click();
    }""")
    phone.fill("#who", "Tora")
    waits(phone, 1)
    expect(phone.locator("#who")).to_have_value("Tora")
    expect(phone.locator(".field-error:visible")).to_have_count(0)


def test_what_is_wrong_is_said_beside_the_field_and_what_was_written_stays(phone, axe):
    phone.fill("#text", "Vill ha underlag.")
    phone.fill("#held_on", "2099-01-01")
    phone.click("#save")
    expect(phone.locator("#people-error")).to_have_text("Ange minst en person.")
    expect(phone.locator("#held_on-error")).to_have_text("Dagen ligger framåt i tiden.")
    expect(phone.locator("#who")).to_be_focused()
    axe(phone)
    waits(phone, 0)
    assert phone.input_value("#text") == "Vill ha underlag."


def test_one_that_the_server_refuses_comes_back_to_be_mended(phone, world):
    week = world["week"]
    log(phone, "Maja Lindqvist", text="Vill ha underlag.")
    expect(sent(phone)).to_have_count(1)
    Interaction.objects.update(event=None)
    week.delete()
    log(phone, "Per Ahl", text="Tackade.")
    row = phone.locator("#queue-items li")
    expect(row).to_contain_text("Arrangemanget finns inte längre.")
    row.get_by_role("button", name="Ändra").click()
    expect(phone.locator("#event-error")).to_be_visible()
    phone.select_option("#event", "")
    phone.click("#save")
    expect(sent(phone)).to_have_count(2)
    waits(phone, 0)


def test_queue_is_changed_and_emptied_before_it_is_sent(phone):
    without_network(phone)
    log(phone, "Maja Lindqvist", text="Fel text")
    log(phone, "Nils Nykomling", text="Ny")
    waits(phone, 2)
    phone.locator("#queue-items li", has_text="Fel text").get_by_role("button", name="Ändra").click()
    phone.fill("#text", "Rätt text")
    phone.click("label:has-text('Positiv')")
    phone.click("summary:has-text('Mer')")
    phone.fill("#hospitality", "Kaffe")
    phone.select_option("#hospitality_payer", "ours")
    phone.click("#save")
    expect(phone.locator("#queue-items li").first).to_contain_text("Rätt text")
    phone.locator("#queue-items li", has_text="Nykomling").get_by_role("button", name="Ta bort").click()
    phone.click("#ask-yes")
    waits(phone, 1)
    phone.context.set_offline(False)
    expect(sent(phone)).to_have_count(1)
    contact = Interaction.objects.get()
    assert (contact.summary, contact.facts.hospitality) == ("Rätt text", "Kaffe")
    assert contact.participations.get(side="theirs").tone == "positive"


def test_who_was_logged_out_keeps_the_queue_and_goes_on_after_logging_in(phone, sign_in, alma):
    phone.context.clear_cookies()
    log(phone, "Maja Lindqvist")
    expect(phone.locator("#notice-out")).to_contain_text("Det du har loggat ligger kvar")
    waits(phone, 1)
    sign_in(phone, alma)
    enter(phone)
    expect(sent(phone)).to_have_count(1)
    assert Interaction.objects.get().created_by == alma


def test_another_user_of_the_phone_sees_and_sends_nothing_of_the_first(phone, sign_in, alma, eva):
    without_network(phone)
    log(phone, "Maja Lindqvist")
    phone.context.set_offline(False)
    expect(sent(phone)).to_have_count(1)
    phone.context.clear_cookies()
    log(phone, "Per Ahl")
    expect(phone.locator("#notice-out")).to_be_visible()
    sign_in(phone, eva)
    phone.goto("/")  # any page is enough for what was taken along to go
    until(phone, "JSON.parse(localStorage.getItem('samsyn-falt')).expires === 0")
    until(phone, f"({RAW})().then((raw) => !raw.found.kept.length)")
    enter(phone)
    expect(phone.locator("#notice-others")).to_contain_text(
        "I telefonen finns osända kontakter som någon annan har loggat (1)."
    )
    expect(phone.locator("#carried")).to_have_text("Inget är hämtat till telefonen.")
    waits(phone, 0)
    assert "Ahl" not in phone.inner_text("body")
    assert Interaction.objects.count() == 1
    sign_in(phone, alma)
    enter(phone)
    expect(sent(phone)).to_have_count(1)
    assert {contact.created_by for contact in Interaction.objects.all()} == {alma}


def test_logging_out_warns_of_what_is_unsent_and_leaves_nothing(phone, eva, world):
    make_advocacy.interaction(world["people"][0], kind="almedalen", actor=eva)
    log(phone, "Maja Lindqvist")
    expect(phone.locator("#queue-items")).to_contain_text("Behöver ditt svar")
    phone.goto("/konto/logout/")
    phone.click("main button:has-text('Logga ut')")
    expect(phone.locator("#field-unsent")).to_contain_text("I telefonen ligger osända kontakter från fältläget: 1.")
    phone.click("#field-unsent button:has-text('Stanna kvar')")
    phone.click("main button:has-text('Logga ut')")
    phone.click("#field-unsent button:has-text('Logga ut ändå')")
    phone.wait_for_url("**/konto/login/**")
    assert phone.evaluate("indexedDB.databases().then(found => found.map(one => one.name))") in ([], ["samsyn-falt"])
    assert not any(phone.evaluate(RAW)["found"].values())
    assert phone.evaluate("localStorage.length") == 0
    assert phone.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)") == 0
    assert phone.evaluate("caches.keys()") == []
    assert Interaction.objects.count() == 1


def test_phone_is_emptied_by_its_button_and_by_time(phone):
    log(phone, "Maja Lindqvist")
    expect(sent(phone)).to_have_count(1)
    phone.click("#empty")
    phone.click("#ask-yes")
    expect(phone.locator("#carried")).to_have_text("Inget är hämtat till telefonen.")
    assert phone.evaluate(RAW)["found"]["kept"] == []

    phone.select_option("#carry-list", label="Visby 2026")
    phone.click("#fetch")
    expect(phone.locator("#carried")).to_contain_text("4 personer")
    assert ExportLog.objects.count() == 2
    phone.clock.set_system_time(today().replace(year=today().year + 1).isoformat())
    phone.goto("/")
    until(phone, f"({RAW})().then((raw) => !raw.found.kept.length)")


def test_who_may_not_log_any_more_loses_what_was_taken_along(phone, alma):
    alma.groups.clear()
    phone.reload()
    expect(phone.locator("#notice-refused")).to_be_visible()
    expect(phone.locator("#carried")).to_have_text("Inget är hämtat till telefonen.")
    assert "pack" not in repr(phone.evaluate(RAW)["found"]["kept"])


def test_browser_that_cannot_encrypt_keeps_the_queue_alone_and_says_so(open_page, sign_in, alma, world):
    page = open_page(width=NARROW)
    # As it is on http from another host: neither of them is there.
    page.add_init_script("delete Crypto.prototype.subtle; delete Crypto.prototype.randomUUID")
    sign_in(page, alma)
    enter(page)
    expect(page.locator("#notice-cannot_seal")).to_contain_text("ligger okrypterat tills det har skickats")
    expect(page.locator("#carry-form")).to_be_hidden()
    page.context.set_offline(True)
    log(page, "Nils Nykomling", text="Hej")
    waits(page, 1)
    choose(page, "Utkast", "Utkast")
    page.wait_for_timeout(600)  # longer than a draft would wait: nothing is to come
    found = page.evaluate(RAW)["found"]
    assert (found["kept"], found["keys"], len(found["queue"])) == ([], [], 1)
    page.context.set_offline(False)
    expect(sent(page)).to_have_count(1)
    assert "Nils Nykomling" in Interaction.objects.get().summary


def test_field_page_and_evening_fit_both_widths_and_axe_finds_nothing_serious(
    any_page, sign_in, alma, eva, world, axe, fits
):
    for text in ("Vill ha underlag till motionen. " * 6, "Tackade."):
        make_advocacy.interaction(
            *world["people"], actor=alma, our_users=[alma, eva], priorities=world["about"], kind="almedalen",
            event=world["week"], summary=text, tones={world["people"][0].pk: "positive"},
        )  # fmt: skip
    sign_in(any_page, alma)
    enter(any_page)
    any_page.select_option("#carry-list", label="Visby 2026")
    any_page.click("#fetch")
    expect(any_page.locator("#carried")).to_contain_text("4 personer")
    any_page.fill("#who", "b")
    any_page.click("summary:has-text('Mer')")
    fits(any_page)
    axe(any_page)
    assert any_page.evaluate(TOO_SMALL) == []
    any_page.goto("/falt/kvall/")
    expect(any_page.locator("main")).to_contain_text("Vilka vi träffade")
    fits(any_page)
    axe(any_page)
