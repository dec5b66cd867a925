"""Which language a page is in, and what is answered while the database is busy."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render

from crm.common.locks import is_busy, is_collision


class SwedishFirst(LocaleMiddleware):
    """Swedish for everybody who has not chosen otherwise, whatever language their browser was installed in."""

    def process_request(self, request: HttpRequest) -> None:
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        super().process_request(request)


# What a page that is sent again says anew itself, and what no page repeats.
NOT_REPEATED = re.compile("csrfmiddlewaretoken|.*password.*", re.IGNORECASE)


class Busy:
    """A write that somebody else's stood in the way of is answered with 503 and what to do; nothing typed is lost."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if is_busy(exception):
            response, wait = render(request, "503.html", status=503), "60"
        elif is_collision(exception):
            response, wait = render(request, "503_at_once.html", {"typed": _typed(request)}, status=503), "1"
        else:
            return None
        response["Retry-After"] = wait
        return response


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent, so that it can be sent again. Files cannot: those of a contact are taken in before it is saved."""
    return [
        (name, value) for name, values in request.POST.lists() if not NOT_REPEATED.fullmatch(name) for value in values
    ]
