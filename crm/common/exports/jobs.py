"""Long exports, made by the job worker: the same list, asked for again as the one who wanted it."""

from __future__ import annotations

import logging
import tempfile
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.urls import resolve
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from crm.common import progress, writes
from crm.common.permissions import is_member
from crm.models import ExportLog, User

logger = logging.getLogger(__name__)
State = ExportLog.State
SILENCE = 120  # seconds: a job that tells of no row for so long was stopped half-way


@task()
def make_export(log_id: int) -> None:
    """Make the file of a logged export; how far it has come stands in the log."""
    log = ExportLog.objects.select_related("user").get(pk=log_id)
    if log.state != State.QUEUED:
        return
    with translation.override(log.user.language):
        progress.tell(_pulse(log), 0, log.rows)
        log.state = State.RUNNING
        log.save(update_fields=["state"])
        try:
            _make(log)
        except Exception:
            log.state, log.finished_at = State.FAILED, timezone.now()
            log.message = _("Något gick fel i Samsyn. Ingen fil finns. Felet är noterat i loggen.")
            log.save(update_fields=["state", "finished_at", "message"])
            raise
        finally:
            progress.forget(_pulse(log))


def _pulse(log: ExportLog) -> str:
    return f"export-{log.pk}"


def is_stopped(log: ExportLog) -> bool:
    """Whether the job began and has not been felt for a while: its worker was ended half-way."""
    if log.state != State.RUNNING:
        return False
    felt = progress.felt_at(_pulse(log)) or log.created_at.timestamp()
    return timezone.now().timestamp() - felt > SILENCE


@transaction.atomic
def start_again(*, log: ExportLog, actor: User) -> bool:
    """Make the file anew, after a job that was stopped or failed; False when it is done or under way after all.

    Only the one who asked for it: the file is theirs.
    """
    if log.user_id != actor.pk:
        raise PermissionDenied
    log = writes.locked(log)
    if log.state != State.FAILED and not is_stopped(log):
        return False
    log.state, log.progress, log.message, log.finished_at = State.QUEUED, 0, "", None
    log.save(update_fields=["state", "progress", "message", "finished_at"])
    make_export.enqueue(log.pk)
    return True


def _make(log: ExportLog) -> None:
    if not is_member(log.user):
        raise PermissionError(f"user {log.user_id} holds no role any more")
    page = page_of(log)
    format_ = page.format_named(log.format)
    with tempfile.TemporaryFile() as file:
        taking = page.taking(format_, log.choices.get("columns", []), log.choices.get("options", {}))

        def tell(count: int) -> None:
            progress.tell(_pulse(log), count, log.rows)
            log.progress = count
            log.save(update_fields=["progress"])

        taking.tell = tell
        log.rows = format_.write(file, taking)
        file.seek(0)
        log.file.save(f"{log.pk}.{format_.extension}", File(file), save=False)
    log.state, log.progress, log.finished_at = State.DONE, log.rows, timezone.now()
    log.save(update_fields=["state", "progress", "rows", "file", "finished_at"])
    logger.info("export %s: %s rows", log.pk, log.rows)


def page_of(log: ExportLog) -> Any:
    """The export page as the one who asked saw it: its address, its query, that user."""
    match = resolve(log.path)
    request = HttpRequest()
    request.method, request.path = "GET", log.path
    request.GET = QueryDict(log.query)
    request.user = log.user
    view: Any = match.func
    page = view.view_class(**view.view_initkwargs)
    page.setup(request, *match.args, **match.kwargs)
    page.arrange(**match.kwargs)
    return page
