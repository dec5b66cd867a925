"""Acts over the API."""

from __future__ import annotations

from typing import Any

from advocacy.filters.act import ActFilterSet
from advocacy.models import Act
from advocacy.services import acts
from crm.common.api.serializers import ChangeSerializer, ModelWriteSerializer, ReadSerializer
from crm.common.api.views import ServiceViewSet


class ActRow(ReadSerializer):
    """`document` and `source` are those of what was read from the Riksdag's documents; a null `priority` is open."""

    class Meta:
        model = Act
        fields = [
            "id", "person", "kind", "acted_on", "title", "quote", "url", "document", "priority", "leaning", "source",
            "source_on", "created_at", "updated_at", "version",
        ]  # fmt: skip


class ActEntry(ModelWriteSerializer):
    """Something that can be read in public: the link is required."""

    class Meta:
        model = Act
        fields = ["person", "kind", "acted_on", "title", "quote", "url", "priority", "leaning"]


class ActChange(ChangeSerializer, ActEntry):
    class Meta(ActEntry.Meta):
        fields = [*ActEntry.Meta.fields, "version"]


class ActViewSet(ServiceViewSet):
    """What people did in public, with the priority it was about and which way it leans."""

    queryset = Act.objects.all()
    serializer_class = ActRow
    add_serializer_class = ActEntry
    change_serializer_class = ActChange
    filterset_class = ActFilterSet

    def in_detail(self, queryset: Any) -> Any:
        return queryset.for_list()

    def add(self, data: dict[str, Any]) -> Act:
        return acts.note(actor=self.request.user, **data)

    def change(self, obj: Act, version: int, data: dict[str, Any]) -> Act:
        return acts.edit(actor=self.request.user, act=obj, version=version, **data)
