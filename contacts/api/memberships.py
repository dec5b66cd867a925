"""Mandates and roles over the API. They are given, ended, changed from a day on, or struck: never edited away."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
from django.db.models import Q
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from contacts.api.references import AreaRef, OrganizationRef, PartyRef, PersonRef, TermRef
from contacts.choices import OrganizationKind, RoleKind
from contacts.models import Membership, Organization, Person
from contacts.querysets.membership import newly_elected_q
from contacts.services import memberships
from crm.common.api.serializers import ModelWriteSerializer, ReadSerializer, WriteSerializer
from crm.common.api.views import ServiceViewSet
from crm.common.filters import StrictFilterSet


def _people(request: Any) -> Any:
    return Person.objects.visible_to(getattr(request, "user", None))


def _organizations(request: Any) -> Any:
    return Organization.objects.visible_to(getattr(request, "user", None))


class MembershipFilterSet(StrictFilterSet):
    """Struck ones are left out unless asked for."""

    person = django_filters.ModelChoiceFilter(queryset=_people)
    organization = django_filters.ModelChoiceFilter(queryset=_organizations)
    organization_kind = django_filters.MultipleChoiceFilter(
        field_name="organization__kind", choices=OrganizationKind.choices
    )
    kind = django_filters.MultipleChoiceFilter(choices=RoleKind.choices)
    party = django_filters.CharFilter(field_name="party__code", label="Partiets kod")
    county = django_filters.CharFilter(method="in_county", label="Länets kod")
    day = django_filters.DateFilter(method="held_on", label="Gäller den dagen")
    newly_elected = django_filters.BooleanFilter(method="are_new", label="Nyvald i församlingen")
    new_everywhere = django_filters.BooleanFilter(method="are_new", label="Ny helt och hållet")
    struck = django_filters.BooleanFilter(method="are_struck", label="Strukna")

    class Meta:
        model = Membership
        fields = [
            *["person", "organization", "organization_kind", "kind", "party", "county", "day"],
            *["newly_elected", "new_everywhere", "struck"],
        ]

    def in_county(self, queryset: Any, name: str, value: str) -> Any:
        own = Q(area__county__code=value)
        return queryset.filter(own | Q(area__county__isnull=True, organization__area__county__code=value))

    def held_on(self, queryset: Any, name: str, value: dt.date) -> Any:
        return queryset.active_on(value)

    def are_new(self, queryset: Any, name: str, value: bool) -> Any:
        day = self.form.cleaned_data.get("day")
        new = newly_elected_q(day, everywhere=name == "new_everywhere")
        return queryset.filter(new) if value else queryset.exclude(pk__in=Membership.objects.filter(new).values("pk"))

    def are_struck(self, queryset: Any, name: str, value: bool) -> Any:
        return queryset

    def unasked(self) -> Any:
        return super().unasked().filter(struck_at__isnull=True)

    def filter_queryset(self, queryset: Any) -> Any:
        struck = bool(self.form.cleaned_data.get("struck"))
        return super().filter_queryset(queryset.filter(struck_at__isnull=not struck))


class MembershipOfPerson(ReadSerializer):
    """A mandate inside its person."""

    organization = OrganizationRef()
    party = PartyRef(allow_null=True)
    area = AreaRef(allow_null=True)

    class Meta:
        model = Membership
        fields = ["id", "organization", "role", "kind", "party", "area", "starts_on", "ends_on"]


class MembershipSerializer(MembershipOfPerson):
    person = PersonRef()
    term = TermRef(allow_null=True)
    represents = OrganizationRef(allow_null=True)
    is_struck = serializers.BooleanField()

    class Meta:
        model = Membership
        fields = [
            *["id", "person", "organization", "role", "kind", "party", "area", "term", "starts_on", "ends_on"],
            *["stands_in_for", "represents", "side", "source", "source_on", "last_verified_on"],
            *["is_struck", "struck_reason", "created_at", "updated_at", "version"],
        ]


class MembershipInput(ModelWriteSerializer):
    class Meta:
        model = Membership
        fields = [
            *["person", "organization", "role", "kind", "party", "area", "term", "stands_in_for", "represents", "side"],
            *["starts_on", "ends_on", "source", "source_on", "last_verified_on"],
        ]


class MembershipEnd(WriteSerializer):
    """`on` is the last day."""

    version = serializers.IntegerField(min_value=1)
    on = serializers.DateField()


class MembershipStrike(WriteSerializer):
    version = serializers.IntegerField(min_value=1)
    reason = serializers.CharField(max_length=200)


class MembershipChange(ModelWriteSerializer):
    """What the mandate is from the day `on`; what is left out stays as it was."""

    version = serializers.IntegerField(min_value=1)
    on = serializers.DateField()

    class Meta:
        model = Membership
        fields = [
            *["version", "on", "organization", "role", "kind", "party", "area", "term", "stands_in_for"],
            *["represents", "side", "source", "source_on"],
        ]

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for name, field in fields.items():
            field.required = name in ("version", "on")
        return fields


class MembershipViewSet(ServiceViewSet):
    """Who holds or held which role where. A mandate ends, it is not edited away; a mistake is struck."""

    http_method_names = ["get", "post", "head", "options"]
    queryset = Membership.objects.all()
    serializer_class = MembershipSerializer
    add_serializer_class = MembershipInput
    filterset_class = MembershipFilterSet
    action_serializers = {"end": MembershipEnd, "change_from": MembershipChange, "strike": MembershipStrike}

    def in_detail(self, queryset: Any) -> Any:
        return queryset.with_names().select_related("person", "represents")

    @property
    def input_serializer_class(self) -> Any:
        return self.action_serializers.get(self.action) or super().input_serializer_class

    def add(self, data: dict[str, Any]) -> Membership:
        return memberships.add(actor=self.request.user, **data)

    @extend_schema(request=MembershipEnd, operation_id="memberships_end")
    @action(detail=True, methods=["post"])
    def end(self, request: Request, pk: str) -> Response:
        """End a mandate on its last day."""
        ended = memberships.end(membership=self.get_object(), actor=request.user, **self._input(request))
        return Response(self._shown(ended))

    @extend_schema(request=MembershipChange, operation_id="memberships_change")
    @action(detail=True, methods=["post"], url_path="change")
    def change_from(self, request: Request, pk: str) -> Response:
        """End a mandate the day before `on`, and begin the changed one on that day. Answers with the new one."""
        new = memberships.change(membership=self.get_object(), actor=request.user, **self._input(request))
        return Response(self._shown(new), status=status.HTTP_201_CREATED)

    @extend_schema(request=MembershipStrike, operation_id="memberships_strike")
    @action(detail=True, methods=["post"])
    def strike(self, request: Request, pk: str) -> Response:
        """Strike a mandate that was never held; it disappears from figures and stays in history."""
        struck = memberships.strike(membership=self.get_object(), actor=request.user, **self._input(request))
        return Response(self._shown(struck))
