"""Filters of events: one strict set for page and export."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from advocacy.choices import EventKind
from advocacy.models import Event
from crm.common.days import DayFilter
from crm.common.filters import StrictFilterSet
from crm.common.widgets import Checkbox, PillCheckboxes


class EventFilterSet(StrictFilterSet):
    """Filters of events."""

    q = django_filters.CharFilter(method="search", label=_("Sök"))
    kind = django_filters.MultipleChoiceFilter(choices=EventKind.choices, label=_("Slag"), widget=PillCheckboxes)
    starts_after = DayFilter(field_name="starts_on", lookup_expr="gte", label=_("Börjar från och med"), ahead=True)
    starts_before = DayFilter(field_name="starts_on", lookup_expr="lte", label=_("Börjar till och med"), ahead=True)
    ours = django_filters.BooleanFilter(method="by_us", label=_("Bara våra"), widget=Checkbox)

    class Meta:
        model = Event
        fields: list[str] = []

    def by_us(self, queryset: Any, name: str, value: bool) -> Any:
        return queryset.filter(is_ours=True) if value else queryset
