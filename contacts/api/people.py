"""People over the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from contacts.api.memberships import MembershipOfPerson
from contacts.api.references import ContactDetailRef, UserRef
from contacts.models import Person
from crm.common.api.serializers import ReadSerializer
from crm.common.api.views import ReadViewSet


class PersonSerializer(ReadSerializer):
    owner = UserRef(allow_null=True)
    memberships = MembershipOfPerson(many=True, source="current_memberships", help_text="Those that hold today.")
    contact_details = ContactDetailRef(many=True)
    tags = serializers.SerializerMethodField()

    class Meta:
        model = Person
        fields = [
            *["id", "given_name", "family_name", "legal_name", "gender", "birth_year", "sector", "title"],
            *["salutation", "language", "owner", "tier", "do_not_contact", "is_archived"],
            *["memberships", "contact_details", "tags", "created_at", "updated_at", "version"],
        ]

    def get_tags(self, person: Person) -> list[str]:
        return sorted(link.tag.name for link in person.person_tags.all())


class PersonViewSet(ReadViewSet):
    """Everybody in the register, with the roles they hold today."""

    queryset = Person.objects.all()
    serializer_class = PersonSerializer

    def in_detail(self, queryset: Any) -> Any:
        return queryset.for_list().prefetch_related("contact_details", "person_tags__tag")
