"""Steps, viewpoints, documents and members' answers of a consultation: adding, changing, taking away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.forms import consultation as forms
from advocacy.models import Consultation, ConsultationDocument, ConsultationStep, MemberAnswer, Viewpoint
from advocacy.services import consultation_parts as parts
from advocacy.views.consultations import crumbs
from crm.common.messages import done
from crm.common.permissions import Role
from crm.common.views import FormPage, MemberView, get_visible


def part_of(model: Any, user: Any, pk: int) -> Any:
    """A part of a consultation that `user` may see. Raises Http404."""
    seen = Consultation.objects.visible_to(user).values("pk")
    return get_object_or_404(model.objects.select_related("consultation"), pk=pk, consultation__in=seen)


class PartForm(FormPage):
    """A part: a new one of the consultation in the address, or the one that the address names."""

    template_name = "advocacy/consultation_form.html"
    model: Any = None
    is_new = False
    title: Any = ""
    anchor = ""
    remove_url_name = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.is_new:
            whole = get_visible(Consultation.objects.select_related("owner"), request.user, pk=kwargs["pk"])
            self.part = self.model(consultation=whole)
        else:
            self.part = part_of(self.model, request.user, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.request.user, "part": self.part}

    def save(self, form: Any) -> str:
        content = dict(form.cleaned_data)
        version = content.pop("version", None)
        if self.is_new:
            parts.add(actor=self.request.user, part=self.part, **content)
        else:
            parts.edit(actor=self.request.user, part=self.part, version=version, **content)
        return self.back

    @property
    def back(self) -> str:
        return f"{self.part.consultation.get_absolute_url()}#{self.anchor}"

    @property
    def removable(self) -> bool:
        return bool(self.remove_url_name and not self.is_new)

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "consultation": self.part.consultation,
            "remove_url": reverse(self.remove_url_name, args=[self.part.pk]) if self.removable else "",
            "cancel_url": self.back,
            "crumbs": crumbs(self.part.consultation),
        }


class PartRemove(MemberView):
    """Takes a part away; the message offers to take that back."""

    role = Role.EDITOR
    http_method_names = ["post", "options"]
    model: Any = None

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        part = part_of(self.model, request.user, pk)
        done(request, parts.remove(actor=request.user, part=part))
        return HttpResponseRedirect(part.consultation.get_absolute_url())


class StepEdit(PartForm):
    model, form_class, anchor = ConsultationStep, forms.StepForm, "steg"
    remove_url_name = "advocacy:consultation_step_remove"
    title, success_message = gettext_lazy("Ändra steg"), gettext_lazy("Steget är sparat.")


class StepAdd(StepEdit):
    is_new, title = True, gettext_lazy("Nytt steg")


class StepRemove(PartRemove):
    model = ConsultationStep


class StepDone(MemberView):
    """Says that a step is done, or with `undo` that it was not."""

    role = Role.EDITOR
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        step = part_of(ConsultationStep, request.user, pk)
        is_done = "undo" not in request.POST
        parts.mark_step(actor=request.user, step=step, is_done=is_done)
        said = _("%(step)s: klart.") if is_done else _("%(step)s: öppet igen.")
        messages.success(request, said % {"step": step.name})
        return HttpResponseRedirect(f"{step.consultation.get_absolute_url()}#steg")


class ViewpointEdit(PartForm):
    model, form_class, anchor = Viewpoint, forms.ViewpointForm, "synpunkter"
    remove_url_name = "advocacy:viewpoint_remove"
    title, success_message = gettext_lazy("Ändra synpunkt"), gettext_lazy("Synpunkten är sparad.")


class ViewpointAdd(ViewpointEdit):
    is_new, title = True, gettext_lazy("Ny synpunkt")


class ViewpointRemove(PartRemove):
    model = Viewpoint


class ViewpointAssess(PartForm):
    """Whether a viewpoint was taken up, and where that can be read."""

    model, form_class, anchor = Viewpoint, forms.AssessForm, "synpunkter"
    title, success_message = gettext_lazy("Fick synpunkten gehör?"), gettext_lazy("Bedömningen är sparad.")

    def save(self, form: Any) -> str:
        parts.assess(actor=self.request.user, viewpoint=self.part, **form.cleaned_data)
        return self.back

    def extra_context(self) -> dict[str, Any]:
        return {**super().extra_context(), "quote": self.part.text, "quote_kind": self.part.get_kind_display()}


class MemberAnswerEdit(PartForm):
    model, form_class, anchor = MemberAnswer, forms.MemberAnswerForm, "medlemmar"
    remove_url_name = "advocacy:member_answer_remove"
    title, success_message = gettext_lazy("Ändra medlems svar"), gettext_lazy("Medlemmens svar är sparat.")


class MemberAnswerAdd(MemberAnswerEdit):
    is_new, title = True, gettext_lazy("En medlems svar")


class MemberAnswerRemove(PartRemove):
    model = MemberAnswer


class DocumentAdd(PartForm):
    model, form_class, anchor, is_new = ConsultationDocument, forms.DocumentForm, "dokument", True
    title, success_message = gettext_lazy("Nytt dokument"), gettext_lazy("Dokumentet är sparat.")


class DocumentRemove(PartRemove):
    model = ConsultationDocument
