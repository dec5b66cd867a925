"""Reading files into the register: upload, preview and report, confirm, discard."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from contacts import jobs
from contacts.forms.import_file import ImportFileForm
from contacts.imports import engine, headings, layout, progress
from contacts.imports.leftovers import LEFT, outcome_words
from contacts.imports.result import Unusable, labels, model_name
from contacts.models import ImportRow
from contacts.models.contact_detail import swedish_number
from contacts.services import import_mappings, import_runs
from crm.common import extensions
from crm.common.extensions import FileSource
from crm.common.permissions import Role
from crm.common.sheet_reading import MAX_COLUMNS
from crm.common.views import FormPage, MemberView
from crm.models import ImportMapping, ImportRun, User

RECENT = 20
# A file that was chosen and then left is not shown among what was read, after this long.
ABANDONED = dt.timedelta(days=1)
PAGE = 50
# A job that has waited this long waits for a worker that is not there; one not felt for so long was stopped half-way.
SLOW = dt.timedelta(minutes=2)
NOTES = "notes"
NUMBER, SWEDEN = re.compile(r"\+[0-9]{8,15}"), 46
State = ImportRun.State
STATES = {
    State.UPLOADED: "info",
    State.READING: "info",
    State.PREVIEWED: "info",
    State.QUEUED: "warn",
    State.APPLIED: "ok",
    State.FAILED: "bad",
    State.UNDONE: "neutral",
}
OUTCOMES = {"new": "ok", "changed": "info", "unchanged": "neutral", "doubtful": "warn", "wrong": "bad"}
STEPS = {State.UPLOADED: 2, State.READING: 3, State.PREVIEWED: 3, State.QUEUED: 4}


class ImportList(FormPage):
    """Choose a file; what has been read before."""

    form_class = ImportFileForm
    template_name = "contacts/import_list.html"

    def save(self, form: Any) -> str:
        file = form.cleaned_data["file"]
        actor = _user(self.request)
        try:
            content = engine.content_of(file)
            if other := next((source for source in extensions.file_sources if source.recognises(content)), None):
                return _taken_by(other, file, actor)
            source = engine.recognise(content, file.name)
            options: dict[str, Any] = {}
            if source.plan is None:
                options = _guess(content, file.name, actor)
            else:
                next(iter(engine.reading(source, content, file.name).parts()))
        except Unusable as error:
            raise ValidationError({"file": str(error)}) from error
        file.seek(0)
        run = import_runs.upload_run(actor=actor, file=file, source=source.name, options=options)
        if source.plan is None:
            return reverse("contacts:import_columns", args=[run.pk])
        jobs.start_reading(run=run, actor=actor)
        return reverse("contacts:import_detail", args=[run.pk])

    def extra_context(self) -> dict[str, Any]:
        begun = Q(state=State.UPLOADED, created_at__lt=timezone.now() - ABANDONED)
        runs = ImportRun.objects.exclude(begun).select_related("created_by", "operation")[:RECENT]
        limits = {
            "size": settings.IMPORT_MAX_BYTES // (1024 * 1024),
            "rows": number_format(settings.IMPORT_MAX_ROWS, force_grouping=True),
            "columns": MAX_COLUMNS,
        }
        return {
            "runs": [(run, _source(run), STATES[state_of(run)], State(state_of(run)).label) for run in runs],
            "others": [*extensions.file_sources],
            "headings": [(label, others) for label, others in headings.COLUMNS.values()],
            "limits": limits,
            "mappings": ImportMapping.objects.filter(owner=_user(self.request)),
        }


def _taken_by(source: FileSource, file: Any, actor: User) -> str:
    """A file of another sort is looked through where that sort is at home."""
    file.seek(0)
    run = import_runs.upload_run(actor=actor, file=file, source=source.name)
    source.start(run, actor)
    return source.url(run)


def _guess(content: bytes, name: str, actor: User) -> dict[str, Any]:
    found = layout.detect(engine.book(content, name), mappings=engine.mappings(actor))
    return {**found.as_options(), "mapping": found.mapping}


class ImportDetail(MemberView):
    """One reading: its preview, its progress or its report. The page asks for itself until the job is done."""

    role = Role.EDITOR

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(ImportRun.objects.select_related("created_by", "operation"), pk=pk)
        if source := FileSource.of(run):
            return redirect(source.url(run))
        if run.state == State.UPLOADED and run.source == engine.LIST:
            return redirect("contacts:import_columns", pk=pk)
        is_partial = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
        template = "contacts/_import_run.html" if is_partial else "contacts/import_detail.html"
        context = {"is_update": is_partial, **_context(run, request)}
        return TemplateResponse(request, template, context, headers={"Vary": "HX-Request"})


class ImportConfirm(MemberView):
    """Put a previewed reading in the queue: all of it, or what is right of it."""

    role = Role.EDITOR

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(ImportRun, pk=pk)
        good_rows = "good_rows" in request.POST
        if is_held_up(run) and not good_rows:
            messages.error(request, _("Filen har rader som är fel eller inte avgjorda, och kan inte föras in hel."))
        elif run.decisions and run.result.get("decided") != len(run.decisions):
            messages.error(request, _("Granska igen först: du har avgjort rader sedan filen granskades."))
        elif not jobs.start_import(run=run, actor=_user(request), good_rows=good_rows):
            messages.info(request, _("Importen var redan startad."))
        return redirect("contacts:import_detail", pk=pk)


class ImportRead(MemberView):
    """Look through a file once more, with what was decided since."""

    role = Role.EDITOR

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(ImportRun, pk=pk)
        if not jobs.start_reading(run=run, actor=_user(request)):
            messages.info(request, _("Filen läses redan."))
        return redirect("contacts:import_detail", pk=pk)


class ImportAgain(MemberView):
    """Start a job once more that was stopped half-way."""

    role = Role.EDITOR

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(ImportRun, pk=pk)
        if not is_stopped(run):
            messages.info(request, _("Jobbet pågår eller är klart."))
        else:
            jobs.start_again(run=run, actor=_user(request))
        return redirect("contacts:import_detail", pk=pk)


class ImportDiscard(MemberView):
    """Throw a previewed file away."""

    role = Role.EDITOR

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(ImportRun, pk=pk)
        try:
            import_runs.discard_run(actor=_user(request), run=run)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("contacts:import_detail", pk=pk)
        messages.success(request, _("Filen är bortkastad. Ingenting är infört."))
        return redirect("contacts:import_list")


class ImportMappingRemove(MemberView):
    """Forget a saved answer to what columns mean."""

    role = Role.EDITOR

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        mapping = get_object_or_404(ImportMapping, pk=pk)
        import_mappings.remove(actor=_user(request), mapping=mapping)
        messages.success(request, _("Översättningen ”%(name)s” är borttagen.") % {"name": mapping.name})
        return redirect("contacts:import_list")


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]


def state_of(run: ImportRun) -> str:
    """An import whose operation was taken back is undone, whoever did that."""
    is_undone = run.operation is not None and run.operation.undone_at is not None
    return State.UNDONE if is_undone else run.state


def is_held_up(run: ImportRun) -> bool:
    return run.rows.filter(outcome__in=("wrong", "doubtful")).exists()


def is_stopped(run: ImportRun) -> bool:
    """Whether a job began and has not been felt for a while."""
    started = run.result.get("started_at")
    if run.state not in (State.READING, State.QUEUED) or not started:
        return False
    felt = max(dt.datetime.fromisoformat(started), progress.felt_at(run.pk) or dt.datetime.fromisoformat(started))
    return timezone.now() - felt > SLOW


def is_slow(run: ImportRun) -> bool:
    """Whether a job has waited long for a worker."""
    return not run.result.get("started_at") and _waited(run.result) > SLOW


def _context(run: ImportRun, request: HttpRequest) -> dict[str, Any]:
    result, state = run.result, state_of(run)
    counts: dict[str, int] = result.get("states", {})
    is_working = state in (State.READING, State.QUEUED)
    stopped = is_stopped(run)
    undecided = import_runs.undecided(run=run) if counts.get("doubtful") else 0
    stale = bool(run.decisions) and result.get("decided") != len(run.decisions)
    context = {
        "run": run,
        "state": state,
        "state_label": State(state).label,
        "result": result,
        "source": _source(run),
        "is_list": run.source == engine.LIST,
        "rows": result.get("rows", 0),
        "steps": [_("Välj fil"), _("Kolumner"), _("Granska"), _("Klart")],
        "step": STEPS.get(State(state), 5),
        "is_working": is_working and not stopped,
        "is_stopped": stopped,
        "is_slow": is_working and is_slow(run),
        "done": progress.rows_done(run.pk) if is_working else 0,
        "outcomes": counts,
        "held_up": counts.get("wrong", 0) + counts.get("doubtful", 0),
        "good": counts.get("new", 0) + counts.get("changed", 0),
        "undecided": undecided,
        "is_stale": stale,
        "does_something": _does_something(result),
        "has_rest": bool(run.file) and any(counts.get(outcome) for outcome in LEFT) and run.source == engine.LIST,
        **_summary(result),
    }
    return context if is_working else {**context, **_rows(run, request, counts)}


def _does_something(result: dict[str, Any]) -> bool:
    return any(sum(result.get(kind, {}).values()) for kind in ("new", "changed", "ended"))


def _summary(result: dict[str, Any]) -> dict[str, Any]:
    """The table of what is new, changed, ended and unchanged by sort of row."""
    kinds = {kind: label for kind, label in labels().items() if any(result.get(kind, {}).values())}
    named = list(dict.fromkeys(name for kind in kinds for name, n in result.get(kind, {}).items() if n))
    counts = [(model_name(name), [result[kind].get(name, 0) for kind in kinds]) for name in named]
    return {"counts": counts, "kinds": kinds.values()}


def _rows(run: ImportRun, request: HttpRequest, counts: dict[str, int]) -> dict[str, Any]:
    """The rows of the file, those of one outcome if so asked, a page at a time."""
    wanted, words = request.GET.get("utfall", ""), outcome_words()
    n, rows = sum(counts.values()), run.rows.all()
    remarked = run.result.get("remarked", 0)
    if wanted == NOTES:
        n, rows = remarked, rows.filter(data__has_key=NOTES)
    elif wanted in words:
        n, rows = counts.get(wanted, 0), rows.filter(outcome=wanted)
    here = reverse("contacts:import_detail", args=[run.pk])
    tabs = [{"label": _("Alla"), "url": here, "active": wanted not in (*words, NOTES), "count": sum(counts.values())}]
    tabs += [
        {"label": word, "url": f"{here}?utfall={name}", "active": wanted == name, "count": counts[name]}
        for name, word in words.items()
        if counts.get(name)
    ]
    if remarked:
        noted = {"label": _("Att titta på"), "url": f"{here}?utfall={NOTES}", "active": wanted == NOTES}
        tabs.append({**noted, "count": remarked})
    paginator = Paginator(rows.select_related("person").order_by("number"), PAGE)
    paginator.count = n  # type: ignore[misc]  # told by the job: not counted for every page
    page = paginator.get_page(request.GET.get("sida"))
    return {"tabs": tabs, "page_obj": page, "shown": [_shown(row, run) for row in page.object_list]}


def _shown(row: ImportRow, run: ImportRun) -> dict[str, Any]:
    words = outcome_words()
    return {
        "row": row,
        "state": OUTCOMES.get(row.outcome, "neutral"),
        "word": words.get(row.outcome, row.outcome),
        "changes": [[label, *map(_readable, said)] for label, *said in row.data.get("changes", [])],
        "wrong": row.data.get("wrong", []),
        "notes": row.data.get("notes", []),
        "question": row.data.get("question", ""),
        "decision": run.decisions.get(str(row.number), ""),
    }


def _readable(value: str) -> str:
    """A telephone number as Swedes write it."""
    number = swedish_number(value) if NUMBER.fullmatch(value) else None
    if number is None:
        return value
    return str(number.as_national if number.country_code == SWEDEN else number.as_international)


def _source(run: ImportRun) -> str:
    if source := FileSource.of(run):
        return str(source.label)
    return str(engine.SOURCES[run.source].label) if run.source in engine.SOURCES else run.source


def _waited(result: dict[str, Any]) -> dt.timedelta:
    queued = result.get("queued_at")
    return timezone.now() - dt.datetime.fromisoformat(queued) if queued else dt.timedelta()
