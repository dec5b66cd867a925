"""Filters of a priority's maps: the same for picture, table and file."""

from __future__ import annotations

from typing import Any

import django_filters
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from advocacy.choices import InfluenceLevel, StanceValue
from advocacy.models import Audience
from advocacy.services.stance_map import Place, StanceMap
from contacts.filters.reference import Reference, ReferenceFilter, checks
from contacts.models import Person
from crm.common.filters import StrictFilterSet
from crm.common.widgets import CheckList

UNKNOWN = "okand"


class StanceMapFilterSet(StrictFilterSet):
    """Which people of a map. `level` and `value` say which cell of it; they leave the picture whole."""

    audience = django_filters.ModelChoiceFilter(
        queryset=Audience.objects.none(), method="by_audience", label=_("Målgrupp"), empty_label=_("Alla")
    )
    party = ReferenceFilter(label=_("Parti"), choices=Reference.parties, method="by_party", widget=CheckList)
    county = ReferenceFilter(label=_("Län"), choices=Reference.counties, method="by_county", widget=CheckList)
    level = checks(pgettext_lazy("weight", "Inflytande"), InfluenceLevel.choices, method="by_level")
    value = checks(
        _("Inställning"), [*StanceValue.choices, (UNKNOWN, pgettext_lazy("stance", "Okänd"))], method="by_value"
    )

    class Meta:
        model = Person
        fields: list[str] = []

    def __init__(
        self, data: Any = None, queryset: Any = None, *, the_map: StanceMap | None = None, **kwargs: Any
    ) -> None:
        """Without a map nobody has a place in it."""
        super().__init__(data, queryset, **kwargs)
        self.the_map = the_map

    def arranged(self, filters: dict[str, Any]) -> dict[str, Any]:
        ids = [audience.pk for audience in self.the_map.audiences] if self.the_map else []
        filters["audience"].queryset = Audience.objects.filter(pk__in=ids)
        return filters

    def pictured(self) -> StanceMapFilterSet:
        """The same without the cell that was asked for."""
        data: QueryDict = self.data.copy()
        for name in ("level", "value"):
            data.pop(name, None)
        return type(self)(data, self.queryset, the_map=self.the_map, request=self.request)

    def by_audience(self, queryset: Any, name: str, value: Audience) -> Any:
        return queryset.filter(pk__in=self.the_map.members(value.pk) if self.the_map else ())

    def by_party(self, queryset: Any, name: str, value: list[str]) -> Any:
        return self._those(queryset, value, lambda place: place.party)

    def by_county(self, queryset: Any, name: str, value: list[str]) -> Any:
        return self._those(queryset, value, lambda place: place.county)

    def by_level(self, queryset: Any, name: str, value: list[str]) -> Any:
        return self._those(queryset, value, lambda place: place.level)

    def by_value(self, queryset: Any, name: str, value: list[str]) -> Any:
        return self._those(queryset, value, lambda place: place.value or UNKNOWN)

    def _those(self, queryset: Any, wanted: list[str], read: Any) -> Any:
        if not wanted:
            return queryset
        return queryset.filter(pk__in=[pk for pk, place in self._places().items() if read(place) in wanted])

    def _places(self) -> dict[int, Place]:
        return self.the_map.places if self.the_map else {}
