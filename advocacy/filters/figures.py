"""The filters of the rows behind a figure: what the page is about is kept in the address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import django_filters
from django import forms

from advocacy.filters.goal import UnitFilter
from crm.common.filters import Chip, StrictFilterSet


class FigureRowsFilter(StrictFilterSet):
    """What was chosen on the page of figures; nothing more can be asked of these rows."""

    about: ClassVar[Sequence[str]] = ("scope", "audience", "first", "last", "compared", "part")

    scope = django_filters.CharFilter(method="asked_already", widget=forms.HiddenInput)
    audience = django_filters.CharFilter(method="asked_already", widget=forms.HiddenInput)
    first = django_filters.CharFilter(method="asked_already", widget=forms.HiddenInput)
    last = django_filters.CharFilter(method="asked_already", widget=forms.HiddenInput)
    compared = django_filters.CharFilter(method="asked_already", widget=forms.HiddenInput)
    part = django_filters.CharFilter(method="asked_already", widget=forms.HiddenInput)

    def asked_already(self, queryset: Any, name: str, value: Any) -> Any:
        return queryset

    @property
    def chips(self) -> list[Chip]:
        """All but what the page is about."""
        about = {str(self.form.fields[name].label or name) for name in self.about}
        return [chip for chip in super().chips if chip.label not in about]


class FoundRowsFilter(FigureRowsFilter):
    """Rows that can be searched."""

    q = UnitFilter.base_filters["q"]


class UnitRowsFilter(FigureRowsFilter, UnitFilter):
    """People or organizations of an audience: by party, county and step of the ladder too."""
