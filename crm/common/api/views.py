"""What every viewset stands on: the scope that pages have, the filters that lists have, writes through services."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import mixins, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from crm.common.api.schema import ServiceSchema
from crm.common.permissions import Role, is_member


class ReadViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, GenericViewSet[Any]):
    """A list and a row. `queryset` is a model's `objects.all()`; what the caller may see of it is asked here."""

    schema = ServiceSchema()
    lookup_value_regex = r"\d{1,18}"
    input_serializer_class: Any = None
    query_parameters: tuple[str, ...] = ()  # what an action reads of the query beside its filters

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()
        return self.in_detail(rows.visible_to(self.request.user))

    def filter_queryset(self, queryset: Any) -> Any:
        """Filters are of lists: an archived row that lists leave out still has its address."""
        return queryset if self.detail else super().filter_queryset(queryset)

    def in_detail(self, queryset: Any) -> Any:
        """Add what the serializer reads, so that no row costs a query."""
        return queryset


class ServiceViewSet(ReadViewSet):
    """Reading, adding and changing; nothing is deleted. Subclasses call a service in `add` and `change`."""

    http_method_names = ["get", "post", "patch", "head", "options"]
    write_role = Role.EDITOR
    add_serializer_class: Any = None
    change_serializer_class: Any = None

    def add(self, data: dict[str, Any]) -> Any:
        raise NotImplementedError

    def change(self, obj: Any, version: int, data: dict[str, Any]) -> Any:
        raise NotImplementedError

    @property
    def input_serializer_class(self) -> Any:
        return {"create": self.add_serializer_class, "partial_update": self.change_serializer_class}.get(self.action)

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        obj = self.add(self._input(request))
        return Response(self._shown(obj), status=status.HTTP_201_CREATED)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The row; one that was merged into another answers with the address of that one."""
        try:
            return super().retrieve(request, *args, **kwargs)
        except Http404:
            if (kept := self._merged_into(request)) is None:
                raise
            return Response(
                {"detail": _("Sammanslagen med en annan."), "merged_into": kept},
                status=status.HTTP_301_MOVED_PERMANENTLY,
                # A merge can be undone: nobody is to remember where it led.
                headers={"Location": self.reverse_action("detail", args=[kept]), "Cache-Control": "no-store"},
            )

    def _merged_into(self, request: Request) -> int | None:
        model: Any = self.get_queryset().model
        if not is_member(request.user) or not any(f.name == "merged_into" for f in model._meta.fields):
            return None
        found: int | None = model.objects.filter(pk=self.kwargs["pk"]).values_list("merged_into_id", flat=True).first()
        return found

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        obj = self.get_object()
        data = self._input(request)
        return Response(self._shown(self.change(obj, data.pop("version"), data)))

    def _input(self, request: Request) -> dict[str, Any]:
        serializer = self.input_serializer_class(data=request.data, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def _shown(self, obj: Any) -> Any:
        """The row as a reader would get it now."""
        return self.get_serializer(self.get_queryset().get(pk=obj.pk)).data
