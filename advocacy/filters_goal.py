"""The filter of the lists behind a goal's figures."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from crm.common.filters import Chip, StrictFilterSet


class UnitFilter(StrictFilterSet):
    """Party and county are those of the mandate that counts; the page asks the reach itself for them."""

    q = django_filters.CharFilter(label=_("Sök"), method="search")
    party = django_filters.CharFilter(label=_("Parti"), method="asked_already", widget=forms.HiddenInput)
    county = django_filters.CharFilter(label=_("Län"), method="asked_already", widget=forms.HiddenInput)
    first = django_filters.DateFilter(method="asked_already", widget=forms.HiddenInput)
    last = django_filters.DateFilter(method="asked_already", widget=forms.HiddenInput)

    def asked_already(self, queryset: Any, name: str, value: Any) -> Any:
        return queryset

    @property
    def chips(self) -> list[Chip]:
        """All but the period, which cannot be taken away."""
        period = {str(self.form.fields[name].label or name) for name in ("first", "last")}
        return [chip for chip in super().chips if chip.label not in period]
