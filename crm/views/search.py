"""The global search: one field over everything, grouped by what was found; as a page, and as one types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from contacts.services import bookmarks
from crm.common import extensions, search
from crm.common.extensions import SearchHit, SearchProvider
from crm.common.search import Asked
from crm.common.views import MemberView

HITS = 8
SUGGESTED = {"people": 6, "organizations": 4}
OTHERS_SUGGESTED = 2
SHORTEST = 2


@dataclass(frozen=True)
class Shown:
    """A hit as the page shows it: what was asked for is marked."""

    title: SafeString
    detail: str
    reason: SafeString
    is_near: bool
    url: str


@dataclass(frozen=True)
class Group:
    """The hits of one kind; `more_url` is where the rest are."""

    name: str
    label: Any
    hits: list[Shown]
    total: int
    is_counted: bool
    more_url: str


class Search(MemberView):
    """Everything that was found, in groups."""

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = Asked(request.GET.get("q", ""))
        groups = found_groups(asked, request.user, dict.fromkeys(_names(), HITS))
        context = {
            "title": _("Sökresultat") if asked.text else _("Sök"),
            "text": asked.text,
            "groups": groups,
            "total": sum(group.total for group in groups),
            "is_counted": all(group.is_counted for group in groups),
            "is_all_near": bool(groups) and all(hit.is_near for group in groups for hit in group.hits),
        }
        if not asked.text:
            context["favourites"] = bookmarks.favourites_of(request.user)
            context["recent"] = bookmarks.recent_of(request.user)
        return TemplateResponse(request, "crm/search.html", context)


class SearchSuggest(MemberView):
    """What lies under the search field while one types: the best of each kind, as options to choose among."""

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = Asked(request.GET.get("q", ""))
        limits = {name: SUGGESTED.get(name, OTHERS_SUGGESTED) for name in _names()}
        groups = found_groups(asked, request.user, limits) if len(asked.folded) >= SHORTEST else []
        context = {"text": asked.text, "groups": groups, "count": sum(len(group.hits) for group in groups)}
        # A part of a page: what the frame around it needs is not asked for.
        return HttpResponse(render_to_string("crm/_search_suggestions.html", context))


def _names() -> list[str]:
    return [provider.name for provider in extensions.search_providers]


def found_groups(asked: Asked, user: Any, limits: dict[str, int]) -> list[Group]:
    """The groups that have hits, each with as many as `limits` says."""
    if not asked:
        return []
    providers = list(extensions.search_providers)
    named = {p.name: p.rows(asked, user) for p in providers if p.by_name}
    others = [search.source(p.name, p.rows, asked, user) for p in providers if not p.by_name]
    others += [source for p in providers if p.addressed and (source := p.addressed(asked, user))]
    found = search.find(named, asked, max(limits.values()), others)
    groups = [_group(provider, found, asked, user, limits[provider.name]) for provider in providers]
    return [group for group in groups if group.hits]


def _group(provider: SearchProvider, found: dict[str, list[search.Row]], asked: Asked, user: Any, limit: int) -> Group:
    by_address, rows = found.get(f"{provider.name}{search.ADDRESS}", []), found[provider.name]
    chosen = list({row.pk: row for row in [*rows, *by_address]}.values()) if by_address else rows
    chosen = sorted(chosen, key=lambda row: not row.found)[:limit] if by_address else chosen[:limit]
    total = max(len(rows), *(part[0].total for part in (rows, by_address) if part), 0) if chosen else 0
    hits = provider.hits(chosen, asked, user) if chosen else []
    more = _list_url(provider, asked.text) if total > len(hits) else ""
    shown = [_shown(hit, asked) for hit in hits]
    return Group(provider.name, provider.label, shown, min(total, search.MOST), total <= search.MOST, more)


def _shown(hit: SearchHit, asked: Asked) -> Shown:
    return Shown(
        search.marked(hit.title, asked, nearly=hit.is_near),
        hit.detail,
        search.marked(hit.reason, asked, nearly=hit.is_near),
        hit.is_near,
        hit.url,
    )


def _list_url(provider: SearchProvider, text: str) -> str:
    try:
        return f"{reverse(provider.list_url_name)}?{urlencode({'q': text})}" if provider.list_url_name else ""
    except NoReverseMatch:
        return ""
