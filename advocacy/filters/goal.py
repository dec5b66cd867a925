"""The filter of the lists behind a goal's figures."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.services.reach_units import UNKNOWN
from contacts.choices import AreaKind
from contacts.models import Area, Party
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

    def in_words(self, name: str, value: Any) -> str:
        """The county and the party by name, not by the code that stands in the address."""
        if value == UNKNOWN:
            return str(_("okänd"))
        rows = {"county": Area.objects.filter(kind=AreaKind.COUNTY), "party": Party.objects.all()}.get(name)
        return str(rows.filter(code=value).first() or "") if rows is not None else ""

    @property
    def chips(self) -> list[Chip]:
        """All but the period, which cannot be taken away."""
        period = {str(self.form.fields[name].label or name) for name in ("first", "last")}
        return [chip for chip in super().chips if chip.label not in period]
