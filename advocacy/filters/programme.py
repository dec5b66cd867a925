"""Filters of an event's programme and of hospitality."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from advocacy.choices import Payer
from advocacy.models import Event, EventSpeaker, EventStaff, Interaction
from crm.common.days import DayFilter
from crm.common.filters import StrictFilterSet
from crm.common.widgets import Checkbox


class ProgrammeFilterSet(StrictFilterSet):
    """Which parts of a programme."""

    q = django_filters.CharFilter(method="search", label=_("Sök"))
    day = DayFilter(field_name="starts_on", label=_("Dag"), ahead=True)
    known = django_filters.BooleanFilter(
        method="with_known", label=_("Bara där någon vi känner medverkar"), widget=Checkbox
    )
    ours = django_filters.BooleanFilter(method="by_us", label=_("Bara våra"), widget=Checkbox)
    staffed = django_filters.BooleanFilter(method="with_staff", label=_("Bara bemannade"), widget=Checkbox)

    class Meta:
        model = Event
        fields: list[str] = []

    def with_known(self, queryset: Any, name: str, value: bool) -> Any:
        known = EventSpeaker.objects.filter(event=OuterRef("pk"), person__isnull=False)
        return queryset.filter(Exists(known)) if value else queryset

    def by_us(self, queryset: Any, name: str, value: bool) -> Any:
        return queryset.filter(is_ours=True) if value else queryset

    def with_staff(self, queryset: Any, name: str, value: bool) -> Any:
        return queryset.filter(Exists(EventStaff.objects.filter(event=OuterRef("pk")))) if value else queryset


class HospitalityFilterSet(StrictFilterSet):
    """Which contacts with food or gifts."""

    q = django_filters.CharFilter(method="search", label=_("Sök"))
    year = django_filters.NumberFilter(
        field_name="held_on", lookup_expr="year", label=_("År"), min_value=1900, max_value=2100
    )
    payer = django_filters.ChoiceFilter(
        field_name="facts__hospitality_payer", choices=Payer.choices, label=_("Vem bjöd"), empty_label=_("Alla")
    )

    class Meta:
        model = Interaction
        fields: list[str] = []
