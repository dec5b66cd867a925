"""The register's background work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from contacts import permissions
from contacts.imports import engine, layout
from contacts.imports.contact_list import ContactList
from contacts.imports.engine import Reading
from contacts.imports.leftovers import LEFT
from contacts.imports.marks import Options
from contacts.imports.progress import Progress
from contacts.imports.result import Tally, Unusable
from contacts.services import duplicates, import_runs, radar_tidying
from contacts.services.import_carrying import HeldUp
from contacts.services.import_plan import Plan
from crm.common import progress
from crm.models import ImportRun, User

SHOWN_WARNINGS = 40
DUPLICATES = "duplicates"
State = ImportRun.State


@transaction.atomic
def start_reading(*, run: ImportRun, actor: User) -> bool:
    """Let a job find out what a file would do; False when one does already."""
    if not import_runs.start_reading(actor=actor, run=run):
        return False
    read_file.enqueue(run.pk, actor.pk)
    return True


@transaction.atomic
def start_import(*, run: ImportRun, actor: User, good_rows: bool = False) -> bool:
    """Confirm a previewed import and put it in the queue; False when that was done already."""
    if not import_runs.queue_run(actor=actor, run=run, good_rows=good_rows):
        return False
    apply_import.enqueue(run.pk, actor.pk)
    return True


@transaction.atomic
def start_again(*, run: ImportRun, actor: User) -> bool:
    """Put a job that was stopped half-way in the queue once more; False when it has come to its end after all."""
    what = import_runs.start_again(actor=actor, run=run)
    if what:
        (read_file if what == "read" else apply_import).enqueue(run.pk, actor.pk)
    return bool(what)


def start_scan(*, actor: User) -> bool:
    """Look for duplicates in the background; False when that is going on already."""
    permissions.require_editing(actor)
    if progress.of(DUPLICATES):
        return False
    progress.tell(DUPLICATES, 0, 0)
    find_duplicates.enqueue(actor.pk)
    return True


@task()
def find_duplicates(user_id: int | None = None) -> int:
    """Look for people and organizations who stand twice. By night as the product itself. Returns the open pairs."""
    actor = User.objects.get(pk=user_id) if user_id else User.objects.system()
    try:
        _scanned, people = duplicates.scan_people(
            actor=actor, progress=lambda done, total: progress.tell(DUPLICATES, done, total)
        )
        _scanned, bodies = duplicates.scan_organizations(actor=actor)
        return len(people) + len(bodies)
    finally:
        progress.forget(DUPLICATES)


@task()
def clear_radar_files() -> int:
    """Throw away what old runs of the mandate radar have read."""
    return radar_tidying.forget_files()


@task()
def read_file(run_id: int, user_id: int) -> None:
    """Find out what a file would do, for somebody to look through."""
    carefully(run_id, user_id, State.READING, _read)


@task()
def apply_import(run_id: int, user_id: int) -> None:
    """Carry out a confirmed import: all of it, or nothing and the reason on its page."""
    carefully(run_id, user_id, State.QUEUED, _apply)


def carefully(run_id: int, user_id: int, state: str, work: Callable[[ImportRun, User, Progress], None]) -> None:
    """The part of a job that looks through or carries out a file of a run: what goes wrong stands on its page."""
    actor = User.objects.get(pk=user_id)
    run = ImportRun.objects.filter(pk=run_id, state=state).first()
    if run is None:
        return
    progress = Progress(run.pk)
    with translation.override(actor.language):
        try:
            progress(0)
            import_runs.note_start(run=run)
            work(run, actor, progress)
        except Unusable as error:
            import_runs.fail_run(run=run, message=str(error))
        except Exception:
            message = _("Något gick fel i Samsyn. Ingenting är infört. Felet är noterat i loggen.")
            import_runs.fail_run(run=run, message=message)
            raise
        finally:
            progress.end()


def _read(run: ImportRun, actor: User, progress: Progress, note: str = "") -> None:
    found, tally = _reading(run, actor), Tally()
    with transaction.atomic():
        import_runs.forget_rows(run=run)
    for plan in found.parts(progress=progress):
        tally.add(plan)
        import_runs.tell_rows(run=run, outcomes=plan.outcomes.values())
    result = {**_result(found, tally), "decided": len(run.decisions)}
    import_runs.finish_reading(run=run, result=result, rows=tally.rows, note=note)


def _apply(run: ImportRun, actor: User, progress: Progress) -> None:
    found, tally = _reading(run, actor), Tally()
    expected = run.result.get("digest", "")

    def told(plan: Plan) -> None:
        tally.add(plan)
        import_runs.tell_rows(run=run, outcomes=plan.outcomes.values())

    try:
        with transaction.atomic():
            held = ImportRun.objects.select_for_update().get(pk=run.pk)
            if held.state != State.QUEUED:
                return
            import_runs.forget_rows(run=run)
            operation = engine.carry_out(
                found,
                run.file_name,
                told,
                lambda: tally.digest() == expected,
                actor=actor,
                good_rows=bool(run.options.get("good_rows")),
                progress=progress,
            )
            if operation is None:
                import_runs.tell_rows(run=run, outcomes=[o for plan in found.parts() for o in plan.outcomes.values()])
            result = {**_result(found, tally), "applied": True}
            keep_file = not found.holds_secrets() or any(tally.states[left] for left in LEFT)
            import_runs.finish_run(run=run, result=result, operation=operation, keep_file=keep_file)
    except HeldUp:
        note = _("Registret har ändrats sedan granskningen. Ingenting är infört; granska igen.")
        _read(run, actor, progress, note if tally.digest() != expected else "")


def _reading(run: ImportRun, actor: User) -> Reading:
    """The file of a run with what was chosen and decided. Raises Unusable."""
    source, content = engine.SOURCES[run.source], _content(run)
    if source.plan is not None:
        return engine.reading(source, content, run.file_name)
    opened = engine.book(content, run.file_name)
    options = Options(
        asks=True,
        decisions={int(row): choice for row, choice in run.decisions.items()},
        create_kind=run.options.get("create_kind", ""),
        owner=actor,
        may_add=permissions.may_add(actor),
        may_change=permissions.may_edit(actor),
        may_add_tags=permissions.may_manage(actor),
        tag=run.options.get("tag", ""),
        list_name=run.options.get("list_name", ""),
    )
    return ContactList(opened, layout.restored(opened, run.options), options)


def _result(found: Reading, tally: Tally) -> dict[str, Any]:
    """What the page shows besides the rows."""
    told = tally.result(applied=False, warnings=found.warnings()).as_json()
    kept = {name: value for name, value in told.items() if name not in import_runs.NAMING}
    return {
        **kept,
        "warnings": told["warnings"][:SHOWN_WARNINGS],
        "states": dict(tally.states),
        "remarked": tally.remarked,
        "wrong_values": len(tally.wrong),
        "digest": tally.digest(),
    }


def _content(run: ImportRun) -> bytes:
    try:
        with run.file.open("rb") as file:
            return file.read()
    except (OSError, ValueError) as error:
        raise Unusable(_("Den uppladdade filen finns inte kvar. Ladda upp den igen.")) from error
