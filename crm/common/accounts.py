"""How people get in: accounts are made by administrators, never by signing up."""

from collections.abc import Sequence
from typing import Any, TypeVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Case, Count, IntegerField, Max, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpResponse

from crm.common.instances import among
from crm.common.kept_queries import KeptRows
from crm.common.permissions import ORDER
from crm.models import Notification

R = TypeVar("R", bound=HttpResponse)


class Backend(AuthenticationBackend):
    """Who is logged in is read with their role and `unread`, how much they have not read, in one question."""

    def get_user(self, user_id: Any) -> Any:
        found = USERS.rows([int(user_id)])
        user = found[0] if found and self.user_can_authenticate(found[0]) else None
        if user:
            user._role = None if user.role_rank is None else ORDER[user.role_rank]
        return user


def _users(ids: Sequence[int]) -> Any:
    model: Any = get_user_model()
    held = Case(*(When(groups__name=role.value, then=Value(rank)) for rank, role in enumerate(ORDER)))
    told = Notification.objects.unread().filter(user=OuterRef("pk")).order_by().values("user")
    unread = Subquery(told.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    rows = model.objects.filter(among(model, "id", ids)).annotate(role_rank=Max(held), unread=Coalesce(unread, 0))
    return rows.order_by()


USERS = KeptRows(_users)


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
