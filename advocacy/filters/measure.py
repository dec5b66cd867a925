"""Filters of measures: one strict set for page, export, API and the follow-up."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from advocacy.choices import MeasureState, NationalPlan
from advocacy.filters.visible import visible_organizations, visible_priorities
from advocacy.models import Measure, Priority
from advocacy.services.measure_figures import UNKNOWN
from contacts.choices import AreaKind
from contacts.models import Area
from crm.common.dates import today
from crm.common.filters import StrictFilterSet
from crm.common.widgets import Checkbox, Combobox, PillCheckboxes

STATES = (*MeasureState.choices, (UNKNOWN, _("Läge okänt")))


def counties(request: Any) -> Any:
    """Counties, by name."""
    return Area.objects.filter(kind=AreaKind.COUNTY).order_by("sort_key") if request else Area.objects.none()


class MeasureAbout(StrictFilterSet):
    """Which measures, whatever has become of them."""

    plan = django_filters.ChoiceFilter(
        field_name="national_plan", choices=NationalPlan.choices, label=_("Nationell plan"), empty_label=_("Båda")
    )
    priority = django_filters.ModelChoiceFilter(
        queryset=visible_priorities, method="by_priority", label=_("Sakfråga"), empty_label=_("Alla")
    )
    county = django_filters.ModelChoiceFilter(
        queryset=counties, to_field_name="code", method="by_county", label=_("Län"), empty_label=_("Alla")
    )
    responsible = django_filters.ModelChoiceFilter(
        queryset=visible_organizations, label=_("Ansvarig"), widget=Combobox("contacts:organization_suggest")
    )

    class Meta:
        model = Measure
        fields: list[str] = []

    def by_priority(self, queryset: Any, name: str, value: Priority) -> Any:
        return queryset.about(Priority.objects.branch_ids(value.pk))

    def by_county(self, queryset: Any, name: str, value: Any) -> Any:
        return queryset.in_counties([value])


class MeasureFilterSet(MeasureAbout):
    q = django_filters.CharFilter(method="search", label=_("Sök"))
    state = django_filters.MultipleChoiceFilter(
        choices=STATES, method="by_state", label=_("Läge"), widget=PillCheckboxes
    )
    overdue = django_filters.BooleanFilter(
        method="by_overdue", label=_("Bara de som skulle ha börjat"), widget=Checkbox
    )

    class Meta(MeasureAbout.Meta):
        fields: list[str] = []

    def by_state(self, queryset: Any, name: str, value: list[str]) -> Any:
        known = [state for state in value if state != UNKNOWN]
        return queryset.in_state(known, today(), or_unknown=UNKNOWN in value) if value else queryset

    def by_overdue(self, queryset: Any, name: str, value: bool) -> Any:
        return queryset.overdue(today()) if value else queryset
