"""Reading motions in the background: what a file or a session would do, and doing it."""

from __future__ import annotations

import gzip
import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django_tasks import task

from advocacy.imports import motion_words, motions, riksdagen_live
from advocacy.imports.riksdagen_documents import Document
from advocacy.services import motions as ledger
from advocacy.services.motion_records import LedgerResult, Records
from contacts.imports.progress import Progress
from contacts.imports.result import Unusable
from contacts.jobs import carefully
from contacts.services import import_runs
from crm.models import ImportRun, User

SOURCE = "motions"
State = ImportRun.State


@transaction.atomic
def start_reading(run: ImportRun, actor: User) -> bool:
    """Have an uploaded file, or a session of Riksdagen's, looked through; False when that is going on."""
    if not import_runs.start_reading(actor=actor, run=run):
        return False
    read_motions.enqueue(run.pk, actor.pk)
    return True


@transaction.atomic
def start_import(run: ImportRun, actor: User) -> bool:
    """Carry out what was looked through; False when that was asked for already."""
    if not import_runs.queue_run(actor=actor, run=run):
        return False
    apply_motions.enqueue(run.pk, actor.pk)
    return True


@transaction.atomic
def start_again(run: ImportRun, actor: User) -> bool:
    """Put a job that was stopped half-way in the queue once more; False when it has come to its end after all."""
    what = import_runs.start_again(actor=actor, run=run)
    if what:
        (read_motions if what == "read" else apply_motions).enqueue(run.pk, actor.pk)
    return bool(what)


@transaction.atomic
def start_session(*, session: str, actor: User) -> ImportRun:
    """Have a session ('2026/27') read from Riksdagen itself, for somebody to look through."""
    name = f"riksdagen-{session.replace('/', '-')}.ndjson.gz"
    run = import_runs.upload_run(
        actor=actor, file=ContentFile(b"", name=name), source=SOURCE, options={"session": session}
    )
    start_reading(run, actor)
    return run


@task()
def read_motions(run_id: int, user_id: int) -> None:
    """Find out what a file would do, for somebody to look through."""
    carefully(run_id, user_id, State.READING, _read)


@task()
def apply_motions(run_id: int, user_id: int) -> None:
    """Carry out a confirmed reading: all of it, or nothing and the reason on its page."""
    carefully(run_id, user_id, State.QUEUED, _apply)


def _read(run: ImportRun, actor: User, progress: Progress) -> None:
    records = _fetched(run, progress) if run.options.get("session") else _records(run)
    result = ledger.preview(records)
    import_runs.finish_reading(run=run, result=_told(result), rows=len(records.motions) + len(records.reports))


def _apply(run: ImportRun, actor: User, progress: Progress) -> None:
    records = _records(run)
    try:
        with transaction.atomic():
            if ImportRun.objects.select_for_update().get(pk=run.pk).state != State.QUEUED:
                return
            result = ledger.carry_out(records=records, title=_title(run), actor=actor)
            import_runs.finish_run(run=run, result=_told(result), operation=result.operation)
    except ValidationError as error:
        raise Unusable(" ".join(error.messages)) from error


def _fetched(run: ImportRun, progress: Progress) -> Records:
    """What Riksdagen says of the session, kept as the run's file, of which it is carried out."""
    lines: list[str] = []

    def kept(document: Document) -> None:
        head = {name: value for name, value in document["dokument"].items() if name != "html"}
        lines.append(json.dumps({"dokumentstatus": {**document, "dokument": head}}, ensure_ascii=False))

    records = riksdagen_live.session(run.options["session"], kept=kept, told=lambda done, _all: progress(done))
    import_runs.keep_file(run=run, content=gzip.compress("\n".join(lines).encode()))
    return records


def _records(run: ImportRun) -> Records:
    with run.file.open("rb") as file:
        return motions.read([(file.read(), run.file_name)])


def _title(run: ImportRun) -> str:
    session = run.options.get("session")
    return motion_words.live_title(session) if session else motion_words.title([run.file_name])


def _told(result: LedgerResult) -> dict[str, Any]:
    """What the page shows."""
    return {**motion_words.as_json(result), "does_something": result.does_something}
