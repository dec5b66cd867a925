"""Taking a list out of the product: exactly the rows of the page in their order, in the form that one chooses."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.http.request import QueryDict
from django.template.response import TemplateResponse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from crm.common.columns import Column, ordering, sortable
from crm.common.dates import today
from crm.common.exports import services
from crm.common.exports.formats import CSV, XLSX, Format, Taking
from crm.common.exports.forms import ReasonForm, TemplateForm
from crm.common.exports.jobs import make_export
from crm.common.text import row_id
from crm.common.views import add_errors
from crm.models import ExportLog

CHUNK = 2000
NAMED = 50  # how many of those who are left out are named on the page
# What of the address is about the export, not about which rows.
OWN = ("som", "mall", "format", "reason", "kolumner", "sida", "urval", "vy", "vyer", "csrfmiddlewaretoken")


class ExportPage:
    """Mixed into a ListPage, before it: a page to choose form, columns and order, and the file itself.

    Subclasses give `export_name` (the list's name in the interface), `formats`, `is_personal` (whether its rows are
    personal data, which are limited) and, with `sources(queryset)`, the sources that are to be named beside their data.
    `instead` says which exported columns stand for one that only the page has; `extra` names those that are
    not taken unless one asks. A script gets a file at once with `?format=xlsx`. Everything taken out is logged.
    """

    export_name: Any = ""
    template_name = "crm/export_page.html"
    formats: Sequence[Format] = (XLSX, CSV)
    is_personal = True
    instead: Mapping[str, Sequence[str]] = {}
    extra: Sequence[str] = ()
    request: HttpRequest

    def sources(self, queryset: Any) -> list[str]:
        return []

    def arrange(self, **kwargs: Any) -> None:
        """Find what the address names before anything is asked of the list: its own `arrange`, if it has one."""
        of_list = getattr(super(), "arrange", None)
        if of_list is not None:
            of_list(**kwargs)

    # --- Asking -------------------------------------------------------------------------------------------

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        self.arrange(**kwargs)
        if not self.filterset.form.is_valid():
            return self.to_list()
        if "format" in request.GET:
            get = request.GET
            return self.hand_out(get["format"], self.wanted(), get, get.get("reason", ""), is_script=True)
        return self.show(self.format_named(request.GET.get("som", self.formats[0].name)), self.wanted())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        self.arrange(**kwargs)
        if not self.filterset.form.is_valid():
            return self.to_list()
        data = request.POST
        format_ = self.format_named(data.get("format", self.formats[0].name))
        chosen = data.getlist("columns")
        if "move" in data:
            return self.show(format_, chosen, order=moved(data.getlist("order"), data["move"]))
        if "save_template" in data:
            return self.save_template(format_, chosen, data)
        if "remove_template" in data:
            return self.remove_template(format_, data["remove_template"])
        return self.hand_out(format_.name, chosen, data, data.get("reason", ""))

    def to_list(self) -> HttpResponse:
        """A filter that cannot be understood takes nothing out: the list says what is wrong with it."""
        return HttpResponseRedirect(f"{self.list_path}?{self.request.GET.urlencode()}")

    @property
    def list_path(self) -> str:
        return self.request.path.removesuffix("export/")

    @cached_property
    def filterset(self: Any) -> Any:
        return self.get_filterset()

    @cached_property
    def sort(self: Any) -> tuple[str, list[Any]]:
        return ordering(self.get_columns(), self.request.GET.get("sort", ""), self.default_sort)

    @cached_property
    def rows(self: Any) -> Any:
        """The list's rows, filtered and sorted."""
        sort, order = self.sort
        return sortable(self.filterset.qs, self.get_columns(), sort).order_by(*order)

    @cached_property
    def query(self) -> QueryDict:
        """The part of the address that says which rows, in which order."""
        query = self.request.GET.copy()
        for name in OWN:
            query.pop(name, None)
        return query

    def format_named(self, name: str) -> Format:
        found = next((f for f in self.formats if f.name == name), None)
        if found is None:
            raise Http404
        return found

    # --- Columns ------------------------------------------------------------------------------------------

    def export_columns(self: Any) -> Sequence[Column]:
        """What can be taken out: the list's columns, and what a file needs beside them."""
        columns: Sequence[Column] = self.get_columns()
        return columns

    @cached_property
    def columns_to_choose(self) -> dict[str, Column]:
        return {c.name: c for c in self.export_columns() if c.is_exported}

    def wanted(self) -> list[str]:
        """The columns that the address asks for: a template's, those that the list shows, else the usual ones."""
        template = self.template
        if template is not None:
            return [name for name in template.columns if name in self.columns_to_choose]
        shown = [name for part in self.request.GET.getlist("kolumner") for name in part.split(",")]
        shown = [name for part in shown for name in self.instead.get(part, (part,))]
        found = [name for name in dict.fromkeys(shown) if name in self.columns_to_choose]
        return found or [name for name in self.columns_to_choose if name not in self.extra]

    def columns_named(self, names: Sequence[str]) -> list[Column]:
        known = self.columns_to_choose
        return [known[name] for name in dict.fromkeys(names) if name in known]

    @cached_property
    def templates(self: Any) -> list[Any]:
        return list(services.templates_for(self.request.user, self.list_name))

    @cached_property
    def template(self) -> Any:
        asked = row_id(self.request.GET.get("mall", ""))
        return next((t for t in self.templates if t.pk == asked), None)

    @property
    def list_name(self) -> str:
        """The list that the templates are for, by the name of its address."""
        match = self.request.resolver_match
        return match.view_name.replace("_export", "_list") if match else ""

    # --- Handing out --------------------------------------------------------------------------------------

    def hand_out(
        self, name: str, chosen: Sequence[str], data: Any, reason: str, *, is_script: bool = False
    ) -> HttpResponseBase:
        """The file, or the page with what is wrong. A script that may not is told why (403)."""
        format_ = self.format_named(name)
        options = format_.options(data) if format_.options else None
        columns = self.columns_named(chosen) if format_.has_columns else []
        if options is not None and not options.is_valid():
            return self.show(format_, chosen, options=options, status=422)
        if format_.has_columns and not columns:
            return self.show(format_, chosen, error=_("Välj minst en kolumn."), status=422)
        rows = self.rows.count()
        if format_.most and rows > format_.most:
            return self.show(format_, chosen, options=options, error=too_long(format_), status=422)
        is_long = format_.is_long(rows)
        try:
            log = self.log(format_, columns, options.cleaned_data if options else {}, rows, reason, is_long=is_long)
        except services.ReasonNeeded as needed:
            if is_script:
                return HttpResponse(str(needed), status=403, content_type="text/plain; charset=utf-8")
            return self.show(format_, chosen, options=options, reason=ReasonForm({"reason": reason}), status=422)
        if is_long:
            return HttpResponseRedirect(log.get_absolute_url())
        taking = self.taking(format_, [c.name for c in columns], log.choices["options"])
        if format_.shown and "as_file" not in data and not is_script:
            return self.show_text(format_, taking, log)
        return self.file(format_, taking, log)

    def log(
        self: Any, format_: Format, columns: Sequence[Column], options: Any, rows: int, reason: str, *, is_long: bool
    ) -> ExportLog:
        with transaction.atomic():
            log = services.log(
                actor=self.request.user,
                what=str(self.export_name),
                file_format=format_.name,
                rows=rows,
                is_personal=self.is_personal,
                reason=reason,
                path=self.request.path,
                query=self.query.urlencode(),
                filters="\n".join(self.filters_in_words()),
                columns=[str(column.label) for column in columns],
                choices={"columns": [column.name for column in columns], "options": dict(options)},
                state=ExportLog.State.QUEUED if is_long else ExportLog.State.DONE,
            )
            if is_long:
                make_export.enqueue(log.pk)
        return log

    def taking(self, format_: Format, names: Sequence[str], options: Mapping[str, Any]) -> Taking:
        columns = self.columns_named(names)
        return Taking(str(self.export_name), self.rows, columns, self.export_rows, self.note, options)

    def export_rows(self: Any, queryset: Any, columns: Sequence[Column]) -> Iterator[Any]:
        """The rows in pieces, so that a long list takes no more memory than a short one."""
        self.used_columns = columns
        return self.prepare_rows(queryset).iterator(chunk_size=CHUNK)

    def file(self, format_: Format, taking: Taking, log: ExportLog) -> FileResponse:
        file = tempfile.TemporaryFile()  # noqa: SIM115 the response closes it
        self.note_count(log, format_.write(file, taking))
        file.seek(0)
        name = f"{taking.name} {today():%Y-%m-%d}.{format_.extension}"
        return FileResponse(file, as_attachment=True, filename=name, content_type=format_.content_type)

    @staticmethod
    def note_count(log: ExportLog, rows: int) -> None:
        """What was written is what counts: some forms leave people out."""
        if log.rows != rows:
            log.rows = rows
            log.save(update_fields=["rows"])

    def note(self: Any) -> str:
        """What the file says of itself: day, filters, sources."""
        day = date_format(today(), "j F Y")
        told = {"list": self.export_name, "day": day, "user": self.request.user}
        lines = [_("%(list)s, uttagna %(day)s av %(user)s") % told, *self.filters_in_words()]
        lines += [_("Källa: %(source)s") % {"source": source} for source in self.sources(self.rows.order_by())]
        return "\n".join(lines)

    def filters_in_words(self) -> list[str]:
        return [f"{chip.label}: {chip.value}" for chip in self.filterset.chips]

    # --- The page -----------------------------------------------------------------------------------------

    def show(self: Any, format_: Format, chosen: Sequence[str], *, status: int = 200, **more: Any) -> HttpResponse:
        count = self.rows.count()
        needs_reason = services.needs_reason(self.request.user, count, is_personal=self.is_personal)
        name = str(self.export_name)
        left_out = self.left_out(format_)
        written, summary = count, ""
        if format_.summary:
            written, summary = format_.summary(count, [group["count"] for group in left_out])
        context = {
            "title": _("Exportera %(list)s") % {"list": name[:1].lower() + name[1:]},
            "crumbs": [{"label": name, "url": f"{self.list_path}?{self.query.urlencode()}"}],
            "count": count,
            "filters": self.filters_in_words(),
            "format": format_,
            "is_text": format_.shown is not None,
            "tabs": self.tabs(format_),
            "columns": self.column_choices(chosen, more.pop("order", [])) if format_.has_columns else [],
            "templates": self.template_links(),
            "template": self.template,
            "template_form": TemplateForm(initial=self.template_initial()),
            "options": format_.options() if format_.options else None,
            "reason": ReasonForm() if needs_reason else None,
            "limit": settings.EXPORT_LIMIT,
            "is_long": format_.is_long(count),
            "error": too_long(format_) if format_.most and count > format_.most else "",
            "left_out": [group for group in left_out if group["count"]],
            "written": written,
            "is_empty": not written,
            "summary": summary,
            **{key: value for key, value in more.items() if value is not None},
        }
        return TemplateResponse(self.request, self.template_name, context, status=status)

    def show_text(self, format_: Format, taking: Taking, log: ExportLog) -> HttpResponse:
        shown = format_.shown(taking)  # type: ignore[misc]
        self.note_count(log, shown["rows"])
        name = str(self.export_name)
        crumbs = [
            {"label": name, "url": f"{self.list_path}?{self.query.urlencode()}"},
            {"label": _("Exportera"), "url": self.tab_url(format_)},
        ]
        context = {"title": format_.label, "crumbs": crumbs, "format": format_, "posted": self.request.POST, **shown}
        return TemplateResponse(self.request, "crm/export_text.html", context)

    def left_out(self, format_: Format) -> list[dict[str, Any]]:
        """Who will be missing, and why: how many, and the first by name."""
        if format_.left_out is None:
            return []
        groups = [(label, found, found.count()) for label, found in format_.left_out(self.rows).items()]
        return [
            {"label": label, "count": count, "rows": found[:NAMED], "more": max(0, count - NAMED)}
            for label, found, count in groups
        ]

    def tabs(self, current: Format) -> list[dict[str, Any]]:
        return [{"label": f.label, "url": self.tab_url(f), "active": f == current} for f in self.formats]

    def tab_url(self, format_: Format, **more: Any) -> str:
        query = self.query.copy()
        for name in ("kolumner", "mall"):
            query.setlist(name, self.request.GET.getlist(name))
        query["som"] = format_.name
        for name, value in more.items():
            query[name] = value
        return f"{self.request.path}?{query.urlencode()}"

    def column_choices(self, chosen: Sequence[str], order: Sequence[str]) -> list[dict[str, Any]]:
        """All columns in the order they will have, the chosen ones ticked."""
        known = self.columns_to_choose
        names = [n for n in dict.fromkeys([*(order or chosen), *known]) if n in known]
        return [{"name": n, "label": known[n].described or known[n].label, "is_chosen": n in chosen} for n in names]

    # --- Templates ----------------------------------------------------------------------------------------

    def template_links(self: Any) -> list[dict[str, Any]]:
        format_ = self.format_named(self.request.GET.get("som", self.formats[0].name))
        return [
            {
                "label": template.name,
                "owner": "" if template.owner_id == self.request.user.pk else template.owner,
                "url": self.tab_url(format_, mall=template.pk),
                "active": template == self.template,
            }
            for template in self.templates
        ]

    def template_initial(self: Any) -> dict[str, Any]:
        template = self.template
        if template is None or template.owner_id != self.request.user.pk:
            return {}
        return {"save_as": template.name, "is_shared": template.is_shared}

    def save_template(self: Any, format_: Format, chosen: Sequence[str], data: Any) -> HttpResponseBase:
        form = TemplateForm(data)
        columns = [column.name for column in self.columns_named(chosen)]
        if form.is_valid():
            try:
                made = services.save_template(
                    actor=self.request.user,
                    list_name=self.list_name,
                    name=form.cleaned_data["save_as"],
                    columns=columns,
                    is_shared=form.cleaned_data["is_shared"],
                )
            except ValidationError as error:
                add_errors(form, error)
            else:
                messages.success(self.request, _("Mallen %(name)s är sparad.") % {"name": made.name})
                return HttpResponseRedirect(self.tab_url(format_, mall=made.pk))
        return self.show(format_, chosen, order=data.getlist("order"), template_form=form, status=422)

    def remove_template(self: Any, format_: Format, pk: str) -> HttpResponseBase:
        template = next((t for t in self.templates if t.pk == row_id(pk)), None)
        if template is None:
            raise Http404
        services.remove_template(actor=self.request.user, template=template)
        messages.success(self.request, _("Mallen är borttagen."))
        query = self.query.copy()
        query["som"] = format_.name
        return HttpResponseRedirect(f"{self.request.path}?{query.urlencode()}")


def too_long(format_: Format) -> str:
    most = number_format(format_.most or 0)
    return _("Listan är för lång för det här formatet: högst %(most)s rader. Filtrera den i delar.") % {"most": most}


def moved(order: Sequence[str], move: str) -> list[str]:
    """`order` with one name a step 'up' or 'down': 'email:up'. For a browser without scripts."""
    names = list(order)
    name, _colon, where = move.partition(":")
    if name in names:
        at = names.index(name)
        to = at - 1 if where == "up" else at + 1
        if 0 <= to < len(names):
            names[at], names[to] = names[to], names[at]
    return names


def ask_reason(request: HttpRequest, needed: services.ReasonNeeded, *, back: str) -> HttpResponse:
    """For a file without an export page: why it is refused (403), and a form that asks again with a reason."""
    kept = [(name, value) for name, values in request.GET.lists() if name not in OWN for value in values]
    context = {"title": _("Skäl behövs"), "needed": str(needed), "form": ReasonForm(), "kept": kept, "cancel_url": back}
    return TemplateResponse(request, "crm/export_reason.html", context, status=403)
