"""The wizard: upload, say what the columns mean, look through, decide, confirm, report."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contacts import jobs
from contacts.imports import progress
from contacts.models import ContactListMember, Membership, Person
from contacts.services import imports
from contacts.services.reference import load_register
from crm.common import undo
from crm.models import ImportMapping, ImportRun, User
from tests import make
from tests.base import client_of
from tests.contacts.importing import DATA

WRONG = "Namn;E-post;Organisation;Från\nAnna Ek;anna(at)exempel;Trafikverket;2026-09\nBo Al;bo@exempel.example;;\n"
DOUBT = "Namn;Titel;Personnr\nAnna Ek;Docent;19700101-1234\nBo Al;Jurist;\n"


@pytest.fixture
def register(db: None) -> None:
    load_register(actor=User.objects.system())


@pytest.fixture
def editor(register: None, alma: User) -> Client:
    return client_of(alma)


@pytest.fixture
def preview(editor: Client, run_jobs: Any) -> Any:
    """Upload a list, take its columns as they are guessed, and let the job read it."""

    def go(content: bytes | str | Path, name: str = "lista.csv", **chosen: str) -> ImportRun:
        run = upload(editor, content, name)
        if run.source == "contacts":
            settle(editor, run, **chosen)
        assert run_jobs() == 1
        run.refresh_from_db()
        return run

    return go


def upload(client: Client, content: bytes | str | Path, name: str = "lista.csv") -> ImportRun:
    answer = send(client, content, name)
    assert answer.status_code == 302, answer.content.decode()
    return ImportRun.objects.latest("pk")


def send(client: Client, content: bytes | str | Path, name: str = "lista.csv") -> Any:
    if isinstance(content, Path):
        content, name = content.read_bytes(), content.name
    data = content.encode() if isinstance(content, str) else content
    return client.post(reverse("contacts:import_list"), {"file": SimpleUploadedFile(name, data)})


def settle(client: Client, run: ImportRun, **chosen: str) -> Any:
    columns = {f"column_{index}": field for index, field in run.options["columns"].items()}
    told = {"header_row": str(run.options["header_row"]), **columns, **chosen}
    return client.post(reverse("contacts:import_columns", args=[run.pk]), told)


def shown(client: Client, run: ImportRun, name: str = "detail", query: str = "", **headers: str) -> str:
    answer = client.get(reverse(f"contacts:import_{name}", args=[run.pk]) + query, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def confirm(client: Client, run: ImportRun, **data: str) -> ImportRun:
    answer = client.post(reverse("contacts:import_confirm", args=[run.pk]), data)
    assert answer.status_code == 302
    run.refresh_from_db()
    return run


def sheet(client: Client, run: ImportRun, name: str) -> list[tuple[Any, ...]]:
    answer = client.get(reverse(f"contacts:import_{name}", args=[run.pk]))
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return list(book.worksheets[0].iter_rows(values_only=True))


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
    assert (column, value) == ("B", "växeln")
    assert field == "Telefon"


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


# --- Decisions ------------------------------------------------------------------------------------------------


def decide(client: Client, run: ImportRun, **choices: str) -> Any:
    told = {name.replace("_", "-"): choice for name, choice in choices.items()}
    return client.post(reverse("contacts:import_decide", args=[run.pk]), told)


def test_namesake_waits_for_somebody_to_say_who_it_is(editor: Client, preview: Any, run_jobs: Any) -> None:
    known = make.person("Anna Ek", phone="018-10 20 30")
    run = preview(DOUBT)
    assert run.result["states"] == {"doubtful": 1, "new": 1}
    assert confirm(editor, run).state == "previewed"
    page = shown(editor, run, "decide")
    assert "018-10 20 30" in page
    assert "Docent" in page
    decide(editor, run, row_2=str(known.pk))
    assert run_jobs() == 1
    run.refresh_from_db()
    assert run.result["states"] == {"changed": 1, "new": 1}
    confirm(editor, run)
    run_jobs()
    known.refresh_from_db()
    assert (known.title, Person.objects.count()) == ("Docent", 2)


@pytest.mark.parametrize(("choice", "people", "outcome"), [("new", 3, "new"), ("skip", 2, "skipped")])
def test_doubtful_row_is_somebody_new_or_skipped(
    editor: Client, preview: Any, run_jobs: Any, choice: str, people: int, outcome: str
) -> None:
    make.person("Anna Ek")
    run = preview(DOUBT)
    decide(editor, run, row_2=choice)
    run_jobs()
    confirm(editor, run)
    run_jobs()
    assert Person.objects.count() == people
    assert run.rows.get(number=2).outcome == outcome


def test_decisions_can_be_left_and_taken_up(editor: Client, preview: Any, run_jobs: Any) -> None:
    first, second = make.person("Anna Ek"), make.person("Bo Al")
    run = preview(DOUBT)
    decide(editor, run, row_2=str(first.pk))
    run.refresh_from_db()
    assert (run.state, run.decisions) == ("previewed", {"2": str(first.pk)})
    assert f'value="{first.pk}" checked' in shown(editor, run, "decide")
    assert "1 av 2" in shown(editor, run, "decide")
    assert confirm(editor, run, good_rows="1").state == "previewed", "the preview is older than the decision"
    decide(editor, run, row_3=str(second.pk))
    run_jobs()
    run.refresh_from_db()
    assert run.result["states"] == {"changed": 2}


def test_address_of_somebody_with_another_name_is_asked_about(editor: Client, preview: Any) -> None:
    make.person("Sten Berg", email="delad@exempel.example")
    run = preview("Namn;E-post\nAnna Ek;delad@exempel.example\n")
    row = run.rows.get()
    assert (row.outcome, len(row.data["candidates"])) == ("doubtful", 1)
    assert "Sten Berg" in shown(editor, run, "decide")


def test_address_that_two_share_is_asked_about(preview: Any) -> None:
    for name in ("Sten Berg", "Stina Berg"):
        make.person(name, email="delad@exempel.example")
    row = preview("Namn;E-post\nAnna Berg;delad@exempel.example\n").rows.get()
    assert (row.outcome, len(row.data["candidates"])) == ("doubtful", 2)


def test_same_name_in_another_town_is_asked_about_and_in_the_same_is_known(preview: Any) -> None:
    from contacts.models import Organization

    known = make.person("Anna Ek")
    make.membership(known, Organization.objects.get(name="Västerås stad"), "Kommunalråd")
    head = "Namn;Kommun;Titel\n"
    assert preview(f"{head}Anna Ek;Uppsala;Docent\n").rows.get().outcome == "doubtful"
    row = preview(f"{head}Anna Ek;Västerås;Docent\n").rows.get()
    assert (row.outcome, row.person) == ("changed", known)


def test_row_can_be_the_same_person_as_an_earlier_row(editor: Client, preview: Any, run_jobs: Any) -> None:
    run = preview(
        "Namn;Organisation;Roll\nAnna Ek;Trafikverket;Chef\nAnna Ek;Region Uppsala;Rådgivare\nBo Al;Trafikverket;X\n"
    )
    assert run.rows.get(number=3).data["rows"] == [2]
    decide(editor, run, row_3="row:2")
    run_jobs()
    confirm(editor, run)
    run_jobs()
    anna = Person.objects.get(family_name="Ek")
    assert anna.memberships.count() == 2
    assert {row.person for row in run.rows.filter(number__in=(2, 3))} == {anna}


def test_all_that_are_left_can_be_decided_at_once(editor: Client, preview: Any, run_jobs: Any) -> None:
    make.person("Anna Ek")
    make.person("Bo Al")
    run = preview(DOUBT)
    decide(editor, run, rest="skip")
    run_jobs()
    run.refresh_from_db()
    assert run.result["states"] == {"skipped": 2}


def test_nobody_but_those_shown_can_be_chosen(editor: Client, preview: Any) -> None:
    make.person("Anna Ek")
    other = make.person("Cilla Dal")
    run = preview(DOUBT)
    decide(editor, run, row_2=str(other.pk))
    decide(editor, run, row_3="new")
    run.refresh_from_db()
    assert run.decisions == {}


# --- Carrying out ---------------------------------------------------------------------------------------------


def test_confirmed_list_is_stored_by_the_job_and_every_row_links_to_whom_it_became(
    editor: Client, alma: User, preview: Any, run_jobs: Any
) -> None:
    run = confirm(editor, preview(DATA / "kontaktlista.csv"))
    assert run.state == "queued"
    assert 'hx-trigger="every 1s"' in shown(editor, run, hx_request="true")
    assert Person.objects.count() == 0
    assert run_jobs() == 1
    run.refresh_from_db()
    assert (run.state, run.result["new"]["person"]) == ("applied", 5)
    page = shown(editor, run, hx_request="true")
    assert "Det här fördes in" in page
    assert "hx-trigger" not in page
    assert Person.objects.get(family_name="Öberg").get_absolute_url() in page
    assert Person.history.earliest("history_id").history_user == alma
    assert Person.history.earliest("history_id").operation == run.operation
    assert reverse("crm:operation_detail", args=[run.operation.pk]) in page


def test_report_is_a_sheet_with_every_row(editor: Client, preview: Any, run_jobs: Any) -> None:
    run = confirm(editor, preview(DATA / "kontaktlista.csv"))
    run_jobs()
    rows = sheet(editor, run, "report")
    assert rows[0] == ("Rad", "Namn", "Utfall", "Uppgifter", "Person")
    assert [row[:3] for row in rows[1:3]] == [(2, "Åsa Öberg", "Ny"), (3, "Björn Ängström", "Ny")]
    assert rows[1][4].endswith(Person.objects.get(family_name="Öberg").get_absolute_url())


def test_right_rows_are_taken_by_choice_and_the_rest_given_back_to_mend(
    editor: Client, preview: Any, run_jobs: Any
) -> None:
    make.person("Cilla Dal")
    run = preview(
        "Namn;E-post;Skostorlek;Personnr\nAnna Ek;anna(at)exempel;38;19700101-1234\nBo Al;bo@exempel.example;44;\n"
        "Cilla Dal;;39;\n"
    )
    confirm(editor, run, good_rows="1")
    run_jobs()
    run.refresh_from_db()
    assert run.state == "applied"
    assert set(Person.objects.values_list("family_name", flat=True)) == {"Al", "Dal"}
    rest = sheet(editor, run, "rest")
    assert rest[0] == ("Namn", "E-post", "Skostorlek", "Personnr", "Fel")
    assert [row[0] for row in rest[1:]] == ["Anna Ek", "Cilla Dal"]
    assert rest[1][3] == "•••"
    assert "felskriven" in rest[1][4]


def test_file_to_mend_is_read_again_as_it_is(editor: Client, preview: Any) -> None:
    answer = editor.get(reverse("contacts:import_rest", args=[preview(WRONG).pk]))
    run = preview(answer.content, "att rätta.xlsx")
    assert run.result["states"]["wrong"] == 1
    assert [row.name for row in run.rows.all()] == ["Anna Ek"]


def test_whole_import_is_taken_back(editor: Client, alma: User, preview: Any, run_jobs: Any) -> None:
    known = make.person("Åsa Öberg", email="asa.oberg@exempelbolaget.example", title="Jurist")
    run = confirm(editor, preview(DATA / "kontaktlista.csv"))
    run_jobs()
    run.refresh_from_db()
    undo.undo(operation=run.operation, actor=alma)
    known.refresh_from_db()
    assert (list(Person.objects.all()), known.title) == ([known], "Jurist")
    assert Membership.objects.count() == 0
    run.refresh_from_db()
    assert run.state == "undone"
    assert "Ångrad" in shown(editor, run)


def test_confirming_twice_starts_one_job(editor: Client, preview: Any, run_jobs: Any) -> None:
    run = preview(DATA / "kontaktlista.csv")
    confirm(editor, run)
    confirm(editor, run)
    assert run_jobs() == 1
    assert Person.objects.count() == 5


def test_register_that_changed_since_the_preview_asks_for_another_look(
    editor: Client, preview: Any, run_jobs: Any
) -> None:
    run = confirm(editor, preview(DATA / "kontaktlista.csv"))
    make.person("Åsa Öberg", email="asa.oberg@exempelbolaget.example")
    run_jobs()
    run.refresh_from_db()
    assert (run.state, run.result["new"]["person"]) == ("previewed", 4)
    assert "har ändrats sedan granskningen" in shown(editor, run)
    assert Person.objects.count() == 1
    confirm(editor, run)
    run_jobs()
    assert Person.objects.count() == 5


def test_change_that_leaves_the_counts_alone_is_noticed_too(editor: Client, preview: Any, run_jobs: Any) -> None:
    person = make.person("Anna Ek", email="anna@exempel.example", title="Jurist")
    run = confirm(editor, preview("Namn;E-post;Titel\nAnna Ek;anna@exempel.example;Docent\n"))
    Person.objects.filter(pk=person.pk).update(title="Professor")
    run_jobs()
    run.refresh_from_db()
    person.refresh_from_db()
    assert (run.state, person.title) == ("previewed", "Professor")


def test_failed_job_tells_so_and_has_done_nothing(
    editor: Client, preview: Any, run_jobs: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = confirm(editor, preview(DATA / "kontaktlista.csv"))
    done = imports.writes.create_many

    def stumble(objs: Any, **options: Any) -> Any:
        if objs and isinstance(objs[0], Membership):
            raise RuntimeError("power cut")
        return done(objs, **options)

    monkeypatch.setattr(imports.writes, "create_many", stumble)
    with pytest.raises(AssertionError, match="power cut"):
        run_jobs()
    run.refresh_from_db()
    assert run.state == "failed"
    assert "Ingenting är infört" in shown(editor, run)
    assert Person.objects.count() == Person.history.count() == 0


def test_job_that_was_killed_half_way_can_be_run_again(editor: Client, preview: Any, run_jobs: Any) -> None:
    run = confirm(editor, preview(DATA / "kontaktlista.csv"))
    run.result = {**run.result, "started_at": (timezone.now() - dt.timedelta(hours=1)).isoformat()}
    run.save()
    address = reverse("contacts:import_again", args=[run.pk])
    page = shown(editor, run)
    assert "Jobbet stannade" in page
    assert "Kör igen" in page
    editor.post(address)
    run.refresh_from_db()
    assert "Jobbet stannade" not in shown(editor, run)
    run_jobs()
    run.refresh_from_db()
    assert (run.state, Person.objects.count()) == ("applied", 5)


def test_job_whose_pulse_is_felt_is_left_alone(editor: Client, preview: Any) -> None:
    run = confirm(editor, preview(DATA / "kontaktlista.csv"))
    run.result = {**run.result, "started_at": (timezone.now() - dt.timedelta(hours=1)).isoformat()}
    run.save()
    told = progress.Progress(run.pk)
    told(3)
    try:
        page = shown(editor, run)
        assert "Jobbet stannade" not in page
        assert "3 rader klara" in page
        old = (timezone.now() - dt.timedelta(minutes=10)).timestamp()
        os.utime(progress._path(run.pk), (old, old))
        assert "Jobbet stannade" in shown(editor, run)
    finally:
        told.end()


def test_file_that_is_gone_tells_so(editor: Client, preview: Any, run_jobs: Any) -> None:
    run = confirm(editor, preview(DATA / "kontaktlista.csv"))
    run.file.storage.delete(run.file.name)
    run_jobs()
    run.refresh_from_db()
    assert "finns inte kvar" in shown(editor, run)
    assert editor.get(reverse("contacts:import_rest", args=[run.pk])).status_code == 404


def test_waiting_for_a_worker_that_is_not_there_is_told(editor: Client, preview: Any) -> None:
    run = confirm(editor, preview(DATA / "kontaktlista.csv"))
    run.result["queued_at"] = (timezone.now() - dt.timedelta(minutes=5)).isoformat()
    run.save()
    assert "Det dröjer" in shown(editor, run)


def test_discarded_file_is_deleted(editor: Client, preview: Any, django_capture_on_commit_callbacks: Any) -> None:
    run = preview(DATA / "kontaktlista.csv")
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(reverse("contacts:import_discard", args=[run.pk]))
    assert not ImportRun.objects.exists()
    assert not run.file.storage.exists(run.file.name)


def test_import_that_was_carried_out_cannot_be_discarded(editor: Client, preview: Any, run_jobs: Any) -> None:
    run = confirm(editor, preview(DATA / "kontaktlista.csv"))
    run_jobs()
    editor.post(reverse("contacts:import_discard", args=[run.pk]))
    assert ImportRun.objects.filter(pk=run.pk, state="applied").exists()


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
