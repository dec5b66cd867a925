"""Which language a page is in."""

from __future__ import annotations

from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware


class SwedishFirst(LocaleMiddleware):
    """Swedish for everybody who has not chosen otherwise, whatever language their browser was installed in."""

    def process_request(self, request: HttpRequest) -> None:
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        super().process_request(request)
