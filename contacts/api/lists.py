"""Contact lists over the API, for reading: shared ones and one's own."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from contacts.api.references import UserRef
from contacts.filters.contact_list import ContactListFilterSet
from contacts.models import ContactList
from crm.common.api.serializers import ReadSerializer
from crm.common.api.views import ReadViewSet


class ContactListSerializer(ReadSerializer):
    """`query` is the filter that a dynamic list asks anew each time, as that of people takes it."""

    owner = UserRef()
    people = serializers.SerializerMethodField(help_text="Where those who stand on the list today are read.")

    class Meta:
        model = ContactList
        fields = [
            *["id", "name", "description", "kind", "query", "owner", "is_shared", "is_archived"],
            *["people", "created_at", "updated_at", "version"],
        ]

    @extend_schema_field(OpenApiTypes.URI)
    def get_people(self, contact_list: ContactList) -> str:
        address = reverse("api:person-list", request=self.context.get("request"))
        return f"{address}?list={contact_list.pk}"


class ContactListViewSet(ReadViewSet):
    """Lists of people, chosen by hand or found by a filter. Who stands on one: `people` with `list`."""

    queryset = ContactList.objects.all()
    serializer_class = ContactListSerializer
    filterset_class = ContactListFilterSet

    def in_detail(self, queryset: Any) -> Any:
        return queryset.select_related("owner")
