"""Organizations over the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from contacts.api.contact_details import ContactDetailInput, with_details
from contacts.api.references import AreaRef, ContactDetailRef, OrganizationRef
from contacts.filters import OrganizationFilterSet
from contacts.models import Organization
from contacts.services import organizations
from crm.common.api.serializers import ChangeSerializer, ModelWriteSerializer, ReadSerializer
from crm.common.api.views import ServiceViewSet


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


class OrganizationInput(ModelWriteSerializer):
    """`contact_details` are whole: what is not among them is taken away."""

    contact_details = ContactDetailInput(many=True, required=False)

    class Meta:
        model = Organization
        fields = [
            *["name", "short_name", "kind", "sector", "level", "parent", "area", "organization_number"],
            *["is_own_body", "contact_details"],
        ]


class OrganizationChange(ChangeSerializer, OrganizationInput):
    class Meta(OrganizationInput.Meta):
        fields = [*OrganizationInput.Meta.fields, "version"]


class OrganizationViewSet(ServiceViewSet):
    """Municipalities, agencies, committees, companies … as a tree."""

    queryset = Organization.objects.all()
    serializer_class = OrganizationSerializer
    add_serializer_class = OrganizationInput
    change_serializer_class = OrganizationChange
    filterset_class = OrganizationFilterSet

    def in_detail(self, queryset: Any) -> Any:
        return queryset.for_list().prefetch_related("contact_details", "organization_tags__tag")

    def add(self, data: dict[str, Any]) -> Organization:
        return organizations.add(actor=self.request.user, **with_details(data))

    def change(self, obj: Organization, version: int, data: dict[str, Any]) -> Organization:
        return organizations.edit(organization=obj, actor=self.request.user, version=version, **with_details(data))
