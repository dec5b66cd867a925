"""Saved views of lists over the API, for reading: shared ones and one's own."""

from __future__ import annotations

from typing import Any

import django_filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from contacts.api.references import UserRef
from crm.common.api.serializers import ReadSerializer
from crm.common.api.views import ReadViewSet
from crm.common.filters import StrictFilterSet
from crm.models import SavedView
from crm.views.saved_views import list_url


class SavedViewFilterSet(StrictFilterSet):
    list_name = django_filters.CharFilter(label="The list's name, as 'contacts:person_list'.")
    is_shared = django_filters.BooleanFilter()

    class Meta:
        model = SavedView
        fields = ["list_name", "is_shared"]


class SavedViewSerializer(ReadSerializer):
    """`query` holds the filters and the sort of the list's address, `columns` the names of its columns in order."""

    owner = UserRef()
    columns = serializers.ListField(child=serializers.CharField())
    url = serializers.SerializerMethodField(help_text="The list as the view shows it, for a browser.")

    class Meta:
        model = SavedView
        fields = [
            *["id", "name", "list_name", "query", "columns", "owner", "is_shared"],
            *["url", "created_at", "updated_at", "version"],
        ]

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, view: SavedView) -> str:
        request, address = self.context.get("request"), list_url(view)
        return request.build_absolute_uri(address) if request else address


class SavedViewViewSet(ReadViewSet):
    """What colleagues have kept of the lists: filters, sort and columns under a name."""

    queryset = SavedView.objects.all()
    serializer_class = SavedViewSerializer
    filterset_class = SavedViewFilterSet

    def in_detail(self, queryset: Any) -> Any:
        return queryset.select_related("owner")
