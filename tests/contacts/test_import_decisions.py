"""The wizard: decide what is doubtful, confirm, report, take back."""

from __future__ import annotations

import datetime as dt
import os
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contacts.imports import progress
from contacts.models import ContactDetail, Membership, Organization, Person
from contacts.services import imports
from crm import tasks
from crm.common import undo
from crm.models import ExportLog, ImportRun, User
from tests import make
from tests.contacts.importing import DATA
from tests.contacts.wizard import DOUBT, WRONG, confirm, decide, sheet, shown

# --- Decisions ------------------------------------------------------------------------------------------------


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


def test_address_that_two_rows_share_is_asked_about(preview: Any) -> None:
    run = preview("Namn;E-post\nAnna Ek;delad@exempel.example\nBo Al;delad@exempel.example\n")
    row = run.rows.get(number=3)
    assert (row.outcome, row.data["rows"]) == ("doubtful", [2])
    assert row.data["question"] == "Samma e-postadress står på rad 2 för Anna Ek."


def test_address_that_two_share_is_asked_about(preview: Any) -> None:
    for name in ("Sten Berg", "Stina Berg"):
        make.person(name, email="delad@exempel.example")
    row = preview("Namn;E-post\nAnna Berg;delad@exempel.example\n").rows.get()
    assert (row.outcome, len(row.data["candidates"])) == ("doubtful", 2)


def test_address_of_a_couple_or_an_office_is_not_a_change_of_first_name(preview: Any) -> None:
    make.person("Sten Berg", email="delad@exempel.example")
    head = "Namn;E-post\n"
    run = preview(f"{head}Ulla Lind;hemma@exempel.example\nSten Lind;hemma@exempel.example\n")
    assert run.rows.get(number=3).outcome == "doubtful"
    assert preview(f"{head}Stina Berg;delad@exempel.example\n").rows.get().outcome == "doubtful"
    assert preview(f"{head}Sten Berglund;delad@exempel.example\n").rows.get().outcome == "changed"


def test_municipality_of_a_row_without_a_role_is_told_not_to_be_read(preview: Any) -> None:
    run = preview("Namn;Kommun\nAnna Ek;Uppsala\n")
    assert "Området läses inte in" in str(run.rows.get().data)


def test_post_code_and_place_in_columns_of_their_own_belong_to_the_address(
    editor: Client, preview: Any, run_jobs: Any
) -> None:
    head = "Namn;Gatuadress;Postnr;Ort\n"
    run = preview(
        f"{head}Anna Ek;Storgatan 1;39231;Kalmar\nBo Al;;;Kalmar\nEva Sjö;Torget 2, 392 31 Kalmar;392 31;Kalmar\n"
    )
    assert "hör till" in str(run.rows.get(number=3).data)
    confirm(editor, run)
    run_jobs()
    kept = ContactDetail.objects.filter(kind="address", person__isnull=False).order_by("value")
    assert [one.value for one in kept] == ["Storgatan 1, 392 31 Kalmar", "Torget 2, 392 31 Kalmar"]


def test_same_name_in_another_town_is_asked_about_and_in_the_same_is_known(preview: Any) -> None:
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


def test_telephone_number_that_looks_like_a_day_of_birth_stands_in_the_file_to_mend(
    editor: Client, preview: Any
) -> None:
    run = preview("Namn;E-post;Mobil;Direktnr;Övrigt\nAnna Ek;anna(at)exempel;0701740607;19700101-1234;0701740607\n")
    rest = sheet(editor, run, "rest")
    assert rest[1][2:5] == ("0701740607", "•••", "•••")
    shown = editor.get(reverse("contacts:import_columns", args=[run.pk])).content.decode()
    assert shown.count("0701740607") == 2  # among the first rows, and beside the heading


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


def test_sheet_that_is_taken_away_is_logged(editor: Client, preview: Any) -> None:
    sheet(editor, preview(WRONG), "rest")
    log = ExportLog.objects.get()
    assert (log.what, log.rows, log.user.email) == ("Import, att rätta: lista.csv", 1, "alma@example.se")


def test_row_that_stands_twice_is_told_of_and_done_once(editor: Client, preview: Any) -> None:
    run = preview("Namn;E-post\nAnna Ek;anna@exempel.example\nAnna Ek;anna@exempel.example\n")
    assert run.result["states"] == {"new": 1, "unchanged": 1}
    assert "Samma som rad 2." in shown(editor, run, query="?utfall=notes")


def test_file_with_personal_numbers_goes_when_all_of_it_is_stored(
    editor: Client, preview: Any, run_jobs: Any, django_capture_on_commit_callbacks: Any
) -> None:
    run = confirm(editor, preview("Namn;Pnr\nAnna Ek;19700101-1234\n"))
    name = run.file.name
    with django_capture_on_commit_callbacks(execute=True):
        run_jobs()
    run.refresh_from_db()
    assert (run.state, run.file.name) == ("applied", "")
    assert not run.file.storage.exists(name)


def test_rows_of_an_old_import_keep_their_links_and_lose_what_they_say(
    editor: Client, preview: Any, run_jobs: Any
) -> None:
    run = confirm(editor, preview(DATA / "kontaktlista.csv"))
    run_jobs()
    ImportRun.objects.update(created_at=timezone.now() - dt.timedelta(days=8))
    tasks.clear_uploads.call()
    row = run.rows.first()
    assert row.person is not None
    assert (row.name, row.detail, row.data) == ("", "", {})
    assert row.person.name in shown(editor, run)
