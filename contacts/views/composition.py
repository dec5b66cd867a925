"""Whether a body is put together as its rules want: the picture, the gaps, whom to ask; and the rules themselves."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.choices import RuleMeasure, Side
from contacts.columns.person import describe_person
from contacts.forms.composition import EXAMPLES, RuleForm
from contacts.forms.organization_tree import DayForm
from contacts.models import CompositionRule, Organization
from contacts.services import composition_rules
from contacts.services.candidates import can_be_asked_for, candidates
from contacts.services.composition import Composition, Finding, compositions
from contacts.services.composition_words import sentence
from contacts.views.organization_members import list_url as members_url
from contacts.views.organizations import OrganizationPage, crumbs_above
from crm.common.dates import today
from crm.common.permissions import Role
from crm.common.views import FormPage, MemberView, get_visible

CANDIDATES = 8


def page_of(organization: Organization) -> str:
    return reverse("contacts:composition", args=[organization.pk])


def rules_with_findings(composition: Composition) -> list[dict[str, Any]]:
    """Each rule as the page shows it: its sentence, its state, and what it finds in each of its groups."""
    shown = []
    for rule in composition.rules:
        findings = [finding for finding in composition.findings if finding.rule is rule]
        unmet = [finding for finding in findings if finding.gap]
        shown.append(
            {
                "rule": rule,
                "sentence": sentence(rule),
                "findings": findings,
                "cells": cells(findings),
                "is_met": not unmet,
                "unmet": len(unmet),
                "askable": {finding.key for finding in findings if finding.missing and can_be_asked_for(finding)},
            }
        )
    return shown


def cells(findings: list[Finding]) -> list[dict[str, Any]]:
    """The groups as they are drawn, those that lack somebody first: both sides of an organization stand together."""
    together: dict[Any, dict[str, Any]] = {}
    for finding in findings:
        is_both = finding.rule.measure == RuleMeasure.EACH_SIDE and finding.organization
        key = finding.organization.pk if is_both else finding.key
        name = finding.organization.name if is_both else finding.subject
        cell = together.setdefault(key, {"name": name, "parts": [], "is_met": True})
        cell["parts"].append({"finding": finding, "label": Side(finding.side).label if is_both else ""})
        cell["is_met"] = cell["is_met"] and not finding.gap
    return sorted(together.values(), key=lambda cell: cell["is_met"])


class CompositionDetail(OrganizationPage):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        organization = self.organization(request, pk)
        form = DayForm.of(request.GET)
        day = form.chosen
        composition = compositions([organization], day)[organization.pk]
        context = {
            **self.frame(organization, "composition"),
            "form": form,
            "day": day,
            "is_today": day == today(),
            "composition": composition,
            "rules": rules_with_findings(composition),
            "people_url": members_url(organization, False, day),
        }
        return TemplateResponse(request, "contacts/composition.html", context)


class CompositionCandidates(OrganizationPage):
    """People who would fill one gap: a part of the page for htmx, a page of its own without."""

    def get(self, request: HttpRequest, pk: int, rule: int, group: str) -> HttpResponse:
        organization = self.organization(request, pk)
        form = DayForm.of(request.GET)
        finding = self.finding(organization, form, rule, group)
        found = candidates(finding, organization, form.chosen, request.user)
        people = list(found.with_current_memberships(form.chosen)[:CANDIDATES])
        context = {
            **self.frame(organization, "composition"),
            "title": _("Vilka kan frågas?"),
            "finding": finding,
            "sentence": sentence(finding.rule),
            "candidates": [{"person": person, **describe_person(person)} for person in people],
            "list_url": list_url(finding),
        }
        part = "_candidates.html" if request.htmx else "composition_candidates.html"  # type: ignore[attr-defined]
        return TemplateResponse(request, f"contacts/{part}", context, headers={"Vary": "HX-Request"})

    def finding(self, organization: Organization, form: DayForm, rule: int, key: str) -> Finding:
        findings = compositions([organization], form.chosen)[organization.pk].findings
        for finding in findings:
            if finding.rule.pk == rule and finding.key == key and can_be_asked_for(finding):
                return finding
        raise Http404(_("Sidan finns inte."))


def list_url(finding: Finding) -> str:
    """The people list with as much of the gap as it can filter by."""
    asked = {
        "county": finding.area and finding.area.code,
        "party": finding.party and finding.party.code,
        "sector": finding.sector,
        "side": finding.side,
        "organization": finding.organization and finding.organization.pk,
        "below": "on" if finding.organization else "",
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('contacts:person_list')}?{query}" if query else ""


class RulePage(FormPage):
    """A form of one rule. Subclasses say of which body and which measure."""

    form_class = RuleForm
    template_name = "contacts/composition_rule_form.html"
    organization: Organization
    measure = ""

    def extra_context(self) -> dict[str, Any]:
        url = page_of(self.organization)
        return {
            "lead": self.organization.name,
            "crumbs": [
                *crumbs_above(self.organization, itself=True),
                {"label": _("Sammansättning"), "url": url},
            ],
            "cancel_url": url,
            "example": EXAMPLES.get(RuleMeasure(self.measure)) if self.measure else "",
        }


class RuleAdd(RulePage):
    """First which kind of rule (`?measure=`), then its numbers."""

    success_message = gettext_lazy("Regeln är tillagd.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        asked = request.GET.get("measure", "")
        self.measure = asked if asked in RuleMeasure.values else ""
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.measure:
            return super().get(request, **kwargs)
        self.organization = get_visible(Organization.objects, request.user, pk=kwargs["pk"])
        context = {
            **self.extra_context(),
            "title": _("Vad ska regeln räkna?"),
            "measures": [
                {"label": measure.label, "example": EXAMPLES[measure], "url": f"?measure={measure.value}"}
                for measure in RuleMeasure
            ],
        }
        return TemplateResponse(request, "contacts/composition_measures.html", context)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.measure:
            get_visible(Organization.objects, request.user, pk=kwargs["pk"])
            return HttpResponseRedirect(request.path)
        return super().post(request, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        self.organization = get_visible(Organization.objects, self.request.user, pk=self.kwargs["pk"])
        return {"user": self.request.user, "measure": self.measure}

    def save(self, form: RuleForm) -> str:
        composition_rules.add(
            organization=self.organization, measure=self.measure, actor=self.request.user, **form.values
        )
        return page_of(self.organization)

    def extra_context(self) -> dict[str, Any]:
        return {**super().extra_context(), "title": _("Ny regel"), "submit_label": _("Lägg till regeln")}


class RuleEdit(RulePage):
    success_message = gettext_lazy("Regeln är ändrad.")

    def form_kwargs(self) -> dict[str, Any]:
        self.rule = rule_of(self.request, self.kwargs["pk"])
        self.organization, self.measure = self.rule.organization, self.rule.measure
        return {"user": self.request.user, "measure": self.measure, "rule": self.rule}

    def save(self, form: RuleForm) -> str:
        composition_rules.edit(
            rule=self.rule, version=form.cleaned_data["version"], actor=self.request.user, **form.values
        )
        return page_of(self.organization)

    def extra_context(self) -> dict[str, Any]:
        return {**super().extra_context(), "title": _("Ändra regel"), "object": self.rule, "rule": self.rule}


class RuleRemove(MemberView):
    role = Role.EDITOR

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rule = rule_of(request, pk)
        context = {
            "title": _("Ta bort regeln"),
            "question": sentence(rule),
            "submit_label": _("Ta bort"),
            "danger": True,
            "cancel_url": page_of(rule.organization),
            "crumbs": crumbs_above(rule.organization, itself=True),
        }
        return TemplateResponse(request, "pages/confirm.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        rule = rule_of(request, pk)
        composition_rules.remove(rule=rule, actor=request.user)
        messages.success(request, _("Regeln är borttagen."))
        return HttpResponseRedirect(page_of(rule.organization))


class RuleUp(MemberView):
    role = Role.EDITOR
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        rule = rule_of(request, pk)
        composition_rules.move_up(rule=rule, actor=request.user)
        return HttpResponseRedirect(page_of(rule.organization))


def rule_of(request: HttpRequest, pk: int) -> CompositionRule:
    """A rule of a body that the user may see."""
    rule = CompositionRule.objects.filter(pk=pk).select_related("organization").first()
    if rule is None:
        raise Http404(_("Sidan finns inte."))
    get_visible(Organization.objects, request.user, pk=rule.organization_id)
    return rule
