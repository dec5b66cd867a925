"""From the election's file to the register and back, in a real browser: by hand, by keyboard, on a phone."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from contacts.choices import ChangeState
from contacts.models import Area, Membership, Person, RadarChange, RadarRun, Term
from contacts.services.reference import load_register
from crm.models import User
from tests import make
from tests.contacts.importing import DATA
from tests.contacts.radaring import Told, run_of


@pytest.fixture
def register(db):
    """Two of the term before: one who leaves, one who sat for another constituency than the one elected now."""
    load_register(actor=User.objects.system())
    term = Term.objects.get(body="riksdag", organization=None, starts_on=dt.date(2022, 9, 26))
    make.mp("Bo Avgående", code="S", term=term)
    area = Area.objects.get(kind="constituency", name="Uppsala län")
    return make.mp("Inga Mallgren", area, code="L", term=term)


def change(page, name):
    row = RadarChange.objects.filter(name=name).order_by("pk").last()
    return page.locator(f"#change-{row.pk}")


@pytest.mark.smoke
def test_election_goes_from_file_to_register_and_back(any_page, sign_in, alma, axe, fits, run_jobs, register):
    page, inga = any_page, register
    sign_in(page, alma)
    page.goto(reverse("contacts:radar_list"))
    page.get_by_role("heading", name="Inget är jämfört än").wait_for()
    axe(page)
    fits(page)
    page.set_input_files("input[type=file]", str(DATA / "val_RD.json"))
    page.get_by_role("button", name="Jämför med registret").click()
    page.get_by_text("Sidan visar resultatet").wait_for()
    axe(page)
    assert run_jobs() == 1
    # The page notices by itself.
    page.get_by_role("heading", name="Förändringar").wait_for()
    axe(page)
    fits(page)
    page.get_by_role("link", name="1 tveksam träff väntar").click()
    doubtful = change(page, "Inga Testberg Mallgren")
    doubtful.get_by_text("Uppsala län").first.wait_for()
    axe(page)
    doubtful.get_by_role("button", name="Det är Inga Mallgren").click()
    doubtful.get_by_text("vald", exact=True).wait_for()
    axe(page)
    fits(page)
    page.goto(RadarRun.objects.get().get_absolute_url())
    page.get_by_role("button", name="Godkänn alla säkra").click()
    page.get_by_text("är godkända. Inget är genomfört än.").wait_for()
    page.get_by_role("link", name="Genomför").click()
    page.get_by_text("allt eller inget").wait_for()
    axe(page)
    fits(page)
    page.get_by_role("button", name="Genomför").click()
    page.get_by_text("Sidan visar resultatet").wait_for()
    assert run_jobs() == 1
    page.get_by_role("link", name="Ångra körningen").wait_for()
    axe(page)
    fits(page)
    assert Membership.objects.filter(
        person=inga, starts_on=dt.date(2026, 9, 28), area__name="Västmanlands län"
    ).exists()
    page.goto(inga.get_absolute_url())
    expect(page.get_by_text("Källa: Valmyndigheten").first).to_be_visible()
    page.goto(RadarRun.objects.get().get_absolute_url())
    page.get_by_role("link", name="Ångra körningen").click()
    axe(page)
    page.get_by_role("button", name="Ångra körningen").click()
    page.get_by_text("Registret är som före körningen").wait_for()
    fits(page)
    assert set(Person.objects.values_list("family_name", flat=True)) == {"Avgående", "Mallgren"}


def test_changes_are_decided_by_keyboard_without_losing_ones_place(page, sign_in, alma):
    names = ("Anna Ek", "Bo Al", "Cia Lind")
    run = run_of(alma, *(Told(name, "new_person", n, name) for n, name in enumerate(names, start=1)))
    sign_in(page, alma)
    page.goto(run.get_absolute_url())
    change(page, "Anna Ek").get_by_role("button", name="Godkänn").focus()
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("g")
    change(page, "Anna Ek").get_by_text("Godkänd").wait_for()
    # The next one that is open has the keyboard now.
    page.locator(f"#change-{RadarChange.objects.get(name='Bo Al').pk}:focus").wait_for()
    page.keyboard.press("a")
    change(page, "Bo Al").get_by_text("Avvisad").wait_for()
    page.locator(f"#change-{RadarChange.objects.get(name='Cia Lind').pk}:focus").wait_for()
    page.keyboard.press("k")
    page.keyboard.press("t")
    change(page, "Bo Al").get_by_role("button", name="Godkänn").wait_for()
    states = dict(run.changes.values_list("name", "state"))
    assert states == {"Anna Ek": ChangeState.ACCEPTED, "Bo Al": ChangeState.OPEN, "Cia Lind": ChangeState.OPEN}
    expect(page.get_by_role("link", name="Genomför 1 godkänd")).to_be_visible()


def test_keys_that_are_quicker_than_the_answers_mean_the_lines_that_come_next(page, sign_in, alma):
    names = ("Anna Ek", "Bo Al", "Cia Lind")
    run = run_of(alma, *(Told(name, "new_person", n, name) for n, name in enumerate(names, start=1)))
    sign_in(page, alma)
    page.goto(run.get_absolute_url())
    page.keyboard.press("j")
    for key in "gag":
        page.keyboard.press(key)
    change(page, "Cia Lind").get_by_text("Godkänd").wait_for()
    states = dict(run.changes.values_list("name", "state"))
    assert states == dict.fromkeys(names, ChangeState.ACCEPTED) | {"Bo Al": ChangeState.REFUSED}


def test_filter_narrows_in_place_and_is_in_the_address(page, sign_in, alma, axe):
    run = run_of(alma, Told("a", "new_person", 1, "Anna Ek"), Told("b", "left", 2, "Bo Al"))
    sign_in(page, alma)
    page.goto(run.get_absolute_url())
    page.get_by_role("searchbox", name="Sök i listan").fill("anna")
    page.locator("#list-count", has_text="1 av 2").wait_for()
    page.wait_for_url("**q=anna**")
    expect(change(page, "Anna Ek")).to_be_visible()
    expect(change(page, "Bo Al")).to_be_hidden()
    page.get_by_role("button", name="Filtrera").click()
    page.get_by_text("Slag av förändring").first.wait_for()
    axe(page)
    page.locator("details.menu", has_text="i urvalet").locator("summary").click()
    page.get_by_role("link", name="Avvisa alla i urvalet").click()
    page.get_by_role("button", name="Avvisa 1 förändring").click()
    page.get_by_text("1 förändring är avvisad.").wait_for()
    assert run.changes.get(state=ChangeState.REFUSED).name == "Anna Ek"
