"""A list is uploaded, looked through, confirmed and carried out, in a real browser."""

import pytest
from django.urls import reverse

from contacts.models import Person
from contacts.services.reference import load_register
from crm.models import User
from tests.contacts.importing import DATA


@pytest.mark.smoke
def test_list_goes_from_file_to_register(any_page, sign_in, alma, axe, fits, run_jobs):
    load_register(actor=User.objects.system())
    page = any_page
    sign_in(page, alma)
    page.goto(reverse("contacts:import_list"))
    axe(page)
    fits(page)
    page.get_by_text("Kolumner").click()
    fits(page)
    page.set_input_files("input[type=file]", str(DATA / "kontaktlista.xlsx"))
    page.get_by_role("button", name="Granska filen").click()
    page.get_by_role("heading", name="Nya personer").wait_for()
    assert page.get_by_role("rowheader", name="Åsa Öberg").is_visible()
    axe(page)
    fits(page)
    page.get_by_role("button", name="För in").click()
    page.get_by_text("Sidan visar resultatet").wait_for()
    axe(page)
    assert run_jobs() == 1
    # The page notices by itself.
    page.get_by_text("Det här fördes in").wait_for()
    axe(page)
    fits(page)
    assert Person.objects.count() == 5


def test_wrong_rows_are_shown_where_they_are(any_page, sign_in, alma, axe, fits, tmp_path):
    load_register(actor=User.objects.system())
    page = any_page
    sign_in(page, alma)
    wrong = tmp_path / "fel.csv"
    wrong.write_text(
        "Namn;E-post;Organisation;Roll;Från\n"
        "Anna Ek;anna(at)exempel;Trafikverkt;Utredare;2026-09\n"
        "Bo Al;bo@exempel.example;Ett Mycket Långt Företagsnamn i Mälardalen AB;VD;\n"
    )
    page.goto(reverse("contacts:import_list"))
    page.set_input_files("input[type=file]", str(wrong))
    page.get_by_role("button", name="Granska filen").click()
    page.get_by_text("4 fel i filen").wait_for()
    assert page.get_by_text("Menas Trafikverket?").is_visible()
    assert page.get_by_role("button", name="För in").count() == 0
    axe(page)
    fits(page)
