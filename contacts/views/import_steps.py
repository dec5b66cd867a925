"""What is answered before an import is carried out: what columns mean, who doubtful rows are. And files to take."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from contacts import jobs, permissions
from contacts.columns.person import role_line
from contacts.forms.import_columns import ImportColumnsForm
from contacts.imports import engine, layout, leftovers
from contacts.imports.cells import without_personal_numbers
from contacts.imports.layout import Layout
from contacts.imports.result import Unusable
from contacts.models import ImportRow, Person
from contacts.services import import_mappings, import_runs
from crm.common.exports import services as exports
from crm.common.permissions import Role
from crm.common.sheet_reading import Book
from crm.common.text import row_id
from crm.common.views import MemberView, add_errors
from crm.models import ImportRun, User

DOUBTS = 10
SHOWN_CELLS = 12
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
State = ImportRun.State


class ImportColumns(MemberView):
    """Say what the columns of an uploaded list mean; three values of each are shown."""

    role = Role.EDITOR

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = _list_run(pk)
        if run.state not in (State.UPLOADED, State.PREVIEWED, State.FAILED):
            return redirect("contacts:import_detail", pk=pk)
        try:
            book, found = _opened(run)
        except Unusable as error:
            messages.error(request, str(error))
            return redirect("contacts:import_list")
        form = ImportColumnsForm(
            layout=found, book=book, mappings=_mapping_names(_user(request)), initial=_initial(run, found)
        )  # fmt: skip
        return self._show(run, book, form)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run, actor = _list_run(pk), _user(request)
        try:
            book, found = _opened(run)
            if _is_elsewhere(request, found, run):
                return self._look_elsewhere(run, book, actor)
        except Unusable as error:
            messages.error(request, str(error))
            return redirect("contacts:import_list")
        form = ImportColumnsForm(
            request.POST,
            layout=found,
            book=book,
            mappings=_mapping_names(actor),
            may_add_tags=permissions.may_manage(actor),
        )
        if not form.is_valid():
            return self._show(run, book, form, status=422)
        try:
            self._keep(run, form, found, actor)
        except ValidationError as error:
            add_errors(form, error)
            return self._show(run, book, form, status=422)
        return redirect("contacts:import_detail", pk=pk)

    def _look_elsewhere(self, run: ImportRun, book: Book, actor: User) -> HttpResponse:
        """Another sheet, another row of headings or other saved choices: the columns are others too."""
        asked = self.request.POST
        sheet = row_id(asked.get("sheet", ""))
        sheet = run.options.get("sheet", 0) if sheet is None else sheet
        row = row_id(asked.get("header_row", ""))
        is_same_sheet = sheet == run.options.get("sheet", 0)
        found = layout.detect(
            book,
            sheet=sheet if sheet < len(book.names) else 0,
            header_row=row if is_same_sheet else None,
            mappings=engine.mappings(actor),
        )
        saved = dict(engine.mappings(actor))
        if (name := asked.get("use_mapping", "")) in saved and name != run.options.get("mapping"):
            layout.use(found, name, saved[name])
        options = {**run.options, **found.as_options(), "mapping": found.mapping}
        import_runs.choose(actor=actor, run=run, options=options)
        return redirect("contacts:import_columns", pk=run.pk)

    @staticmethod
    def _keep(run: ImportRun, form: ImportColumnsForm, found: Layout, actor: User) -> None:
        told = form.cleaned_data
        if told["mapping_name"]:
            import_mappings.keep(
                actor=actor, name=told["mapping_name"], columns=found.as_mapping(), is_shared=told["is_shared"]
            )
        options = {**found.as_options(), **{name: told[name] for name in ("create_kind", "tag", "list_name")}}
        run = import_runs.choose(actor=actor, run=run, options=options)
        jobs.start_reading(run=run, actor=actor)

    def _show(self, run: ImportRun, book: Book, form: ImportColumnsForm, status: int = 200) -> HttpResponse:
        phones = {column.index for column in form.layout.columns if column.is_phone}
        context = {
            "run": run,
            "form": form,
            "steps": [_("Välj fil"), _("Kolumner"), _("Granska"), _("Klart")],
            "notes": book.notes(form.layout.sheet),
            "told": book.told,
            "mapping": run.options.get("mapping", ""),
            "top": [
                (
                    number,
                    [
                        without_personal_numbers(cell, is_phone=i in phones)
                        for i, cell in enumerate(cells[:SHOWN_CELLS])
                    ],
                )
                for number, cells in form.layout.top
            ],
        }
        return TemplateResponse(self.request, "contacts/import_columns.html", context, status=status)


class ImportDecide(MemberView):
    """Say who doubtful rows are: one of those shown side by side, somebody new, or skip. Can be left and taken up."""

    role = Role.EDITOR

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(ImportRun, pk=pk)
        doubtful = run.rows.filter(outcome="doubtful").order_by("number")
        if run.state != State.PREVIEWED or not doubtful.exists():
            return redirect("contacts:import_detail", pk=pk)
        page = Paginator(doubtful, DOUBTS).get_page(request.GET.get("sida"))
        context = {
            "run": run,
            "page_obj": page,
            "doubts": _doubts(list(page.object_list), run, _user(request)),
            "left": import_runs.undecided(run=run),
            "total": doubtful.count(),
            "crumbs": [
                {"label": _("Läs in från fil"), "url": reverse("contacts:import_list")},
                {"label": run.file_name, "url": reverse("contacts:import_detail", args=[run.pk])},
            ],
        }
        return TemplateResponse(request, "contacts/import_decide.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run, actor = get_object_or_404(ImportRun, pk=pk), _user(request)
        try:
            if rest := request.POST.get("rest"):
                import_runs.decide_rest(actor=actor, run=run, choice=rest)
            for name, choice in request.POST.items():
                if name.startswith("row-") and name[4:].isdecimal():
                    import_runs.decide(actor=actor, run=run, row=int(name[4:]), choice=choice)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("contacts:import_decide", pk=pk)
        run.refresh_from_db()
        if left := import_runs.undecided(run=run):
            messages.success(request, _("Sparat. %(n)s rader är kvar att avgöra.") % {"n": left})
            page = request.POST.get("sida", "")
            return redirect(
                f"{reverse('contacts:import_decide', args=[pk])}{f'?sida={page}' if page.isdecimal() else ''}"
            )
        jobs.start_reading(run=run, actor=actor)
        return redirect("contacts:import_detail", pk=pk)


class ImportRest(MemberView):
    """The rows that were left out, as a file to mend."""

    role = Role.EDITOR

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = _list_run(pk)
        return _sheet(request, run, _("att rätta"), lambda stream: leftovers.write_rest(stream, run))


class ImportReport(MemberView):
    """What became of every row, as a sheet."""

    role = Role.EDITOR

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(ImportRun, pk=pk)
        root = request.build_absolute_uri("/").rstrip("/")
        return _sheet(request, run, _("rapport"), lambda stream: leftovers.write_report(stream, run, root))


def _sheet(request: HttpRequest, run: ImportRun, what: str, write: Callable[[BinaryIO], int]) -> HttpResponse:
    """A sheet of one's import to take away, which is logged as every list that is taken out."""
    stream = io.BytesIO()
    try:
        rows = write(stream)
        told = _("Import, %(what)s: %(file)s") % {"what": what, "file": run.file_name}
        exports.log(actor=_user(request), what=told, file_format="xlsx", rows=rows, reason=_("Hör till en import"))
    except Unusable as error:
        return HttpResponse(str(error), status=404, content_type="text/plain; charset=utf-8")
    answer = HttpResponse(stream.getvalue(), content_type=XLSX)
    name = f"{Path(run.file_name).stem} {what}.xlsx"
    answer.headers["Content-Disposition"] = content_disposition_header(True, name)
    return answer


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]


def _list_run(pk: int) -> ImportRun:
    return get_object_or_404(ImportRun, pk=pk, source=engine.LIST)


def _opened(run: ImportRun) -> tuple[Book, Layout]:
    return engine.kept(run.file, run.file_name, run.options)


def _initial(run: ImportRun, found: Layout) -> dict[str, Any]:
    kept = {name: run.options.get(name, "") for name in ("create_kind", "tag", "list_name")}
    used = run.options.get("mapping", "")
    return {"sheet": found.sheet, "header_row": found.header_row, "use_mapping": used, **kept}


def _mapping_names(user: User) -> list[str]:
    return sorted({name for name, _columns in engine.mappings(user)})


def _is_elsewhere(request: HttpRequest, found: Layout, run: ImportRun) -> bool:
    """Whether another sheet, row of headings or saved choice is asked for than the columns shown are of."""
    sheet, row = (row_id(request.POST.get(name, "")) for name in ("sheet", "header_row"))
    if request.POST.get("use_mapping", "") not in ("", run.options.get("mapping", "")):
        return True
    return sheet not in (None, found.sheet) or row not in (None, found.header_row)


def _doubts(rows: list[ImportRow], run: ImportRun, user: User) -> list[dict[str, Any]]:
    """Each row beside those whom it may be."""
    wanted = {pk for row in rows for pk in row.data.get("candidates", ())}
    found = Person.objects.visible_to(user).filter(pk__in=wanted).order_by().with_current_memberships()
    people = {person.pk: person for person in found.prefetch_related("contact_details")}
    others = {row.number: row.name for row in run.rows.filter(number__in=_others(rows))}
    return [
        {
            "row": row,
            "told": row.data.get("told", []),
            "question": row.data.get("question", ""),
            "candidates": [_candidate(people[pk]) for pk in row.data.get("candidates", ()) if pk in people],
            "others": [(number, others.get(number, "")) for number in row.data.get("rows", ())],
            "choice": run.decisions.get(str(row.number), ""),
        }
        for row in rows
    ]


def _others(rows: list[ImportRow]) -> set[int]:
    return {number for row in rows for number in row.data.get("rows", ())}


def _candidate(person: Person) -> dict[str, Any]:
    held = person.current_memberships  # type: ignore[attr-defined]
    return {
        "person": person,
        "choice": str(person.pk),
        "facts": [
            *((detail.get_kind_display(), detail.display) for detail in person.contact_details.all()[:4]),
            *((_("Uppdrag"), role_line(membership)) for membership in held[:3]),
        ],
    }
