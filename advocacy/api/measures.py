"""Measures of the national plans over the API, with all that has been said of how they stand."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from rest_framework import serializers

from advocacy.filters.measure import MeasureFilterSet
from advocacy.models import Measure, MeasureStatus
from crm.common.api.serializers import ReadSerializer
from crm.common.api.views import ReadViewSet


class MeasureStatusRow(ReadSerializer):
    class Meta:
        model = MeasureStatus
        fields = ["id", "state", "stated_on", "expected_until", "cost", "note", "url", "source", "source_on"]


class MeasureRow(ReadSerializer):
    """`counties` are codes; `statuses` has the newest first, the first is how it stands."""

    counties = serializers.SerializerMethodField()
    statuses = MeasureStatusRow(many=True)

    class Meta:
        model = Measure
        fields = [
            "id", "name", "national_plan", "code", "priority", "responsible", "counties", "cost", "planned_from",
            "planned_until", "url", "predecessor", "source", "source_on", "statuses", "created_at", "updated_at",
            "version",
        ]  # fmt: skip

    def get_counties(self, measure: Any) -> list[str]:
        return [link.area.code for link in measure.areas.all()]


class MeasureViewSet(ReadViewSet):
    """Named objects of the national plans, with status over time."""

    queryset = Measure.objects.all()
    serializer_class = MeasureRow
    filterset_class = MeasureFilterSet

    def in_detail(self, queryset: Any) -> Any:
        statuses = MeasureStatus.objects.order_by("-stated_on", "-pk")
        return queryset.for_list().prefetch_related("areas__area", Prefetch("statuses", statuses))
