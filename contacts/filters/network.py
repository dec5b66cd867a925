"""The filter of networks, steering groups and our own bodies."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from contacts.choices import OrganizationKind
from crm.common.dates import today
from crm.common.filters import StrictFilterSet
from crm.common.widgets import DateInput, PillCheckboxes

KINDS = [
    (OrganizationKind.NETWORK.value, OrganizationKind.NETWORK.label),
    (OrganizationKind.STEERING_GROUP.value, OrganizationKind.STEERING_GROUP.label),
    (OrganizationKind.BOARD.value, OrganizationKind.BOARD.label),
]


class NetworkFilterSet(StrictFilterSet):
    q = django_filters.CharFilter(label=_("Sök"), method="search")
    day = django_filters.DateFilter(label=_("Sammansättning den dagen"), method="shown_on", widget=DateInput())
    kind = django_filters.MultipleChoiceFilter(label=_("Slag"), choices=KINDS, widget=PillCheckboxes)

    def shown_on(self, queryset: Any, name: str, value: Any) -> Any:
        """Which bodies are listed does not follow the day; what is said of them does."""
        return queryset

    @property
    def chosen_day(self) -> dt.date:
        return (self.form.cleaned_data.get("day") if self.form.is_valid() else None) or today()
