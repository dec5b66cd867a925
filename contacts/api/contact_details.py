"""Addresses, as they come in with their person or organization."""

from __future__ import annotations

from typing import Any

from contacts.models import ContactDetail
from contacts.services.contact_details import Detail
from crm.common.api.serializers import ModelWriteSerializer


class ContactDetailInput(ModelWriteSerializer):
    class Meta:
        model = ContactDetail
        fields = ["kind", "value", "label", "is_preferred"]


def with_details(data: dict[str, Any]) -> dict[str, Any]:
    """`contact_details` of the input as the `details` that services take."""
    given = data.pop("contact_details", None)
    return data if given is None else data | {"details": [Detail(**each) for each in given]}
