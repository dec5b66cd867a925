"""What goes wrong in the API is told as a problem object: {"type", "title", "status", "errors": {field: […]}}."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.core.exceptions import ValidationError as ModelValidationError
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler as drf_handler
from rest_framework.views import set_rollback

from crm.common.locks import is_busy, is_collision
from crm.common.writes import Conflict

CONTENT_TYPE = "application/problem+json"
TYPES = {
    400: "invalid",
    401: "not-authenticated",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    409: "conflict",
    415: "unsupported-media-type",
    429: "too-many-requests",
    503: "busy",
}


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """The one place where an error becomes an answer. What is not known here is a fault of ours (500)."""
    if isinstance(error, Conflict):
        set_rollback()
        return problem(409, str(error), version=getattr(error.obj, "version", None))
    if is_busy(error):
        set_rollback()
        return problem(503, _("Registret är upptaget en stund. Försök igen om en minut."), {"Retry-After": "60"})
    if is_collision(error):
        set_rollback()
        return problem(503, _("Någon annan ändrade samtidigt. Försök igen."), {"Retry-After": "1"})
    if isinstance(error, exceptions.ParseError):
        set_rollback()
        return problem(400, _("Innehållet går inte att läsa. Kontrollera att det är giltig JSON."))
    if isinstance(error, ModelValidationError):
        error = exceptions.ValidationError(by_field(error))
    response = drf_handler(error, context)
    if response is None:
        return None
    headers = {name: response.headers[name] for name in ("WWW-Authenticate", "Retry-After") if name in response.headers}
    if isinstance(error, exceptions.ValidationError):
        return problem(400, _("Uppgifterna gick inte att ta emot."), headers, errors=dict(_flat(error.detail)))
    return problem(response.status_code, _title(error, response), headers)


def problem(status: int, title: str, headers: dict[str, str] | None = None, **more: Any) -> Response:
    body = {"type": f"urn:samsyn:{TYPES.get(status, 'error')}", "title": title, "status": status, **more}
    return Response(body, status=status, headers=headers, content_type=CONTENT_TYPE)


def by_field(error: ModelValidationError) -> dict[str, list[str]]:
    """A service's ValidationError as {field: [text]}."""
    if not hasattr(error, "error_dict"):
        return {api_settings.NON_FIELD_ERRORS_KEY: list(error.messages)}
    return {
        api_settings.NON_FIELD_ERRORS_KEY if name == NON_FIELD_ERRORS else name: list(messages)
        for name, messages in error.message_dict.items()
    }


def _title(error: Exception, response: Response) -> str:
    if response.status_code == 404:
        return _("Finns inte.")
    detail = response.data.get("detail") if isinstance(response.data, dict) else None
    return str(detail or error)


def _flat(detail: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Nested errors under dotted names: {"participants": [{}, {"person": […]}]} → participants.1.person."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _flat(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(detail, list) and any(isinstance(item, (dict, list)) for item in detail):
        for number, inner in enumerate(detail):
            yield from _flat(inner, f"{path}.{number}")
    elif detail:
        texts = detail if isinstance(detail, list) else [detail]
        yield path or api_settings.NON_FIELD_ERRORS_KEY, [str(text) for text in texts]
