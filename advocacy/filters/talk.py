"""Filters of commitments: one strict set for page and export."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from advocacy.choices import CommitmentState, Promiser
from advocacy.filters.visible import colleagues, visible_organizations, visible_people, visible_priorities
from advocacy.models import Commitment, Priority
from advocacy.services.commitment_figures import BANDS
from crm.common.dates import today
from crm.common.filters import StrictFilterSet
from crm.common.widgets import Combobox, PillRadio


class CommitmentFilterSet(StrictFilterSet):
    """Which commitments: the open ones unless something else is asked for."""

    OPEN, LATE, CLOSED, ALL = "oppna", "sena", "avslutade", "alla"
    SHOWN = ((OPEN, _("Öppna")), (LATE, _("Försenade")), (CLOSED, _("Avslutade")), (ALL, _("Alla")))

    show = django_filters.ChoiceFilter(
        choices=SHOWN, method="no_op", label=_("Visa"), widget=PillRadio, empty_label=None
    )
    promiser = django_filters.ChoiceFilter(choices=Promiser.choices, label=_("Vem har lovat"), empty_label=_("Alla"))
    state = django_filters.ChoiceFilter(choices=CommitmentState.choices, label=_("Läge"), empty_label=_("Alla"))
    age = django_filters.ChoiceFilter(
        choices=[(band.name, band.label) for band in BANDS],
        method="by_age",
        label=_("Ålder"),
        empty_label=_("Alla"),
    )
    owner = django_filters.ModelChoiceFilter(queryset=colleagues, label=_("Vem av oss bevakar"), empty_label=_("Alla"))
    priority = django_filters.ModelChoiceFilter(
        queryset=visible_priorities, method="by_priority", label=_("Sakfråga"), empty_label=_("Alla")
    )
    person = django_filters.ModelChoiceFilter(
        queryset=visible_people, label=_("Person"), widget=Combobox("contacts:person_suggest")
    )
    organization = django_filters.ModelChoiceFilter(
        queryset=visible_organizations, label=_("Organisation"), widget=Combobox("contacts:organization_suggest")
    )

    class Meta:
        model = Commitment
        fields: list[str] = []

    def no_op(self, queryset: Any, name: str, value: str) -> Any:
        return queryset

    def by_age(self, queryset: Any, name: str, value: str) -> Any:
        """Made so long ago."""
        return queryset.filter(next(band for band in BANDS if band.name == value).made(today()))

    def by_priority(self, queryset: Any, name: str, value: Priority) -> Any:
        return queryset.filter(priority__in=Priority.objects.branch_ids(value.pk))

    def unasked(self) -> Any:
        return super().unasked().open()

    def filter_queryset(self, queryset: Any) -> Any:
        found: Any = super().filter_queryset(queryset)
        asked = self.form.cleaned_data
        shown = asked.get("show") or (self.ALL if asked.get("state") else self.OPEN)
        if shown == self.LATE:
            return found.late_on(today())
        if shown == self.CLOSED:
            return found.closed()
        return found if shown == self.ALL else found.open()
