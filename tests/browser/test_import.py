"""A list is uploaded, its columns settled, looked through, decided, carried out: in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from contacts.models import Person
from contacts.services.reference import load_register
from crm.models import User
from tests import make
from tests.contacts.importing import DATA


def choose(page, path):
    page.goto(reverse("contacts:import_list"))
    page.set_input_files("input[type=file]", str(path))
    page.get_by_role("button", name="Läs filen").click()
    page.get_by_role("heading", name="Vad kolumnerna betyder").wait_for()


@pytest.mark.smoke
def test_list_goes_from_file_to_register(any_page, sign_in, eva, axe, fits, run_jobs):
    load_register(actor=User.objects.system())
    page = any_page
    sign_in(page, eva)  # who may bring in new tags
    page.goto(reverse("contacts:import_list"))
    axe(page)
    fits(page)
    page.locator("summary", has_text="Kolumner").click()
    fits(page)
    choose(page, DATA / "kontaktlista.xlsx")
    axe(page)
    fits(page)
    page.get_by_role("button", name="Granska raderna").click()
    page.get_by_text("Sidan visar resultatet").wait_for()
    axe(page)
    assert run_jobs() == 1
    # The page notices by itself.
    page.get_by_role("rowheader", name="Åsa Öberg").wait_for()
    axe(page)
    fits(page)
    page.get_by_role("button", name="För in").click()
    page.get_by_text("Sidan visar resultatet").wait_for()
    assert run_jobs() == 1
    page.get_by_text("Det här fördes in").wait_for()
    expect(page.get_by_role("link", name="Åsa Öberg")).to_be_visible()
    axe(page)
    fits(page)
    assert Person.objects.count() == 5


def test_wrong_rows_are_shown_where_they_are_and_given_back(any_page, sign_in, alma, axe, fits, run_jobs):
    load_register(actor=User.objects.system())
    page = any_page
    sign_in(page, alma)
    choose(page, DATA / "kontorslista.xlsx")
    fits(page)
    page.get_by_text("Filens första rader").click()
    axe(page)
    fits(page)
    page.get_by_role("button", name="Granska raderna").click()
    page.get_by_text("Läser filen").wait_for()
    run_jobs()
    page.get_by_text("Menas Södertälje?").wait_for()
    axe(page)
    fits(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Hämta rader att rätta").click()
    assert download.value.suggested_filename == "kontorslista att rätta.xlsx"
    page.get_by_role("button", name="För in de 5 rätta raderna").click()
    page.get_by_text("Förs in").wait_for()
    run_jobs()
    page.get_by_text("Några rader lämnades utanför").wait_for()
    assert Person.objects.count() == 5


def test_doubtful_row_is_decided_with_the_candidates_side_by_side(
    any_page, sign_in, alma, axe, fits, run_jobs, tmp_path
):
    page = any_page
    known = make.person("Anna Ek", phone="018-10 20 30")
    sign_in(page, alma)
    path = tmp_path / "lista.csv"
    path.write_text("Namn;Titel\nAnna Ek;Docent\n")
    choose(page, path)
    page.get_by_role("button", name="Granska raderna").click()
    page.get_by_text("Läser filen").wait_for()
    run_jobs()
    page.get_by_role("link", name="Avgör 1 tveksam rad").click()
    page.get_by_role("heading", name="Vem är det?").wait_for()
    expect(page.get_by_text("018-10 20 30")).to_be_visible()
    axe(page)
    fits(page)
    page.get_by_label("Det är Anna Ek").check()
    page.get_by_role("button", name="Spara valen").click()
    page.get_by_text("Läser filen").wait_for()
    run_jobs()
    page.get_by_role("button", name="För in").click()
    page.get_by_text("Förs in").wait_for()
    run_jobs()
    page.get_by_text("Det här fördes in").wait_for()
    known.refresh_from_db()
    assert known.title == "Docent"


def test_row_with_both_a_change_and_a_note_reads_beneath_one_another_on_a_phone(
    page, sign_in, alma, run_jobs, tmp_path
):
    anna = make.person("Anna Ek", email="anna@exempel.example")
    make.membership(
        anna, make.organization("Trafikverket"), role="Utredare", starts_on="2020-01-01", ends_on="2021-01-01"
    )
    (tmp_path / "lista.csv").write_text(
        "Namn;E-post;Organisation;Roll;Mobil\nAnna Ek;anna@exempel.example;Trafikverket;Utredare;0701740605\n"
    )
    page.set_viewport_size({"width": 360, "height": 800})
    sign_in(page, alma)
    choose(page, tmp_path / "lista.csv")
    expect(page.get_by_role("link", name="Registrera kontakt")).to_be_hidden()
    page.get_by_role("button", name="Granska raderna").click()
    page.get_by_text("Läser filen").wait_for()
    assert run_jobs() == 1
    lines = page.locator("td[data-label=Uppgifter] > .import-lines")
    expect(lines).to_have_count(2)
    assert lines.evaluate_all("found => new Set(found.map(one => one.getBoundingClientRect().left)).size") == 1
