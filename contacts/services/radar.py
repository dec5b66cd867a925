"""A run of the mandate radar: begun, compared by a job, looked through, carried out by a job, taken back.

Changes of a run are decided by `radar_decisions`, carried out by `radar_applying`, taken back by `radar_undoing`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.choices import ChangeState, RadarState
from contacts.models import RadarRun
from crm.common import progress, writes
from crm.common.permissions import Role, require
from crm.models import User

# A run that can be decided on, compared anew or thrown away.
AT_REST = (RadarState.OPEN, RadarState.DONE, RadarState.UNDONE)
# A job that has begun and was not felt for so long was stopped half-way.
SILENCE = dt.timedelta(minutes=2)
UNDER_WAY = ("queued_at", "started_at", "message")
# Among the options of a run: it waits for somebody to say what its columns are (`radar_sheets`).
DRAFT = "draft"


def progress_name(run: RadarRun) -> str:
    """What the run's job tells how far it has come under (`crm.common.progress`)."""
    return f"radar-{run.pk}"


def start(
    *,
    actor: User,
    source: str,
    file: File[bytes] | None = None,
    address: str = "",
    options: Mapping[str, Any] | None = None,
    as_of: dt.date | None = None,
) -> RadarRun:
    """A run of an uploaded file or of a public address, to be compared by a job.

    Raises ValidationError when there is neither or both.
    """
    require(actor, Role.EDITOR)
    if bool(file) == bool(address):
        raise ValidationError(_("Välj en fil eller skriv en adress."))
    name = (file.name if file else address.rstrip("/")) or ""
    run = RadarRun(
        source=source,
        file_name=name.replace("\\", "/").rsplit("/", 1)[-1][-200:],
        address=address,
        options=dict(options or {}),
        as_of=as_of,
        result={"queued_at": timezone.now().isoformat()},
        created_by=actor,
    )
    if file:
        run.file = file
    run.full_clean(exclude=["file"])
    run.save()
    return run


@transaction.atomic
def start_again(*, actor: User, run: RadarRun) -> str:
    """Compare a run anew, or put the job that was stopped half-way in the queue once more.

    Returns what is to be done: 'compare', 'apply', 'undo'; '' while a job is at it.
    """
    require(actor, Role.EDITOR)
    run = writes.locked(run)
    is_waiting = run.state in (RadarState.READING, RadarState.APPLYING)
    if is_waiting and not is_stopped(run):
        return ""
    what = run.result.get("work") if run.state == RadarState.APPLYING else "compare"
    _queue(run, RadarState.APPLYING if run.state == RadarState.APPLYING else RadarState.READING, what or "apply")
    return what or "apply"


@transaction.atomic
def queue(*, actor: User, run: RadarRun, work: str) -> bool:
    """Let a job carry out what was accepted ('apply') or take the run back ('undo'); False when one is at it."""
    require(actor, Role.EDITOR)
    run = writes.locked(run)
    if run.state not in AT_REST:
        return False
    _queue(run, RadarState.APPLYING, work)
    return True


def _queue(run: RadarRun, state: str, work: str) -> None:
    run.state, run.progress = state, 0
    run.result = {**_rested(run), "work": work, "queued_at": timezone.now().isoformat()}
    run.save(update_fields=["state", "progress", "result"])


def _rested(run: RadarRun) -> dict[str, Any]:
    """The result without what belongs to a job."""
    return {name: value for name, value in run.result.items() if name not in (*UNDER_WAY, "work")}


def note_start(*, run: RadarRun) -> None:
    """The job has begun."""
    run.result = {**run.result, "started_at": timezone.now().isoformat()}
    run.save(update_fields=["result"])


def is_draft(run: RadarRun) -> bool:
    """Whether it has not begun: its columns are not settled."""
    return run.state == RadarState.READING and bool(run.options.get(DRAFT))


def is_stopped(run: RadarRun) -> bool:
    """Whether a job of the run began and has not been felt for a while."""
    started = run.result.get("started_at")
    if run.state not in (RadarState.READING, RadarState.APPLYING) or not started:
        return False
    felt = max(dt.datetime.fromisoformat(started).timestamp(), progress.felt_at(progress_name(run)) or 0)
    return timezone.now().timestamp() - felt > SILENCE.total_seconds()


def is_slow(run: RadarRun) -> bool:
    """Whether its job has waited so long that there seems to be no worker."""
    queued = run.result.get("queued_at")
    if not queued or run.result.get("started_at"):
        return False
    return timezone.now() - dt.datetime.fromisoformat(queued) > SILENCE


def finish_comparing(*, run: RadarRun, result: Mapping[str, Any], rows: int, source_on: dt.date | None) -> None:
    """The proposals are there, for somebody to look through. Called inside the transaction that stored them."""
    run.result, run.source_on = dict(result), source_on
    run.total = run.progress = rows
    run.save(update_fields=["result", "source_on", "total", "progress"])
    settle(run=run)


def fail(*, run: RadarRun, message: str) -> None:
    """Note that nothing was done, and why. What was decided stands."""
    run.result = {**_rested(run), "message": message}
    if run.state == RadarState.READING and not run.changes.exists():
        run.state, run.finished_at = RadarState.FAILED, timezone.now()
        run.save(update_fields=["state", "result", "finished_at"])
        return
    run.save(update_fields=["result"])
    settle(run=run)


def settle(*, run: RadarRun) -> None:
    """Put the run in the state that its changes tell: something left to decide or carry out, or all of it done.

    Called inside a transaction.
    """
    left = run.changes.filter(state__in=(ChangeState.OPEN, ChangeState.ACCEPTED)).exists()
    run.state = RadarState.OPEN if left else RadarState.DONE
    run.finished_at = None if left else timezone.now()
    run.result = {name: value for name, value in run.result.items() if name not in (*UNDER_WAY[:2], "work")}
    run.save(update_fields=["state", "finished_at", "result"])


@transaction.atomic
def discard(*, actor: User, run: RadarRun) -> None:
    """Throw away a run of which nothing was carried out. What was refused in it is forgotten with it."""
    require(actor, Role.EDITOR)
    run = writes.locked(run)
    if run.state not in (*AT_REST, RadarState.FAILED) and not is_stopped(run) and not is_draft(run):
        raise ValidationError(_("Körningen arbetar. Vänta tills den är klar."))
    if run.changes.filter(state=ChangeState.APPLIED).exists():
        raise ValidationError(_("Något av den är genomfört. Ångra det först."))
    storage, name = run.file.storage, run.file.name
    run.delete()
    if name:
        transaction.on_commit(partial(storage.delete, name))


def note_fetched(*, run: RadarRun, name: str, day: dt.date | None, content: bytes) -> None:
    """What was fetched from the run's address: what it is called, of which day it is, and itself."""
    run.file_name = name[-200:]
    if day:
        run.options = {"source_on": day.isoformat(), **run.options}
    run.file.save(run.file_name, ContentFile(content), save=False)
    run.save(update_fields=["file", "file_name", "options"])
