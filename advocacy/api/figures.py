"""All figures of a goal, a priority or a plan over the API: what `manage.py reach … --all --json` prints."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from advocacy.forms.goal import DAYS
from advocacy.services.figures.figure import FigureKind
from advocacy.services.figures.scope import UnknownScope, named_for
from advocacy.services.figures.whole import FigureSet
from advocacy.services.reach import plan_period
from crm.common.api.errors import CONTENT_TYPE
from crm.common.api.schema import Problem
from crm.common.api.serializers import WriteSerializer
from crm.common.dates import today


class FigureSerializer(serializers.Serializer):
    """`value` is a count, days, kronor, or a share or an index 0–1; null where there is nothing to divide by."""

    key = serializers.CharField()
    kind = serializers.ChoiceField(choices=FigureKind.choices)
    value = serializers.FloatField(allow_null=True)
    part = serializers.IntegerField(allow_null=True)
    whole = serializers.IntegerField(allow_null=True)
    target = serializers.FloatField(allow_null=True)
    day = serializers.DateField()


class FigureTableSerializer(serializers.Serializer):
    """Plain values, a list for each row, in the order of `heads`."""

    key = serializers.CharField()
    heads = serializers.ListField(child=serializers.CharField())
    rows = serializers.ListField(child=serializers.ListField(child=serializers.JSONField()))


class FigureSectionSerializer(serializers.Serializer):
    """The figures and tables that stand together, by their keys."""

    key = serializers.CharField()
    figures = serializers.DictField(child=FigureSerializer())
    tables = serializers.DictField(child=FigureTableSerializer())


class FigureSetSerializer(serializers.Serializer):
    """Every figure of a scope in a period, both days included."""

    scope = serializers.CharField()
    to = serializers.DateField()
    sections = FigureSectionSerializer(many=True)

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), "from": serializers.DateField()}


class AllFiguresSerializer(FigureSetSerializer):
    """Over an election `parts` holds each side of it, with its own audience."""

    parts = FigureSetSerializer(many=True, required=False)


class AskedFigures(WriteSerializer):
    """What is asked; a day that is left out is that of the plan, at the latest today."""

    scope = serializers.CharField(default="plan")
    to = serializers.DateField(required=False, validators=DAYS)

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), "from": serializers.DateField(required=False, validators=DAYS)}

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        try:
            scope = named_for(data["scope"], data.get("to") or today())
        except UnknownScope:
            raise serializers.ValidationError({"scope": [_("Det finns inget sådant mål.")]}) from None
        first, last = plan_period(scope.plan)
        last = data.get("to") or last
        first = data.get("from") or min(first, last)
        if last < first:
            raise serializers.ValidationError({"to": [_("Slutdagen ligger före startdagen.")]})
        return {"scope": scope, "first": first, "last": last}


class FiguresView(APIView):
    """Whom we reached and what came of it."""

    @extend_schema(
        operation_id="figures",
        parameters=[
            OpenApiParameter(
                "scope",
                description="'2026:SAMHB-1', 'sakfraga:JARNVAG', 'plan:2026'; 'plan', the current, if left out.",
            ),
            OpenApiParameter("from", dt.date),
            OpenApiParameter("to", dt.date),
        ],
        responses={
            200: AllFiguresSerializer,
            (400, CONTENT_TYPE): Problem,
            (401, CONTENT_TYPE): Problem,
            (403, CONTENT_TYPE): Problem,
        },
    )
    def get(self, request: Request) -> Response:
        """Every figure of a goal, a priority with all below it, or a plan, in a period."""
        asked = AskedFigures(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        return Response(FigureSet(**asked.validated_data).told())
