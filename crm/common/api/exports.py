"""A list as a file, over the API: the rows of the page, logged and limited as they are there."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView

from crm.common.api.errors import CONTENT_TYPE
from crm.common.api.filters import names_of
from crm.common.api.schema import Problem
from crm.common.exports import CSV, XLSX, ExportPage, ReasonNeeded

FILES = {XLSX.name: XLSX, CSV.name: CSV}
OWN = {"file", "columns", "reason", "sort"}

described = extend_schema(
    parameters=[
        OpenApiParameter("file", enum=list(FILES), description="xlsx unless told otherwise."),
        OpenApiParameter("columns", description="Names of columns in order, with commas between."),
        OpenApiParameter("sort", description="A column, or -column."),
        OpenApiParameter("reason", description="Why; needed above the limit of rows by all but managers."),
    ],
    description="The filters are those of the list. Above the limit without a reason: 403.",
    responses={
        **{(200, form.content_type): OpenApiTypes.BINARY for form in FILES.values()},
        (400, CONTENT_TYPE): Problem,
        (401, CONTENT_TYPE): Problem,
        (403, CONTENT_TYPE): Problem,
    },
)


class ExportView(APIView):
    """Subclasses give the export page of the list."""

    page: type[Any] = ExportPage

    @described
    def get(self, request: Request) -> HttpResponseBase:
        asked, page = request.query_params, self.page()
        request._request.user = request.user
        page.setup(request._request)
        page.arrange()
        self.check(page, set(asked))
        wanted = asked.get("columns", "")
        columns = page.columns_named(wanted.split(",") if wanted else page.wanted())
        format_ = FILES.get(asked.get("file", XLSX.name))
        if format_ is None or not columns:
            raise ValidationError({"columns" if format_ else "file": [_("Okänt värde.")]})
        try:
            log = page.log(format_, columns, {}, page.rows.count(), asked.get("reason", ""), is_long=False)
        except ReasonNeeded as needed:
            raise PermissionDenied(str(needed)) from needed
        file: HttpResponseBase = page.file(format_, page.taking(format_, [c.name for c in columns], {}), log)
        return file

    @staticmethod
    def check(page: Any, asked: set[str]) -> None:
        """A misspelt filter must not be taken for none."""
        unknown = {name: [_("Okänt filter.")] for name in sorted(asked - OWN - names_of(page.filterset))}
        if unknown:
            raise ValidationError(unknown)
        if not page.filterset.form.is_valid():
            errors = page.filterset.form.errors.items()
            raise ValidationError({name: [str(e) for e in found] for name, found in errors})
