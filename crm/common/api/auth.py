"""Coming in with an e-mail address and a password, out with a token that expires."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from knox.models import AuthToken
from knox.views import LogoutView as KnoxLogoutView
from rest_framework import serializers, status
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from crm.common.api.errors import CONTENT_TYPE
from crm.common.api.schema import Problem
from crm.common.permissions import is_member


class LoginThrottle(SimpleRateThrottle):
    """So many attempts from one address, right or wrong. The login page's own limits hold here as well."""

    scope = "login"
    rate = "20/min"

    def get_cache_key(self, request: Request, view: Any) -> str:
        return f"api-login-{get_adapter().get_client_ip(request._request)}"


class Credentials(serializers.Serializer):
    email = serializers.EmailField()
    password = serializers.CharField(trim_whitespace=False, max_length=500)


class Token(serializers.Serializer):
    """`token` goes into the header: `Authorization: Token …`. It is shown this once."""

    token = serializers.CharField()
    expiry = serializers.DateTimeField()


def _problem(text: str) -> OpenApiResponse:
    return OpenApiResponse(Problem, description=text)


class LoginView(APIView):
    permission_classes = [AllowAny]
    throttle_classes = [LoginThrottle]

    # No session may stand in the way of a login; the first class also says how to ask for one (401).
    def get_authenticators(self) -> list[Any]:
        return []

    def get_authenticate_header(self, request: Request) -> str:
        return "Token"

    @extend_schema(
        request=Credentials,
        operation_id="auth_login",
        auth=[],
        responses={
            200: Token,
            (400, CONTENT_TYPE): _problem("Fel i uppgifterna"),
            (401, CONTENT_TYPE): _problem("Fel e-post eller lösenord"),
            (429, CONTENT_TYPE): _problem("För många försök"),
        },
    )
    def post(self, request: Request) -> Response:
        data = Credentials(data=request.data)
        data.is_valid(raise_exception=True)
        user = _authenticate(request, **data.validated_data)
        if user is None or not user.is_active or not is_member(user):
            raise AuthenticationFailed(_("Fel e-postadress eller lösenord."))
        stored, token = AuthToken.objects.create(user=user)
        return Response(Token({"token": token, "expiry": stored.expiry}).data)


def _authenticate(request: Request, email: str, password: str) -> Any:
    """Through allauth, whose limit of failed attempts per address and account is then one with the login page's."""
    try:
        return get_adapter().authenticate(request._request, email=email, password=password)
    except forms.ValidationError as error:
        raise Throttled(detail=" ".join(error.messages)) from error


class LogoutView(KnoxLogoutView):
    """Ends the token that the request carries."""

    @extend_schema(
        request=None,
        operation_id="auth_logout",
        responses={status.HTTP_204_NO_CONTENT: None, (401, CONTENT_TYPE): _problem("Inte inloggad")},
    )
    def post(self, request: Request, **kwargs: Any) -> Response:
        return super().post(request, **kwargs)
