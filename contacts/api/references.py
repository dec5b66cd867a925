"""Rows of the register as they stand inside other rows."""

from __future__ import annotations

from contacts.models import Area, ContactDetail, Organization, Party, Person, Term
from crm.common.api.serializers import ReadSerializer
from crm.models import User


class PersonRef(ReadSerializer):
    class Meta:
        model = Person
        fields = ["id", "given_name", "family_name"]


class OrganizationRef(ReadSerializer):
    class Meta:
        model = Organization
        fields = ["id", "name", "kind"]


class PartyRef(ReadSerializer):
    class Meta:
        model = Party
        fields = ["id", "code", "name"]


class AreaRef(ReadSerializer):
    class Meta:
        model = Area
        fields = ["id", "kind", "code", "name"]


class TermRef(ReadSerializer):
    class Meta:
        model = Term
        fields = ["id", "name"]


class UserRef(ReadSerializer):
    class Meta:
        model = User
        fields = ["id", "name"]


class ContactDetailRef(ReadSerializer):
    class Meta:
        model = ContactDetail
        fields = ["kind", "value", "label", "is_preferred"]
