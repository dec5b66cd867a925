"""Outcomes over the API: what changed, and of the chain what the caller may read."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from advocacy.filters.outcome import OutcomeFilterSet
from advocacy.models import Outcome, OutcomeContribution
from advocacy.services import outcomes
from crm.common.api.serializers import ChangeSerializer, ModelWriteSerializer, ReadSerializer
from crm.common.api.views import ServiceViewSet


class ContributionRow(ReadSerializer):
    """A link of the chain: one of `interaction`, `proposal`, `viewpoint`."""

    class Meta:
        model = OutcomeContribution
        fields = ["id", "interaction", "proposal", "viewpoint", "note"]


class OutcomeRow(ReadSerializer):
    """`contributions` are the links that the caller may read."""

    contributions = serializers.SerializerMethodField()

    class Meta:
        model = Outcome
        fields = [
            "id", "title", "description", "priority", "strength", "happened_on", "document", "page", "url", "quote",
            "amount", "confidence", "noted_by", "changed_by", "checked_by", "checked_on", "contributions",
            "created_at", "updated_at", "version",
        ]  # fmt: skip

    @extend_schema_field(ContributionRow(many=True))
    def get_contributions(self, outcome: Any) -> Any:
        return ContributionRow(outcome.readable, many=True, context=self.context).data


class OutcomeEntry(ModelWriteSerializer):
    """Noted by the caller; another person checks it, on the page."""

    class Meta:
        model = Outcome
        fields = [
            "title", "description", "priority", "strength", "happened_on", "document", "page", "url", "quote",
            "amount", "confidence",
        ]  # fmt: skip


class OutcomeChange(ChangeSerializer, OutcomeEntry):
    class Meta(OutcomeEntry.Meta):
        fields = [*OutcomeEntry.Meta.fields, "version"]


class OutcomeViewSet(ServiceViewSet):
    """What changed in our priorities, by strength, with where it can be read and how sure our part in it is."""

    queryset = Outcome.objects.all()
    serializer_class = OutcomeRow
    add_serializer_class = OutcomeEntry
    change_serializer_class = OutcomeChange
    filterset_class = OutcomeFilterSet

    def in_detail(self, queryset: Any) -> Any:
        links = OutcomeContribution.objects.visible_to(self.request.user)
        return queryset.for_list().prefetch_related(Prefetch("contributions", links, to_attr="readable"))

    def add(self, data: dict[str, Any]) -> Outcome:
        return outcomes.note(actor=self.request.user, **data)

    def change(self, obj: Outcome, version: int, data: dict[str, Any]) -> Outcome:
        return outcomes.edit(actor=self.request.user, outcome=obj, version=version, **data)
