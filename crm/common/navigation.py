"""The left navigation: what the apps have put in its slot, for the user who looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.translation import gettext_lazy as _

from crm.common import extensions
from crm.common.extensions import NavigationItem
from crm.common.permissions import ORDER, Role, role_of

GROUPS = {
    "start": "",
    "register": _("Register"),
    "advocacy": _("Påverkan"),
    "issues": _("Sakfrågor"),
    "legislation": _("Riksdag och remisser"),
    "follow_up": _("Uppföljning"),
    "administration": _("Administration"),
}


# What each role may, by its name.
MAY = {role: {other.name.lower(): ORDER.index(role) >= ORDER.index(other) for other in Role} for role in ORDER}


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `navigation` (groups of links) and `may` (which roles the user holds), none for outsiders.

    The groups are made when a template asks for them: a part of a page does not.
    """
    role = role_of(getattr(request, "user", None))
    return {"navigation": Groups(request, role) if role else [], "may": MAY[role] if role else {}}


class Groups:
    """The groups that have something to show, each `{key, label, items: [{label, url, active, count}]}`.

    `key` says all that they depend on, for a template that keeps them.
    """

    def __init__(self, request: HttpRequest, role: Role) -> None:
        self.request, self.role = request, role

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.shown)

    @cached_property
    def items(self) -> list[NavigationItem]:
        return [
            item for item in extensions.navigation if MAY[self.role][item.role.name.lower()] and _url(item.url_name)
        ]

    @cached_property
    def counts(self) -> dict[str, int]:
        return {item.name: item.count(self.request.user) for item in self.items if item.count}

    @cached_property
    def active(self) -> str:
        return _active({item.name: _url(item.url_name) for item in self.items}, self.request.path)

    @property
    def key(self) -> str:
        return f"{get_script_prefix()} {self.role} {self.active} {self.counts}"

    @cached_property
    def shown(self) -> list[dict[str, Any]]:
        rows = {key: [self.row(item) for item in self.items if item.group == key] for key in GROUPS}
        return [{"key": key, "label": label, "items": rows[key]} for key, label in GROUPS.items() if rows[key]]

    def row(self, item: NavigationItem) -> dict[str, Any]:
        return {
            "label": item.label,
            "url": _url(item.url_name),
            "active": item.name == self.active,
            "count": self.counts.get(item.name, 0),
        }


def _url(name: str) -> str:
    return _url_under(name, get_script_prefix())


@lru_cache(maxsize=200)
def _url_under(name: str, _prefix: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _active(urls: dict[str, str], path: str) -> str:
    """The item whose address is the longest beginning of `path`; the start page only when it is the page."""
    found = [(len(url), name) for name, url in urls.items() if path == url or (url != "/" and path.startswith(url))]
    return max(found)[1] if found else ""
