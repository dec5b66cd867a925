"""One person's introduction: its steps ticked or left out, its host, its end; what was before, what is handed on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import CaseState, CohortRule
from advocacy.columns.onboarding import STATE_OF_STEP, case_badge, state_of, state_words, step_cell
from advocacy.forms.onboarding import CloseCaseForm, SkipForm, TickForm
from advocacy.forms.onboarding_people import CaseHostForm, HandOnForm
from advocacy.models import OnboardingCase, OnboardingCaseStep
from advocacy.querysets.onboarding_lists import with_late
from advocacy.services import onboarding_before, onboarding_cases, onboarding_hosts, onboarding_steps
from advocacy.views.onboarding import crumbs
from contacts.models import Person
from crm.common.dates import today
from crm.common.messages import done
from crm.common.permissions import Role, can
from crm.common.views import FormPage, MemberView, get_visible

OF_A_CASE = ("person", "host", "programme__audience", "programme__owner")
OF_A_MANDATE = ("membership__organization__area__county", "membership__party", "membership__area__county")
OF_A_STEP = ("step__owner", "step__track", "step__event", "step__letter", "done_by")


def case_of(user: Any, pk: int) -> OnboardingCase:
    """Raises Http404."""
    rows = with_late(OnboardingCase.objects.select_related(*OF_A_CASE, *OF_A_MANDATE), today())
    found: OnboardingCase = get_visible(rows, user, pk=pk)
    return found


def steps_of(case: OnboardingCase, user: Any) -> list[Any]:
    """The steps as they are shown: with what showed that each is done, and how each stands in words."""
    rows = OnboardingCaseStep.objects.filter(case=case).select_related(*OF_A_STEP)
    found = onboarding_steps.with_contacts(rows.order_by("step__position", "pk"), user)
    for row in found:
        row.shown = (STATE_OF_STEP[state_of(row, today())], state_words(row, today()))
    return found


def before_of(case: OnboardingCase, user: Any) -> dict[str, Any]:
    """Who held the seat, what is open with them, and who of us knew them; of somebody who leaves, what is open."""
    if case.programme.cohort == CohortRule.LEAVING:
        return {"leaving": onboarding_before.open_commitments([case.person_id], user)}
    before = onboarding_before.predecessors([case.membership]).get(case.membership_id)
    if before is None:
        return {}
    known = onboarding_before.warmest(before.people, user)
    promised = onboarding_before.open_commitments(before.people, user)
    return {
        "before": before,
        "predecessors": [
            {
                "mandate": mandate,
                "relations": known.get(mandate.person_id, []),
                "commitments": [row for row in promised if row.person_id == mandate.person_id],
            }
            for mandate in before.mandates
        ],
    }


def may_work(case: OnboardingCase, user: Any) -> bool:
    """Whether steps of the case may be ticked."""
    return can(user, Role.EDITOR) and case.state != CaseState.CLOSED and case.programme.closed_at is None


class CaseDetail(MemberView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = case_of(request.user, pk)
        steps = steps_of(case, request.user)
        context = {
            "title": case.person.name,
            "case": case,
            "badge": case_badge(case),
            "crumbs": crumbs(case.programme),
            "steps": steps,
            # Nothing is left to do, and yet it is not done: a required step was left out.
            "is_stuck": case.state == CaseState.OPEN and bool(steps) and all(row.is_settled for row in steps),
            "may_work": may_work(case, request.user),
            "is_leaving": case.programme.cohort == CohortRule.LEAVING,
            **before_of(case, request.user),
        }
        return TemplateResponse(request, "advocacy/onboarding_case.html", context)


class PersonIntroduction(MemberView):
    """The card on a person's page, fetched when the page is there."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = get_visible(Person.objects.all(), request.user, pk=pk)
        rows = with_late(OnboardingCase.objects.select_related(*OF_A_CASE, *OF_A_MANDATE), today())
        case = rows.visible_to(request.user).filter(person=person).order_by("-started_on", "-pk").first()
        context = {"object": person, "case": case}
        if case:
            context |= {
                "badge": case_badge(case),
                "steps": steps_of(case, request.user),
                **before_of(case, request.user),
            }
        return TemplateResponse(request, "advocacy/_onboarding_person.html", context)


# --- Steps --------------------------------------------------------------------------------------------------------


class StepDo(MemberView):
    """Ticks a step, takes the tick back, leaves it out with a word, or takes it up again.

    With htmx the answer is the step as it stands on the board (`cell`) or on the page of the case.
    """

    role = Role.EDITOR
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = OnboardingCaseStep.objects.select_related("case__programme", "case__person", *OF_A_STEP)
        row = get_visible(rows, request.user, pk=pk)
        status, said, form, field = 200, "", None, ""
        try:
            said, form = self.carry_out(row)
        except ValidationError as error:
            status, said = 422, " ".join(error.messages)
            field = next(iter(getattr(error, "error_dict", {})), "")
        if form is not None and form.errors:
            status, said = 422, " ".join(str(error) for errors in form.errors.values() for error in errors)
            field = next(iter(form.errors))
        if not request.htmx:  # type: ignore[attr-defined]
            (messages.success if status == 200 else messages.error)(request, said)
            return HttpResponseRedirect(self.back(row))
        fresh = rows.get(pk=row.pk)
        return self.cell(fresh, said) if "cell" in request.POST else self.line(fresh, said, field, status)

    def carry_out(self, row: Any) -> tuple[str, Any]:
        """What to say of it, and the form that was wrong."""
        actor, data = self.request.user, self.request.POST
        told = {"step": row.step.name}
        if not may_work(row.case, actor):
            raise ValidationError(_("Introduktionen är avslutad. Öppna den igen först."))
        match data.get("do", "tick"):
            case "untick":
                onboarding_steps.untick(actor=actor, step=row)
                return _("%(step)s är inte klart.") % told, None
            case "unskip":
                onboarding_steps.unskip(actor=actor, step=row)
                return _("%(step)s är med igen.") % told, None
            case "skip":
                form: Any = SkipForm(data)
                if form.is_valid():
                    onboarding_steps.skip(actor=actor, step=row, reason=form.cleaned_data["reason"])
                return _("%(step)s är hoppat över.") % told, form
        form = TickForm(data)
        if form.is_valid():
            onboarding_steps.tick(actor=actor, step=row, on=form.cleaned_data["on"])
        return _("%(step)s är klart.") % told, form

    def back(self, row: Any) -> str:
        if self.request.POST.get("from") == "board":
            return reverse("advocacy:onboarding_board", args=[row.case.programme_id])
        return str(row.case.get_absolute_url())

    def cell(self, row: Any, said: str) -> HttpResponse:
        shown = step_cell(
            row,
            step=row.step.name,
            person=str(row.case.person),
            may_edit=may_work(row.case, self.request.user),
            said=said,
        )
        return HttpResponse(shown)

    def line(self, row: Any, said: str, field: str, status: int) -> HttpResponse:
        (row,) = onboarding_steps.with_contacts([row], self.request.user)
        row.shown = (STATE_OF_STEP[state_of(row, today())], state_words(row, today()))
        context = {
            "row": row,
            "case": row.case,
            "said": said,
            "wrong": said if status == 422 else "",
            "wrong_field": field,
            "typed": self.request.POST if status == 422 else {},
            "may_work": may_work(row.case, self.request.user),
        }
        return TemplateResponse(self.request, "advocacy/_onboarding_step.html", context, status=status)


# --- The case -----------------------------------------------------------------------------------------------------


class OfCase(FormPage):
    """A form about one case."""

    template_name = "pages/form.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.case = case_of(request.user, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def extra_context(self) -> dict[str, Any]:
        own = {"label": self.case.person.name, "url": self.case.get_absolute_url()}
        return {
            "crumbs": [*crumbs(self.case.programme), own],
            "lead": self.case.person.name,
            "cancel_url": self.case.get_absolute_url(),
        }


class CaseClose(OfCase):
    form_class = CloseCaseForm
    success_message = gettext_lazy("Introduktionen är avslutad.")

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"version": self.case.version}}

    def save(self, form: CloseCaseForm) -> str:
        data = form.cleaned_data
        onboarding_cases.close(actor=self.request.user, case=self.case, reason=data["reason"], version=data["version"])
        return str(self.case.get_absolute_url())

    def extra_context(self) -> dict[str, Any]:
        more = {"title": _("Avsluta introduktionen"), "submit_label": _("Avsluta introduktionen")}
        return {**super().extra_context(), **more}


class CaseReopen(MemberView):
    role = Role.EDITOR
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = case_of(request.user, pk)
        onboarding_cases.reopen(actor=request.user, case=case)
        messages.success(request, _("Introduktionen pågår igen."))
        return HttpResponseRedirect(case.get_absolute_url())


class CaseHost(OfCase):
    form_class = CaseHostForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"host": self.case.host_id}}

    def save(self, form: CaseHostForm) -> str:
        host = form.cleaned_data["host"]
        if host != self.case.host:
            done(self.request, onboarding_hosts.set_hosts(actor=self.request.user, hosts={self.case.pk: host}))
        return str(self.case.get_absolute_url())

    def extra_context(self) -> dict[str, Any]:
        return {**super().extra_context(), "title": _("Byt kontaktansvarig")}


class HandOn(OfCase):
    """What is open with somebody who leaves, to whoever takes over."""

    form_class = HandOnForm

    def form_kwargs(self) -> dict[str, Any]:
        rows = onboarding_before.open_commitments([self.case.person_id], self.request.user)
        return {"user": self.request.user, "rows": rows}

    def save(self, form: HandOnForm) -> str:
        data = form.cleaned_data
        made = onboarding_before.hand_on(
            actor=self.request.user, commitments=data["commitments"], person=data["person"], owner=data["owner"]
        )
        done(self.request, made)
        return str(self.case.get_absolute_url())

    def extra_context(self) -> dict[str, Any]:
        return {**super().extra_context(), "title": _("Lämna åtaganden vidare"), "submit_label": _("Lämna vidare")}
