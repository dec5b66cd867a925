"""Motions on the page for reading files: uploaded, looked through, carried out by a job, taken back."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from advocacy.imports.riksdagen_values import session_on
from advocacy.models import Motion, MotionProposal
from crm.models import ImportRun, Operation, User
from tests.advocacy.test_motion_import import motion, point, proposal, register, report  # noqa: F401
from tests.advocacy.test_motion_live import Riksdagen, riksdagen  # noqa: F401
from tests.base import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def editor(alma: User) -> Client:
    return client_of(alma)


def upload(client: Client, *documents: Any, name: str = "motioner.ndjson.gz") -> Any:
    content = gzip.compress("\n".join(json.dumps(document) for document in documents).encode())
    return client.post(reverse("contacts:import_list"), {"file": SimpleUploadedFile(name, content)})


def shown(client: Client, run: ImportRun) -> str:
    return client.get(reverse("advocacy:motion_import", args=[run.pk])).content.decode()


def test_file_of_motions_is_recognised_looked_through_and_carried_out(editor: Client, run_jobs: Any) -> None:
    answer = upload(editor, motion(), motion(18), report([point(), point(2)]))
    run = ImportRun.objects.get()
    assert answer.url == reverse("advocacy:motion_import", args=[run.pk])
    assert "Läser filen" in shown(editor, run)
    run_jobs()
    page = shown(editor, run)
    assert "Det här förs in" in page
    assert "Avslag 2" in page
    assert Motion.objects.count() == 0

    editor.post(reverse("advocacy:motion_import_confirm", args=[run.pk]))
    run_jobs()
    assert Motion.objects.count() == 2
    run.refresh_from_db()
    assert (run.state, run.operation.created_by.email) == ("applied", "alma@example.se")
    assert reverse("crm:operation_detail", args=[run.operation_id]) in shown(editor, run)
    brought = f"{reverse('advocacy:motion_list')}?operation={run.operation_id}"
    assert brought in shown(editor, run)
    assert {row.number for row in editor.get(brought).context["object_list"]} == {17, 18}


def test_what_was_carried_out_is_taken_back_from_its_operation(editor: Client, run_jobs: Any) -> None:
    upload(editor, motion())
    run_jobs()
    run = ImportRun.objects.get()
    editor.post(reverse("advocacy:motion_import_confirm", args=[run.pk]))
    run_jobs()
    editor.post(reverse("crm:operation_undo", args=[Operation.objects.get().pk]))
    run_jobs()
    assert Motion.objects.count() == MotionProposal.objects.count() == 0
    assert "Importen är tillbakatagen" in shown(editor, run)


def test_what_is_there_already_need_not_be_carried_out(editor: Client, run_jobs: Any) -> None:
    for _turn in range(2):
        upload(editor, motion())
        run_jobs()
        run = ImportRun.objects.latest("pk")
        editor.post(reverse("advocacy:motion_import_confirm", args=[run.pk]))
        run_jobs()
    run.refresh_from_db()
    assert (run.state, run.operation, Operation.objects.count()) == ("applied", None, 1)
    upload(editor, motion())
    run_jobs()
    page = shown(editor, ImportRun.objects.latest("pk"))
    assert "Ingenting att ändra" in page
    assert "För in" not in page


def test_what_is_wrong_with_a_file_stands_on_its_page(editor: Client, run_jobs: Any) -> None:
    upload(editor, motion(), motion(18, proposals=proposal(kammaren="Kanske")))
    run_jobs()
    page = shown(editor, ImportRun.objects.get())
    assert "motioner.ndjson.gz, rad 2: Beslutet ”Kanske” är okänt. Ingenting är infört." in page
    assert Motion.objects.count() == 0


def test_readings_stand_among_the_others_and_lead_to_their_own_page(editor: Client, run_jobs: Any) -> None:
    upload(editor, motion())
    run_jobs()
    run = ImportRun.objects.get()
    page = editor.get(reverse("contacts:import_list")).content.decode()
    assert "Sveriges riksdag, motioner" in page
    assert reverse("advocacy:motion_fetch") in page
    answer = editor.get(reverse("contacts:import_detail", args=[run.pk]))
    assert answer.url == reverse("advocacy:motion_import", args=[run.pk])


def test_another_sources_reading_has_no_page_here(editor: Client) -> None:
    run = ImportRun.objects.create(source="contacts", file_name="lista.csv", created_by=User.objects.system())
    assert editor.get(reverse("advocacy:motion_import", args=[run.pk])).status_code == 404


def test_session_is_had_from_riksdagen_and_looked_through_before_it_is_stored(
    editor: Client,
    run_jobs: Any,
    riksdagen: Riksdagen,  # noqa: F811
) -> None:
    riksdagen.documents = {"HC021": motion(1), "HC022": motion(2)}
    riksdagen.list_pages(["HC021", "HC022"])
    answer = editor.post(reverse("advocacy:motion_fetch"), {"session": "2024/25"})
    run = ImportRun.objects.get()
    assert answer.url == reverse("advocacy:motion_import", args=[run.pk])
    run_jobs()
    assert "Det här förs in" in shown(editor, run)
    assert Motion.objects.count() == 0
    riksdagen.documents.clear()
    editor.post(reverse("advocacy:motion_import_confirm", args=[run.pk]))
    run_jobs()
    assert Motion.objects.count() == 2
    assert Operation.objects.get().title == "Motioner från Riksdagen, 2024/25"


@pytest.mark.parametrize("said", ["", "2024", "2024/26", "2024-25"])
def test_session_that_is_none_is_refused_beside_its_field(editor: Client, said: str) -> None:
    answer = editor.post(reverse("advocacy:motion_fetch"), {"session": said})
    assert answer.status_code == 422
    assert ImportRun.objects.count() == 0


def test_session_of_today_is_proposed(editor: Client) -> None:
    assert (session_on(dt.date(2026, 8, 31)), session_on(dt.date(2026, 9, 1))) == ("2025/26", "2026/27")
    assert (
        f'value="{session_on(timezone.localdate())}"' in editor.get(reverse("advocacy:motion_fetch")).content.decode()
    )


def test_reader_cannot_read_motions_in(bo: User) -> None:
    assert client_of(bo).get(reverse("advocacy:motion_fetch")).status_code == 403
