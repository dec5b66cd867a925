"""One goal: its reach, the lists behind every figure, and both as a workbook."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import GoalKind, LadderStep
from advocacy.columns.goal import organization_columns, person_columns
from advocacy.exports.goal import workbook
from advocacy.filters.goal import UnitFilter
from advocacy.forms.goal import GoalForm
from advocacy.models import Goal, Interaction, Plan
from advocacy.services import plans
from advocacy.services.one_voice import Anchoring, anchoring
from advocacy.services.reach import UNKNOWN, Group, Reach, goal_summaries, plan_period
from advocacy.views.periods import ChosenPeriod, chosen_period
from advocacy.views.plans import crumbs
from contacts.choices import NewIn
from contacts.models import Area, Party
from contacts.views.parts import panels_of
from crm.common.dates import today
from crm.common.exports import XLSX, ReasonNeeded
from crm.common.exports.page import ask_reason
from crm.common.permissions import Role, can
from crm.common.views import FormPage, ListPage, MemberView, get_visible
from crm.templatetags.ui import long_day

FIGURE_TITLES = {
    "audience": gettext_lazy("Målgruppen"),
    "reached": gettext_lazy("Nådda"),
    "covered": gettext_lazy("Träffade i målgruppen"),
    "missed": gettext_lazy("Ännu inte träffade"),
    "informed": gettext_lazy("Informerade i målgruppen"),
    "since_left": gettext_lazy("Nådda som sedan har lämnat"),
    "outside": gettext_lazy("Nådda utanför målgruppen"),
    "other_role": gettext_lazy("Träffade i ett annat uppdrag"),
}
WHITE_SPOTS = 6
LATEST = 10


def goal_of(request: HttpRequest, pk: int) -> Goal:
    return get_visible(Goal.objects.for_list(), request.user, pk=pk)


def period_query(period: ChosenPeriod) -> str:
    """The shown part as a query string: what the lists behind the figures are asked with."""
    return urlencode({"first": period.shown[0].isoformat(), "last": period.shown[1].isoformat()})


class GoalDetail(MemberView):
    """The goal page: the figure with its sentence, the ladder, party × county, white spots."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        goal = goal_of(request, pk)
        period = chosen_period(request, goal.plan)
        reach = Reach(goal, *period.shown)
        contacts = Interaction.objects.listed_for(request.user)
        # Ids alone stand in an index: the number and the latest in one reading.
        held = contacts.for_goal(goal).between(*period.shown).order_by("-held_on", "-pk").values_list("pk", flat=True)
        ids = list(held)
        counties = {area.pk: area for area in Area.objects.filter(kind="county")} if reach.has_audience else {}
        context = {
            "goal": goal,
            "reach": reach,
            "period": period,
            "period_tabs": self.period_tabs(request, period),
            "query": period_query(period),
            "crumbs": [*crumbs(goal.priority, goal.plan), self.priority_crumb(goal)],
            "criteria": goal.audience.criteria.all() if goal.audience else [],
            "steps": [(step.label, reach.ladder[step], step.value) for step in reversed(LadderStep)]
            if reach.is_about_people
            else [],
            "heat": heat_map(reach, counties) if reach.has_audience and reach.is_about_people else None,
            "may_have_new": reach.has_audience and reach.is_about_people,
            "by_county": by_county(reach, counties) if reach.has_audience and not reach.is_about_people else [],
            "white_spots": white_spots(reach, counties) if reach.has_audience else [],
            "activities": goal.activities.select_related("owner"),
            "contact_count": len(ids),
            "contacts": contacts.filter(pk__in=ids[:LATEST]).for_list().order_by("-held_on", "-pk"),
            "anchoring": self.anchoring(goal, period),
            "is_current": goal.plan == Plan.objects.current(today()),
            "may_edit": can(request.user, Role.MANAGER),
            "may_log": can(request.user, Role.EDITOR),
            "panels": panels_of(goal, request),
        }
        return TemplateResponse(request, "advocacy/goal_detail.html", context)

    def anchoring(self, goal: Goal, period: ChosenPeriod) -> Anchoring | None:
        """A goal of agreement is measured by formal decisions, not by whom we met (metrics: anchoring)."""
        if goal.kind != GoalKind.AGREEMENT:
            return None
        return anchoring([goal.priority_id], period.shown[1])[goal.priority_id]

    def priority_crumb(self, goal: Goal) -> dict[str, str]:
        return {"label": str(goal.priority), "url": goal.priority.get_absolute_url()}

    def period_tabs(self, request: HttpRequest, period: ChosenPeriod) -> list[dict[str, Any]]:
        """A tab for each side of an election; none when the period does not cross one."""
        if len(period.parts) < 2:
            return []
        asked = {"first": period.whole[0].isoformat(), "last": period.whole[1].isoformat()}
        return [
            {
                "label": span(first, last),
                "url": "?" + urlencode({**asked, "part": number}),
                "active": (first, last) == period.shown,
            }
            for number, (first, last) in enumerate(period.parts)
        ]


def span(first: Any, last: Any) -> str:
    """'1 jan – 27 sep 2026', as tabs and headings write it."""
    return f"{long_day(first)} – {long_day(last)}"


def heat_map(reach: Reach, known_areas: dict[int, Area]) -> dict[str, Any]:
    """Party × county as rows of cells with sums, parties and counties in their usual order, the unknown last."""
    groups = {(g.party, g.county): g for g in reach.groups}
    known_parties = {p.code: p for p in Party.objects.all()}
    columns = sorted({c for _p, c in groups}, key=lambda c: known_areas[c].code if c in known_areas else "~")
    parties = sorted({p for p, _c in groups}, key=lambda p: known_parties[p].position if p in known_parties else 999)
    return {
        "counties": [known_areas.get(c) for c in columns],
        "rows": [
            {
                "party": known_parties.get(code),
                "code": code,
                "cells": [_cell(groups.get((code, c)), code, known_areas.get(c)) for c in columns],
                "total": _total([g for g in reach.groups if g.party == code], {"party": code}),
            }
            for code in parties
        ],
        "totals": [
            _total([g for g in reach.groups if g.county == c], {"county": _county_code(known_areas.get(c))})
            for c in columns
        ],
        "total": _total(reach.groups, {}),
    }


def _county_code(county: Area | None) -> str:
    return county.code if county else UNKNOWN


def _total(groups: Sequence[Group], asked: dict[str, str]) -> dict[str, Any]:
    """The sum of some groups; each person belongs to one group, so sums count nobody twice."""
    return {
        "covered": sum(g.covered for g in groups),
        "audience": sum(g.audience for g in groups),
        "query": urlencode(asked),
    }


def _cell(group: Group | None, party: str, county: Area | None) -> dict[str, Any]:
    query = urlencode({"party": party, "county": _county_code(county)})
    return {"group": group, "heat": _heat(group), "query": query}


def _heat(group: Group | None) -> str:
    """0–5: how much of the group was met; 'none' where nobody is."""
    return "none" if group is None or not group.audience else str(round(5 * group.covered / group.audience))


class GoalNew(MemberView):
    """How many of the newly elected and of the others were met; a page of its own to who has no JavaScript.

    Fetched after the goal's page: who is new is asked of every mandate of the audience.
    """

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        goal = goal_of(request, pk)
        reach = Reach(goal, *chosen_period(request, goal.plan).shown)
        part = "_goal_new" if request.htmx else "goal_new"  # type: ignore[attr-defined]
        context = {
            "title": _("Nyvalda och övriga"),
            "crumbs": [{"label": str(goal), "url": goal.get_absolute_url()}],
            "reach": reach,
            "by_new": newly_elected(reach),
        }
        return TemplateResponse(request, f"advocacy/{part}.html", context, headers={"Vary": "HX-Request"})


NEW = [
    (NewIn.EVERYWHERE, gettext_lazy("Nya helt och hållet")),
    (NewIn.ASSEMBLY, gettext_lazy("Nyvalda som satt i en annan församling förut")),
    (None, gettext_lazy("Övriga")),
]


def newly_elected(reach: Reach) -> list[dict[str, Any]]:
    """Covered and audience by newly elected; nothing where nobody is."""
    found = reach.by_new()
    if not any(found[new_in][1] for new_in in NewIn if new_in in found):
        return []
    return [{"label": label, "covered": found[key][0], "audience": found[key][1]} for key, label in NEW]


def by_county(reach: Reach, counties: dict[int, Area]) -> list[dict[str, Any]]:
    names = {a.code: a.name for a in counties.values()}
    return [
        {"name": names.get(code, _("okänt län")), "group": g, "query": urlencode({"county": code})}
        for code, g in sorted(reach.by_county.items())
    ]


def white_spots(reach: Reach, areas: dict[int, Area]) -> list[dict[str, Any]]:
    """The groups with the lowest coverage, those where everybody was met left out."""
    spots = []
    for g in reach.thin_groups()[:WHITE_SPOTS]:
        county = areas.get(g.county) if g.county else None
        party = g.party if g.party != UNKNOWN else _("utan parti")
        where = county.name if county else _("okänt län")
        spots.append(
            {
                "label": f"{party}, {where}" if reach.is_about_people else where,
                "group": g,
                "query": urlencode({"party": g.party, "county": _county_code(county)}),
            }
        )
    return spots


class GoalUnits(ListPage):
    """The people or organizations behind one figure of a goal."""

    filterset_class = UnitFilter
    template_name = "advocacy/goal_units.html"
    results_template = "contacts/_results.html"
    default_sort = "name"

    def get(self, request: HttpRequest, pk: int, figure: str) -> HttpResponse:  # type: ignore[override]
        self.arrange(pk=pk, figure=figure)
        return super().get(request)

    def arrange(self, pk: int, figure: str) -> None:
        """The goal, the period and the figure that the address names."""
        if figure not in Reach.FIGURES:
            raise Http404
        self.goal, self.figure = goal_of(self.request, pk), figure
        self.period = chosen_period(self.request, self.goal.plan)
        self.counted = Reach(self.goal, *self.period.shown)
        self.reach = self.counted.as_read_by(self.request.user)

    def queryset(self) -> Any:
        """The members of the register among them; the gate is the register's own."""
        asked = (self.request.GET.get(name, "") for name in ("party", "county", "step"))
        return self.reach.units_of_group(self.figure, *asked).visible_to(self.request.user)

    def prepare_rows(self, rows: Any) -> Any:
        return self.reach.rows(super().prepare_rows(rows))

    def get_columns(self) -> Any:
        return person_columns() if self.reach.is_about_people else organization_columns()

    def hidden(self) -> int:
        """How many the figure counts beyond the list: known through contacts that this reader may not read."""
        return max(0, self.counted.units(self.figure).count() - self.reach.units(self.figure).count())

    def extra_context(self) -> dict[str, Any]:
        return {
            "goal": self.goal,
            "title": FIGURE_TITLES[self.figure],
            "figure": self.figure,
            "hidden": self.hidden(),
            "export_url": reverse("advocacy:goal_units_export", args=[self.goal.pk, self.figure]),
            "results_template": self.results_template,
            "sources": self.reach.sources() if self.reach.has_audience else [],
            "period": self.period,
            "query": period_query(self.period),
            "span": span(*self.period.shown),
            "crumbs": [
                {"label": self.goal.code, "url": self.goal.get_absolute_url() + "?" + period_query(self.period)}
            ],
        }


class GoalExport(MemberView):
    """The goal's figures and the lists behind them, as a workbook; above the limit a reason is asked for (403)."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        goal = goal_of(request, pk)
        period = chosen_period(request, goal.plan)
        name = f"{goal.plan.code}-{goal.code}-{period.shown[1].isoformat()}.xlsx"
        file = tempfile.TemporaryFile()  # noqa: SIM115 the response closes it
        try:
            workbook(file, Reach(goal, *period.shown), actor=request.user, reason=request.GET.get("reason", ""))
        except ReasonNeeded as needed:
            file.close()
            return ask_reason(request, needed, back=f"{goal.get_absolute_url()}?{period_query(period)}")
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX.content_type)


class GoalEdit(FormPage):
    """Statement, unit, audience and target of a goal."""

    role = Role.MANAGER
    form_class = GoalForm
    template_name = "advocacy/goal_form.html"
    success_message = gettext_lazy("Målet är sparat.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.pk = kwargs["pk"]
        return super().dispatch(request, *args, **kwargs)

    @property
    def goal(self) -> Goal:
        return goal_of(self.request, self.pk)

    def form_kwargs(self) -> dict[str, Any]:
        goal = self.goal
        return {"instance": goal, "initial": {"version": goal.version}}

    def save(self, form: GoalForm) -> str:
        data = dict(form.cleaned_data)
        goal = plans.edit_goal(goal=self.goal, actor=self.request.user, version=data.pop("version"), **data)
        return reverse("advocacy:goal_detail", args=[goal.pk])

    def extra_context(self) -> dict[str, Any]:
        return {"goal": self.goal, "cancel_url": self.goal.get_absolute_url()}


class CoverageCard(MemberView):
    """Coverage of this year's goals, for 'Idag': asked for by the page when it is shown."""

    def get(self, request: HttpRequest) -> HttpResponse:
        plan = Plan.objects.visible_to(request.user).current(today())
        context: dict[str, Any] = {"plan": plan, "reaches": []}
        if plan:
            first, last = plan_period(plan)
            reaches = goal_summaries(plan.goals.for_list(), first, last)
            context["reaches"] = [r for r in reaches if r.has_audience and r.audience]
            shown = next((r.first for r in context["reaches"] if r.before), None)
            context |= {"last": last, "split": shown}
        return TemplateResponse(request, "advocacy/_goals_coverage.html", context)
