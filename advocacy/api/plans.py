"""Priorities and goals over the API, with the figures of a goal."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from advocacy.choices import GoalKind, GoalUnit, PriorityKind
from advocacy.forms.goal import DAYS
from advocacy.models import Audience, Goal, Plan, Priority
from advocacy.services.reach import figures
from crm.common.api.serializers import ReadSerializer, WriteSerializer
from crm.common.api.views import ReadViewSet
from crm.common.dates import today
from crm.common.filters import StrictFilterSet


class PriorityRef(ReadSerializer):
    class Meta:
        model = Priority
        fields = ["id", "code", "name"]


class PlanRef(ReadSerializer):
    class Meta:
        model = Plan
        fields = ["id", "code", "name", "starts_on", "ends_on"]


class AudienceRef(ReadSerializer):
    class Meta:
        model = Audience
        fields = ["id", "name"]


class PriorityFilterSet(StrictFilterSet):
    q = django_filters.CharFilter(method="search")
    kind = django_filters.ChoiceFilter(choices=PriorityKind.choices)
    parent = django_filters.ModelChoiceFilter(queryset=Priority.objects.all())
    code = django_filters.CharFilter(lookup_expr="iexact")
    is_archived = django_filters.BooleanFilter()

    class Meta:
        model = Priority
        fields = ["q", "kind", "parent", "code", "is_archived"]


class GoalFilterSet(StrictFilterSet):
    plan = django_filters.CharFilter(field_name="plan__code", label="Planens kod")
    code = django_filters.CharFilter(lookup_expr="iexact")
    priority = django_filters.ModelChoiceFilter(queryset=Priority.objects.all())
    kind = django_filters.ChoiceFilter(choices=GoalKind.choices)
    unit = django_filters.ChoiceFilter(choices=GoalUnit.choices)

    class Meta:
        model = Goal
        fields = ["plan", "code", "priority", "kind", "unit"]


class PrioritySerializer(ReadSerializer):
    parent = PriorityRef(allow_null=True)
    works_through = serializers.SerializerMethodField()

    class Meta:
        model = Priority
        fields = [
            *["id", "code", "name", "kind", "parent", "works_through", "description", "predecessor", "is_archived"],
            *["created_at", "updated_at", "version"],
        ]

    @extend_schema_field(PriorityRef(many=True))
    def get_works_through(self, priority: Priority) -> Any:
        return PriorityRef([link.works_through for link in priority.links.all()], many=True).data


class PriorityViewSet(ReadViewSet):
    """What we drive, as a tree."""

    queryset = Priority.objects.all()
    serializer_class = PrioritySerializer
    filterset_class = PriorityFilterSet

    def in_detail(self, queryset: Any) -> Any:
        return queryset.select_related("parent").prefetch_related("links__works_through")


class GoalSerializer(ReadSerializer):
    plan = PlanRef()
    priority = PriorityRef()
    audience = AudienceRef(allow_null=True)

    class Meta:
        model = Goal
        fields = [
            *["id", "plan", "code", "statement", "priority", "kind", "unit", "audience", "target_percent"],
            *["predecessor", "created_at", "updated_at", "version"],
        ]


class Share(serializers.Serializer):
    audience = serializers.IntegerField()
    covered = serializers.IntegerField()


class Figures(serializers.Serializer):
    """Whom we met. `coverage` is 0–1, null without an audience."""

    goal = serializers.CharField()
    to = serializers.DateField()
    audience = serializers.IntegerField(allow_null=True)
    reached = serializers.IntegerField()
    covered = serializers.IntegerField()
    coverage = serializers.FloatField(allow_null=True)
    informed = serializers.IntegerField()
    since_left = serializers.IntegerField()
    outside = serializers.IntegerField()
    by_party = serializers.DictField(child=Share())
    by_county = serializers.DictField(child=Share())

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), "from": serializers.DateField()}


class ReachSerializer(Figures):
    """The figures of a goal, as the command `reach` prints them. Over an election `parts` holds each side of it."""

    parts = Figures(many=True, required=False)


class Period(WriteSerializer):
    """`from` and `to`, both days included; a day that is left out is that of the goal's plan, at the latest today."""

    to = serializers.DateField(required=False, validators=DAYS)

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), "from": serializers.DateField(required=False, validators=DAYS)}

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        plan = self.context["goal"].plan
        last = data.get("to") or min(filter(None, [plan.ends_on, today()]))
        first = data.get("from") or min(plan.starts_on or last.replace(month=1, day=1), last)
        if last < first:
            raise serializers.ValidationError({"to": [_("Slutdagen ligger före startdagen.")]})
        return {"first": first, "last": last}


class GoalViewSet(ReadViewSet):
    """The goals of every plan."""

    queryset = Goal.objects.all()
    serializer_class = GoalSerializer
    filterset_class = GoalFilterSet

    def in_detail(self, queryset: Any) -> Any:
        return queryset.select_related("plan", "priority", "audience")

    @extend_schema(
        operation_id="goals_reach",
        responses=ReachSerializer,
        filters=False,
        parameters=[OpenApiParameter("from", dt.date), OpenApiParameter("to", dt.date)],
    )
    @action(detail=True, methods=["get"], filterset_class=None, pagination_class=None, query_parameters=("from", "to"))
    def reach(self, request: Request, pk: str) -> Response:
        """Whom we met, of whom we were to meet, in a period."""
        goal = self.get_object()
        period = Period(data=request.query_params.dict(), context={"goal": goal})
        period.is_valid(raise_exception=True)
        return Response(figures(goal, **period.validated_data))
