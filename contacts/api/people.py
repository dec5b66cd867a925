"""People over the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from contacts.api.contact_details import ContactDetailInput, with_details
from contacts.api.memberships import MembershipOfPerson
from contacts.api.references import ContactDetailRef, UserRef
from contacts.filters import PersonFilterSet
from contacts.filters.mandates import day_asked
from contacts.models import Person
from contacts.services import people
from crm.common import extensions
from crm.common.api.serializers import ChangeSerializer, ModelWriteSerializer, ReadSerializer, ScopedField
from crm.common.api.views import ServiceViewSet
from crm.models import User


class PersonSerializer(ReadSerializer):
    owner = UserRef(allow_null=True)
    memberships = MembershipOfPerson(
        many=True, source="current_memberships", help_text="Those that hold today, or on `day`."
    )
    contact_details = ContactDetailRef(many=True)
    tags = serializers.SerializerMethodField()

    class Meta:
        model = Person
        fields = [
            *[
                "id",
                "given_name",
                "family_name",
                "legal_name",
                "other_names",
                "gender",
                "birth_year",
                "sector",
                "title",
            ],
            *["salutation", "language", "owner", "tier", "do_not_contact", "is_archived"],
            *["memberships", "contact_details", "tags", "created_at", "updated_at", "version"],
        ]

    def get_tags(self, person: Person) -> list[str]:
        return sorted(link.tag.name for link in person.person_tags.all())


class PersonInput(ModelWriteSerializer):
    """`contact_details` are whole: what is not among them is taken away."""

    owner = ScopedField(queryset=User.objects.people(), required=False, allow_null=True)
    contact_details = ContactDetailInput(many=True, required=False)

    class Meta:
        model = Person
        fields = [
            *["given_name", "family_name", "legal_name", "other_names", "gender", "birth_year", "sector", "title"],
            *["salutation", "language", "owner", "tier", "do_not_contact", "contact_details"],
        ]


class PersonChange(ChangeSerializer, PersonInput):
    class Meta(PersonInput.Meta):
        fields = [*PersonInput.Meta.fields, "version"]


class PersonViewSet(ServiceViewSet):
    """Everybody in the register, with the roles they hold today; with `day`, those they held on that day."""

    queryset = Person.objects.all()
    serializer_class = PersonSerializer
    add_serializer_class = PersonInput
    change_serializer_class = PersonChange
    filterset_class = PersonFilterSet

    # The filters that other apps add are known when the apps are ready, which is before any address is.
    @extend_schema(parameters=[OpenApiParameter(f.name, description=str(f.label)) for f in extensions.person_filters])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    def in_detail(self, queryset: Any) -> Any:
        day = day_asked(self.request.query_params)
        return queryset.for_list(day).prefetch_related("contact_details", "person_tags__tag")

    def add(self, data: dict[str, Any]) -> Person:
        return people.add(actor=self.request.user, **with_details(data))

    def change(self, obj: Person, version: int, data: dict[str, Any]) -> Person:
        return people.edit(person=obj, actor=self.request.user, version=version, **with_details(data))
