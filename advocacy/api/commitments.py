"""Commitments over the API: those of confidential contacts only for who may read the contact."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from advocacy.api.talk import CommitmentSerializer
from advocacy.choices import CommitmentState
from advocacy.filters.talk import CommitmentFilterSet
from advocacy.models import Commitment
from advocacy.services import commitments
from crm.common.api.serializers import ChangeSerializer, ModelWriteSerializer, ReadSerializer, WriteSerializer
from crm.common.api.views import ServiceViewSet


class InteractionOfCommitment(ReadSerializer):
    class Meta:
        model = Commitment._meta.get_field("interaction").related_model
        fields = ["id", "title", "held_on"]


class CommitmentRow(CommitmentSerializer):
    interaction = InteractionOfCommitment(allow_null=True)

    class Meta(CommitmentSerializer.Meta):
        fields = [*CommitmentSerializer.Meta.fields, "interaction", "created_at", "updated_at", "version"]


class CommitmentEntry(ModelWriteSerializer):
    """Outside a contact a person or an organization is needed. One made in a contact keeps the contact's day."""

    class Meta:
        model = Commitment
        fields = ["promiser", "text", "person", "organization", "priority", "owner", "made_on", "due_on"]
        extra_kwargs = {name: {"required": False} for name in ("owner", "made_on")}


class CommitmentChange(ChangeSerializer, CommitmentEntry):
    class Meta(CommitmentEntry.Meta):
        fields = [*CommitmentEntry.Meta.fields, "version"]


class CommitmentClosing(WriteSerializer):
    """`on` is the day it was kept or given up; today when left out."""

    state = serializers.ChoiceField(choices=CommitmentState.choices)
    on = serializers.DateField(required=False, allow_null=True)


class CommitmentViewSet(ServiceViewSet):
    """What they promised us and we promised them. The list has the open ones unless `show` says otherwise."""

    queryset = Commitment.objects.all()
    serializer_class = CommitmentRow
    add_serializer_class = CommitmentEntry
    change_serializer_class = CommitmentChange
    filterset_class = CommitmentFilterSet

    def in_detail(self, queryset: Any) -> Any:
        return queryset.for_list()

    @property
    def input_serializer_class(self) -> Any:
        return CommitmentClosing if self.action == "close" else super().input_serializer_class

    def add(self, data: dict[str, Any]) -> Commitment:
        return commitments.add(actor=self.request.user, **data)

    def change(self, obj: Commitment, version: int, data: dict[str, Any]) -> Commitment:
        return commitments.edit(actor=self.request.user, commitment=obj, version=version, **data)

    @extend_schema(request=CommitmentClosing, operation_id="commitments_close")
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str) -> Response:
        """Say how it went: kept, broken, withdrawn; or open after all."""
        closed = commitments.close(actor=request.user, commitment=self.get_object(), **self._input(request))
        return Response(self._shown(closed))
