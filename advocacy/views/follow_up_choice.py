"""What the pages of figures are asked for, read from their address."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from advocacy.choices import Comparison
from advocacy.forms.follow_up import FollowUpForm
from advocacy.models import Plan
from advocacy.services.figures.periods import Period, Side, quarter, sides
from advocacy.services.figures.scope import OF_PLAN, Scope, UnknownScope, named
from advocacy.services.figures.whole import OF_A_GOAL, FigureSet
from advocacy.services.reach import plan_period
from crm.common.dates import today

NAMES = ("scope", "audience", "first", "last", "compared", "part")
# The whole of a period that crosses an election, with the audience of its last day.
WHOLE = "hela"
# Sections that ask an audience: over an election each side is told by itself.
OF_SIDES = ("reach", *OF_A_GOAL)
# Tells of today, whatever the period: of those who are in the audience now.
OF_TODAY = "recency"


@dataclass(frozen=True)
class Choice:
    """What was asked for. `parts`: the period on each side of an election.

    `part`: the number of the one that is told of, or WHOLE; '' tells of every side by itself.
    `is_as_asked`: False where something in the address could not be read, and the usual stands in its place.
    """

    form: FollowUpForm
    scope: Scope
    whole: Period
    parts: list[Side]
    part: str
    compared: str
    is_as_asked: bool = True

    @property
    def shown(self) -> Period:
        return self.parts[int(self.part)].days if self.part.isdecimal() else self.whole

    @property
    def figures(self) -> FigureSet:
        return FigureSet(self.scope, *self.shown, self.compared)

    @property
    def side(self) -> Side | None:
        """The side of an election that alone is told of."""
        return self.parts[int(self.part)] if self.part.isdecimal() and len(self.parts) > 1 else None

    def sides(self, section: str) -> list[Choice]:
        """What a section is told of: every side of an election, where it asks an audience and none is chosen."""
        if self.part or len(self.parts) == 1:
            return [self]
        if section not in OF_SIDES:
            return [replace(self, part=WHOLE)]
        numbers = range(len(self.parts))
        return [replace(self, part=str(at)) for at in (numbers[-1:] if section == OF_TODAY else numbers)]

    def query(self, **other: str) -> str:
        """The same as a query string, but for `other`; what is empty is left out."""
        asked = {
            "scope": self.scope.code,
            "audience": str(self.scope.audience.pk) if self.scope.audience else "",
            "first": self.whole[0].isoformat(),
            "last": self.whole[1].isoformat(),
            "compared": self.compared,
            "part": self.part,
        }
        return urlencode({name: value for name, value in {**asked, **other}.items() if value})


def chosen(request: HttpRequest) -> Choice | None:
    """What the address asks for, else all of the current plan to date. None where there is no plan.

    What cannot be read falls back to that, and the form says why; what can be read stands.
    """
    plan = Plan.objects.visible_to(request.user).current(today())
    plan = plan or Plan.objects.visible_to(request.user).order_by("-starts_on").first()
    if plan is None:
        return None
    usual = _usual(request, plan)
    asked = {name: request.GET[name] for name in NAMES if request.GET.get(name)}
    form = FollowUpForm({**usual, **asked}, user=request.user, day=today())
    # A priority that is no longer offered can still be asked about.
    is_as_asked = form.is_valid() or (set(form.errors) == {"scope"} and _is_known(usual["scope"]))
    data = form.cleaned_data
    first, last = data.get("first"), data.get("last")
    whole = (first, last) if first and last else plan_period(plan)
    scope = _scope(data.get("scope") or usual["scope"], whole[1], plan)
    if data.get("audience") and scope.goal is None:
        scope = Scope(scope.plan, scope.priority, audience=data["audience"])
    parts = sides(whole)
    part = request.GET.get("part", "")
    if len(parts) == 1 or part not in (*map(str, range(len(parts))), WHOLE):
        part = ""
    return Choice(form, scope, whole, parts, part, data.get("compared") or Comparison.BEFORE, is_as_asked)


def _usual(request: HttpRequest, plan: Plan) -> dict[str, str]:
    """What is asked where the address says nothing: of a plan or goal of another year, that year."""
    scope = request.GET.get("scope") or f"{OF_PLAN}:{plan.code}"
    held = _scope(scope, today(), plan).plan
    first, last = plan_period(held)
    return {
        "scope": scope, "first": first.isoformat(), "last": last.isoformat(), "compared": Comparison.BEFORE,
    }  # fmt: skip


def _is_known(name: str) -> bool:
    try:
        named(name, today())
    except UnknownScope:
        return False
    return True


def _scope(name: str, day: dt.date, plan: Plan) -> Scope:
    try:
        return named(name, day)
    except UnknownScope:
        return Scope(plan)


def quick_periods(choice: Choice) -> list[dict[str, Any]]:
    """Tabs for the periods that are asked for most, all up to today."""
    day = today()
    found = {
        _("Detta kvartal"): (quarter(day)[0], day),
        _("Förra kvartalet"): quarter(day, 1),
        _("Detta halvår"): (day.replace(month=1 if day.month < 7 else 7, day=1), day),
        _("I år"): (day.replace(month=1, day=1), day),
        _("Planen hittills"): plan_period(choice.scope.plan),
    }
    tabs, is_marked = [], False
    for label, (first, last) in found.items():
        url = "?" + choice.query(first=first.isoformat(), last=last.isoformat(), part="")
        tabs.append({"label": label, "url": url, "active": (first, last) == choice.whole and not is_marked})
        is_marked = is_marked or (first, last) == choice.whole
    return tabs
