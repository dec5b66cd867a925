"""The mandate radar: the runs, a new one of files or of a public address, the columns of a list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from contacts import jobs_radar
from contacts.choices import ChangeState, RadarState
from contacts.forms.radar import RadarColumnsForm, RadarFetchForm, RadarFileForm
from contacts.imports import engine, layout, packages, radar_files
from contacts.imports.cells import without_personal_numbers
from contacts.imports.layout import Layout
from contacts.imports.result import Unusable
from contacts.imports.web_sources import SOURCES_ON_THE_WEB, attribution
from contacts.models import FetchedSource, RadarChange, RadarRun
from contacts.services import import_mappings, radar, radar_sheets
from crm.common.permissions import Role
from crm.common.sheet_reading import Book
from crm.common.text import row_id
from crm.common.views import FormPage, MemberView, add_errors, get_visible
from crm.models import User

PAGE = 25
SHOWN_CELLS = 12
STATES = {
    RadarState.READING: "info",
    RadarState.OPEN: "warn",
    RadarState.APPLYING: "info",
    RadarState.DONE: "ok",
    RadarState.FAILED: "bad",
    RadarState.UNDONE: "neutral",
}


class RadarList(FormPage):
    """What has been compared; to the side a new run, of files."""

    role = Role.READER
    write_role = Role.EDITOR
    form_class = RadarFileForm
    template_name = "contacts/radar_list.html"

    def save(self, form: Any) -> str:
        actor = user_of(self.request)
        files = [(file.name or "", file.read()) for file in form.cleaned_data["files"]]
        try:
            one = radar_files.chosen(files)
            if one.asks_columns:
                found = _guessed(engine.book(one.content, one.name), actor)
        except Unusable as error:
            raise ValidationError({"files": str(error)}) from error
        start: dict[str, Any] = {
            "actor": actor,
            "source": one.source,
            "file": ContentFile(one.content, name=one.name),
            "options": {**one.options, **form.chosen_options()},
            "as_of": form.cleaned_data["as_of"],
        }
        if one.asks_columns:
            start["options"] |= {**found, radar.DRAFT: True}
            return reverse("contacts:radar_columns", args=[radar.start(**start).pk])
        return jobs_radar.start(**start).get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        runs = RadarRun.objects.visible_to(self.request.user).select_related("created_by")
        page = Paginator(runs, PAGE).get_page(self.request.GET.get("sida"))
        return {
            "title": _("Mandatbevakning"),
            "page_obj": page,
            "rows": _rows(list(page.object_list)),
            "web": _web(),
            "fetch_form": RadarFetchForm(),
        }


class RadarFetch(MemberView):
    """A new run of a public address that is known."""

    role = Role.EDITOR

    def post(self, request: HttpRequest) -> HttpResponse:
        asked = row_id(request.POST.get("source", ""))
        form = RadarFetchForm(request.POST)
        if asked is None or asked >= len(SOURCES_ON_THE_WEB) or not form.is_valid():
            messages.error(request, _("Välj en av källorna."))
            return redirect("contacts:radar_list")
        one = SOURCES_ON_THE_WEB[asked]
        run = jobs_radar.start(
            actor=user_of(request), source=one.source, address=one.address, options=form.chosen_options()
        )
        return redirect(run)


class RadarColumns(MemberView):
    """Say whose list it is and what its columns mean; three values of each are shown."""

    role = Role.EDITOR

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_visible(RadarRun.objects, request.user, pk=pk)
        if not radar_sheets.may_settle(run):
            return redirect(run)
        try:
            book, found = _opened(run)
        except Unusable as error:
            return _unreadable(request, error)
        return self._show(run, book, self._form(book, found, initial=_initial(run, found)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run, actor = get_visible(RadarRun.objects, request.user, pk=pk), user_of(request)
        if not radar_sheets.may_settle(run):
            return redirect(run)
        try:
            book, found = _opened(run)
            if _is_elsewhere(request, found, run):
                radar_sheets.look(actor=actor, run=run, options=self._elsewhere(run, book, actor))
                return redirect("contacts:radar_columns", pk=pk)
        except Unusable as error:
            return _unreadable(request, error)
        form = self._form(book, found, request.POST)
        if form.is_valid():
            try:
                self._keep(run, form, found, actor)
            except ValidationError as error:
                add_errors(form, error)
            else:
                return redirect(run)
        return self._show(run, book, form, status=422)

    def _form(self, book: Book, found: Layout, *args: Any, **kwargs: Any) -> RadarColumnsForm:
        actor = user_of(self.request)
        names = sorted({name for name, _columns in engine.mappings(actor)})
        return RadarColumnsForm(*args, layout=found, book=book, user=actor, mappings=names, **kwargs)

    def _elsewhere(self, run: RadarRun, book: Book, actor: User) -> dict[str, Any]:
        """Another sheet, another row of headings or other saved choices: the columns are others too."""
        asked = self.request.POST
        sheet, row = row_id(asked.get("sheet", "")), row_id(asked.get("header_row", ""))
        before = run.options.get("sheet", 0)
        sheet = before if sheet is None or sheet >= len(book.names) else sheet
        saved = engine.mappings(actor)
        found = layout.detect(book, sheet=sheet, header_row=row if sheet == before else None, mappings=saved)
        name = asked.get("use_mapping", "")
        if name in dict(saved) and name != run.options.get("mapping"):
            layout.use(found, name, dict(saved)[name])
        kept = {one: asked[one] for one in ("role", "source_on") if asked.get(one)}
        chosen = {"organization": row_id(asked.get("organization", "")), "is_partial": "is_partial" in asked}
        return {**found.as_options(), "mapping": found.mapping, **kept, **chosen}

    @staticmethod
    def _keep(run: RadarRun, form: RadarColumnsForm, found: Layout, actor: User) -> None:
        told = form.cleaned_data
        if told["mapping_name"]:
            import_mappings.keep(
                actor=actor, name=told["mapping_name"], columns=found.as_mapping(), is_shared=told["is_shared"]
            )
        jobs_radar.start_sheet(run=run, actor=actor, options=form.chosen_options())

    def _show(self, run: RadarRun, book: Book, form: RadarColumnsForm, status: int = 200) -> HttpResponse:
        phones = {column.index for column in form.layout.columns if column.is_phone}
        top = [
            (n, [without_personal_numbers(cell, is_phone=i in phones) for i, cell in enumerate(cells[:SHOWN_CELLS])])
            for n, cells in form.layout.top
        ]
        context = {
            "title": _("Vad kolumnerna betyder"),
            "crumbs": [{"label": _("Mandatbevakning"), "url": reverse("contacts:radar_list")}],
            "run": run,
            "form": form,
            "notes": book.notes(form.layout.sheet),
            "mapping": run.options.get("mapping", ""),
            "top": top,
        }
        return TemplateResponse(self.request, "contacts/radar_columns.html", context, status=status)


def user_of(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]


def _rows(runs: list[RadarRun]) -> list[dict[str, Any]]:
    """Each run with how many changes it proposes and how many are left to decide."""
    counted: dict[int, dict[str, int]] = {}
    states = RadarChange.objects.filter(run__in=runs).order_by().values_list("run", "state")
    for run, state, n in states.annotate(Count("pk")):
        counted.setdefault(run, {})[state] = n
    return [
        {
            "run": run,
            "state": STATES[RadarState(run.state)],
            "label": _("Väntar på kolumnval") if radar.is_draft(run) else run.get_state_display(),
            "attribution": attribution(run),
            "total": sum(counted.get(run.pk, {}).values()),
            "open": counted.get(run.pk, {}).get(ChangeState.OPEN, 0),
            "applied": counted.get(run.pk, {}).get(ChangeState.APPLIED, 0),
        }
        for run in runs
    ]


def _web() -> list[dict[str, Any]]:
    """The known addresses, and when each was last read."""
    read = dict(FetchedSource.objects.values_list("address", "checked_at"))
    return [
        {"number": n, "one": one, "read": read.get(one.address), "is_package": one.address.endswith(packages.INDEX)}
        for n, one in enumerate(SOURCES_ON_THE_WEB)
    ]


def _guessed(book: Book, actor: User) -> dict[str, Any]:
    found = layout.detect(book, mappings=engine.mappings(actor))
    return {**found.as_options(), "mapping": found.mapping}


def _opened(run: RadarRun) -> tuple[Book, Layout]:
    return engine.kept(run.file, run.file_name, run.options)


def _unreadable(request: HttpRequest, error: Unusable) -> HttpResponse:
    messages.error(request, str(error))
    return redirect("contacts:radar_list")


def _initial(run: RadarRun, found: Layout) -> dict[str, Any]:
    kept = {name: run.options.get(name) for name in ("organization", "role", "source_on", "is_partial")}
    as_of = run.as_of.isoformat() if run.as_of else ""
    told = {"sheet": found.sheet, "header_row": found.header_row, "use_mapping": run.options.get("mapping", "")}
    return {**kept, **told, "source_on": kept["source_on"] or as_of}


def _is_elsewhere(request: HttpRequest, found: Layout, run: RadarRun) -> bool:
    """Whether another sheet, row of headings or saved choice is asked for than the columns shown are of."""
    sheet, row = (row_id(request.POST.get(name, "")) for name in ("sheet", "header_row"))
    if request.POST.get("use_mapping", "") not in ("", run.options.get("mapping", "")):
        return True
    return sheet not in (None, found.sheet) or row not in (None, found.header_row)
