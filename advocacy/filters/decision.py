"""Filters of decisions: one strict set for page, API and export."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from advocacy.filters.visible import visible_organizations, visible_priorities
from advocacy.models import Decision, Priority
from contacts.choices import AreaKind
from contacts.models import Area, Party
from crm.common.filters import StrictFilterSet
from crm.common.widgets import Combobox, DateInput


def _counties(request: Any) -> Any:
    return Area.objects.filter(kind=AreaKind.COUNTY)


def _parties(request: Any) -> Any:
    return Party.objects.all()


class DecisionFilterSet(StrictFilterSet):
    q = django_filters.CharFilter(method="search", label=_("Sök"))
    priority = django_filters.ModelChoiceFilter(
        queryset=visible_priorities, method="by_priority", label=_("Sakfråga"), empty_label=_("Alla")
    )
    body = django_filters.ModelChoiceFilter(
        queryset=visible_organizations, label=_("Organ"), widget=Combobox("contacts:organization_suggest")
    )
    county = django_filters.ModelChoiceFilter(
        queryset=_counties, method="by_county", label=_("Län"), empty_label=_("Alla")
    )
    party = django_filters.ModelChoiceFilter(
        queryset=_parties, method="by_party", label=_("Parti bakom"), empty_label=_("Alla")
    )
    anchors = django_filters.ChoiceFilter(
        choices=(("true", _("Förankrar en ståndpunkt")), ("false", _("Utan ståndpunkt"))),
        method="by_position",
        label=_("Ståndpunkt"),
        empty_label=_("Alla"),
    )
    since = django_filters.DateFilter(
        field_name="decided_on", lookup_expr="gte", label=_("Från och med"), widget=DateInput
    )
    until = django_filters.DateFilter(
        field_name="decided_on", lookup_expr="lte", label=_("Till och med"), widget=DateInput
    )

    class Meta:
        model = Decision
        fields: list[str] = []

    def by_priority(self, queryset: Any, name: str, value: Priority) -> Any:
        return queryset.filter(priority__in=Priority.objects.branch_ids(value.pk))

    def by_county(self, queryset: Any, name: str, value: Area) -> Any:
        return queryset.in_county(value)

    def by_party(self, queryset: Any, name: str, value: Party) -> Any:
        return queryset.backed_by(value)

    def by_position(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(position__isnull=value == "false")
