"""Long exports, made by the job worker: the same list, asked for again as the one who wanted it."""

from __future__ import annotations

import logging
import tempfile
from typing import Any

from django.core.files import File
from django.http import HttpRequest, QueryDict
from django.urls import resolve
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from crm.common.permissions import is_member
from crm.models import ExportLog

logger = logging.getLogger(__name__)


@task()
def make_export(log_id: int) -> None:
    """Make the file of a logged export; how far it has come stands in the log."""
    log = ExportLog.objects.select_related("user").get(pk=log_id)
    if log.state != ExportLog.State.QUEUED:
        return
    with translation.override(log.user.language):
        log.state = ExportLog.State.RUNNING
        log.save(update_fields=["state"])
        try:
            _make(log)
        except Exception:
            log.state, log.finished_at = ExportLog.State.FAILED, timezone.now()
            log.message = _("Något gick fel i Samsyn. Ingen fil finns. Felet är noterat i loggen.")
            log.save(update_fields=["state", "finished_at", "message"])
            raise


def _make(log: ExportLog) -> None:
    if not is_member(log.user):
        raise PermissionError(f"user {log.user_id} holds no role any more")
    page = page_of(log)
    format_ = page.format_named(log.format)
    with tempfile.TemporaryFile() as file:
        taking = page.taking(format_, log.choices.get("columns", []), log.choices.get("options", {}))

        def tell(count: int) -> None:
            log.progress = count
            log.save(update_fields=["progress"])

        taking.tell = tell
        log.rows = format_.write(file, taking)
        file.seek(0)
        log.file.save(f"{log.pk}.{format_.extension}", File(file), save=False)
    log.state, log.progress, log.finished_at = ExportLog.State.DONE, log.rows, timezone.now()
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
