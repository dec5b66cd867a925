"""Type-ahead over what is put on people: tags and contact lists."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from contacts.models import ContactList, Tag
from crm.common.text import fold
from crm.common.views import MemberView

SUGGESTED = 10


def ranked(rows: list[Any], asked: str) -> list[Any]:
    """Those whose name has `asked` in it, those that begin so first. The tables are small: read whole, folded here."""
    wanted = fold(asked)
    found = [row for row in rows if wanted in fold(row.name)]
    return sorted(found, key=lambda row: not fold(row.name).startswith(wanted))[:SUGGESTED]


class TagSuggest(MemberView):
    """GET ?q=… → {"results": […]}; without q the first tags."""

    def get(self, request: HttpRequest) -> JsonResponse:
        found = ranked(list(Tag.objects.all()), request.GET.get("q", ""))
        return JsonResponse({"results": [{"id": t.pk, "text": t.name, "detail": t.description} for t in found]})


class ListSuggest(MemberView):
    """Lists that the user may see and that are not archived; `?kind=static` only those that people are put on."""

    def get(self, request: HttpRequest) -> JsonResponse:
        rows = ContactList.objects.visible_to(request.user).pickable()
        if kind := request.GET.get("kind"):
            rows = rows.filter(kind=kind)
        found = ranked(list(rows), request.GET.get("q", ""))
        return JsonResponse({"results": [describe_list(row) | {"id": row.pk} for row in found]})


def describe_list(contact_list: ContactList) -> dict[str, Any]:
    detail = str(contact_list.get_kind_display()) if contact_list.is_shared else _("Bara din")
    return {"text": contact_list.name, "detail": detail}
