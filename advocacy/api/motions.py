"""Motions over the API, with their proposals and signers. What the Riksdag publishes is only read."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from advocacy.api.plans import PriorityRef
from advocacy.choices import LinkState
from advocacy.filters.motion import MotionFilterSet
from advocacy.models import CommitteeReport, Motion, MotionProposal, MotionSigner, ProposalLink
from contacts.models import Organization
from crm.common.api.serializers import ReadSerializer
from crm.common.api.views import ReadViewSet


class CommitteeRef(ReadSerializer):
    class Meta:
        model = Organization
        fields = ["id", "name"]


class ReportRef(ReadSerializer):
    class Meta:
        model = CommitteeReport
        fields = ["document", "session", "designation", "title", "decided_on"]


class SignerSerializer(ReadSerializer):
    """Who signed, with the name and party of that day; `person` when the register knows who it is."""

    party = serializers.CharField(source="letters")

    class Meta:
        model = MotionSigner
        fields = ["position", "name", "party", "person"]


class ProposalSerializer(ReadSerializer):
    """What committee and chamber said stands in order, '' where nothing was decided; `outcome` is the last."""

    committee_said = serializers.ListField(child=serializers.CharField())
    chamber_said = serializers.ListField(child=serializers.CharField())
    report = ReportRef(allow_null=True)
    priorities = serializers.SerializerMethodField()

    class Meta:
        model = MotionProposal
        fields = ["position", "text", "committee_said", "chamber_said", "outcome", "report", "point", "priorities"]

    @extend_schema_field(PriorityRef(many=True))
    def get_priorities(self, proposal: Any) -> Any:
        return PriorityRef([link.priority for link in proposal.accepted_links], many=True).data


class MotionSerializer(ReadSerializer):
    committee = CommitteeRef(allow_null=True)
    url = serializers.URLField()
    signers = SignerSerializer(many=True)
    proposals = ProposalSerializer(many=True)

    class Meta:
        model = Motion
        fields = [
            *["id", "document", "session", "number", "kind", "title", "submitted_on", "committee", "status"],
            *["is_follow_up", "cause", "source", "source_on", "url", "signers", "proposals"],
        ]


class MotionViewSet(ReadViewSet):
    """Motions of the Riksdag as it published them, and the priorities that we have linked their proposals to."""

    queryset = Motion.objects.all()
    serializer_class = MotionSerializer
    filterset_class = MotionFilterSet

    def in_detail(self, queryset: Any) -> Any:
        accepted = ProposalLink.objects.filter(state=LinkState.ACCEPTED).select_related("priority").order_by("pk")
        proposals = MotionProposal.objects.select_related("report").defer("search_text")
        linked = proposals.prefetch_related(Prefetch("links", accepted, to_attr="accepted_links"))
        return queryset.for_list().prefetch_related(
            Prefetch("signers", MotionSigner.objects.order_by("motion_id", "position")),
            Prefetch("proposals", linked.order_by("motion_id", "position")),
        )
