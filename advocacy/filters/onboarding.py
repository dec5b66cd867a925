"""Which cases of a programme: one strict set for board, file and letters."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists
from django.utils.translation import gettext_lazy as _

from advocacy.choices import CaseState
from advocacy.filters.visible import colleagues
from advocacy.models import OnboardingCase, OnboardingProgramme, OnboardingStep
from advocacy.querysets.onboarding_lists import late_steps, of_county, sitting_in, waiting_for
from contacts.choices import AreaKind, OrganizationKind
from contacts.filters.reference import IdsFilter
from contacts.models import Area, Organization, Party, Person
from crm.common.dates import today
from crm.common.filters import StrictFilterSet
from crm.common.widgets import Checkbox


def _counties(request: Any) -> Any:
    return Area.objects.filter(kind=AreaKind.COUNTY).order_by("sort_key")


def _committees(request: Any) -> Any:
    return Organization.objects.filter(kind=OrganizationKind.COMMITTEE, merged_into__isnull=True).order_by("name")


class CaseFilterSet(StrictFilterSet):
    q = django_filters.CharFilter(method="search", label=_("Sök"))
    id = IdsFilter()
    state = django_filters.ChoiceFilter(choices=CaseState.choices, label=_("Läge"), empty_label=_("Alla"))
    late = django_filters.BooleanFilter(method="by_late", label=_("Bara de med sena steg"), widget=Checkbox)
    step = django_filters.ModelChoiceFilter(
        queryset=OnboardingStep.objects.none(), method="by_step", label=_("Väntar på steget"), empty_label=_("Alla")
    )
    party = django_filters.ModelChoiceFilter(
        queryset=Party.objects.all(), field_name="membership__party", label=_("Parti"), empty_label=_("Alla")
    )
    county = django_filters.ModelChoiceFilter(
        queryset=_counties, method="by_county", label=_("Län"), empty_label=_("Alla")
    )
    committee = django_filters.ModelChoiceFilter(
        queryset=_committees, method="by_committee", label=_("Utskott"), empty_label=_("Alla")
    )
    host = django_filters.ModelChoiceFilter(
        queryset=colleagues, label=_("Kontaktansvarig"), empty_label=_("Alla"), null_label=_("Ingen")
    )

    class Meta:
        model = OnboardingCase
        fields: list[str] = []

    def __init__(self, *args: Any, programme: OnboardingProgramme | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme

    def arranged(self, filters: dict[str, Any]) -> dict[str, Any]:
        """Only the steps of the programme can be waited for."""
        filters["step"].queryset = OnboardingStep.objects.filter(programme=self.programme)
        return filters

    def search(self, queryset: Any, name: str, value: str) -> Any:
        found = super().search(Person.objects.visible_to(self.request.user), name, value)
        return queryset.filter(person__in=found.order_by().values("pk"))

    def by_late(self, queryset: Any, name: str, value: Any) -> Any:
        return queryset.filter(Exists(late_steps(today()))) if value else queryset

    def by_step(self, queryset: Any, name: str, value: Any) -> Any:
        return waiting_for(queryset, value)

    def by_county(self, queryset: Any, name: str, value: Any) -> Any:
        return of_county(queryset, value)

    def by_committee(self, queryset: Any, name: str, value: Any) -> Any:
        return sitting_in(queryset, value, today())
