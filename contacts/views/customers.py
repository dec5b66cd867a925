"""An organization's membership of the cooperation: periods added, set right, taken away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.forms.person_parts import CustomerMembershipForm
from contacts.models import CustomerMembership, Organization
from contacts.services import customers
from contacts.views.parts import crumbs_of
from crm.common.permissions import Role
from crm.common.views import FormPage, MemberView, get_visible


class CustomerAdd(FormPage):
    form_class = CustomerMembershipForm
    template_name = "contacts/part_form.html"
    success_message = gettext_lazy("Medlemskapet är tillagt.")

    def form_kwargs(self) -> dict[str, Any]:
        self.organization: Organization = get_visible(Organization.objects, self.request.user, pk=self.kwargs["pk"])
        return {}

    def save(self, form: CustomerMembershipForm) -> str:
        customers.add(organization=self.organization, actor=self.request.user, **form.cleaned_data)
        return self.organization.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return _frame(_("Ny period av medlemskap"), self.organization)


class CustomerPage:
    def membership(self, request: HttpRequest, pk: int) -> CustomerMembership:
        found: CustomerMembership = get_object_or_404(CustomerMembership, pk=pk)
        self.organization: Organization = get_visible(Organization.objects, request.user, pk=found.organization_id)
        return found


class CustomerEdit(CustomerPage, FormPage):
    form_class = CustomerMembershipForm
    template_name = "contacts/customer_form.html"
    success_message = gettext_lazy("Medlemskapet är ändrat.")

    def form_kwargs(self) -> dict[str, Any]:
        self.row = self.membership(self.request, self.kwargs["pk"])
        return {"membership": self.row}

    def save(self, form: CustomerMembershipForm) -> str:
        customers.edit(membership=self.row, actor=self.request.user, **form.cleaned_data)
        return self.organization.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        remove_url = reverse("contacts:customer_remove", args=[self.row.pk])
        return {**_frame(_("Ändra period av medlemskap"), self.organization), "remove_url": remove_url}


class CustomerRemove(CustomerPage, MemberView):
    role = Role.EDITOR

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        membership = self.membership(request, pk)
        said = _("Ta bort bara det som aldrig har varit sant. Ett medlemskap som har upphört får en sista dag.")
        context = {
            **_frame(_("Ta bort perioden"), self.organization),
            "question": f"{membership.get_status_display()}. {said}",
            "submit_label": _("Ta bort"),
            "danger": True,
        }
        return TemplateResponse(request, "contacts/part_remove.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        customers.remove(membership=self.membership(request, pk), actor=request.user)
        messages.success(request, _("Perioden är borttagen."))
        return HttpResponseRedirect(self.organization.get_absolute_url())


def _frame(title: str, organization: Organization) -> dict[str, Any]:
    return {
        "title": title,
        "lead": organization.name,
        "crumbs": crumbs_of(organization),
        "cancel_url": organization.get_absolute_url(),
    }
