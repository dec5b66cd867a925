"""A colleague's favourites and what they looked at last: a page, and the same in the menu of every page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from contacts.services import bookmarks
from crm.common.views import MemberView


class BookmarkList(MemberView):
    def get(self, request: HttpRequest) -> HttpResponse:
        context = {
            "title": _("Favoriter"),
            "favourites": bookmarks.favourites_of(request.user),
            "recent": bookmarks.recent_of(request.user, bookmarks.KEPT),
        }
        is_menu = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
        template = "contacts/_bookmark_menu.html" if is_menu else "contacts/bookmark_list.html"
        return TemplateResponse(request, template, context, headers={"Vary": "HX-Request"})
