"""The filters of the rows behind a figure: what the page is about is kept in the address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.filters.goal import UnitFilter
from advocacy.services.reach_units import UNKNOWN
from advocacy.services.spread_groups import ASKED
from contacts.choices import Gender, Level, NewIn, Sector
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


class PeopleRowsFilter(UnitRowsFilter):
    """People of an audience: by the other groups of the spread too."""

    level = django_filters.ChoiceFilter(
        label=_("Nivå"), method="asked_already", choices=[*Level.choices, (UNKNOWN, _("okänd"))]
    )
    sector = django_filters.ChoiceFilter(
        label=_("Sektor"), method="asked_already", choices=[*Sector.choices, (UNKNOWN, _("okänd"))]
    )
    gender = django_filters.ChoiceFilter(
        label=_("Kön"), method="asked_already", choices=[*Gender.choices, (UNKNOWN, _("okänt"))]
    )
    new = django_filters.ChoiceFilter(
        label=_("Nyvalda"), method="asked_already", choices=[*NewIn.choices, (UNKNOWN, _("övriga"))]
    )

    def in_words(self, name: str, value: Any) -> str:
        """Those of its choice: whose group is not known is 'okänd' of a level, and 'övriga' of the newly elected."""
        return "" if name in ASKED else super().in_words(name, value)
