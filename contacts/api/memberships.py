"""Mandates and roles over the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from contacts.api.references import AreaRef, OrganizationRef, PartyRef, PersonRef, TermRef
from contacts.models import Membership
from crm.common.api.serializers import ReadSerializer
from crm.common.api.views import ReadViewSet


class MembershipOfPerson(ReadSerializer):
    """A mandate inside its person."""

    organization = OrganizationRef()
    party = PartyRef(allow_null=True)
    area = AreaRef(allow_null=True)

    class Meta:
        model = Membership
        fields = ["id", "organization", "role", "kind", "party", "area", "starts_on", "ends_on"]


class MembershipSerializer(MembershipOfPerson):
    person = PersonRef()
    term = TermRef(allow_null=True)
    is_struck = serializers.BooleanField()

    class Meta:
        model = Membership
        fields = [
            *["id", "person", "organization", "role", "kind", "party", "area", "term", "starts_on", "ends_on"],
            *["stands_in_for", "side", "source", "source_on", "last_verified_on"],
            *["is_struck", "struck_reason", "created_at", "updated_at", "version"],
        ]


class MembershipViewSet(ReadViewSet):
    """Who holds or held which role where. A mandate ends, it is not edited away."""

    queryset = Membership.objects.all()
    serializer_class = MembershipSerializer

    def in_detail(self, queryset: Any) -> Any:
        return queryset.with_names().select_related("person")
