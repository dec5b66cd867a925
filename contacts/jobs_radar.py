"""The mandate radar's background work: compare a source, carry out what was accepted, take it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import PurePath
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from contacts.choices import RadarSource, RadarState
from contacts.imports import fetching
from contacts.imports import radar as source
from contacts.imports.result import Unusable
from contacts.imports.sources import candidates
from contacts.models import RadarRun
from contacts.services import radar, radar_applying, radar_proposals, radar_sheets, radar_undoing
from crm.common import progress
from crm.common.undo import Undone
from crm.models import User

Tell = Callable[[int, int], None]


@transaction.atomic
def start(
    *,
    actor: User,
    source: str,
    file: File[bytes] | None = None,
    address: str = "",
    options: Mapping[str, Any] | None = None,
    as_of: dt.date | None = None,
) -> RadarRun:
    """A new run, compared by a job. Raises ValidationError."""
    run = radar.start(actor=actor, source=source, file=file, address=address, options=options, as_of=as_of)
    compare_source.enqueue(run.pk, actor.pk)
    return run


@transaction.atomic
def start_sheet(*, run: RadarRun, actor: User, options: Mapping[str, Any]) -> None:
    """Compare a list whose columns are settled. Raises ValidationError."""
    run = radar_sheets.settle(actor=actor, run=run, options=options)
    compare_source.enqueue(run.pk, actor.pk)


@transaction.atomic
def start_applying(*, run: RadarRun, actor: User) -> bool:
    """Let a job carry out what was accepted; False when one is at it."""
    if not radar.queue(actor=actor, run=run, work="apply"):
        return False
    apply_changes.enqueue(run.pk, actor.pk)
    return True


def start_undoing(*, run: RadarRun, actor: User) -> Undone | None:
    """Take a small run back at once; a large one is given to the job worker, and None is returned.

    Raises PermissionDenied, and ValidationError when there is nothing to take back or a job is at it.
    """
    if not radar_undoing.is_large(run):
        return radar_undoing.undo_run(run=run, actor=actor)
    if not radar_undoing.may_undo(run=run, user=actor):
        raise PermissionDenied(_("Du kan bara ångra det du själv har gjort."))
    with transaction.atomic():
        if not radar.queue(actor=actor, run=run, work="undo"):
            raise ValidationError(_("Körningen arbetar. Vänta tills den är klar."))
        undo_changes.enqueue(run.pk, actor.pk)
    return None


@transaction.atomic
def start_again(*, run: RadarRun, actor: User) -> bool:
    """Compare a run anew, or put a job that was stopped half-way in the queue once more; False while one is at it."""
    what = radar.start_again(actor=actor, run=run)
    if what:
        {"compare": compare_source, "apply": apply_changes, "undo": undo_changes}[what].enqueue(run.pk, actor.pk)
    return bool(what)


@task()
def compare_source(run_id: int, user_id: int) -> None:
    """Hold a source against the register, and keep what differs for somebody to decide."""
    _carefully(run_id, user_id, RadarState.READING, _compare)


@task()
def apply_changes(run_id: int, user_id: int) -> None:
    """Carry out what was accepted: all of it, or nothing and the reason on its page."""
    _carefully(run_id, user_id, RadarState.APPLYING, _apply)


@task()
def undo_changes(run_id: int, user_id: int) -> None:
    """Take a run back."""
    _carefully(run_id, user_id, RadarState.APPLYING, _undo)


def _carefully(run_id: int, user_id: int, state: str, work: Callable[[RadarRun, User, Tell], None]) -> None:
    actor = User.objects.get(pk=user_id)
    run = RadarRun.objects.filter(pk=run_id, state=state).first()
    if run is None:
        return
    name = radar.progress_name(run)
    with translation.override(actor.language):
        try:
            progress.tell(name, 0, 0)
            radar.note_start(run=run)
            work(run, actor, partial(progress.tell, name))
        except (Unusable, PermissionDenied) as error:
            radar.fail(run=run, message=str(error))
        except ValidationError as error:
            radar.fail(run=run, message=" ".join(error.messages))
        except Exception:
            message = _("Något gick fel i Samsyn. Ingenting är infört. Felet är noterat i loggen.")
            radar.fail(run=run, message=message)
            raise
        finally:
            progress.forget(name)


def _compare(run: RadarRun, actor: User, tell: Tell) -> None:
    compare(run, held(run, tell))


@transaction.atomic
def compare(run: RadarRun, found: source.Held) -> radar_proposals.Stored:
    """Keep what differs between a source and the register with the run."""
    proposals = [proposal for part in found.compare() for proposal in part.proposals]
    stored = radar_proposals.store(run=run, proposals=proposals)
    result = {**found.told(), "kinds": dict(stored.open), "refused": stored.refused, "known": stored.known}
    radar.finish_comparing(run=run, result=result, rows=found.rows, source_on=found.source_on)
    return stored


def _apply(run: RadarRun, actor: User, tell: Tell) -> None:
    found = held(run, tell)
    radar_applying.apply(run=run, actor=actor, compare=found.compare, progress=tell)


def _undo(run: RadarRun, actor: User, tell: Tell) -> None:
    radar_undoing.undo_run(run=run, actor=actor, progress=tell)


def held(run: RadarRun, tell: Tell | None = None) -> source.Held:
    """What the run reads. From an address it is fetched once and kept: what is carried out is what was compared.

    Raises Unusable.
    """
    if run.address and not run.file:
        fetched = fetching.fetch(run.address, run.options, told=tell)
        content, name = fetched.content, fetched.name
        if run.source == RadarSource.CANDIDATES:
            content, name = candidates.reduced(content, name), f"{PurePath(name).stem}.csv"
        radar.note_fetched(run=run, name=name, day=fetched.day, content=content)
    else:
        content = _content(run)
    return source.held(content, run.file_name, run.source, run.options, as_of=run.as_of, progress=tell)


def _content(run: RadarRun) -> bytes:
    try:
        with run.file.open("rb") as file:
            return file.read()
    except (OSError, ValueError) as error:
        raise Unusable(_("Källans fil finns inte kvar. Läs in den igen.")) from error
