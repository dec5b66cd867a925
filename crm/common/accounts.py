"""How people get in: accounts are made by administrators, never by signing up."""

from typing import Any, TypeVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpResponse

R = TypeVar("R", bound=HttpResponse)


class ClosedAccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def set_password(self, user: Any, password: str) -> None:
        """A new password ends every API token too: whoever took one is out."""
        super().set_password(user, password)
        user.auth_token_set.all().delete()

    def post_login(self, request: Any, user: Any, **kwargs: Any) -> HttpResponse:
        """The account's language follows its owner to every browser."""
        return remember_language(super().post_login(request, user, **kwargs), user.language)


def remember_language(response: R, language: str) -> R:
    """Put the language in the cookie that LocaleMiddleware reads, for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=60 * 60 * 24 * 365,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
