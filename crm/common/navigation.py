"""The left navigation: what the apps have put in its slot, for the user who looks at it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from crm.common import extensions
from crm.common.permissions import Role, can, is_member

GROUPS = {
    "start": "",
    "register": _("Register"),
    "advocacy": _("Påverkan"),
    "follow_up": _("Uppföljning"),
    "administration": _("Administration"),
}


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `navigation` (groups of links) and `may` (which roles the user holds), none for outsiders."""
    user = getattr(request, "user", None)
    if user is None or not is_member(user):
        return {"navigation": [], "may": {}}
    return {"navigation": groups(request), "may": {role.name.lower(): can(user, role) for role in Role}}


def groups(request: HttpRequest) -> list[dict[str, Any]]:
    """The groups that have something to show, each `{label, items: [{label, url, active, count}]}`."""
    items = [item for item in extensions.navigation if can(request.user, item.role)]
    urls = {item.name: url for item in items if (url := _url(item.url_name))}
    active = _active(urls, request.path)
    shown = []
    for key, label in GROUPS.items():
        rows = [
            {
                "label": item.label,
                "url": urls[item.name],
                "active": item.name == active,
                "count": item.count(request.user) if item.count else 0,
            }
            for item in items
            if item.group == key and item.name in urls
        ]
        if rows:
            shown.append({"key": key, "label": label, "items": rows})
    return shown


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _active(urls: dict[str, str], path: str) -> str:
    """The item whose address is the longest beginning of `path`; the start page only when it is the page."""
    found = [(len(url), name) for name, url in urls.items() if path == url or (url != "/" and path.startswith(url))]
    return max(found)[1] if found else ""
