"""Stances over the API: those of confidential contacts only for who may read the contact."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from advocacy.api.talk import StanceSerializer
from advocacy.choices import Confidence
from advocacy.filters.stance import StanceFilterSet
from advocacy.models import Motion, ReportPoint, Stance
from advocacy.services import stances
from contacts.api.references import UserRef
from crm.common.api.serializers import ModelWriteSerializer, ScopedField
from crm.common.api.views import ServiceViewSet


class StanceRow(StanceSerializer):
    """`evidence_kind` says what it is drawn from: a contact, a motion, a vote or a quote."""

    evidence_kind = serializers.CharField()
    noted_by = UserRef()

    class Meta(StanceSerializer.Meta):
        fields = [*StanceSerializer.Meta.fields, "evidence_kind", "interaction", "motion", "vote", "noted_by"]


class StanceEntry(ModelWriteSerializer):
    """Of a person or an organization; needs words, a link, a motion or a vote that shows it."""

    evidence = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    motion = ScopedField(queryset=Motion.objects.all(), required=False, allow_null=True)
    vote = serializers.PrimaryKeyRelatedField(
        queryset=ReportPoint.objects.exclude(vote=""), required=False, allow_null=True
    )
    confidence = serializers.ChoiceField(choices=Confidence.choices, required=False)

    class Meta:
        model = Stance
        fields = [
            *["person", "organization", "priority", "value", "stated_on", "evidence", "url"],
            *["motion", "vote", "confidence"],
        ]


class StanceViewSet(ServiceViewSet):
    """Where they stand now; all notes with `show=alla`. One is never changed: a later one is noted beside it."""

    http_method_names = ["get", "post", "head", "options"]
    queryset = Stance.objects.all()
    serializer_class = StanceRow
    add_serializer_class = StanceEntry
    filterset_class = StanceFilterSet

    def in_detail(self, queryset: Any) -> Any:
        return queryset.for_list()

    def add(self, data: dict[str, Any]) -> Stance:
        return stances.note(actor=self.request.user, **data)
