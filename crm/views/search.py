"""The global search: one field over everything, grouped by what was found."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from crm.common import extensions
from crm.common.text import words
from crm.common.views import MemberView

HITS = 8
LONGEST = 200


class Search(MemberView):
    def get(self, request: HttpRequest) -> HttpResponse:
        text = request.GET.get("q", "").strip()[:LONGEST]
        groups = [_group(provider, text, request.user) for provider in extensions.search_providers if words(text)]
        found = [group for group in groups if group["hits"]]
        context = {
            "title": _("Sökresultat") if text else _("Sök"),
            "text": text,
            "groups": found,
            "total": sum(group["total"] for group in found),
        }
        return TemplateResponse(request, "crm/search.html", context)


def _group(provider: extensions.SearchProvider, text: str, user: Any) -> dict[str, Any]:
    hits, total = provider.search(text, user, HITS)
    return {
        "name": provider.name,
        "label": provider.label,
        "hits": hits,
        "total": total,
        "url": _list_url(provider, text) if total > len(hits) else "",
    }


def _list_url(provider: extensions.SearchProvider, text: str) -> str:
    try:
        return f"{reverse(provider.list_url_name)}?{urlencode({'q': text})}" if provider.list_url_name else ""
    except NoReverseMatch:
        return ""
