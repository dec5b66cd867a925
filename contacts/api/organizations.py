"""Organizations over the API."""

from __future__ import annotations

import datetime as dt
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from contacts.api.composition import CompositionSerializer, DayInput
from contacts.api.contact_details import ContactDetailInput, with_details
from contacts.api.references import AreaRef, ContactDetailRef, OrganizationRef
from contacts.filters import OrganizationFilterSet
from contacts.models import Organization, OrganizationSubkind
from contacts.services import organizations
from contacts.services.composition import compositions
from crm.common.api.serializers import ChangeSerializer, ModelWriteSerializer, ReadSerializer
from crm.common.api.views import ServiceViewSet


class SubkindRef(ReadSerializer):
    class Meta:
        model = OrganizationSubkind
        fields = ["id", "name"]


class OrganizationSerializer(ReadSerializer):
    subkind = SubkindRef(allow_null=True)
    parent = OrganizationRef(allow_null=True)
    area = AreaRef(allow_null=True)
    member_count = serializers.IntegerField(help_text="People with a role here today.")
    contact_details = ContactDetailRef(many=True)
    tags = serializers.SerializerMethodField()

    class Meta:
        model = Organization
        fields = [
            *["id", "name", "short_name", "kind", "subkind", "sector", "level", "parent", "area"],
            *["organization_number", "starts_on", "ends_on", "is_own_body", "is_archived"],
            *["member_count", "contact_details", "tags"],
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
            *["name", "short_name", "kind", "subkind", "sector", "level", "parent", "area"],
            *["organization_number", "starts_on", "ends_on", "is_own_body", "contact_details"],
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
        return (
            queryset.for_list().select_related("subkind").prefetch_related("contact_details", "organization_tags__tag")
        )

    def add(self, data: dict[str, Any]) -> Organization:
        return organizations.add(actor=self.request.user, **with_details(data))

    def change(self, obj: Organization, version: int, data: dict[str, Any]) -> Organization:
        return organizations.edit(organization=obj, actor=self.request.user, version=version, **with_details(data))

    @extend_schema(
        operation_id="organizations_composition",
        responses=CompositionSerializer,
        filters=False,
        parameters=[OpenApiParameter("day", dt.date)],
    )
    @action(detail=True, methods=["get"], filterset_class=None, pagination_class=None, query_parameters=("day",))
    def composition(self, request: Request, pk: str) -> Response:
        """Whether those who serve in a body on a day are those who should, by its rules."""
        organization = self.get_object()
        asked = DayInput(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        found = compositions([organization], asked.validated_data["day"])[organization.pk]
        return Response(CompositionSerializer(found).data)
