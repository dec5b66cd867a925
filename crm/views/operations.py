"""Large changes: what was done in one go, and the way back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.common import progress, undo, undo_names, undo_trace
from crm.common.permissions import Role
from crm.common.views import PAGE_SIZE, MemberView
from crm.models import Operation
from crm.services import operations

# So many rows of each kind are shown by name.
NAMED = 20
# A job that has waited this long waits for a worker that is not there.
SLOW = dt.timedelta(minutes=2)


class OperationPage(MemberView):
    """What the pages about one large change need."""

    role = Role.EDITOR

    def operation(self, pk: int) -> Operation:
        return get_object_or_404(Operation.objects.select_related("created_by", "undone_by"), pk=pk)


class OperationList(MemberView):
    """What was done in one go, newest first."""

    role = Role.EDITOR

    def get(self, request: HttpRequest) -> HttpResponse:
        found = Operation.objects.select_related("created_by", "undone_by")
        is_mine = request.GET.get("visa") == "mina"
        if is_mine:
            found = found.filter(created_by=request.user)
        page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("sida"))
        rows = [(operation, _state(operation)) for operation in page.object_list]
        context = {
            "title": _("Större ändringar"),
            "rows": rows,
            "page_obj": page,
            "is_mine": is_mine,
            "is_all": not is_mine,
        }
        return TemplateResponse(request, "crm/operation_list.html", context)


class OperationDetail(OperationPage):
    """One of them: what it changed, and how taking it back went. The page asks for itself while that goes on."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        operation = self.operation(pk)
        is_partial = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
        template = "crm/_operation.html" if is_partial else "crm/operation_detail.html"
        context = {
            "title": operation.title,
            "operation": operation,
            "crumbs": [{"label": _("Större ändringar"), "url": reverse("crm:operation_list")}],
            "may_undo": undo.may_undo(operation, request.user) and "queued_at" not in operation.result,
            "is_update": is_partial,
            "import_run": getattr(operation, "import_run", None),
            "parts": _parts(operation, request.user),
            **_undoing(operation, request.user),
        }
        return TemplateResponse(request, template, context, headers={"Vary": "HX-Request"})


class OperationUndo(OperationPage):
    """Ask, then take it back."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        operation = self.operation(pk)
        if not undo.may_undo(operation, request.user):
            return redirect("crm:operation_detail", pk=pk)
        detail = reverse("crm:operation_detail", args=[pk])
        context = {
            "title": _("Ångra: %(title)s") % {"title": operation.title},
            "operation": operation,
            "rows": undo_trace.size(operation),
            "submit_label": _("Ångra"),
            "cancel_url": detail,
            "crumbs": [
                {"label": _("Större ändringar"), "url": reverse("crm:operation_list")},
                {"label": operation.title, "url": detail},
            ],
        }
        return TemplateResponse(request, "crm/operation_undo.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            undone = operations.undo_soon(operation=self.operation(pk), actor=request.user)  # type: ignore[arg-type]
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            if undone and undone.refused:
                messages.warning(request, _("Ångrat, utom det som har ändrats sedan dess."))
            elif undone:
                messages.success(request, _("Ångrat. Allt är som förut."))
        return redirect("crm:operation_detail", pk=pk)


def _state(operation: Operation) -> tuple[str, str]:
    if operation.undone_at:
        is_whole = not operation.result.get("refused_count")
        return ("neutral", _("Ångrad")) if is_whole else ("warn", _("Delvis ångrad"))
    return ("warn", _("Ångras")) if "queued_at" in operation.result else ("ok", _("Gäller"))


def _undoing(operation: Operation, user: Any) -> dict[str, Any]:
    queued = operation.result.get("queued_at")
    told = progress.of(operations.progress_name(operation.pk)) if queued else None
    waited = timezone.now() - dt.datetime.fromisoformat(queued) if queued else dt.timedelta()
    return {
        "is_queued": bool(queued),
        "progress": told,
        "is_slow": bool(queued) and told is None and waited > SLOW,
        "state": _state(operation),
        "refused": _refused(operation, user),
    }


def _refused(operation: Operation, user: Any) -> list[tuple[str, str]]:
    """What was not undone, by the name that the reader may see, and why."""
    told = operation.result.get("refused", [])
    rows = {(apps.get_model(label), pk): reason for label, pk, reason in told}
    labels = undo_names.labels_of(rows, user)
    return [(labels[row], reason) for row, reason in rows.items()]


def _parts(operation: Operation, user: Any) -> list[dict[str, Any]]:
    """What was changed, by kind of row: 'Personer: 12 nya, 3 ändrade', and the first of them by name."""
    found = []
    for model, kinds in undo_trace.counts(operation).items():
        ids = undo_trace.ids_of(model, operation, NAMED)
        name = str(model._meta.verbose_name_plural)
        found.append(
            {
                "name": name[:1].upper() + name[1:],
                "said": ", ".join(_said(kind, kinds[kind]) for kind in "+~-" if kind in kinds),
                "lines": undo_names.lines(model, user, ids),
                "is_whole": hasattr(model, "get_absolute_url"),
                "has_more": max(kinds.values()) > NAMED,
            }
        )
    # What stands by itself first, then its parts.
    return sorted(found, key=lambda part: not part["is_whole"])


def _said(kind: str, n: int) -> str:
    said = {
        "+": ngettext("%(n)s ny", "%(n)s nya", n),
        "~": ngettext("%(n)s ändrad", "%(n)s ändrade", n),
        "-": ngettext("%(n)s borttagen", "%(n)s borttagna", n),
    }[kind]
    return said % {"n": f"{n:,}".replace(",", "\u00a0")}
