"""What was taken out: everybody's for those who answer for it, one's own for others; and the files of long ones."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.common.columns import Column
from crm.common.exports import jobs, services
from crm.common.filters import StrictFilterSet
from crm.common.permissions import Role, can
from crm.common.views import ListPage, MemberView
from crm.common.widgets import DateInput
from crm.models import ExportLog, User

SLOW = 60  # seconds in the queue after which the worker seems to be asleep
UNDERWAY = (ExportLog.State.QUEUED, ExportLog.State.RUNNING)
STATES = {
    ExportLog.State.QUEUED: "info",
    ExportLog.State.RUNNING: "info",
    ExportLog.State.DONE: "ok",
    ExportLog.State.FAILED: "bad",
}
FORMATS = {
    "xlsx": gettext_lazy("Excel"),
    "csv": gettext_lazy("CSV"),
    "vcard": gettext_lazy("Kontaktkort"),
    "outlook": gettext_lazy("E-postrad"),
    "labels": gettext_lazy("Etiketter"),
    "merge": gettext_lazy("Brevkoppling"),
    "falt": gettext_lazy("Telefon (fältläge)"),
    "brev": gettext_lazy("Brev, ett var"),
    "brev-en": gettext_lazy("Brev, alla i en fil"),
    "pdf": gettext_lazy("PDF"),
    "pptx": gettext_lazy("PowerPoint"),
    "docx": gettext_lazy("Word"),
}


def _format(log: ExportLog) -> str:
    return str(FORMATS.get(log.format, log.format))


class ExportFilterSet(StrictFilterSet):
    """Filters of the log. `user` is there for those who see more than their own."""

    q = django_filters.CharFilter(method="search", label=gettext_lazy("Sök"))
    user = django_filters.ModelChoiceFilter(
        queryset=User.objects.people(), label=gettext_lazy("Användare"), empty_label=gettext_lazy("Alla")
    )
    what = django_filters.ChoiceFilter(
        label=gettext_lazy("Lista"), empty_label=gettext_lazy("Alla"), choices=lambda: _known("what")
    )
    format = django_filters.ChoiceFilter(
        label=gettext_lazy("Format"), empty_label=gettext_lazy("Alla"), choices=lambda: _known("format")
    )
    first = django_filters.DateFilter(
        field_name="created_at", lookup_expr="date__gte", label=gettext_lazy("Från"), widget=DateInput
    )
    last = django_filters.DateFilter(
        field_name="created_at", lookup_expr="date__lte", label=gettext_lazy("Till"), widget=DateInput
    )
    least = django_filters.NumberFilter(
        field_name="rows", lookup_expr="gte", label=gettext_lazy("Minst så många rader"), min_value=0
    )
    has_reason = django_filters.BooleanFilter(method="with_reason", label=gettext_lazy("Med skäl"))

    class Meta:
        model = ExportLog
        fields = ["q", "user", "what", "format", "first", "last", "least", "has_reason"]

    def arranged(self, filters: dict[str, Any]) -> dict[str, Any]:
        if self.request is not None and not can(self.request.user, Role.MANAGER):
            del filters["user"]
        return filters

    def search(self, queryset: Any, name: str, value: str) -> Any:
        rows = queryset
        for word in value.split():
            rows = (
                rows.filter(what__icontains=word)
                | rows.filter(filters__icontains=word)
                | rows.filter(reason__icontains=word)
            )
        return rows

    def with_reason(self, queryset: Any, name: str, value: bool) -> Any:
        return queryset.exclude(reason="") if value else queryset.filter(reason="")


def _known(field: str) -> list[tuple[str, Any]]:
    """What has been taken out so far: the choices of a filter."""
    values = ExportLog.objects.order_by(field).values_list(field, flat=True).distinct()
    return [(value, FORMATS.get(value, value) if field == "format" else value) for value in values]


def _state(log: ExportLog) -> tuple[str, str]:
    if jobs.is_stopped(log):
        return "bad", _("Avbruten")
    return STATES[ExportLog.State(log.state)], log.get_state_display()


COLUMNS = [
    Column("created_at", gettext_lazy("När"), lambda e: e.created_at, ("created_at",), "date", phone=True),
    Column("what", gettext_lazy("Lista"), lambda e: e.what, ("what",), "link"),
    Column("user", gettext_lazy("Vem"), lambda e: str(e.user), ("user__name",), phone=True),
    Column("rows", gettext_lazy("Rader"), lambda e: e.rows, ("rows",), "number", phone=True),
    Column("format", gettext_lazy("Format"), _format, ("format",)),
    Column("filters", gettext_lazy("Urval"), lambda e: e.filters.replace("\n", " · ")),
    Column("reason", gettext_lazy("Skäl"), lambda e: e.reason),
    Column("state", gettext_lazy("Läge"), _state, ("state",), "badge"),
]


class ExportList(ListPage):
    columns = COLUMNS
    default_sort = "-created_at"
    filterset_class = ExportFilterSet
    template_name = "crm/export_list.html"

    def queryset(self) -> Any:
        return services.visible_logs(self.request.user)

    def prepare_rows(self, rows: Any) -> Any:
        return rows.select_related("user").defer("choices", "columns")

    def extra_context(self) -> dict[str, Any]:
        sees_all = can(self.request.user, Role.MANAGER)
        return {
            "title": _("Exporter"),
            "lead": "" if sees_all else _("Här står dina egna. Ansvariga ser allas."),
            "empty": {
                "title": _("Inget är uttaget än"),
                "text": _("Här står vem som tog ut vilken lista, när, hur många rader och varför."),
            },
        }


class ExportDetail(MemberView):
    """One export: what it held; while it is made, how far it has come; its file, for the one who asked."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        log = get_log(request, pk)
        is_stopped = jobs.is_stopped(log)
        is_underway = log.state in UNDERWAY and not is_stopped
        waited = (timezone.now() - log.created_at).total_seconds()
        context = {
            "log": log,
            "title": log.what,
            "crumbs": [{"label": _("Exporter"), "url": reverse("crm:export_list")}],
            "format_label": _format(log),
            "filters": log.filters.splitlines(),
            "is_underway": is_underway,
            "is_stopped": is_stopped,
            "may_start_again": log.user_id == request.user.pk,
            "is_slow": log.state == ExportLog.State.QUEUED and waited > SLOW,
            "percent": min(100, round(100 * log.progress / log.rows)) if log.rows else 0,
            "may_download": bool(log.file) and log.user_id == request.user.pk,
            "was_long": bool(log.finished_at),
            "forgotten_on": log.created_at + services.KEEP,
            "is_update": bool(request.htmx),  # type: ignore[attr-defined]
        }
        template = "crm/_export_run.html" if request.htmx else "crm/export_detail.html"  # type: ignore[attr-defined]
        return TemplateResponse(request, template, context, headers={"Vary": "HX-Request"})


class ExportAgain(MemberView):
    """Make a file once more whose job was stopped half-way, or failed."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        log = get_log(request, pk)
        if not jobs.start_again(log=log, actor=request.user):  # type: ignore[arg-type]
            messages.info(request, _("Filen görs eller är klar."))
        return redirect(log)


class ExportFile(MemberView):
    """The file of a long export: for the one who asked, as long as it is kept."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        log = get_log(request, pk)
        if log.user_id != request.user.pk:
            raise PermissionDenied
        if not log.file:
            raise Http404
        try:
            file = log.file.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        extension = log.file.name.rpartition(".")[2]
        name = f"{log.what} {timezone.localdate(log.created_at):%Y-%m-%d}.{extension}"
        return FileResponse(file, as_attachment=True, filename=name)


def get_log(request: HttpRequest, pk: int) -> ExportLog:
    """A log that the user may read. Others' exist for those who answer for exports only."""
    found = ExportLog.objects.select_related("user").filter(pk=pk).first()
    if found is None:
        raise Http404
    if found.user_id != request.user.pk and not can(request.user, Role.MANAGER):
        raise PermissionDenied
    return found
