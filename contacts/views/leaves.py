"""Leave from a mandate: added, set right, taken away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.choices import ServingStatus
from contacts.columns.person import role_line
from contacts.forms.person_parts import LeaveForm
from contacts.models import Membership, MembershipStatus
from contacts.services import leaves
from contacts.views.parts import crumbs_of
from crm.common.permissions import Role
from crm.common.views import FormPage, MemberView, get_visible


class LeaveAdd(FormPage):
    """A stretch in which the holder of a mandate is on leave."""

    form_class = LeaveForm
    template_name = "contacts/part_form.html"
    success_message = gettext_lazy("Ledigheten är tillagd.")

    def form_kwargs(self) -> dict[str, Any]:
        rows = Membership.objects.valid().select_related("person", "organization")
        self.membership: Membership = get_visible(rows, self.request.user, pk=self.kwargs["pk"])
        return {}

    def save(self, form: LeaveForm) -> str:
        leaves.add(membership=self.membership, actor=self.request.user, **form.cleaned_data)
        return self.membership.person.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return _leave_frame(_("Ny ledighet"), self.membership)


class LeavePage:
    def leave(self, request: HttpRequest, pk: int) -> MembershipStatus:
        rows = MembershipStatus.objects.select_related("membership__person", "membership__organization")
        leave: MembershipStatus = get_object_or_404(rows, pk=pk, status=ServingStatus.ON_LEAVE)
        held = Membership.objects.valid().select_related("person", "organization")
        self.membership: Membership = get_visible(held, request.user, pk=leave.membership_id)
        return leave


class LeaveEdit(LeavePage, FormPage):
    form_class = LeaveForm
    template_name = "contacts/part_form.html"
    success_message = gettext_lazy("Ledigheten är ändrad.")

    def form_kwargs(self) -> dict[str, Any]:
        self.row = self.leave(self.request, self.kwargs["pk"])
        return {"leave": self.row}

    def save(self, form: LeaveForm) -> str:
        leaves.edit(leave=self.row, actor=self.request.user, **form.cleaned_data)
        return self.membership.person.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return _leave_frame(_("Ändra ledighet"), self.membership)


class LeaveRemove(LeavePage, MemberView):
    role = Role.EDITOR

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        leave = self.leave(request, pk)
        context = {
            **_leave_frame(_("Ta bort ledigheten"), self.membership),
            "question": _("Ta bort bara en ledighet som aldrig har varit. En som är över får ett slutdatum."),
            "period": leave,
            "submit_label": _("Ta bort"),
            "danger": True,
        }
        return TemplateResponse(request, "contacts/part_remove.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        leaves.remove(leave=self.leave(request, pk), actor=request.user)
        messages.success(request, _("Ledigheten är borttagen."))
        return HttpResponseRedirect(self.membership.person.get_absolute_url())


def _leave_frame(title: str, membership: Membership) -> dict[str, Any]:
    return {
        "title": title,
        "lead": f"{membership.person.name}, {role_line(membership)}",
        "crumbs": crumbs_of(membership.person),
        "cancel_url": membership.person.get_absolute_url(),
    }
