from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts import jobs
from contacts.forms.import_file import ImportFileForm
from contacts.imports import engine, headings
from contacts.imports.result import ImportResult, Unusable, labels, lines, model_name
from contacts.services import import_runs as imports
from crm.common.permissions import Role
from crm.common.views import FormPage, MemberView
from crm.models import ImportRun, User

RECENT = 20
# A job that has waited this long waits for a worker that is not there.
SLOW = dt.timedelta(minutes=2)


class ImportList(FormPage):
    """Choose a file; what has been read before."""

    form_class = ImportFileForm
    template_name = "contacts/import_list.html"

    def save(self, form: Any) -> str:
        file = form.cleaned_data["file"]
        try:
            content = engine.content_of(file)
            source = engine.recognise(content, file.name)
            plan = engine.preview(source, content, file.name)
        except Unusable as error:
            raise ValidationError({"file": str(error)}) from error
        file.seek(0)
        result = {**ImportResult.of(plan, applied=False).as_json(), "lines": lines(plan)}
        run = imports.preview_run(actor=_user(self.request), file=file, source=source.name, result=result)
        return reverse("contacts:import_detail", args=[run.pk])

    def extra_context(self) -> dict[str, Any]:
        runs = ImportRun.objects.select_related("created_by")[:RECENT]
        return {
            "runs": [(run, _source(run), STATES[run.state]) for run in runs],
            "headings": [(label, others) for label, others in headings.COLUMNS.values()],
        }


STATES = {
    ImportRun.State.PREVIEWED: "info",
    ImportRun.State.QUEUED: "warn",
    ImportRun.State.APPLIED: "ok",
    ImportRun.State.FAILED: "bad",
}


class ImportDetail(MemberView):
    """One reading: its preview, its progress or its result. The page asks for itself until the job is done."""

    role = Role.EDITOR

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(ImportRun.objects.select_related("created_by"), pk=pk)
        is_partial = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
        template = "contacts/_import_run.html" if is_partial else "contacts/import_detail.html"
        return TemplateResponse(request, template, {"is_update": is_partial, **_context(run)})


class ImportConfirm(MemberView):
    """Put a previewed reading in the queue."""

    role = Role.EDITOR

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(ImportRun, pk=pk)
        if run.result.get("wrong"):
            messages.error(request, _("Filen har fel och kan inte föras in."))
        elif not jobs.start_import(run=run, actor=_user(request)):
            messages.info(request, _("Importen var redan startad."))
        return redirect("contacts:import_detail", pk=pk)


class ImportDiscard(MemberView):
    """Throw a previewed file away."""

    role = Role.EDITOR

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(ImportRun, pk=pk)
        try:
            imports.discard_run(actor=_user(request), run=run)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("contacts:import_detail", pk=pk)
        messages.success(request, _("Filen är bortkastad. Ingenting är infört."))
        return redirect("contacts:import_list")


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]


def _context(run: ImportRun) -> dict[str, Any]:
    result = run.result
    kinds = {kind: label for kind, label in labels().items() if any(result.get(kind, {}).values())}
    named = list(dict.fromkeys(name for kind in kinds for name, n in result.get(kind, {}).items() if n))
    counts = [(model_name(name), [result[kind].get(name, 0) for kind in kinds]) for name in named]
    does_something = any(sum(result.get(kind, {}).values()) for kind in ("new", "changed", "ended"))
    step = {ImportRun.State.PREVIEWED: 2, ImportRun.State.QUEUED: 3}.get(ImportRun.State(run.state), 4)
    return {
        "run": run,
        "result": result,
        "counts": counts,
        "kinds": kinds.values(),
        "source": _source(run),
        "rows": result.get("rows", 0),
        "steps": [_("Välj fil"), _("Granska"), _("Klart")],
        "step": step,
        "can_confirm": not result.get("wrong") and does_something,
        "is_slow": run.state == ImportRun.State.QUEUED and _waited(result) > SLOW,
        "shown": result.get("lines", {}),
    }


def _source(run: ImportRun) -> str:
    return str(engine.SOURCES[run.source].label) if run.source in engine.SOURCES else run.source


def _waited(result: dict[str, Any]) -> dt.timedelta:
    queued = result.get("queued_at")
    return timezone.now() - dt.datetime.fromisoformat(queued) if queued else dt.timedelta()
