"""The filter of what a radar run proposes."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from contacts.choices import ChangeKind, ChangeState
from contacts.columns.person import area_words
from contacts.filters.reference import Reference, ReferenceFilter, RowsFilter, YesNo, checks, visible_organizations
from contacts.models import Area
from crm.common.filters import StrictFilterSet
from crm.common.widgets import CheckList


def areas(request: Any) -> QuerySet[Area]:
    return Area.objects.select_related("county")


class RadarFilterSet(StrictFilterSet):
    """Changes of a run, whatever was decided of them."""

    q = django_filters.CharFilter(label=_("Sök"), method="search")
    kind = checks(_("Slag av förändring"), ChangeKind.choices, method="of_kinds")
    state = checks(_("Läge"), ChangeState.choices)
    certain = YesNo(_("Säker"), method="by_certainty")
    party = ReferenceFilter(label=_("Parti"), choices=Reference.parties, field_name="party__code", widget=CheckList)
    organization = RowsFilter("contacts:organization_suggest", label=_("Organisation"), queryset=visible_organizations)
    area = RowsFilter(
        "contacts:area_suggest",
        describe=lambda area: {"text": area_words(area)},
        label=_("Valkrets eller område"),
        queryset=areas,
    )

    def of_kinds(self, queryset: Any, name: str, value: list[str]) -> Any:
        return queryset.of_kinds(value) if value else queryset

    def by_certainty(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(is_certain=value == "yes")
