"""What serializers share: strict input, choices within the caller's scope, the version that a change must carry."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers


class ReadSerializer(serializers.ModelSerializer):
    """What is given out. Writing goes through a service, with a WriteSerializer for the input."""

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for field in fields.values():
            field.read_only = True
        return fields


class WriteSerializer(serializers.Serializer):
    """Input of a service: an unknown field is refused, rules of the row are the service's to tell."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            unknown = sorted(set(data) - set(self.fields))
            if unknown:
                raise serializers.ValidationError({name: [_("Okänt fält.")] for name in unknown})
        return super().to_internal_value(data)


class ModelWriteSerializer(WriteSerializer, serializers.ModelSerializer):
    """Input with the types and lengths of a model's fields; uniqueness is asked in the service, under its lock."""

    def get_validators(self) -> list[Any]:
        return []

    def build_standard_field(self, field_name: str, model_field: Any) -> Any:
        field_class, kwargs = super().build_standard_field(field_name, model_field)
        kwargs["validators"] = [v for v in kwargs.get("validators", []) if not _asks_database(v)]
        return field_class, kwargs

    def build_relational_field(self, field_name: str, relation_info: Any) -> Any:
        field_class, kwargs = super().build_relational_field(field_name, relation_info)
        kwargs.pop("validators", None)
        return (ScopedField if field_class is self.serializer_related_field else field_class), kwargs


class ChangeSerializer(serializers.Serializer):
    """Mixed in before a WriteSerializer: every field may be left out but `version`, the one that was read."""

    version = serializers.IntegerField(min_value=1, help_text="The version that was read; another one is a conflict.")

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for name, field in fields.items():
            field.required = name == "version"
            field.default = serializers.empty
        return fields


class ScopedField(serializers.PrimaryKeyRelatedField):
    """An id of a row that the caller may see."""

    def get_queryset(self) -> Any:
        queryset = super().get_queryset()
        visible_to = getattr(queryset, "visible_to", None)
        return visible_to(self.context["request"].user) if visible_to and "request" in self.context else queryset


def _asks_database(validator: Any) -> bool:
    return hasattr(validator, "queryset")
