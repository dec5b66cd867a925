"""The register's background work."""

from __future__ import annotations

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from contacts.imports import engine
from contacts.imports.result import KINDS, ImportResult, Unusable, lines
from contacts.services import import_runs as imports
from crm.models import ImportRun, User


class _Outdated(Exception):
    """What would be done is no longer what was previewed."""


@transaction.atomic
def start_import(*, run: ImportRun, actor: User) -> bool:
    """Confirm a previewed import and put it in the queue; False when that was done already."""
    if not imports.queue_run(actor=actor, run=run):
        return False
    apply_import.enqueue(run.pk, actor.pk)
    return True


@task()
def apply_import(run_id: int, user_id: int) -> None:
    """Carry out a confirmed import: all of it, or nothing and the reason on its page."""
    actor = User.objects.get(pk=user_id)
    with translation.override(actor.language):
        run = ImportRun.objects.get(pk=run_id)
        try:
            with transaction.atomic():
                _apply(run_id, actor)
        except _Outdated:
            _preview_again(run)
        except Unusable as error:
            imports.fail_run(run=run, message=str(error))
        except Exception:
            message = _("Något gick fel i Samsyn. Ingenting är infört. Felet är noterat i loggen.")
            imports.fail_run(run=run, message=message)
            raise


def _apply(run_id: int, actor: User) -> None:
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    if run.state != ImportRun.State.QUEUED:
        return
    result = engine.apply(engine.SOURCES[run.source], _content(run), run.file_name, actor=actor)
    fresh = result.as_json()
    if not result.applied or any(fresh[kind] != run.result.get(kind) for kind in KINDS):
        raise _Outdated
    imports.finish_run(run=run, result=fresh)


def _preview_again(run: ImportRun) -> None:
    plan = engine.preview(engine.SOURCES[run.source], _content(run), run.file_name)
    imports.renew_preview(run=run, result={**ImportResult.of(plan, applied=False).as_json(), "lines": lines(plan)})


def _content(run: ImportRun) -> bytes:
    try:
        with run.file.open("rb") as file:
            return file.read()
    except (OSError, ValueError) as error:
        raise Unusable(_("Den uppladdade filen finns inte kvar. Ladda upp den igen.")) from error
