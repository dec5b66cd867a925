"""Filters of acts: one strict set for page, export and API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from advocacy.choices import ActKind, Leaning
from advocacy.filters.visible import visible_people, visible_priorities
from advocacy.models import Act, Priority
from contacts.filters.reference import checks
from crm.common.days import DayFilter
from crm.common.filters import StrictFilterSet
from crm.common.widgets import Combobox

WITH, WITHOUT = "med", "utan"
PLACED = ((WITH, _("Med sakfråga")), (WITHOUT, _("Utan sakfråga")))


class _PeriodFilters(StrictFilterSet):
    """`from` and `to`, which Python will not have as attributes."""

    vars()["from"] = DayFilter(field_name="acted_on", lookup_expr="gte", label=_("Från och med"))
    vars()["to"] = DayFilter(field_name="acted_on", lookup_expr="lte", label=_("Till och med"))


class ActFilterSet(_PeriodFilters):
    q = django_filters.CharFilter(method="search", label=_("Sök"))
    kind = checks(_("Slag"), ActKind.choices)
    leaning = checks(_("För vår ståndpunkt"), Leaning.choices)
    person = django_filters.ModelChoiceFilter(
        queryset=visible_people, label=_("Person"), widget=Combobox("contacts:person_suggest")
    )
    priority = django_filters.ModelChoiceFilter(
        queryset=visible_priorities, method="by_priority", label=_("Sakfråga"), empty_label=_("Alla")
    )
    placed = django_filters.ChoiceFilter(choices=PLACED, method="by_placed", label=_("Kopplade"), empty_label=_("Alla"))

    class Meta:
        model = Act
        fields: list[str] = []

    def by_priority(self, queryset: Any, name: str, value: Priority) -> Any:
        return queryset.filter(priority__in=Priority.objects.branch_ids(value.pk))

    def by_placed(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.unplaced() if value == WITHOUT else queryset.filter(priority__isnull=False)
