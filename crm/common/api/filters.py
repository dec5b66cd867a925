"""The API asks the same strict filter sets as the pages; what they refuse is an answer 400, never everything."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from crm.common.api.pagination import IdCursorPagination

PAGING = {IdCursorPagination.cursor_query_param, IdCursorPagination.page_size_query_param}


class StrictFilterBackend(DjangoFilterBackend):
    """Refuses invalid values and unknown parameters: a misspelt filter must not be taken for none."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        filterset = self.get_filterset(request, queryset, view)
        known = PAGING | set(getattr(view, "query_parameters", ())) | (names_of(filterset) if filterset else set())
        unknown = {name: [_("Okänt filter.")] for name in sorted(set(request.query_params) - known)}
        if unknown:
            raise ValidationError(unknown)
        if filterset is None:
            return queryset
        if not filterset.is_valid():
            raise ValidationError({name: [str(e) for e in errors] for name, errors in filterset.errors.items()})
        return filterset.qs


def names_of(filterset: Any) -> set[str]:
    """The parameters that a filter set reads: those of a range are several a filter."""
    names = set()
    for name, field in filterset.form.fields.items():
        parts = getattr(field.widget, "widgets_names", None)
        suffixes = getattr(field.widget, "suffixes", None)
        if suffixes:
            names |= {f"{name}_{suffix}" if suffix else name for suffix in suffixes}
        else:
            names |= {f"{name}{part}" for part in parts} if parts else {name}
    return names
