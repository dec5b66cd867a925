"""Areas and parties over the API: facts that the fixtures hold, for reading only."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from contacts.api.references import AreaRef
from contacts.choices import AreaKind, Level
from contacts.models import Area, Party
from crm.common.api.serializers import ReadSerializer
from crm.common.api.views import ReadViewSet
from crm.common.filters import StrictFilterSet
from crm.common.permissions import is_member


class AreaFilterSet(StrictFilterSet):
    kind = django_filters.MultipleChoiceFilter(choices=AreaKind.choices)
    code = django_filters.CharFilter()
    county = django_filters.ModelChoiceFilter(queryset=Area.objects.filter(kind=AreaKind.COUNTY))

    class Meta:
        model = Area
        fields = ["kind", "code", "county"]


class PartyFilterSet(StrictFilterSet):
    code = django_filters.CharFilter()
    level = django_filters.MultipleChoiceFilter(choices=Level.choices)

    class Meta:
        model = Party
        fields = ["code", "level"]


class AreaSerializer(AreaRef):
    parent = AreaRef(allow_null=True)
    county = AreaRef(allow_null=True)

    class Meta:
        model = Area
        fields = ["id", "kind", "code", "name", "short_name", "parent", "county"]


class PartySerializer(ReadSerializer):
    class Meta:
        model = Party
        fields = ["id", "code", "name", "color", "level", "organization", "starts_on", "ends_on"]


class ReferenceViewSet(ReadViewSet):
    """Public facts: whoever may see anything sees them."""

    def get_queryset(self) -> QuerySet[Any]:
        rows = self.queryset.all()
        return self.in_detail(rows if is_member(self.request.user) else rows.none())


class AreaViewSet(ReferenceViewSet):
    queryset = Area.objects.all()
    serializer_class = AreaSerializer
    filterset_class = AreaFilterSet

    def in_detail(self, queryset: Any) -> Any:
        return queryset.select_related("parent", "county")


class PartyViewSet(ReferenceViewSet):
    queryset = Party.objects.all()
    serializer_class = PartySerializer
    filterset_class = PartyFilterSet
