"""Who is in a programme's cohort: who is new and waits, who has a case; starting with many at once."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from advocacy.choices import CohortRule
from advocacy.columns.onboarding import case_badge
from advocacy.forms.onboarding_people import StartForm, possible_hosts
from advocacy.models import OnboardingCase, OnboardingProgramme
from advocacy.querysets.audience import criteria_of, memberships_in
from advocacy.services import onboarding_before, onboarding_cohort, onboarding_hosts
from advocacy.views.onboarding import crumbs, tabs
from contacts.models import Membership
from crm.common.dates import today
from crm.common.messages import done
from crm.common.permissions import Role, can
from crm.common.views import MemberView, add_errors, get_visible

PAGE = 50
EVERYBODY = "alla"


class Cohort(MemberView):
    """The new ones who wait for their introduction, each with a host suggested; POST begins with them."""

    write_role = Role.EDITOR

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rows = OnboardingProgramme.objects.select_related("audience", "owner")
        self.programme = get_visible(rows, request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if request.GET.get("visa") == EVERYBODY and not self.is_leaving:
            return self.show_audience()
        return self.show(self.form())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not can(request.user, Role.EDITOR):
            raise PermissionDenied
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        people = None if form.cleaned_data["which"] == StartForm.ALL else form.cleaned_data["people"]
        try:
            made = onboarding_cohort.start(
                actor=request.user, programme=self.programme, people=people, hosts=self.hosts(form, people)
            )
        except ValidationError as error:
            add_errors(form, error)
            return self.show(form, status=422)
        done(request, made)
        return HttpResponseRedirect(reverse("advocacy:onboarding_board", args=[self.programme.pk]))

    def hosts(self, form: StartForm, people: Any) -> dict[int, Any]:
        """Those chosen on the page; for those who are not on it, as would have been suggested there."""
        chosen = form.chosen_hosts()
        wanted = self.waiting if people is None else {pk: self.waiting[pk] for pk in people if pk in self.waiting}
        rest = [newcomer for pk, newcomer in wanted.items() if pk not in chosen]
        suggested = onboarding_hosts.suggest(rest, reader=self.request.user) if rest else {}
        hosts = {**{pk: one.user for pk, one in suggested.items()}, **chosen}
        return {pk: user for pk, user in hosts.items() if user}

    # --- What the page shows ---

    @cached_property
    def cohort(self) -> dict[int, Any]:
        return onboarding_cohort.cohort(self.programme, today())

    @cached_property
    def waiting(self) -> dict[int, Any]:
        taken = set(OnboardingCase.objects.filter(programme=self.programme).values_list("person", flat=True))
        return {person: one for person, one in self.cohort.items() if person not in taken}

    @cached_property
    def page(self) -> Any:
        """A page of those who wait, by name: the ids of their mandates."""
        ids = [newcomer.membership for newcomer in self.waiting.values()]
        rows = Membership.objects.filter(pk__in=ids).order_by("person__sort_key", "pk").values_list("pk", flat=True)
        paginator = Paginator(rows, PAGE)
        paginator.count = len(ids)
        return paginator.get_page(self.request.GET.get("sida"))

    @cached_property
    def shown(self) -> list[Any]:
        by_mandate = {newcomer.membership: newcomer for newcomer in self.waiting.values()}
        return [by_mandate[pk] for pk in self.page.object_list]

    @cached_property
    def may_start(self) -> bool:
        return can(self.request.user, Role.EDITOR) and self.programme.closed_at is None

    @cached_property
    def suggested(self) -> dict[int, Any]:
        return onboarding_hosts.suggest(self.shown, reader=self.request.user) if self.may_start else {}

    def form(self, data: Any = None) -> StartForm:
        hosts = list(possible_hosts()) if self.may_start else []
        return StartForm(
            data,
            shown=[newcomer.person for newcomer in self.shown],
            hosts=hosts,
            suggested={pk: one.user for pk, one in self.suggested.items()},
        )

    def rows(self, form: StartForm) -> list[dict[str, Any]]:
        mandates = onboarding_cohort.mandates(self.shown)
        leaving = self.is_leaving and onboarding_before.leavers(mandates, self.request.user)
        ticked = form.data.getlist("people") if form.is_bound else None
        return [
            {
                "mandate": mandate,
                "person": mandate.person,
                "area": mandate.area or mandate.organization.area,
                "day": newcomer.day,
                "host": form[f"host-{newcomer.person}"],
                "reasons": one.reasons if (one := self.suggested.get(newcomer.person)) else (),
                "is_ticked": ticked is None or str(newcomer.person) in ticked,
                "commitments": len(leaving.get(newcomer.person, [])) if leaving else 0,
            }
            for newcomer, mandate in zip(self.shown, mandates, strict=True)
        ]

    @property
    def is_leaving(self) -> bool:
        return self.programme.cohort == CohortRule.LEAVING

    @cached_property
    def audience(self) -> dict[int, int]:
        """Everybody in the audience today: the weightiest mandate by person, by ids."""
        held: Any = memberships_in(criteria_of(self.programme.audience), today()).by_weight()
        found: dict[int, int] = {}
        for person, mandate in held.values_list("person", "pk"):
            found.setdefault(person, mandate)
        return found

    def show_audience(self) -> HttpResponse:
        """The whole audience by name, with who of it is new and who has a case."""
        rows = Membership.objects.filter(pk__in=self.audience.values()).order_by("person__sort_key", "pk")
        page = Paginator(rows.with_names().select_related("person"), PAGE).get_page(self.request.GET.get("sida"))
        people = [mandate.person_id for mandate in page.object_list]
        cases = OnboardingCase.objects.for_list().filter(programme=self.programme, person__in=people)
        found = {case.person_id: case for case in cases}
        lines = [
            {
                "mandate": mandate,
                "area": mandate.area or mandate.organization.area,
                "case": (case := found.get(mandate.person_id)),
                "badge": case_badge(case) if case else None,
                "is_new": mandate.person_id in self.cohort,
            }
            for mandate in page.object_list
        ]
        return self.answer({"everybody": lines, "page_obj": page}, status=200)

    def show(self, form: StartForm, status: int = 200) -> HttpResponse:
        own = {"form": form, "rows": self.rows(form), "page_obj": self.page, "may_start": self.may_start}
        return self.answer(own, status)

    def answer(self, own: dict[str, Any], status: int) -> HttpResponse:
        waiting, audience = len(self.waiting), len(self.audience)
        everybody = "everybody" in own
        context = {
            "title": _("De som lämnar") if self.is_leaving else _("De nya"),
            "programme": self.programme,
            "crumbs": crumbs(self.programme),
            "tabs": tabs(self.programme, "onboarding_cohort"),
            "is_leaving": self.is_leaving,
            "counts": {
                "audience": audience,
                "cohort": len(self.cohort),
                "waiting": waiting,
                "started": len(self.cohort) - waiting,
            },
            "shown_tabs": []
            if self.is_leaving
            else [
                {"label": _("Väntar"), "url": "?", "active": not everybody, "count": waiting},
                {"label": _("Hela målgruppen"), "url": f"?visa={EVERYBODY}", "active": everybody, "count": audience},
            ],
            **own,
        }
        return TemplateResponse(self.request, "advocacy/onboarding_cohort.html", context, status=status)
