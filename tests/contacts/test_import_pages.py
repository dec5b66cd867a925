"""The pages: upload, look through, confirm, result."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contacts.models import Membership, Person
from contacts.services import imports
from contacts.services.reference import load_register
from crm.models import ImportRun, User
from tests import make
from tests.base import client_of
from tests.contacts.importing import DATA

WRONG = "Namn;E-post;Organisation;Från\nAnna Ek;anna(at)exempel;Trafikverket;2026-09\nBo Al;bo@exempel.example;;\n"


@pytest.fixture
def register(db: None) -> None:
    load_register(actor=User.objects.system())


@pytest.fixture
def editor(register: None, alma: User) -> Client:
    return client_of(alma)


def upload(client: Client, content: bytes | str, name: str = "lista.csv") -> Any:
    data = content.encode() if isinstance(content, str) else content
    return client.post(reverse("contacts:import_list"), {"file": SimpleUploadedFile(name, data)})


def uploaded(client: Client, path: Path) -> ImportRun:
    answer = upload(client, path.read_bytes(), path.name)
    assert answer.status_code == 302
    return ImportRun.objects.get()


def page(client: Client, run: ImportRun, **headers: str) -> str:
    answer = client.get(reverse("contacts:import_detail", args=[run.pk]), headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def confirm(client: Client, run: ImportRun) -> ImportRun:
    answer = client.post(reverse("contacts:import_confirm", args=[run.pk]))
    assert answer.status_code == 302
    run.refresh_from_db()
    return run


def test_preview_shows_what_is_new_and_stores_nothing(editor: Client) -> None:
    run = uploaded(editor, DATA / "kontaktlista.csv")
    shown = page(editor, run)
    assert "Åsa Öberg" in shown
    assert "För in" in shown
    assert (run.state, run.source, run.file_name) == ("previewed", "contacts", "kontaktlista.csv")
    assert Person.objects.count() == 0


def test_confirmed_list_is_stored_by_the_job_and_told_of(editor: Client, alma: User, run_jobs: Any) -> None:
    run = confirm(editor, uploaded(editor, DATA / "kontaktlista.csv"))
    assert run.state == "queued"
    assert 'hx-trigger="every 1s"' in page(editor, run, hx_request="true")
    assert Person.objects.count() == 0
    assert run_jobs() == 1
    run.refresh_from_db()
    assert (run.state, run.result["new"]["person"]) == ("applied", 5)
    shown = page(editor, run, hx_request="true")
    assert "Det här fördes in" in shown
    assert "Personer" in shown
    assert "hx-trigger" not in shown
    assert Person.history.earliest("history_id").history_user == alma


def test_names_of_the_preview_are_not_kept_when_it_is_done(editor: Client, run_jobs: Any) -> None:
    run = confirm(editor, uploaded(editor, DATA / "kontaktlista.csv"))
    run_jobs()
    run.refresh_from_db()
    assert "Öberg" not in json.dumps(run.result, ensure_ascii=False)


@pytest.mark.parametrize(
    ("name", "source", "people"), [("val_RD.json", "election", 3), ("personlista.json", "riksdagen", 6)]
)
def test_public_sources_are_recognised_by_what_they_hold(
    editor: Client, run_jobs: Any, name: str, source: str, people: int
) -> None:
    run = confirm(editor, uploaded(editor, DATA / name))
    run_jobs()
    assert run.source == source
    assert Person.objects.count() == people


def test_same_file_again_has_nothing_to_confirm(editor: Client, run_jobs: Any) -> None:
    first = confirm(editor, uploaded(editor, DATA / "val_RD.json"))
    run_jobs()
    first.delete()
    shown = page(editor, uploaded(editor, DATA / "val_RD.json"))
    assert "Registret säger redan allt" in shown
    assert "För in" not in shown


def test_wrong_rows_are_shown_with_row_column_value_and_reason(editor: Client) -> None:
    upload(editor, WRONG)
    shown = page(editor, ImportRun.objects.get())
    for text in (
        "2 fel i filen",
        "E-post",
        "anna(at)exempel",
        "E-postadressen är felskriven.",
        "Datumet är inte helt.",
    ):
        assert text in shown
    assert "För in" not in shown


def test_file_with_wrong_rows_cannot_be_confirmed(editor: Client) -> None:
    upload(editor, WRONG)
    assert confirm(editor, ImportRun.objects.get()).state == "previewed"


def test_confirming_twice_starts_one_job(editor: Client, run_jobs: Any) -> None:
    run = uploaded(editor, DATA / "kontaktlista.csv")
    confirm(editor, run)
    confirm(editor, run)
    assert run_jobs() == 1
    assert Person.objects.count() == 5


def test_register_that_changed_since_the_preview_asks_for_another_look(editor: Client, run_jobs: Any) -> None:
    run = confirm(editor, uploaded(editor, DATA / "kontaktlista.csv"))
    make.person("Åsa Öberg", email="asa.oberg@exempelbolaget.example")
    run_jobs()
    run.refresh_from_db()
    assert (run.state, run.result["new"]["person"]) == ("previewed", 4)
    assert "har ändrats sedan" in page(editor, run)
    assert Person.objects.count() == 1
    confirm(editor, run)
    run_jobs()
    assert Person.objects.count() == 5


def test_failed_job_tells_so_and_has_done_nothing(
    editor: Client, run_jobs: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = confirm(editor, uploaded(editor, DATA / "kontaktlista.csv"))
    monkeypatch.setitem(imports.DERIVED, Person, ("search_text",))
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
    assert "Ingenting är infört" in page(editor, run)
    assert Person.objects.count() == Person.history.count() == 0


def test_file_that_is_gone_tells_so(editor: Client, run_jobs: Any) -> None:
    run = confirm(editor, uploaded(editor, DATA / "kontaktlista.csv"))
    run.file.storage.delete(run.file.name)
    run_jobs()
    run.refresh_from_db()
    assert "finns inte kvar" in page(editor, run)


def test_waiting_for_a_worker_that_is_not_there_is_told(editor: Client) -> None:
    run = confirm(editor, uploaded(editor, DATA / "kontaktlista.csv"))
    run.result["queued_at"] = (timezone.now() - dt.timedelta(minutes=5)).isoformat()
    run.save()
    assert "Det dröjer" in page(editor, run)


def test_discarded_file_is_deleted(editor: Client, django_capture_on_commit_callbacks: Any) -> None:
    run = uploaded(editor, DATA / "kontaktlista.csv")
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(reverse("contacts:import_discard", args=[run.pk]))
    assert not ImportRun.objects.exists()
    assert not run.file.storage.exists(run.file.name)


def test_import_that_was_carried_out_cannot_be_discarded(editor: Client, run_jobs: Any) -> None:
    run = confirm(editor, uploaded(editor, DATA / "kontaktlista.csv"))
    run_jobs()
    editor.post(reverse("contacts:import_discard", args=[run.pk]))
    assert ImportRun.objects.filter(pk=run.pk, state="applied").exists()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("bild.png", b"\x89PNG", "Välj en fil av typen"),
        ("tom.csv", b" ", "Filen är tom"),
        ("lista.csv", b"E-post\na@b.example\n", "saknar kolumn för namn"),
        ("annat.json", b'{"a": 1}', "varken Valmyndighetens eller Riksdagens"),
        ("trasig.json", b'{"a": ', "inte läsbar JSON"),
        ("trasig.xlsx", b"PK\x03\x04rest", "skadad"),
    ],
)
def test_unusable_file_is_refused_beside_the_field(editor: Client, name: str, content: bytes, reason: str) -> None:
    answer = upload(editor, content, name)
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_path_in_a_file_name_is_not_kept(editor: Client) -> None:
    upload(editor, "Namn\nAnna Ek\n", "..\\..\\hemligt/lista.csv")
    run = ImportRun.objects.get()
    assert run.file_name == "lista.csv"
    assert run.file.name.startswith("imports/")


def test_list_shows_what_was_read_before(editor: Client, run_jobs: Any) -> None:
    confirm(editor, uploaded(editor, DATA / "kontaktlista.csv"))
    run_jobs()
    shown = editor.get(reverse("contacts:import_list")).content.decode()
    assert "kontaktlista.csv" in shown
    assert "Genomförd" in shown
    assert "Alma Ek" in shown


def test_reader_may_not_import_and_outsider_sees_no_such_page(editor: Client, bo: User, cai: User) -> None:
    run = uploaded(editor, DATA / "kontaktlista.csv")
    addresses = [
        ("get", reverse("contacts:import_list")),
        ("post", reverse("contacts:import_list")),
        ("get", reverse("contacts:import_detail", args=[run.pk])),
        ("post", reverse("contacts:import_confirm", args=[run.pk])),
        ("post", reverse("contacts:import_discard", args=[run.pk])),
    ]
    for method, address in addresses:
        assert getattr(client_of(bo), method)(address).status_code == 403
        assert getattr(client_of(cai), method)(address).status_code == 404
    run.refresh_from_db()
    assert run.state == "previewed"


def test_unknown_import_is_not_found_and_confirming_needs_a_post(editor: Client) -> None:
    assert editor.get(reverse("contacts:import_detail", args=[4711])).status_code == 404
    assert editor.get(reverse("contacts:import_confirm", args=[4711])).status_code == 405
