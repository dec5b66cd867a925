"""What we say, what we argue with and what bodies have decided, over the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from advocacy.api.plans import PriorityRef
from advocacy.filters.argument import ArgumentFilterSet
from advocacy.filters.decision import DecisionFilterSet
from advocacy.models import Argument, Decision, DecisionParty, Position
from contacts.api.references import OrganizationRef, PartyRef, UserRef
from crm.common.api.serializers import ReadSerializer
from crm.common.api.views import ReadViewSet


class ArgumentRow(ReadSerializer):
    """`use_count` is in how many places it was used; without a priority it serves all."""

    priority = PriorityRef(allow_null=True)
    owner = UserRef(allow_null=True)
    use_count = serializers.IntegerField()

    class Meta:
        model = Argument
        fields = [
            *["id", "text", "source", "source_on", "url", "valid_until", "priority", "owner", "use_count"],
            *["retired_on", "created_at", "updated_at", "version"],
        ]


class ArgumentViewSet(ReadViewSet):
    """The facts that we use, with their sources. The list has those in use unless `show` says otherwise."""

    queryset = Argument.objects.all()
    serializer_class = ArgumentRow
    filterset_class = ArgumentFilterSet

    def in_detail(self, queryset: Any) -> Any:
        return queryset.for_list().with_uses()


class PositionRef(ReadSerializer):
    class Meta:
        model = Position
        fields = ["id", "text", "retired_on"]


class DecisionPartyRow(ReadSerializer):
    party = PartyRef()

    class Meta:
        model = DecisionParty
        fields = ["party", "leaning"]


class DecisionRow(ReadSerializer):
    """`position` is the one of ours that it anchors; `parties` how each party that is known of stood.

    `priority` is null where our own board decided on a paper.
    """

    body = OrganizationRef()
    priority = PriorityRef(allow_null=True)
    position = PositionRef(allow_null=True)
    parties = DecisionPartyRow(many=True)

    class Meta:
        model = Decision
        fields = [
            *["id", "body", "decided_on", "paragraph", "text", "url", "priority", "position", "parties"],
            *["created_at", "updated_at", "version"],
        ]


class DecisionViewSet(ReadViewSet):
    """What bodies have decided in our priorities, with day and §."""

    queryset = Decision.objects.all()
    serializer_class = DecisionRow
    filterset_class = DecisionFilterSet

    def in_detail(self, queryset: Any) -> Any:
        return queryset.for_list().prefetch_related("parties__party")
