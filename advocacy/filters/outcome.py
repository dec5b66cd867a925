"""Filters of outcomes: one strict set for page, export and API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from advocacy.choices import Confidence, OutcomeStrength
from advocacy.filters.visible import colleagues, visible_priorities
from advocacy.models import Outcome, Priority
from crm.common.days import DayFilter
from crm.common.filters import StrictFilterSet
from crm.common.widgets import PillCheckboxes

YES, NO, MINE = "ja", "nej", "av-mig"
CHECKS = ((YES, _("Kontrollerat")), (NO, _("Inte kontrollerat")), (MINE, _("Väntar på min kontroll")))


class _PeriodFilters(StrictFilterSet):
    """`from` and `to`, which Python will not have as attributes."""

    vars()["from"] = DayFilter(field_name="happened_on", lookup_expr="gte", label=_("Från och med"))
    vars()["to"] = DayFilter(field_name="happened_on", lookup_expr="lte", label=_("Till och med"))


class OutcomeFilterSet(_PeriodFilters):
    q = django_filters.CharFilter(method="search", label=_("Sök"))
    strength = django_filters.MultipleChoiceFilter(
        choices=OutcomeStrength.choices, label=_("Genomslag"), widget=PillCheckboxes
    )
    confidence = django_filters.MultipleChoiceFilter(
        choices=Confidence.choices, label=_("Hur säkert är vårt bidrag"), widget=PillCheckboxes
    )
    check = django_filters.ChoiceFilter(choices=CHECKS, method="by_check", label=_("Kontroll"), empty_label=_("Alla"))
    priority = django_filters.ModelChoiceFilter(
        queryset=visible_priorities, method="by_priority", label=_("Sakfråga"), empty_label=_("Alla")
    )
    noted_by = django_filters.ModelChoiceFilter(queryset=colleagues, label=_("Noterat av"), empty_label=_("Alla"))

    class Meta:
        model = Outcome
        fields: list[str] = []

    def by_check(self, queryset: Any, name: str, value: str) -> Any:
        if value == MINE:
            return queryset.to_check_by(self.request.user)
        return queryset.checked() if value == YES else queryset.unchecked()

    def by_priority(self, queryset: Any, name: str, value: Priority) -> Any:
        return queryset.about(Priority.objects.branch_ids(value.pk))
