"""Organizations that take over after others from a day: a new name, a reorganised ministry, merged municipalities."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from contacts.forms.reference import MunicipalityMergeForm, RenameForm
from contacts.forms.reorganisation import ReorganisationForm
from contacts.models import Organization
from contacts.services import municipalities, successions
from contacts.views.parts import crumbs_of
from contacts.views.reference import crumbs
from crm.common.permissions import Role
from crm.common.views import FormPage, add_errors, get_visible


class OrganizationRename(FormPage):
    """A new name from a day on: the old organization stays as it was until then."""

    role = Role.MANAGER
    form_class = RenameForm
    template_name = "contacts/part_form.html"

    def form_kwargs(self) -> dict[str, Any]:
        self.organization: Organization = get_visible(Organization.objects, self.request.user, pk=self.kwargs["pk"])
        return {}

    def save(self, form: RenameForm) -> str:
        done, made = successions.rename(organization=self.organization, actor=self.request.user, **form.cleaned_data)
        _say_undo(self.request, done)
        return made.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Nytt namn från en dag"),
            "lead": self.organization.name,
            "crumbs": crumbs_of(self.organization),
            "cancel_url": self.organization.get_absolute_url(),
        }


class TwoSteps(FormPage):
    """A form that first shows what it would do, and does it when that has been seen."""

    role = Role.MANAGER

    def form_kwargs(self) -> dict[str, Any]:
        return {}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST, **self.form_kwargs())
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            seen = self.preview(form)
            if "confirmed" in request.POST:
                return HttpResponseRedirect(self.save(form))
        except ValidationError as error:
            add_errors(form, error)
            return self.show(form, status=422)
        return self.show(form, **seen, is_preview=True)

    def preview(self, form: Any) -> dict[str, Any]:
        raise NotImplementedError


class MunicipalityMerge(TwoSteps):
    """Municipalities that become one."""

    form_class = MunicipalityMergeForm
    template_name = "contacts/municipality_merge.html"

    def preview(self, form: MunicipalityMergeForm) -> dict[str, Any]:
        asked = form.cleaned_data
        municipalities.check(asked["areas"], asked["code"], asked["on"])
        return {"affected": municipalities.affected(asked["areas"], asked["on"]), "asked": asked}

    def save(self, form: MunicipalityMergeForm) -> str:
        asked = form.cleaned_data
        done, _area = municipalities.become_one(
            areas=list(asked["areas"]),
            name=asked["name"],
            code=asked["code"],
            on=asked["on"],
            moves_elected=asked["elected"] == "move",
            moves_officials=asked["officials"] == "move",
            actor=self.request.user,
        )
        _say_undo(self.request, done)
        return reverse("crm:operation_detail", args=[done.pk])

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Kommuner som blir en"),
            "crumbs": crumbs("contacts:area_list"),
            "cancel_url": reverse("contacts:area_list"),
        }


class Reorganise(TwoSteps):
    """Ministries, or other organizations, that are split, merged or renamed; name by name who goes where."""

    form_class = ReorganisationForm
    template_name = "contacts/reorganise.html"

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.request.user}

    def preview(self, form: ReorganisationForm) -> dict[str, Any]:
        form.ask()
        return {}

    def save(self, form: ReorganisationForm) -> str:
        if not form.are_chosen():
            raise ValidationError(_("Välj vart var och en går."))
        done, _made = successions.reorganise(
            predecessors=list(form.cleaned_data["predecessors"]),
            newcomers=form.cleaned_data["newcomers"],
            on=form.cleaned_data["on"],
            choices=form.choices(),
            actor=self.request.user,
        )
        _say_undo(self.request, done)
        return reverse("crm:operation_detail", args=[done.pk])

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Omorganisation"),
            "lead": _("Dela, slå ihop eller byt namn på organisationer från en dag."),
            "crumbs": crumbs("contacts:ministry_list"),
            "cancel_url": reverse("contacts:ministry_list"),
        }


def _say_undo(request: HttpRequest, done: Any) -> None:
    messages.success(request, _("%(what)s. Det går att ångra under Större ändringar.") % {"what": done.title})
