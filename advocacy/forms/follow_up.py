"""What the page of figures is asked for: of what, in which period, against what."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import Comparison, PriorityKind
from advocacy.forms.goal import PeriodForm
from advocacy.models import Audience, Goal, Plan, Priority
from advocacy.services.figures.scope import OF_PLAN, OF_PRIORITY

LONGEST = 90


class FollowUpForm(PeriodForm):
    """The address of the page. A priority is taken as the plan of the period's last day has it."""

    scope = forms.ChoiceField(label=gettext_lazy("Plan, sakfråga eller mål"))
    audience = forms.ModelChoiceField(
        Audience.objects.none(),
        required=False,
        label=gettext_lazy("Målgrupp"),
        empty_label=gettext_lazy("Målens egna"),
        help_text=gettext_lazy("Välj en för att se vilka i den som ingen har träffat. Ett mål har sin egen."),
    )
    compared = forms.ChoiceField(label=gettext_lazy("Jämfört med"), choices=Comparison.choices)
    field_order = ("scope", "audience", "first", "last", "compared")

    def __init__(self, data: Any, *, user: Any, day: dt.date) -> None:
        super().__init__(data)
        self.fields["scope"].choices = scopes(user, day)
        self.fields["audience"].queryset = Audience.objects.order_by("name")
        for field in self.fields.values():  # what is left out is asked for as usual
            field.required = False


def scopes(user: Any, day: dt.date) -> list[tuple[str, list[tuple[str, str]]]]:
    """All that can be asked about, in groups: the plan of `day` with its priorities and goals, then other years. Four
    queries.
    """
    current = Plan.objects.visible_to(user).current(day)
    plans = sorted(Plan.objects.visible_to(user), key=lambda p: (p != current, -(p.starts_on or day).toordinal()))
    current = current or next(iter(plans), None)
    goals: dict[int, list[tuple[str, str]]] = {plan.pk: [] for plan in plans}
    rows = Goal.objects.visible_to(user).order_by("priority__position", "code")
    codes = {plan.pk: plan.code for plan in plans}
    for plan, code, statement in rows.values_list("plan", "code", "statement"):
        shown = Truncator(f"{code} {statement}").chars(LONGEST)
        goals[plan].append((f"{codes[plan]}:{code}", shown))
    groups = []
    for plan in plans:
        whole = (f"{OF_PLAN}:{plan.code}", _("%(plan)s: hela planen") % {"plan": plan.name})
        if plan == current:
            groups += [(plan.name, [whole]), *_priorities(user), (_("Mål"), goals[plan.pk])]
        else:
            groups.append((plan.name, [whole, *goals[plan.pk]]))
    return [(name, choices) for name, choices in groups if choices]


def _priorities(user: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    kinds: dict[str, list[tuple[str, str]]] = {str(kind): [] for kind in PriorityKind}
    rows = Priority.objects.visible_to(user).filter(is_archived=False).order_by("position", "name")
    for kind, code, name in rows.values_list("kind", "code", "name"):
        kinds[kind].append((f"{OF_PRIORITY}:{code}", name))
    return [(str(PriorityKind(kind).label), choices) for kind, choices in kinds.items()]
