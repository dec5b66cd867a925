"""A reading of a file on the page: uploaded, read, looked through, decided, carried out by a job, taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.models import ImportRow
from contacts.services.import_plan import Outcome
from crm.common import writes
from crm.common.permissions import Role, require
from crm.models import ImportRun, Operation, User

State = ImportRun.State
# What a finished run says of itself on its page; who it named stands in its rows.
NAMING = ("doubtful_rows", "wrong")
BATCH = 1000
NEW, SKIP = "new", "skip"


def upload_run(
    *, actor: User, file: File[bytes], source: str, options: Mapping[str, Any] | None = None, total: int = 0
) -> ImportRun:
    """Keep an uploaded file, to say what its columns mean before it is read."""
    require(actor, Role.EDITOR)
    name = (file.name or "").replace("\\", "/").rsplit("/", 1)[-1][-200:]
    return ImportRun.objects.create(
        source=source,
        file_name=name,
        file=file,
        state=State.UPLOADED,
        options=dict(options or {}),
        total=total,
        created_by=actor,
    )


def keep_file(*, run: ImportRun, content: bytes) -> None:
    """What a job has fetched becomes the file of the run, instead of that of an earlier try."""
    before = str(run.file.name or "")
    run.file.save(run.file_name, ContentFile(content))
    if before:
        run.file.storage.delete(before)


@transaction.atomic
def choose(*, actor: User, run: ImportRun, options: Mapping[str, Any]) -> ImportRun:
    """Keep what was chosen of sheet, headings and columns. What was decided of rows no longer holds."""
    require(actor, Role.EDITOR)
    run = _locked(run, State.UPLOADED, State.PREVIEWED, State.FAILED)
    run.state, run.options, run.decisions, run.result = State.UPLOADED, dict(options), {}, {}
    run.save(update_fields=["state", "options", "decisions", "result"])
    run.rows.all().delete()
    return run


@transaction.atomic
def start_reading(*, actor: User, run: ImportRun) -> bool:
    """Let a job read the file; False when one does already."""
    require(actor, Role.EDITOR)
    found = ImportRun.objects.filter(pk=run.pk, state__in=(State.UPLOADED, State.PREVIEWED, State.FAILED))
    return found.update(state=State.READING, progress=0, result=_waiting(run.result)) == 1


@transaction.atomic
def start_again(*, actor: User, run: ImportRun) -> str:
    """After a job that stopped half-way: 'read' or 'apply', whichever it was; '' when it is done or under way."""
    require(actor, Role.EDITOR)
    run = writes.locked(run)
    if run.state not in (State.READING, State.QUEUED):
        return ""
    run.result, run.progress = _waiting(run.result), 0
    run.save(update_fields=["result", "progress"])
    return "read" if run.state == State.READING else "apply"


def _waiting(result: Mapping[str, Any]) -> dict[str, Any]:
    """The result of a run that has been put in the queue anew."""
    kept = {name: value for name, value in result.items() if name not in ("started_at", "message")}
    return {**kept, "queued_at": timezone.now().isoformat()}


def note_start(*, run: ImportRun) -> None:
    """The job has begun."""
    run.result = {**run.result, "started_at": timezone.now().isoformat()}
    run.save(update_fields=["result"])


def finish_reading(*, run: ImportRun, result: Mapping[str, Any], rows: int, note: str = "") -> None:
    """The preview is there, for somebody to look through. `note` tells why it was made anew."""
    run.state, run.total, run.progress = State.PREVIEWED, rows, rows
    run.result = {**result, "note": note} if note else dict(result)
    run.save(update_fields=["state", "result", "total", "progress"])


@transaction.atomic
def queue_run(*, actor: User, run: ImportRun, good_rows: bool = False) -> bool:
    """Confirm a previewed import; False when it was confirmed already.

    `good_rows`: what is wrong or undecided is left out and given back, instead of holding up the rest.
    """
    require(actor, Role.EDITOR)
    options = {**run.options, "good_rows": good_rows}
    found = ImportRun.objects.filter(pk=run.pk, state=State.PREVIEWED)
    return found.update(state=State.QUEUED, progress=0, options=options, result=_waiting(run.result)) == 1


def finish_run(
    *, run: ImportRun, result: Mapping[str, Any], operation: Operation | None = None, keep_file: bool = True
) -> None:
    """Note that an import was carried out. Called inside the transaction that did it.

    A file that holds what must not be kept, and of which nothing is left to mend, goes at once.
    """
    if not keep_file and run.file:
        transaction.on_commit(partial(run.file.storage.delete, str(run.file.name)))
        run.file = ""
    run.state, run.finished_at, run.operation = State.APPLIED, timezone.now(), operation
    run.result = {name: value for name, value in result.items() if name not in NAMING}
    run.save(update_fields=["state", "result", "finished_at", "operation", "file"])


def fail_run(*, run: ImportRun, message: str) -> None:
    """Note that nothing was done, and why. The names of the preview are not kept."""
    run.state, run.finished_at = State.FAILED, timezone.now()
    run.result = {**{name: value for name, value in run.result.items() if name not in NAMING}, "message": message}
    run.save(update_fields=["state", "result", "finished_at"])


@transaction.atomic
def discard_run(*, actor: User, run: ImportRun) -> None:
    """Throw away a file that nobody wants to carry out."""
    require(actor, Role.EDITOR)
    run = _locked(run, State.UPLOADED, State.PREVIEWED, State.FAILED)
    storage, name = run.file.storage, run.file.name
    run.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def _locked(run: ImportRun, *states: str) -> ImportRun:
    run = writes.locked(run)
    if run.state not in states:
        raise ValidationError(_("Importen är redan påbörjad."))
    return run


# --- Its rows -------------------------------------------------------------------------------------------


def forget_rows(*, run: ImportRun) -> None:
    """Before the rows are told anew."""
    run.rows.all().delete()


def tell_rows(*, run: ImportRun, outcomes: Iterable[Outcome]) -> None:
    """Store what rows come to: before they are carried out, or what they came to after."""
    ImportRow.objects.bulk_create((_row(run, outcome) for outcome in outcomes), batch_size=BATCH)


def _row(run: ImportRun, outcome: Outcome) -> ImportRow:
    wrong = [[w.field, w.column, w.value, w.reason] for w in outcome.wrong]
    parts = {
        "changes": [list(change) for change in outcome.changes],
        "notes": outcome.notes,
        "wrong": wrong,
        "candidates": outcome.candidates,
        "rows": outcome.rows,
        "told": [list(fact) for fact in outcome.told],
        "question": outcome.question,
    }
    told = [outcome.question, *(f"{w.field}: {w.reason}" for w in outcome.wrong), *outcome.lines]
    return ImportRow(
        run=run,
        number=outcome.row,
        outcome=outcome.state,
        name=outcome.subject[:200],
        person_id=(outcome.person.pk if outcome.person is not None else None) or outcome.person_id,
        detail="\n".join(line for line in told if line),
        data={part: value for part, value in parts.items() if value},
    )


# --- Decisions ------------------------------------------------------------------------------------------


@transaction.atomic
def decide(*, actor: User, run: ImportRun, row: int, choice: str) -> ImportRun:
    """Keep what somebody decided of a doubtful row: a person's id, 'new' or 'skip'; '' takes the decision back."""
    require(actor, Role.EDITOR)
    run = _locked(run, State.PREVIEWED)
    doubtful = run.rows.filter(number=row, outcome="doubtful").first()
    if doubtful is None:
        raise ValidationError(_("Raden är inte tveksam."))
    allowed = {NEW, SKIP, "", *(str(pk) for pk in doubtful.data.get("candidates", ()))}
    allowed |= {f"row:{number}" for number in doubtful.data.get("rows", ())}
    if choice not in allowed:
        raise ValidationError(_("Välj någon av dem som visas."))
    decisions = {**run.decisions, str(row): choice}
    run.decisions = {number: chosen for number, chosen in decisions.items() if chosen}
    run.save(update_fields=["decisions"])
    return run


def undecided(*, run: ImportRun) -> int:
    """How many doubtful rows nobody has decided yet."""
    numbers = run.rows.filter(outcome="doubtful").values_list("number", flat=True)
    return sum(1 for number in numbers if str(number) not in run.decisions)


@transaction.atomic
def decide_rest(*, actor: User, run: ImportRun, choice: str) -> int:
    """The same for every doubtful row that nobody has decided: 'new' or 'skip'. Returns how many."""
    require(actor, Role.EDITOR)
    run = _locked(run, State.PREVIEWED)
    if choice not in (NEW, SKIP):
        raise ValidationError(_("Välj någon av dem som visas."))
    numbers = run.rows.filter(outcome="doubtful").values_list("number", flat=True)
    left = {str(number): choice for number in numbers if str(number) not in run.decisions}
    run.decisions = {**run.decisions, **left}
    run.save(update_fields=["decisions"])
    return len(left)
