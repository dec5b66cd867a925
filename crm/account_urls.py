"""Of allauth's pages, those that are used: log in and out, change and reset the password.

The library asks for the addresses of others; those answer 404.
"""

from typing import Any, NoReturn

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, re_path
from django.utils.decorators import method_decorator


@method_decorator(login_not_required, name="dispatch")
class Logout(views.LogoutView):
    """With the session goes all that pages have kept in the browser: what a phone took into the field, drafts."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"storage"'
        return response


@login_not_required
def closed(request: HttpRequest) -> NoReturn:
    raise Http404


CLOSED = {
    "account_signup": "signup/",
    "account_email": "email/",
    "account_email_verification_sent": "confirm-email/",
    "account_set_password": "password/set/",
    "account_reauthenticate": "reauthenticate/",
}

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", Logout.as_view(), name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    path("password/reset/key/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    *(path(address, closed, name=name) for name, address in CLOSED.items()),
]
