"""'Följ upp det som kom med': the figure of implementation as a page, in pictures and tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advocacy.choices import MeasureState, NationalPlan
from advocacy.columns.measure import state_badge, state_words
from advocacy.filters.measure import MeasureAbout
from advocacy.models import Measure, Priority
from advocacy.services.measure_figures import (
    BACKWARD,
    FIRST_TOLD,
    FORWARD,
    STATES,
    UNKNOWN,
    Implementation,
    Standing,
    implementation,
)
from advocacy.views.measures import crumbs
from contacts.models import Area, Organization
from crm.common import charts
from crm.common.dates import today
from crm.common.days import DayFilter
from crm.common.views import MemberView
from crm.templatetags.ui import long_day, percent

PAINTS = {
    MeasureState.DONE: "strong",
    MeasureState.ON_TIME: "ok",
    MeasureState.LATE: "bad",
    MeasureState.NOT_STARTED: "pale",
    MeasureState.DROPPED: "warn",
    UNKNOWN: "hollow",
}
WAYS = {
    BACKWARD: ("bad", gettext_lazy("bakåt")),
    FORWARD: ("ok", gettext_lazy("framåt")),
    FIRST_TOLD: ("info", gettext_lazy("första uppgiften")),
}
NONE = None  # of no group


class FollowUpFilterSet(MeasureAbout):
    """Which measures, and between which days. Without days: the last twelve months."""

    first = DayFilter(method="ignored", label=gettext_lazy("Jämfört med"))
    last = DayFilter(method="ignored", label=gettext_lazy("Läget den"))

    class Meta(MeasureAbout.Meta):
        fields: list[str] = []

    def ignored(self, queryset: Any, name: str, value: Any) -> Any:
        return queryset

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """The two days, in order."""
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        last = asked.get("last") or today()
        first = asked.get("first") or last - dt.timedelta(days=365)
        return min(first, last), max(first, last)


@dataclass(frozen=True)
class Split:
    """One way of grouping: by its name in the address, how it is called, and what a measure belongs to."""

    name: str
    label: Any
    head: Any
    groups: Callable[[Standing], Iterable[Hashable]]
    parameter: str


SPLITS = (
    Split("lan", gettext_lazy("Län"), gettext_lazy("Län"), lambda one: one.counties or (NONE,), "county"),
    Split("plan", gettext_lazy("Plan"), gettext_lazy("Nationell plan"), lambda one: (one.plan,), "plan"),
    Split("sakfraga", gettext_lazy("Sakfråga"), gettext_lazy("Sakfråga"), lambda one: (one.priority,), "priority"),
    Split(
        "ansvarig", gettext_lazy("Ansvarig"), gettext_lazy("Ansvarig"), lambda one: (one.responsible,), "responsible"
    ),
)  # fmt: skip


class MeasureFollowUp(MemberView):
    """How it goes with what got into the plans: on time, late, not begun, done, and what has moved."""

    def get(self, request: HttpRequest) -> HttpResponse:
        filterset = FollowUpFilterSet(
            request.GET, queryset=Measure.objects.visible_to(request.user), request=request
        )  # fmt: skip
        figures = implementation(filterset.qs, *filterset.days)
        split = next((one for one in SPLITS if one.name == request.GET.get("per")), SPLITS[0])
        rows = split_rows(figures, split, request.GET)
        context = {
            "title": _("Följ upp det som kom med"),
            "crumbs": crumbs(),
            "filterset": filterset,
            "figures": figures,
            "told": told(figures, request.GET),
            "split": split,
            "rows": rows,
            "states": [state_words(state) for state in shown_states(figures)],
            "tabs": tabs(split, request.GET),
            "by_group": by_group(figures, split, rows),
            "between": between(figures),
            "moved": [moved(one) for one in figures.moved],
            "ways": ways(figures),
        }
        return TemplateResponse(request, "advocacy/measure_follow_up.html", context)


def shown_states(figures: Implementation) -> list[str]:
    """The states that some measure is in, or was; in the order in which they are told."""
    return [state for state in STATES if figures.now[state] or figures.before[state]]


def told(figures: Implementation, asked: QueryDict) -> list[dict[str, Any]]:
    """Each state with its number, its share and a link to the measures in it."""
    links = {} if figures.last < today() else {state: list_url(asked, state=state) for state in STATES}
    return [
        {
            "state": state,
            "label": state_words(state),
            "count": len(figures.now[state]),
            "share": percent(100 * len(figures.now[state]) / figures.count) if figures.count else "",
            "url": links.get(state, ""),
        }
        for state in shown_states(figures)
    ]


def list_url(asked: QueryDict, **more: Any) -> str:
    """The list of measures, of those asked about and further narrowed. It shows how it stands today."""
    kept = {name: asked[name] for name in ("plan", "priority", "county", "responsible") if asked.get(name)}
    return f"{reverse('advocacy:measure_list')}?{urlencode(kept | more)}"


def tabs(split: Split, asked: QueryDict) -> list[dict[str, Any]]:
    found = []
    for one in SPLITS:
        query = asked.copy()
        query["per"] = one.name
        found.append({"label": one.label, "url": f"?{query.urlencode()}", "active": one == split})
    return found


def split_rows(figures: Implementation, split: Split, asked: QueryDict) -> list[dict[str, Any]]:
    """A row a group: its name, how many in each state that is shown, and where they are listed."""
    counts = figures.split(split.groups)
    names = group_names(split, [group for group in counts if group is not NONE])
    states, rows = shown_states(figures), []
    for group, (name, value) in names.items():
        counted = counts[group]
        cells = [(counted[state], list_url(asked, **{split.parameter: value, "state": state})) for state in states]
        rows.append({
            "name": name, "counts": counted, "cells": cells, "total": counted.total(),
            "url": list_url(asked, **{split.parameter: value}),
        })  # fmt: skip
    if NONE in counts:
        left = counts[NONE]
        cells = [(left[state], "") for state in states]
        rows.append({"name": _("Inte angivet"), "counts": left, "cells": cells, "total": left.total(), "url": ""})
    return rows


def group_names(split: Split, ids: list[Any]) -> dict[Any, tuple[str, Any]]:
    """Name, and value in an address, of each group, in the order in which they are shown."""
    if split.name == "plan":
        return {plan: (str(NationalPlan(plan).label), plan) for plan in sorted(ids)}
    if split.name == "lan":
        rows = Area.objects.filter(pk__in=ids).order_by("sort_key")
        return {one.pk: (one.name, one.code) for one in rows}
    model: Any = Priority if split.name == "sakfraga" else Organization
    return {one.pk: (str(one), one.pk) for one in model.objects.filter(pk__in=ids)}


# --- Pictures -----------------------------------------------------------------------------------------------------


def series(figures: Implementation) -> list[charts.Series]:
    return [charts.Series(state, state_words(state), PAINTS[state]) for state in shown_states(figures)]  # type: ignore[index]


def by_group(figures: Implementation, split: Split, rows: list[dict[str, Any]]) -> charts.Chart:
    late = sorted((row for row in rows if row["counts"][MeasureState.LATE]), key=_latest)
    worst = _("Flest försenade: %(name)s, %(n)d.") % _named(late[-1]) if late else _("Ingen är försenad.")
    return charts.stacked_bars(
        title=_("Läget den %(day)s efter %(what)s") % {"day": long_day(figures.last), "what": str(split.label).lower()},
        description=f"{_counted(figures)} {worst}",
        groups=[(row["name"], row["counts"]) for row in rows],
        series=series(figures),
        unit=_("Antal åtgärder"),
        head=split.head,
        total=_("Alla"),
    )


def _latest(row: dict[str, Any]) -> int:
    return int(row["counts"][MeasureState.LATE])


def _named(row: dict[str, Any]) -> dict[str, Any]:
    return {"name": row["name"], "n": _latest(row)}


def between(figures: Implementation) -> charts.Chart:
    """Two bars: the day compared with, and the last one."""
    days = ((figures.first, figures.before), (figures.last, figures.now))
    return charts.stacked_bars(
        title=_("Då och nu"),
        description=f"{_counted(figures)} {ways(figures)}",
        groups=[(long_day(day), {state: len(ids) for state, ids in by_state.items()}) for day, by_state in days],
        series=series(figures),
        unit=_("Antal åtgärder"),
        head=_("Dag"),
        total=_("Alla"),
    )


def _counted(figures: Implementation) -> str:
    """'12 åtgärder: 3 färdig, 7 enligt plan, 2 försenad.'"""
    parts = [f"{len(figures.now[state])} {state_words(state).lower()}" for state in STATES if figures.now[state]]
    count = ngettext("%(n)d åtgärd", "%(n)d åtgärder", figures.count) % {"n": figures.count}
    return f"{count}: {', '.join(parts)}." if parts else f"{count}."


# --- What has moved -----------------------------------------------------------------------------------------------


def ways(figures: Implementation) -> str:
    """'2 framåt, 1 bakåt.'"""
    counted = figures.ways()
    said = [
        (counted[FORWARD], _("%(n)d framåt")),
        (counted[BACKWARD], _("%(n)d bakåt")),
        (counted[FIRST_TOLD], _("%(n)d med första uppgiften")),
    ]
    parts = [words % {"n": n} for n, words in said if n]
    return f"{', '.join(parts)}." if parts else _("Ingen har flyttat sig.")


def moved(one: Standing) -> dict[str, Any]:
    return {
        "name": one.name,
        "url": reverse("advocacy:measure_detail", args=[one.pk]),
        "before": state_badge(one.before),
        "now": state_badge(one.now),
        "since": one.since,
        "way": WAYS[one.way],
    }
