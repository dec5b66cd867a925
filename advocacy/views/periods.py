"""The period that a page of figures shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest

from advocacy.forms.goal import PeriodForm
from advocacy.models import Plan
from advocacy.services.reach import periods, plan_period


@dataclass(frozen=True)
class ChosenPeriod:
    """What was asked for, its parts on each side of an election, and the part that is shown."""

    form: PeriodForm
    whole: tuple[dt.date, dt.date]
    parts: list[tuple[dt.date, dt.date]]
    shown: tuple[dt.date, dt.date]


def chosen_period(request: HttpRequest, plan: Plan) -> ChosenPeriod:
    """The period of `?first=…&last=…`, else the plan's; `?part=0` chooses a part, else the last one is shown.

    A period that cannot be read falls back to the plan's, and the form says why.
    """
    whole = plan_period(plan)
    form = PeriodForm(initial={"first": whole[0], "last": whole[1]})
    if "first" in request.GET or "last" in request.GET:
        form = PeriodForm(request.GET)
        if form.is_valid():
            whole = form.cleaned_data["first"], form.cleaned_data["last"]
    parts = periods(*whole)
    wanted = request.GET.get("part", "")
    shown = parts[int(wanted)] if wanted in map(str, range(len(parts))) else parts[-1]
    return ChosenPeriod(form, whole, parts, shown)
