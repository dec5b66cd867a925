"""Programmes of introduction: the list with their progress, the form, one programme's figures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from advocacy.choices import CohortRule
from advocacy.forms.onboarding import ProgrammeForm
from advocacy.models import OnboardingProgramme
from advocacy.pictures.cohort import progress
from advocacy.querysets.onboarding_lists import with_progress
from advocacy.services import onboarding, onboarding_cohort, onboarding_whole
from advocacy.services.onboarding_figures import Figures
from advocacy.services.onboarding_starts import STARTS
from crm.common.dates import today
from crm.common.permissions import Role
from crm.common.views import FormPage, MemberView, get_visible

LIST = "advocacy:onboarding_list"
GROUPS = ("party", "county", "committee")


def programmes_crumb() -> dict[str, str]:
    return {"label": _("Introduktion"), "url": reverse(LIST)}


def crumbs(programme: OnboardingProgramme | None = None) -> list[dict[str, str]]:
    found = [programmes_crumb()]
    return [*found, {"label": programme.name, "url": programme.get_absolute_url()}] if programme else found


def tabs(programme: OnboardingProgramme, current: str) -> list[dict[str, Any]]:
    """The pages of one programme."""
    leaving = programme.cohort == CohortRule.LEAVING
    pages = (
        ("onboarding_detail", _("Läget")),
        ("onboarding_board", _("Tavla")),
        ("onboarding_cohort", _("De som lämnar") if leaving else _("De nya")),
    )
    return [
        {"label": label, "url": reverse(f"advocacy:{name}", args=[programme.pk]), "active": name == current}
        for name, label in pages
    ]


class ProgrammeList(MemberView):
    """The programmes with how far they have come; ready-made ones to begin from."""

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = OnboardingProgramme.objects.visible_to(request.user).select_related("audience", "owner")
        programmes = list(with_progress(rows, today()))
        context = {
            "title": _("Introduktion"),
            "running": [row for row in programmes if row.closed_at is None],
            "closed": [row for row in programmes if row.closed_at],
            "starts": list(STARTS.values()),
        }
        return TemplateResponse(request, "advocacy/onboarding_list.html", context)


class ProgrammeDetail(MemberView):
    """How a programme stands: the figures, step by step, and by party, county and committee."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = OnboardingProgramme.objects.select_related("audience", "owner", "priority")
        programme = get_visible(rows, request.user, pk=pk)
        figures = Figures(programme, today())
        by = request.GET.get("per", GROUPS[0])
        by = by if by in GROUPS else GROUPS[0]
        parts = getattr(figures, f"by_{by}")
        labels = {"party": _("Parti"), "county": _("Län"), "committee": _("Utskott")}
        done = _("Avtackade") if programme.cohort == CohortRule.LEAVING else _("Introducerade")
        context = {
            "title": programme.name,
            "programme": programme,
            "crumbs": crumbs(),
            "tabs": tabs(programme, "onboarding_detail"),
            "is_leaving": programme.cohort == CohortRule.LEAVING,
            "done_word": done,
            "picture": progress(
                parts, figures.whole, title=_("Hur långt kohorten har kommit"), head=labels[by], done=done
            ),
            "whole": figures.whole,
            "waiting": len(onboarding_cohort.waiting(programme, today())),
            "parts": parts,
            "by": labels[by],
            "by_query": by,
            "by_tabs": [{"label": labels[name], "url": f"?per={name}", "active": name == by} for name in GROUPS],
            "steps": programme.steps.select_related("track", "owner", "event", "letter"),
        }
        return TemplateResponse(request, "advocacy/onboarding_detail.html", context)


class ProgrammeAdd(FormPage):
    form_class = ProgrammeForm
    template_name = "advocacy/onboarding_form.html"
    programme: OnboardingProgramme | None = None

    def form_kwargs(self) -> dict[str, Any]:
        start = STARTS.get(self.request.GET.get("utgangspunkt", ""))
        return {"user": self.request.user, "programme": self.programme, "start": start}

    def save(self, form: ProgrammeForm) -> str:
        version = form.cleaned_data["version"] if self.programme else None
        content = form.content()
        made = onboarding_whole.store(actor=self.request.user, programme=self.programme, version=version, **content)
        messages.success(self.request, _("Programmet är sparat."))
        return made.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Redigera program") if self.programme else _("Nytt introduktionsprogram"),
            "programme": self.programme,
            "starts": [] if self.programme else list(STARTS.values()),
            "crumbs": crumbs(self.programme),
            "cancel_url": self.programme.get_absolute_url() if self.programme else reverse(LIST),
        }


class ProgrammeEdit(ProgrammeAdd):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.programme = get_visible(OnboardingProgramme.objects.all(), request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)


class ProgrammeClose(MemberView):
    """Ends a programme, or lets it go on."""

    role = Role.EDITOR
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        programme = get_visible(OnboardingProgramme.objects.all(), request.user, pk=pk)
        if request.POST.get("back") == "1":
            onboarding.reopen(actor=request.user, programme=programme)
            messages.success(request, _("Programmet pågår igen."))
        else:
            onboarding.close(actor=request.user, programme=programme)
            messages.success(request, _("Programmet är avslutat. Siffrorna finns kvar."))
        return HttpResponseRedirect(programme.get_absolute_url())
