"""The page of a change of many: what is to be done, what it would do, and doing it."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from crm.common import extensions
from crm.common.extensions import BulkAction, BulkPreview
from crm.common.messages import done
from crm.common.permissions import can
from crm.common.saved_views import State
from crm.common.views import add_errors

WHOLE = "alla"


class BulkPage:
    """Mixed into a ListPage, before it. The address says which rows, as that of the list does: `id` of those ticked, or
    `urval=alla` for everything that the filter finds. A first POST shows what would happen, a second does it; when the
    rows or the answers are others than those shown, they are shown again instead.
    """

    bulk_template = "pages/bulk.html"
    list_url_name = ""

    def get(self: Any, request: HttpRequest, action: str) -> HttpResponse:
        chosen = self.action(action)
        if (rows := self.rows()) is None:
            return HttpResponseRedirect(self.list_url())
        form = chosen.form(request.user, None, rows)
        form.initial.update(self.initial())
        return self.show(chosen, rows, form)

    def initial(self) -> dict[str, Any]:
        """Answers that where one came from suggests."""
        return {}

    def post(self: Any, request: HttpRequest, action: str) -> HttpResponse:
        chosen = self.action(action)
        if (rows := self.rows()) is None:
            return HttpResponseRedirect(self.list_url())
        form = chosen.form(request.user, request.POST, rows)
        if not form.is_valid():
            return self.show(chosen, rows, form, status=422)
        preview = chosen.preview(rows, request.user, form.cleaned_data)
        seen = signature(request, rows.count(), preview)
        if request.POST.get("seen") != seen:
            is_changed = bool(request.POST.get("seen"))
            return self.show(chosen, rows, form, preview=preview, seen=seen, is_changed=is_changed)
        return self.carry_out(chosen, rows, form, preview, seen)

    def carry_out(self: Any, action: BulkAction, rows: Any, form: Any, preview: BulkPreview, seen: str) -> HttpResponse:
        try:
            result = action.run(rows, self.request.user, form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
            return self.show(action, rows, form, preview=preview, seen=seen, status=422)
        if result.operation:
            done(self.request, result.operation, result.message)
        else:
            messages.success(self.request, result.message)
        return HttpResponseRedirect(result.url or self.list_url())

    def action(self: Any, name: str) -> BulkAction:
        for action in extensions.bulk_actions.for_model(self.bulk_model):
            if action.name == name:
                if not can(self.request.user, action.role):
                    raise PermissionDenied
                return action
        raise Http404

    def rows(self: Any) -> Any:
        """The rows that are meant; None when nobody has said which."""
        asked = self.data()
        filterset = self.get_filterset()
        if not filterset.form.is_valid() or not (asked.get("id") or asked.get("urval") == WHOLE):
            messages.error(self.request, _("Markera först vilka rader det gäller."))
            return None
        return filterset.qs

    def list_url(self: Any) -> str:
        """The list as it stood, without the ticks."""
        left = self.request.GET.copy()
        left.pop("id", None)
        return str(self.url_of_list()) + State.of(left).address().rstrip("?")

    def show(self: Any, action: BulkAction, rows: Any, form: Any, status: int = 200, **context: Any) -> HttpResponse:
        context = {
            "title": action.label,
            "form": form,
            "count": rows.count(),
            "model": rows.model._meta.model_name,
            "is_whole": self.data().get("urval") == WHOLE,
            "chips": [chip for chip in self.get_filterset().chips if chip.remove_query is not None],
            "cancel_url": self.list_url(),
            **context,
        }
        return TemplateResponse(self.request, self.bulk_template, context, status=status)


def signature(request: HttpRequest, count: int, preview: BulkPreview) -> str:
    """What somebody saw before saying yes: the answers, and what they would do."""
    answers = sorted((k, request.POST.getlist(k)) for k in request.POST if k not in ("seen", "csrfmiddlewaretoken"))
    return hashlib.sha256(repr((answers, count, preview.changes, preview.already)).encode()).hexdigest()[:32]
