"""Filters of board papers."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from advocacy.choices import PaperState
from advocacy.models import BoardPaper, Plan
from crm.common.filters import StrictFilterSet
from crm.common.widgets import DateInput, PillCheckboxes


def _plans(request: Any) -> Any:
    return Plan.objects.all()


class PaperFilterSet(StrictFilterSet):
    q = django_filters.CharFilter(method="search", label=_("Sök"))
    state = django_filters.MultipleChoiceFilter(choices=PaperState.choices, label=_("Läge"), widget=PillCheckboxes)
    plan = django_filters.ModelChoiceFilter(queryset=_plans, label=_("Plan"), empty_label=_("Alla"))
    since = django_filters.DateFilter(
        field_name="meeting_on", lookup_expr="gte", label=_("Sammanträde från och med"), widget=DateInput
    )
    until = django_filters.DateFilter(
        field_name="meeting_on", lookup_expr="lte", label=_("Sammanträde till och med"), widget=DateInput
    )

    class Meta:
        model = BoardPaper
        fields: list[str] = []
