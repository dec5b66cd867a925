"""Organizations over the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from contacts.api.references import AreaRef, ContactDetailRef, OrganizationRef
from contacts.models import Organization
from crm.common.api.serializers import ReadSerializer
from crm.common.api.views import ReadViewSet


class OrganizationSerializer(ReadSerializer):
    parent = OrganizationRef(allow_null=True)
    area = AreaRef(allow_null=True)
    member_count = serializers.IntegerField(help_text="People with a role here today.")
    contact_details = ContactDetailRef(many=True)
    tags = serializers.SerializerMethodField()

    class Meta:
        model = Organization
        fields = [
            *["id", "name", "short_name", "kind", "sector", "level", "parent", "area", "organization_number"],
            *["is_own_body", "is_archived", "member_count", "contact_details", "tags"],
            *["created_at", "updated_at", "version"],
        ]

    def get_tags(self, organization: Organization) -> list[str]:
        return sorted(link.tag.name for link in organization.organization_tags.all())


class OrganizationViewSet(ReadViewSet):
    """Municipalities, agencies, committees, companies … as a tree."""

    queryset = Organization.objects.all()
    serializer_class = OrganizationSerializer

    def in_detail(self, queryset: Any) -> Any:
        return queryset.for_list().prefetch_related("contact_details", "organization_tags__tag")
