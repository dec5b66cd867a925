"""Filters of stances: one strict set for page, export and API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from advocacy.choices import Confidence, StanceEvidence, StanceValue
from advocacy.filters.visible import colleagues, visible_organizations, visible_people, visible_priorities
from advocacy.models import Priority, Stance
from contacts.filters.mandates import in_counties
from contacts.filters.reference import Reference, ReferenceFilter, checks
from contacts.models import Membership
from crm.common.dates import today
from crm.common.days import DayFilter
from crm.common.filters import StrictFilterSet
from crm.common.widgets import CheckList, Combobox, PillRadio

NOW, ALL = "nu", "alla"
EVIDENCE = {
    StanceEvidence.CONTACT: Q(interaction__isnull=False),
    StanceEvidence.MOTION: Q(interaction__isnull=True, motion__isnull=False),
    StanceEvidence.VOTE: Q(interaction__isnull=True, motion__isnull=True, vote__isnull=False),
    StanceEvidence.QUOTE: Q(interaction__isnull=True, motion__isnull=True, vote__isnull=True),
}


class StanceFilterSet(StrictFilterSet):
    """Which stances: where they stand now, unless all notes are asked for. Mandates are those of today."""

    show = django_filters.ChoiceFilter(
        choices=((NOW, _("Nu")), (ALL, _("Alla noteringar"))),
        method="no_op",
        label=_("Visa"),
        widget=PillRadio,
        empty_label=None,
    )
    priority = django_filters.ModelChoiceFilter(
        queryset=visible_priorities, method="by_priority", label=_("Sakfråga"), empty_label=_("Alla")
    )
    value = checks(_("Inställning"), StanceValue.choices)
    party = ReferenceFilter(label=_("Parti"), choices=Reference.parties, method="by_party", widget=CheckList)
    county = ReferenceFilter(label=_("Län"), choices=Reference.counties, method="by_county", widget=CheckList)
    person = django_filters.ModelChoiceFilter(
        queryset=visible_people, label=_("Person"), widget=Combobox("contacts:person_suggest")
    )
    organization = django_filters.ModelChoiceFilter(
        queryset=visible_organizations,
        method="by_organization",
        label=_("Organisation, och de som har uppdrag där"),
        widget=Combobox("contacts:organization_suggest"),
    )
    since = DayFilter(field_name="stated_on", lookup_expr="gte", label=_("Från och med"))
    until = DayFilter(field_name="stated_on", lookup_expr="lte", label=_("Till och med"))
    kind = checks(_("Underlag"), StanceEvidence.choices, method="by_kind")
    confidence = checks(_("Säkerhet"), Confidence.choices)
    noted_by = django_filters.ModelChoiceFilter(queryset=colleagues, label=_("Bedömd av"), empty_label=_("Alla"))

    class Meta:
        model = Stance
        fields: list[str] = []

    def no_op(self, queryset: Any, name: str, value: str) -> Any:
        return queryset

    def by_priority(self, queryset: Any, name: str, value: Priority) -> Any:
        return queryset.filter(priority__in=Priority.objects.branch_ids(value.pk))

    def by_party(self, queryset: Any, name: str, value: list[str]) -> Any:
        held = _held().filter(party__code__in=value)
        return queryset.filter(_of_holders(held) | Q(organization__as_party__code__in=value)) if value else queryset

    def by_county(self, queryset: Any, name: str, value: list[str]) -> Any:
        there = Q(organization__area__county__code__in=value)
        return queryset.filter(_of_holders(_held().filter(in_counties(value))) | there) if value else queryset

    def by_organization(self, queryset: Any, name: str, value: Any) -> Any:
        return queryset.filter(_of_holders(_held().filter(organization=value)) | Q(organization=value))

    def by_kind(self, queryset: Any, name: str, value: list[str]) -> Any:
        wanted = Q()
        for kind in value:
            wanted |= EVIDENCE[StanceEvidence(kind)]
        return queryset.filter(wanted)

    def unasked(self) -> Any:
        return super().unasked().now()

    def filter_queryset(self, queryset: Any) -> Any:
        # First which notes hold now, then what is asked of them: else an older note would answer for a newer.
        shown = self.form.cleaned_data.get("show") or NOW
        return super().filter_queryset(queryset if shown == ALL else queryset.now())


def _held() -> Any:
    return Membership.objects.active_on(today())


def _of_holders(memberships: Any) -> Q:
    return Q(person__in=memberships.order_by().values("person"))
