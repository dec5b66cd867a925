"""Whom one may name in a text."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from crm.common.text import sort_key
from crm.common.views import MemberView
from crm.models import User


class ColleagueSuggest(MemberView):
    """Every colleague by name: they are dozens at most, and whoever writes chooses among them."""

    def get(self, request: HttpRequest) -> JsonResponse:
        users = sorted(User.objects.colleagues(), key=lambda user: (sort_key(str(user)), user.pk))
        return JsonResponse({"results": [{"id": user.pk, "text": str(user)} for user in users]})
