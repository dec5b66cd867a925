"""The wizard: upload, say what the columns mean, look through."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contacts import jobs
from contacts.models import ContactListMember, Person, Tag
from crm.models import ImportMapping, ImportRun, User
from tests import make
from tests.base import client_of
from tests.contacts.importing import DATA
from tests.contacts.wizard import DOUBT, WRONG, confirm, send, settle, shown, upload

# --- Columns ------------------------------------------------------------------------------------------------


def test_columns_are_guessed_and_shown_with_what_stands_in_them(editor: Client) -> None:
    run = upload(editor, DATA / "kontaktlista.csv")
    page = shown(editor, run, "columns")
    assert "asa.oberg@exempelbolaget.example" in page
    assert '<option value="role" selected>' in page
    assert Person.objects.count() == 0


def test_headings_may_stand_beneath_a_title(editor: Client) -> None:
    run = upload(editor, "Kontakter 2026\n\n;Person;;\nNr;Namn;Tfn;Övrigt\n1;Anna Ek;;x\n")
    assert (run.options["header_row"], run.options["columns"]) == (4, {"1": "name", "2": "phone"})


def test_row_of_headings_can_be_corrected(editor: Client) -> None:
    run = upload(editor, "Vem;Var\nNamn;Ort\nAnna Ek;Uppsala\n")
    assert run.options["header_row"] == 2
    answer = editor.post(reverse("contacts:import_columns", args=[run.pk]), {"header_row": "1", "look": "1"})
    assert answer.status_code == 302
    run.refresh_from_db()
    assert (run.options["header_row"], run.options["columns"], run.state) == (1, {}, "uploaded")
    assert "Vem" in shown(editor, run, "columns")


def test_list_without_headings_keeps_its_first_person(editor: Client, preview: Any) -> None:
    run = preview("Anna Ek;anna@exempel.example\nBo Al;bo@exempel.example\n", column_0="name", column_1="email")
    assert run.options["header_row"] == 0
    assert [row.name for row in run.rows.order_by("number")] == ["Anna Ek", "Bo Al"]


def test_that_there_are_no_headings_can_be_said(editor: Client, run_jobs: Any) -> None:
    run = upload(editor, "Anna Ek;Uppsala\nBo Al;Gävle\n")
    assert run.options["header_row"] == 1
    editor.post(reverse("contacts:import_columns", args=[run.pk]), {"header_row": "0", "look": "1"})
    run.refresh_from_db()
    assert "Kolumn A" in shown(editor, run, "columns")
    settle(editor, run, column_0="name")
    assert run_jobs() == 1
    assert [row.name for row in run.rows.order_by("number")] == ["Anna Ek", "Bo Al"]


def test_row_of_headings_that_is_no_number_is_refused(editor: Client) -> None:
    run = upload(editor, "Vem;Var\nNamn;Ort\nAnna Ek;Uppsala\n")
    answer = editor.post(reverse("contacts:import_columns", args=[run.pk]), {"header_row": "9" * 5000})
    assert answer.status_code == 422


def test_column_can_be_read_as_something_else_or_not_at_all(editor: Client, preview: Any) -> None:
    run = preview("Vem;Ring\nAnna Ek;018-10 20 30\n", column_0="name", column_1="phone")
    assert run.result["new"]["contactdetail"] == 1
    editor.post(reverse("contacts:import_columns", args=[run.pk]), {"header_row": "1", "column_0": "name"})
    jobs.read_file.call(run.pk, User.objects.get(email="alma@example.se").pk)
    run.refresh_from_db()
    assert "contactdetail" not in run.result["new"]


def test_list_without_names_is_told_so_where_the_columns_are_chosen(editor: Client) -> None:
    run = upload(editor, "E-post\na@b.example\n")
    answer = settle(editor, run)
    assert answer.status_code == 422
    assert "saknar kolumn för namn" in answer.content.decode()


def test_column_choices_are_saved_by_name_and_known_again_by_the_headings(editor: Client, alma: User) -> None:
    run = upload(editor, "Vem;Ring\nAnna Ek;018-10 20 30\n")
    settle(editor, run, column_0="name", column_1="phone", mapping_name="Kerstins lista")
    assert ImportMapping.objects.get().owner == alma
    again = upload(editor, "Ring;Vem\n018-10 20 40;Bo Al\n")
    assert (again.options["columns"], again.options["mapping"]) == ({"0": "phone", "1": "name"}, "Kerstins lista")
    assert "Kerstins lista" in editor.get(reverse("contacts:import_list")).content.decode()
    editor.post(reverse("contacts:import_mapping_remove", args=[ImportMapping.objects.get().pk]))
    assert not ImportMapping.objects.exists()


def test_saved_choices_can_be_used_for_other_headings(editor: Client) -> None:
    settle(editor, upload(editor, "Vem;Ring\nAnna Ek;\n"), column_0="name", column_1="phone", mapping_name="Kerstins")
    run = upload(editor, "Ring;Vem;Mer\n018-10 20 40;Bo Al;x\n")
    assert run.options["columns"] == {}
    told = {"header_row": "1", "use_mapping": "Kerstins"}
    editor.post(reverse("contacts:import_columns", args=[run.pk]), told)
    run.refresh_from_db()
    assert (run.options["columns"], run.options["mapping"]) == ({"0": "phone", "1": "name"}, "Kerstins")
    assert settle(editor, run, use_mapping="Kerstins").status_code == 302


def test_mapping_of_somebody_else_is_not_removed(editor: Client, eva: User) -> None:
    settle(editor, upload(editor, "Vem\nAnna Ek\n"), column_0="name", mapping_name="Min")
    address = reverse("contacts:import_mapping_remove", args=[ImportMapping.objects.get().pk])
    dag = client_of(User.objects.get(email="alma@example.se"))
    ImportMapping.objects.update(owner=eva)
    assert dag.post(address).status_code == 403


def test_another_sheet_can_be_chosen(editor: Client) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Läs mig först"])
    for name in ("Norr", "Söder"):
        book.create_sheet(name).append(["Namn", "E-post"])
        book[name].append([f"Anna {name}berg", ""])
    stream = io.BytesIO()
    book.save(stream)
    run = upload(editor, stream.getvalue(), "lista.xlsx")
    assert run.options["sheet"] == 1
    editor.post(reverse("contacts:import_columns", args=[run.pk]), {"sheet": "2", "header_row": "1", "look": "1"})
    run.refresh_from_db()
    assert run.options["sheet"] == 2
    assert "Anna Söderberg" in shown(editor, run, "columns")


def test_everybody_can_be_put_on_a_list_and_given_a_tag(editor: Client, preview: Any, run_jobs: Any) -> None:
    Tag.objects.create(name="Almedalen")
    run = preview("Namn\nAnna Ek\nBo Al\n", list_name="Almedalen 2027", tag="Almedalen")
    confirm(editor, run)
    run_jobs()
    assert ContactListMember.objects.filter(contact_list__name="Almedalen 2027").count() == 2
    assert Person.objects.filter(person_tags__tag__name="Almedalen").count() == 2


def test_missing_organizations_are_added_by_choice(preview: Any) -> None:
    content = "Namn;Organisation;Roll\nAnna Ek;Nya bolaget;VD\n"
    assert preview(content).result["states"] == {"wrong": 1}
    assert preview(content, create_kind="company").result["new"]["organization"] == 1


# --- Preview ------------------------------------------------------------------------------------------------


def test_preview_is_made_by_the_job_and_stores_nothing(editor: Client, run_jobs: Any) -> None:
    run = upload(editor, DATA / "kontaktlista.csv")
    settle(editor, run)
    run.refresh_from_db()
    assert run.state == "reading"
    assert 'hx-trigger="every 1s"' in shown(editor, run, hx_request="true")
    run_jobs()
    page = shown(editor, run)
    assert "Åsa Öberg" in page
    assert "För in" in page
    run.refresh_from_db()
    assert (run.state, run.source, run.file_name, run.total) == ("previewed", "contacts", "kontaktlista.csv", 5)
    assert Person.objects.count() == 0


def test_preview_tells_what_changes_field_by_field(editor: Client, preview: Any) -> None:
    person = make.person("Anna Ek", email="anna@exempel.example", title="Jurist")
    page = shown(editor, preview("Namn;E-post;Titel;Sektor\nAnna Ek;anna@exempel.example;Docent;Akademi\n"))
    assert "<del>Jurist</del> → Docent" in page
    assert "Akademi" in page
    assert person.get_absolute_url() in page
    assert "Ändrad" in page


def test_rows_are_shown_by_outcome_a_page_at_a_time(editor: Client, preview: Any) -> None:
    names = "".join(f"Anna Ek{n:03};anna{n}@exempel.example;\n" for n in range(60))
    run = preview(f"Namn;E-post;Från\n{names}Bo Al;bo@exempel.example;snart\n")
    assert "Anna Ek059" not in shown(editor, run)
    assert "Anna Ek059" in shown(editor, run, query="?sida=2")
    wrong = shown(editor, run, query="?utfall=wrong")
    assert "Bo Al" in wrong
    assert "Anna Ek001" not in wrong


def test_wrong_rows_are_shown_with_row_column_value_and_reason(editor: Client, preview: Any) -> None:
    page = shown(editor, preview(WRONG))
    for text in ("2 fel i filen", "E-post", "(kolumn B)", "anna(at)exempel", "E-postadressen är felskriven.",
                 "Datumet är inte helt."):  # fmt: skip
        assert text in page
    assert ">För in<" not in page


def test_value_is_shown_under_its_own_column_though_headings_were_alike(editor: Client, preview: Any) -> None:
    run = preview("Namn;Telefon;Telefon\nAnna Ek;018-10 20 30;växeln\n")
    [[field, column, value, _reason]] = run.rows.get().data["wrong"]
    assert (field, column, value) == ("Telefon (2)", "C", "växeln")


def test_file_with_wrong_rows_cannot_be_confirmed_whole(editor: Client, preview: Any) -> None:
    assert confirm(editor, preview(WRONG)).state == "previewed"


def test_personal_numbers_are_never_shown_or_kept(editor: Client, preview: Any) -> None:
    run = preview(DOUBT)
    page = shown(editor, run) + shown(editor, run, "columns")
    assert "innehåller personnummer" in page
    assert "19700101" not in page + json.dumps(run.result) + str(list(run.rows.values()))


def test_same_file_again_has_nothing_to_confirm(editor: Client, preview: Any, run_jobs: Any) -> None:
    confirm(editor, preview(DATA / "kontaktlista.csv"))
    run_jobs()
    again = preview(DATA / "kontaktlista.csv")
    assert "Registret säger redan allt" in shown(editor, again)
    assert again.result["states"] == {"unchanged": 5}


@pytest.mark.parametrize(
    ("name", "source", "people"), [("val_RD.json", "election", 3), ("personlista.json", "riksdagen", 6)]
)
def test_public_sources_are_recognised_by_what_they_hold(
    editor: Client, preview: Any, run_jobs: Any, name: str, source: str, people: int
) -> None:
    run = confirm(editor, preview(DATA / name))
    run_jobs()
    run.refresh_from_db()
    assert (run.source, run.state) == (source, "applied")
    assert Person.objects.count() == people == run.rows.exclude(person=None).count()


# --- Files and people that are not let in ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("bild.png", b"\x89PNG", "Välj en fil av typen"),
        ("tom.csv", b" ", "Filen är tom"),
        ("annat.json", b'{"a": 1}', "varken Valmyndighetens eller Riksdagens"),
        ("trasig.json", b'{"a": ', "inte läsbar JSON"),
        ("trasig.xlsx", b"PK\x03\x04rest", "skadad"),
    ],
)
def test_unusable_file_is_refused_beside_the_field(editor: Client, name: str, content: bytes, reason: str) -> None:
    answer = send(editor, content, name)
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_limits_are_said_up_front(editor: Client) -> None:
    page = editor.get(reverse("contacts:import_list")).content.decode()
    assert "Högst 20 MB, 100\xa0000 rader och 200 kolumner" in page


def test_list_that_is_too_long_is_refused_whole(preview: Any, settings: Any) -> None:
    settings.IMPORT_MAX_ROWS = 2
    run = preview("Namn\nAnna Ek\nBo Al\nCilla Dal\n")
    assert (run.state, run.result["message"]) == ("failed", "Filen har fler än 2 rader.")


def test_path_in_a_file_name_is_not_kept(editor: Client) -> None:
    run = upload(editor, "Namn\nAnna Ek\n", "..\\..\\hemligt/lista.csv")
    assert run.file_name == "lista.csv"
    assert run.file.name.startswith("imports/")


def test_list_shows_what_was_read_before(editor: Client, preview: Any, run_jobs: Any) -> None:
    confirm(editor, preview(DATA / "kontaktlista.csv"))
    run_jobs()
    page = editor.get(reverse("contacts:import_list")).content.decode()
    assert "kontaktlista.csv" in page
    assert "Genomförd" in page
    assert "Alma Ek" in page


def test_reader_may_not_import_and_outsider_sees_no_such_page(
    editor: Client, preview: Any, bo: User, cai: User
) -> None:
    run = preview(DATA / "kontaktlista.csv")
    addresses = [("get", reverse("contacts:import_list")), ("post", reverse("contacts:import_list"))]
    addresses += [("get", reverse(f"contacts:import_{n}", args=[run.pk])) for n in ("detail", "columns", "rest")]
    addresses += [("post", reverse(f"contacts:import_{n}", args=[run.pk])) for n in ("confirm", "discard", "decide")]
    for method, address in addresses:
        assert getattr(client_of(bo), method)(address).status_code == 403
        assert getattr(client_of(cai), method)(address).status_code == 404
    run.refresh_from_db()
    assert run.state == "previewed"


def test_unknown_import_is_not_found_and_confirming_needs_a_post(editor: Client) -> None:
    assert editor.get(reverse("contacts:import_detail", args=[4711])).status_code == 404
    assert editor.get(reverse("contacts:import_confirm", args=[4711])).status_code == 405


def test_file_that_was_chosen_and_left_is_not_shown_for_ever(editor: Client) -> None:
    left, fresh = upload(editor, "Namn\nAnna Ek\n", "lamnad.csv"), upload(editor, "Namn\nBo Al\n", "ny.csv")
    ImportRun.objects.filter(pk=left.pk).update(created_at=timezone.now() - dt.timedelta(days=2))
    page = editor.get(reverse("contacts:import_list"))
    assert [run for run, *_rest in page.context["runs"]] == [fresh]
    assert "lamnad.csv" not in page.content.decode()


def test_row_that_says_nothing_new_of_somebody_but_the_lists_own_number_is_unchanged(
    editor: Client, preview: Any, run_jobs: Any
) -> None:
    known = make.person("Anna Ek", email="anna@exempel.se")
    run = preview("Namn;E-post;Id\nAnna Ek;anna@exempel.se;K17\n")
    assert run.result["states"] == {"unchanged": 1}
    assert "Ändrad" not in shown(editor, run)
    confirm(editor, run)
    run_jobs()
    assert known.identifiers.get().value == "K17"
