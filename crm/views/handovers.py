"""Handing over: who to whom, then what there is, then doing it. One address, so that a preview can be sent on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.common.permissions import Role
from crm.common.text import row_id
from crm.common.views import MemberView, add_errors
from crm.forms.handover import HandoverForm
from crm.services import handovers


class HandOver(MemberView):
    """`?giver=&receiver=&day=` say whose to whom from when; the boxes ticked are posted."""

    role = Role.EDITOR

    def get(self, request: HttpRequest) -> HttpResponse:
        form = self.form()
        return self.show(form, status=422 if form.is_bound and not form.is_valid() else 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form()
        chosen = request.POST.getlist("parts")
        if not form.is_bound or not form.is_valid():
            return self.show(form, status=422)
        if not chosen:
            return self.show(form, status=422, error=_("Välj vad som ska lämnas över."))
        try:
            made = handovers.hand_over(parts=chosen, actor=self.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
            return self.show(form, status=422)
        messages.success(request, _("Överlämnat. Det går att ångra här."))
        return HttpResponseRedirect(reverse("crm:operation_detail", args=[made.pk]))

    @property
    def user(self) -> Any:
        return self.request.user

    def form(self) -> HandoverForm:
        get = self.request.GET
        if "receiver" in get:
            return HandoverForm(get, actor=self.user)
        return HandoverForm(actor=self.user, initial={"giver": row_id(get.get("giver", ""))})

    def show(self, form: HandoverForm, status: int = 200, error: str = "") -> HttpResponse:
        is_ready = form.is_bound and not form.errors
        context = {
            "title": _("Lämna över"),
            "form": form,
            "is_ready": is_ready,
            "parts": handovers.preview(actor=self.user, **form.cleaned_data) if is_ready else [],
            "chosen": self.request.POST.getlist("parts"),
            "is_first": self.request.method == "GET",
            "error": error,
            **({name: form.cleaned_data[name] for name in ("giver", "receiver", "day")} if is_ready else {}),
        }
        return TemplateResponse(self.request, "crm/handover.html", context, status=status)
