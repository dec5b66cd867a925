"""Consultations: the desk, one of them, and what is done with it on its way to an answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advocacy.choices import Agreement, ConsultationState, TakenUp
from advocacy.columns.consultation import CONSULTATION_COLUMNS, state_badge
from advocacy.filters.consultation import OPEN, STAGES, ConsultationFilterSet, stage_counts
from advocacy.forms import consultation as forms
from advocacy.imports.consultations import read
from advocacy.models import (
    Consultation,
    ConsultationDocument,
    ConsultationPriority,
    ConsultationStep,
    Interaction,
    MemberAnswer,
    Viewpoint,
)
from advocacy.services import consultation_answers, consultation_import, consultations
from advocacy.services.consultation_times import days_badge, step_badge, time_badge
from advocacy.views.changes import summed_up
from contacts.imports import engine
from contacts.imports.result import Unusable
from contacts.views.parts import panels_of
from crm.common import attachments, saved_views
from crm.common.exports import ExportPage
from crm.common.history import changes_of
from crm.common.messages import done
from crm.common.permissions import Role
from crm.common.views import FormPage, ListPage, MemberView, get_visible

LIST = "advocacy:consultation_list"
MOST_WRONG = 20


def crumbs(consultation: Consultation | None = None) -> list[dict[str, str]]:
    """The way to the desk, or on to one of its consultations."""
    found = [{"label": _("Remisser"), "url": reverse(LIST)}]
    if consultation:
        found.append({"label": consultation.title, "url": consultation.get_absolute_url()})
    return found


class ConsultationList(ListPage):
    """The desk: what is late, what there is to decide on, what is being answered, what to follow up."""

    columns = CONSULTATION_COLUMNS
    default_sort = "last"
    filterset_class = ConsultationFilterSet
    template_name = "advocacy/consultation_list.html"
    results_template = "contacts/_results.html"

    def queryset(self) -> Any:
        return Consultation.objects.visible_to(self.request.user).with_last_day()

    def counts(self, matched: Any, *, is_filtered: bool) -> tuple[int, int | None]:
        """Of all that there are: without a filter the list is one stage of them."""
        found, total = saved_views.counts([matched, self.queryset()])
        return found, total

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Remisser"),
            "results_template": self.results_template,
            "export_url": reverse("advocacy:consultation_export"),
            "tabs": self.tabs(),
            "empty": {
                "title": _("Inga remisser här"),
                "text": _("Här visas remisser att ta ställning till och de som besvaras, den som är närmast överst."),
            },
        }

    def tabs(self) -> list[dict[str, Any]]:
        """The stages with how many there are; one that is empty is left out unless it is where one is."""
        counts = stage_counts(self.queryset())
        chosen = self.request.GET.get("show") or OPEN
        return [
            {"label": label, "url": f"?show={name}", "active": name == chosen, "count": counts[name]}
            for name, label in STAGES
            if counts[name] or name in (OPEN, chosen)
        ]


class ConsultationExport(ExportPage, ConsultationList):
    """Exactly the filtered list as .xlsx or .csv."""

    export_name = gettext_lazy("Remisser")


class ConsultationDetail(MemberView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = Consultation.objects.select_related("sender", "owner", "answer").prefetch_related(
            Prefetch("priority_links", ConsultationPriority.objects.select_related("priority")),
            "documents",
            Prefetch("steps", ConsultationStep.objects.select_related("owner")),
            Prefetch("viewpoints", Viewpoint.objects.select_related("priority", "assessed_by")),
            Prefetch("member_answers", MemberAnswer.objects.select_related("organization")),
        )
        consultation = get_visible(rows, request.user, pk=pk)
        steps = list(consultation.steps.all())
        for step in steps:
            step.badge = step_badge(step)
        viewpoints = list(consultation.viewpoints.all())
        context = {
            "title": consultation.title,
            "consultation": consultation,
            "crumbs": crumbs(),
            "state": state_badge(consultation),
            "time": time_badge(consultation),
            "steps": steps,
            "viewpoints": viewpoints,
            "upshot": upshot(viewpoints),
            "answers": list(consultation.member_answers.all()),
            "agreement": agreement(consultation.member_answers.all()),
            "has_answer": consultation.state in (ConsultationState.ANSWERED, ConsultationState.FOLLOWED_UP),
            "is_answered_late": is_answered_late(consultation),
            "contact": logged_as(consultation, request.user),
            "to_assess": sum(1 for one in viewpoints if not one.assessed_on),
            "changes": summed_up(changes_of(consultation, histories(consultation))),
            "panels": panels_of(consultation, request),
        }
        return TemplateResponse(request, "advocacy/consultation_detail.html", context)


def logged_as(consultation: Consultation, user: Any) -> Interaction | None:
    """The contact that the filed answer is, where `user` may read it."""
    pk = consultation.answer_contact_id
    return Interaction.objects.visible_to(user).filter(pk=pk).first() if pk else None


def histories(consultation: Consultation) -> list[Any]:
    """What was done to the parts of a consultation."""
    parts: tuple[Any, ...] = (ConsultationPriority, ConsultationDocument, ConsultationStep, Viewpoint, MemberAnswer)
    return [part.history.filter(consultation_id=consultation.pk) for part in parts]


def upshot(viewpoints: list[Viewpoint]) -> str:
    """'2 fick gehör, 1 delvis, 3 inte bedömda': what came of what we said."""
    found = {kind: sum(1 for one in viewpoints if one.assessed_on and one.taken_up == kind) for kind in TakenUp}
    waiting = sum(1 for one in viewpoints if not one.assessed_on)
    said = (
        (found[TakenUp.YES], _("%(n)d fick gehör")),
        (found[TakenUp.PARTLY], _("%(n)d fick delvis gehör")),
        (found[TakenUp.NO], _("%(n)d fick inte gehör")),
        (found[TakenUp.UNKNOWN], _("%(n)d går inte att säga")),
        (waiting, ngettext("%(n)d är inte bedömd", "%(n)d är inte bedömda", waiting)),
    )
    return ", ".join(words % {"n": n} for n, words in said if n)


def agreement(answers: Any) -> str:
    """'3 är överens med oss, 1 tycker annat.'"""
    found = {kind: sum(1 for one in answers if one.agreement == kind) for kind in Agreement}
    said = (
        (found[Agreement.AGREES], _("%(n)d överens med oss")),
        (found[Agreement.PARTLY], _("%(n)d delvis överens")),
        (found[Agreement.DIFFERS], _("%(n)d tycker annat")),
        (found[Agreement.UNKNOWN], ngettext("%(n)d inte bedömd", "%(n)d inte bedömda", found[Agreement.UNKNOWN])),
    )
    return ", ".join(words % {"n": n} for n, words in said if n)


def is_answered_late(consultation: Consultation) -> bool:
    last, on = consultation.answer_by, consultation.answered_on
    return last is not None and on is not None and on > last


class ConsultationAdd(FormPage):
    form_class = forms.ConsultationForm
    template_name = "advocacy/consultation_form.html"
    success_message = gettext_lazy("Remissen är sparad.")

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.request.user}

    def save(self, form: Any) -> str:
        return consultations.add(actor=self.request.user, **form.content()).get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {"title": _("Ny remiss"), "cancel_url": reverse(LIST), "crumbs": crumbs()}


class ConsultationForm(FormPage):
    """A form about one consultation."""

    template_name = "advocacy/consultation_form.html"
    title: Any = ""
    submit_label: Any = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rows = Consultation.objects.select_related("owner")
        self.consultation = get_visible(rows, request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        return {"consultation": self.consultation}

    def save(self, form: Any) -> str:
        self.write(form)
        return self.consultation.get_absolute_url()

    def write(self, form: Any) -> None:
        raise NotImplementedError

    def extra_context(self) -> dict[str, Any]:
        last = self.consultation.answer_by
        return {
            "title": self.title,
            "submit_label": self.submit_label,
            "consultation": self.consultation,
            "days": days_badge(last) if last and self.consultation.answered_on is None else None,
            "cancel_url": self.consultation.get_absolute_url(),
            "crumbs": crumbs(self.consultation),
        }


class ConsultationEdit(ConsultationForm):
    form_class = forms.ConsultationForm
    title = gettext_lazy("Redigera remiss")
    success_message = gettext_lazy("Ändringarna är sparade.")

    def form_kwargs(self) -> dict[str, Any]:
        return {**super().form_kwargs(), "user": self.request.user}

    def write(self, form: Any) -> None:
        consultations.edit(
            actor=self.request.user,
            consultation=self.consultation,
            version=form.cleaned_data["version"],
            **form.content(),
        )


class ConsultationStart(ConsultationForm):
    form_class = forms.StartForm
    title = gettext_lazy("Börja besvara")
    submit_label = gettext_lazy("Börja")
    success_message = gettext_lazy("Stegen är utlagda, räknade bakåt från sista dagen.")

    def form_kwargs(self) -> dict[str, Any]:
        return {**super().form_kwargs(), "user": self.request.user}

    def write(self, form: Any) -> None:
        consultations.start(actor=self.request.user, consultation=self.consultation, **form.cleaned_data)


class ConsultationPostpone(ConsultationForm):
    form_class = forms.PostponeForm
    title = gettext_lazy("Anstånd")

    def write(self, form: Any) -> None:
        moved = consultations.postpone(
            actor=self.request.user,
            consultation=self.consultation,
            until=form.cleaned_data["postponed_to"],
            version=form.cleaned_data["version"],
        )
        said = ngettext("%(n)d steg flyttades med.", "%(n)d steg flyttades med.", moved) % {"n": moved}
        messages.success(self.request, f"{_('Anståndet är sparat.')} {said if moved else ''}".strip())


class ConsultationAbstain(ConsultationForm):
    form_class = forms.AbstainForm
    title = gettext_lazy("Avstå från att svara")
    submit_label = gettext_lazy("Vi avstår")
    success_message = gettext_lazy("Det är noterat att vi avstår.")

    def write(self, form: Any) -> None:
        consultations.abstain(actor=self.request.user, consultation=self.consultation, **form.cleaned_data)


class ConsultationAnswer(ConsultationForm):
    form_class = forms.AnswerForm
    title = gettext_lazy("Remissvaret")
    success_message = gettext_lazy("Remissvaret är sparat.")

    def write(self, form: Any) -> None:
        filed = {"actor": self.request.user, "consultation": self.consultation, **form.content()}
        version = form.cleaned_data["version"]
        if not form.cleaned_data.get("is_logged"):
            consultations.file_answer(version=version, **filed)
            return
        self.success_message = ""
        made = consultation_answers.file_and_log(version=version, **filed)
        done(self.request, made, _("Remissvaret är sparat och loggat som en kontakt med avsändaren."))


class ConsultationFile(MemberView):
    """The filed answer, to save, never to show."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        consultation = get_visible(Consultation.objects.select_related("answer"), request.user, pk=pk)
        if consultation.answer is None:
            raise Http404(_("Remissvaret har ingen fil."))
        return attachments.response(consultation.answer)


class ConsultationButton(MemberView):
    """A POST without a page of its own."""

    role = Role.EDITOR
    http_method_names = ["post", "options"]
    said: Any = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        consultation = get_visible(Consultation.objects.all(), request.user, pk=pk)
        try:
            self.act(consultation)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, self.said)
        return HttpResponseRedirect(consultation.get_absolute_url())

    def act(self, consultation: Consultation) -> None:
        raise NotImplementedError


class ConsultationFinish(ConsultationButton):
    said = gettext_lazy("Remissen är uppföljd.")

    def act(self, consultation: Consultation) -> None:
        consultations.finish(actor=self.request.user, consultation=consultation)


class ConsultationTakeBack(ConsultationButton):
    said = gettext_lazy("Remissen står där den stod innan.")

    def act(self, consultation: Consultation) -> None:
        consultations.take_back(actor=self.request.user, consultation=consultation)


class ConsultationUpload(FormPage):
    """A file of the public mirror: what is good is taken in, and can be taken back; what is not is told, by row."""

    form_class = forms.ConsultationFileForm
    template_name = "advocacy/consultation_upload.html"

    def save(self, form: Any) -> str:
        file = form.cleaned_data["file"]
        try:
            reading = read(engine.content_of(file), file.name)
        except Unusable as error:
            raise ValidationError({"file": str(error)}) from error
        outcome = consultation_import.apply(actor=self.request.user, reading=reading)
        if outcome.operation:
            done(self.request, outcome.operation, outcome.summary)
        else:
            messages.info(self.request, _("Det fanns inget nytt i filen."))
        told = [*outcome.notes, *map(consultation_import.said, outcome.wrong)]
        for text in told[:MOST_WRONG]:
            messages.warning(self.request, text)
        if len(told) > MOST_WRONG:
            messages.warning(self.request, _("Och %(n)d till.") % {"n": len(told) - MOST_WRONG})
        return f"{reverse(LIST)}?show=alla"

    def extra_context(self) -> dict[str, Any]:
        return {"title": _("Läs in remisser"), "cancel_url": reverse(LIST), "crumbs": crumbs()}
