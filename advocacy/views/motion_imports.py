"""Reading motions: what a file or a session would do, confirmed, carried out by a job, and told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from advocacy import jobs_motions
from advocacy.choices import ProposalDecision
from advocacy.forms.motion_fetch import MotionFetchForm
from advocacy.imports.riksdagen_values import session_on
from contacts.imports import progress
from contacts.views.imports import STEPS, is_slow, is_stopped, state_of
from crm.common.permissions import Role
from crm.common.views import FormPage, MemberView
from crm.models import ImportRun

State = ImportRun.State
DETAIL = "advocacy:motion_import"


class MotionFetch(FormPage):
    """Have a session read from Riksdagen itself."""

    form_class = MotionFetchForm
    template_name = "advocacy/motion_fetch.html"

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"session": session_on(timezone.localdate())}}

    def save(self, form: MotionFetchForm) -> str:
        session = form.cleaned_data["session"]
        run = jobs_motions.start_session(session=session, actor=self.request.user)  # type: ignore[arg-type]
        return reverse(DETAIL, args=[run.pk])

    def extra_context(self) -> dict[str, Any]:
        return {"title": _("Hämta motioner från Riksdagen")}


class MotionImportDetail(MemberView):
    """One reading: its preview, its progress or what came of it. The page asks for itself until the job is done."""

    role = Role.EDITOR

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = _run(pk)
        is_partial = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
        template = "advocacy/_motion_import.html" if is_partial else "advocacy/motion_import.html"
        context = {"is_update": is_partial, **_context(run)}
        return TemplateResponse(request, template, context, headers={"Vary": "HX-Request"})


class MotionImportConfirm(MemberView):
    role = Role.EDITOR

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not jobs_motions.start_import(_run(pk), request.user):  # type: ignore[arg-type]
            messages.info(request, _("Importen var redan startad."))
        return redirect(DETAIL, pk=pk)


class MotionImportAgain(MemberView):
    """Start a job once more that was stopped half-way."""

    role = Role.EDITOR

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = _run(pk)
        if not is_stopped(run):
            messages.info(request, _("Jobbet pågår eller är klart."))
        else:
            jobs_motions.start_again(run, request.user)  # type: ignore[arg-type]
        return redirect(DETAIL, pk=pk)


def _run(pk: int) -> ImportRun:
    runs = ImportRun.objects.select_related("created_by", "operation")
    return get_object_or_404(runs, pk=pk, source=jobs_motions.SOURCE)


def _context(run: ImportRun) -> dict[str, Any]:
    result, state, stopped = run.result, state_of(run), is_stopped(run)
    is_working = state in (State.READING, State.QUEUED) and not stopped
    return {
        "run": run,
        "title": run.file_name,
        "state": state,
        "state_label": State(state).label,
        "result": result,
        "steps": [_("Välj fil"), _("Granska"), _("Klart")],
        "step": STEPS.get(State(state), 5) - 1,  # there are no columns to say the meaning of
        "is_working": is_working,
        "is_stopped": stopped,
        "is_slow": is_working and is_slow(run),
        "done": progress.rows_done(run.pk) if is_working else 0,
        **_counts(result),
        "outcomes": [
            (label, n)
            for value, label in ProposalDecision.choices
            if (n := result.get("outcomes", {}).get(value, 0) - _empty(result, value))
        ],
        "proposals": result.get("proposals", 0) - result.get("empty_proposals", 0),
    }


def _counts(result: dict[str, Any]) -> dict[str, Any]:
    """The table of what is new, changed and unchanged of motions and reports, without empty rows and columns."""
    told = {_("Motioner"): result.get("motions", {}), _("Betänkanden"): result.get("reports", {})}
    labels = {"new": _("Nya"), "changed": _("Ändrade"), "unchanged": _("Oförändrade")}
    kinds = [kind for kind in labels if any(counted.get(kind) for counted in told.values())]
    rows = [(what, [counted.get(kind, 0) for kind in kinds]) for what, counted in told.items()]
    return {"kinds": [labels[kind] for kind in kinds], "counts": [(what, row) for what, row in rows if any(row)]}


def _empty(result: dict[str, Any], outcome: str) -> int:
    """The empty numbers of motions that lapsed are counted among those without a decision, and not stored."""
    return int(result.get("empty_proposals", 0)) if outcome == ProposalDecision.NONE else 0
