"""The filter of the lists behind a goal's figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.choices import LadderStep
from advocacy.services.reach_units import UNKNOWN
from contacts.choices import AreaKind
from contacts.filters.reference import Reference
from contacts.models import Area, Party
from crm.common.filters import Chip, StrictFilterSet


def parties() -> list[tuple[str, str]]:
    return [*Reference.parties(), (UNKNOWN, str(_("okänd")))]


def counties() -> list[tuple[str, str]]:
    return [*Reference.counties(), (UNKNOWN, str(_("okänd")))]


class UnitFilter(StrictFilterSet):
    """Party and county are those of the mandate that counts; the page asks the reach itself for them."""

    about: ClassVar[Sequence[str]] = ("first", "last")

    q = django_filters.CharFilter(label=_("Sök"), method="search")
    party = django_filters.ChoiceFilter(label=_("Parti"), method="asked_already", choices=parties)
    county = django_filters.ChoiceFilter(label=_("Län"), method="asked_already", choices=counties)
    step = django_filters.ChoiceFilter(label=_("Steg"), method="asked_already", choices=LadderStep.choices)
    first = django_filters.DateFilter(method="asked_already", widget=forms.HiddenInput)
    last = django_filters.DateFilter(method="asked_already", widget=forms.HiddenInput)

    def asked_already(self, queryset: Any, name: str, value: Any) -> Any:
        return queryset

    def in_words(self, name: str, value: Any) -> str:
        """The county, the party and the step by name, not by the code that stands in the address."""
        if value == UNKNOWN:
            return str(_("okänd"))
        if name == "step":
            return str(LadderStep(int(value)).label)
        rows = {"county": Area.objects.filter(kind=AreaKind.COUNTY), "party": Party.objects.all()}.get(name)
        return str(rows.filter(code=value).first() or "") if rows is not None else ""

    @property
    def chips(self) -> list[Chip]:
        """All but what the page is about, which cannot be taken away."""
        about = {str(self.form.fields[name].label or name) for name in self.about}
        return [chip for chip in super().chips if chip.label not in about]
