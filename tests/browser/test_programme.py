"""A week's programme in a browser: a file in, looked through, taken in; who speaks where; who of us is there."""

import datetime as dt

import openpyxl
import pytest
from playwright.sync_api import expect

from advocacy.models import EventSpeaker, EventStaff
from advocacy.services import staffing
from tests import make, make_advocacy
from tests.conftest import NARROW

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY = dt.date(2027, 6, 28)
LONG = "Transportinfrastrukturplaneringsförutsättningar" * 4
ROWS = [
    ["Almedalsveckan 2027"],
    ["Titel", "Dag", "Klockslag", "Plats", "Medverkande", "Direktsänds"],
    ["Vem bygger?", "29 juni", "10–11", "Hamnplan", "Maja Lindqvist, ledamot\nModerator: Okänd Ledare", "Ja"],
    ["Nattåg", "29/6", "10.30–11.30", "Donners plats", "", ""],
    ["Frukost", "30/6", "efter midsommar", "", "", ""],
    [LONG, "1/7", "", "", "", ""],
]


@pytest.fixture
def week():
    return make_advocacy.event("Almedalsveckan", kind="week", starts_on=MONDAY, ends_on=MONDAY + dt.timedelta(days=4))


@pytest.fixture
def workbook(tmp_path):
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "program.xlsx")
    return tmp_path / "program.xlsx"


def read_in(page, week, file):
    page.goto(week.get_absolute_url())
    page.get_by_role("link", name="Läs in program").click()
    page.get_by_label("Program", exact=False).set_input_files(file)
    page.get_by_role("button", name="Granska").press("Enter")


def test_programme_goes_from_the_file_to_who_speaks_where_and_who_of_us_is_there(
    any_page, sign_in, axe, fits, settled, alma, eva, week, workbook
):
    page, maja = any_page, make.mp("Maja Lindqvist")
    sign_in(page, alma)
    read_in(page, week, workbook)

    facts = page.locator("dl").first
    expect(facts).to_contain_text("Nya")
    expect(facts.locator("dd")).to_have_text(["3", "0", "0", "0", "1"])
    expect(page.get_by_text("Kolumner som inte läses: Direktsänds.")).to_be_visible()
    wrong = page.get_by_role("row").filter(has_text="efter midsommar")
    expect(wrong).to_contain_text("5")
    expect(wrong).to_contain_text("Klockslaget går inte att läsa")
    expect(page.get_by_role("link", name="Maja Lindqvist")).to_have_attribute("href", maja.get_absolute_url())
    assert not EventSpeaker.objects.exists()
    axe(page)
    fits(page)

    page.get_by_role("button", name="Läs in nytt och ändrat").press("Enter")
    expect(page.get_by_text("Programmet är inläst: 3 nya och 0 ändrade.")).to_be_visible()
    fits(page)
    page.get_by_role("link", name="29 jun").click()
    page.wait_for_url("**?day=2027-06-29")
    one = page.get_by_role("row").filter(has_text="Vem bygger?")
    expect(one.get_by_role("link", name="Maja Lindqvist")).to_be_visible()
    expect(one).to_contain_text("Okänd Ledare (moderator)")
    expect(page.get_by_text("Frukost")).to_have_count(0)

    for part in ("Vem bygger?", "Nattåg"):
        page.goto(f"{week.get_absolute_url()}program/")
        page.get_by_role("link", name=f"Bemanna {part}").click()
        page.get_by_role("checkbox", name="Eva Lund").press("Space")
        page.get_by_role("button", name="Spara").press("Enter")
        expect(page.get_by_text("Bemanningen är sparad.")).to_be_visible()
        page.wait_for_url("**/program/?day=2027-06-29")
    expect(page.get_by_text("Eva Lund är också på annat håll då: Vem bygger?.")).to_be_visible()

    page.goto(f"{week.get_absolute_url()}bemanning/")
    expect(page.get_by_text("2 pass krockar")).to_be_visible()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Eva Lund"))
    expect(row.get_by_role("link")).to_have_text(["Vem bygger?", "Nattåg"])
    assert [staff.user for staff in EventStaff.objects.all()] == [eva, eva]
    axe(page)
    fits(page)

    page.goto(maja.get_absolute_url())
    settled(page)
    expect(page.get_by_role("link", name="Vem bygger?").first).to_be_visible()


def test_long_name_in_what_is_told_stays_within_the_page(any_page, sign_in, fits, alma, eva, week):
    night, other = (
        make_advocacy.event(name, starts_on=MONDAY, starts_at=dt.time(10), parent=week) for name in ("Nattåg", LONG)
    )
    staffing.put(actor=alma, event=other, users=[eva], duty="attends")
    sign_in(any_page, alma)
    any_page.goto(f"{night.get_absolute_url().removesuffix('/')}/bemanna/")
    any_page.get_by_role("checkbox", name="Eva Lund").press("Space")
    any_page.get_by_role("button", name="Spara").press("Enter")
    expect(any_page.get_by_text(f"Eva Lund är också på annat håll då: {LONG}.")).to_be_visible()
    fits(any_page)


def test_file_that_cannot_be_read_is_told_beside_the_field_and_changes_nothing(
    open_page, sign_in, axe, alma, week, tmp_path
):
    program = tmp_path / "program.ics"
    program.write_bytes(b"MZ\x90\x00 no calendar at all")
    page = open_page(width=NARROW)
    sign_in(page, alma)
    read_in(page, week, program)

    field = page.get_by_label("Program", exact=False)
    expect(field).to_have_attribute("aria-invalid", "true")
    told = page.locator(f"#{field.get_attribute('aria-describedby').split()[-1]}")
    expect(told).to_contain_text("Filen är ingen kalenderfil")
    assert not week.children.exists()
    axe(page)
