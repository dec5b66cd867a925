"""How operations are described in OpenAPI: what a write takes, what it answers, what can go wrong."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers

from crm.common.api.errors import CONTENT_TYPE

MAKES = ("create", "change_from")


class Problem(serializers.Serializer):
    """Something that went wrong (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    version = serializers.IntegerField(required=False, allow_null=True)

    def get_fields(self) -> dict[str, Any]:
        texts = serializers.ListField(child=serializers.CharField())
        return {**super().get_fields(), "errors": serializers.DictField(child=texts, required=False)}


class ServiceSchema(AutoSchema):
    """Operations whose input has a serializer of its own (`add_serializer_class`, `change_serializer_class`)."""

    def get_request_serializer(self) -> Any:
        chosen = getattr(self.view, "input_serializer_class", None)
        return (chosen() if chosen else None) or super().get_request_serializer()

    def get_response_serializers(self) -> Any:
        answers: Any = super().get_response_serializers()
        if not isinstance(answers, dict):
            made = self.method == "POST" and getattr(self.view, "action", "") in MAKES
            answers = {"201" if made else "200": answers}
        wrong = {401: "Inte inloggad", 403: "Saknar behörighet", 400: "Fel i uppgifter eller filter"}
        if "{id}" in self.path:
            wrong[404] = "Finns inte, eller får inte ses"
        if self.method == "PATCH" or (self.method == "POST" and "{id}" in self.path):
            wrong[409] = "Någon annan har ändrat raden"
        for status, text in wrong.items():
            answers.setdefault((str(status), CONTENT_TYPE), OpenApiResponse(Problem, description=text))
        return answers


class KnoxScheme(OpenApiAuthenticationExtension):
    """Tokens that /auth/login gives."""

    target_class = "knox.auth.TokenAuthentication"
    name = "token"
    priority = 1

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "Skriv: Token följt av det som /api/v1/auth/login/ gav.",
        }
