"""The filter of the list of organizations."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from contacts.choices import AreaKind, CustomerStatus, Level, OrganizationKind, Sector
from contacts.columns.person import area_words
from contacts.filters.reference import (
    Archived,
    Flag,
    IdsFilter,
    Reference,
    ReferenceFilter,
    RowsFilter,
    YesNo,
    areas_of,
    checks,
    describe_area,
    tags,
    visible_organizations,
)
from contacts.models import Area, Membership
from contacts.querysets import tree
from crm.common.dates import today
from crm.common.days import DayFilter
from crm.common.filters import StrictFilterSet
from crm.common.widgets import CheckList


class OrganizationFilterSet(StrictFilterSet):
    """Organizations. The membership of the cooperation is that of today or of the chosen day."""

    q = django_filters.CharFilter(label=_("Sök"), method="search")
    id = IdsFilter()
    kind = checks(_("Slag"), OrganizationKind.choices)
    subkind = ReferenceFilter(label=_("Undertyp"), choices=Reference.subkinds, widget=CheckList)
    level = checks(_("Nivå"), Level.choices)
    sector = checks(_("Sektor"), Sector.choices)
    parent = RowsFilter(
        "contacts:organization_suggest", label=_("Ingår i"), queryset=visible_organizations, method="part_of"
    )
    below = Flag(_("I alla led, inte bara direkt"), method="asked_with")
    county = ReferenceFilter(
        label=_("Län"), choices=Reference.counties, field_name="area__county__code", widget=CheckList
    )
    municipality = RowsFilter(
        "contacts:area_suggest",
        query=f"kind={AreaKind.MUNICIPALITY.value}",
        describe=describe_area,
        label=_("Kommun"),
        field_name="area",
        queryset=areas_of(AreaKind.MUNICIPALITY),
    )
    customer_status = checks(_("Medlemskap hos oss"), CustomerStatus.choices, method="by_customer_status")
    customer_day = DayFilter(label=_("Medlemskapet den dagen"), method="asked_with")
    members = YesNo(_("Har personer"), method="with_members")
    ended = YesNo(_("Har upphört"), method="by_end")
    archived = Archived()
    tag = RowsFilter("contacts:tag_suggest", label=_("Har etikett"), queryset=tags, method="tagged")
    not_tag = RowsFilter("contacts:tag_suggest", label=_("Har inte etikett"), queryset=tags, method="not_tagged")

    groups: ClassVar = (
        (_("Organisation"), ("kind", "subkind", "level", "sector", "parent", "below")),
        (_("Plats"), ("county", "municipality")),
        (_("Läge"), ("customer_status", "customer_day", "members", "ended", "archived")),
        (_("Etiketter"), ("tag", "not_tag")),
    )

    def asked_with(self, queryset: Any, name: str, value: Any) -> Any:
        """Says how another filter is meant."""
        return queryset

    def part_of(self, queryset: Any, name: str, value: Any) -> Any:
        if not value:
            return queryset
        if not self.form.cleaned_data["below"]:
            return queryset.filter(parent__in=value)
        inside = Q(pk__in=())
        for organization in value:
            inside |= Q(pk__in=tree.below(organization.pk))
        return queryset.filter(inside).exclude(pk__in=[o.pk for o in value])

    def by_customer_status(self, queryset: Any, name: str, value: list[str]) -> Any:
        return queryset.with_customer_status(*value, day=self.form.cleaned_data["customer_day"] or today())

    def with_members(self, queryset: Any, name: str, value: str) -> Any:
        held = Exists(Membership.objects.active_on(today()).filter(organization=OuterRef("pk")))
        return queryset.filter(held if value == "yes" else ~held)

    def by_end(self, queryset: Any, name: str, value: str) -> Any:
        gone = Q(ends_on__isnull=False, ends_on__lt=today())
        return queryset.filter(gone) if value == "yes" else queryset.exclude(gone)

    def tagged(self, queryset: Any, name: str, value: Any) -> Any:
        return queryset.tagged(*value) if value else queryset

    def not_tagged(self, queryset: Any, name: str, value: Any) -> Any:
        return queryset.not_tagged(*value) if value else queryset

    def in_words(self, name: str, value: Any) -> str:
        return area_words(value) if isinstance(value, Area) else ""
