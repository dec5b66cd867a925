"""Parts that the pages of a person and an organization share: the timeline, and the cards of other apps."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import get_template
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from contacts.models import Organization, Person
from crm.common import extensions
from crm.common.permissions import Role, can
from crm.common.views import MemberView, get_visible

TIMELINE_LIMIT = 50


def crumbs_of(subject: Person | Organization) -> list[dict[str, str]]:
    """Where the pages about a person or an organization lie."""
    if isinstance(subject, Person):
        above = {"label": _("Personer"), "url": reverse("contacts:person_list")}
        return [above, {"label": subject.name, "url": subject.get_absolute_url()}]
    above = {"label": _("Organisationer"), "url": reverse("contacts:organization_list")}
    return [above, {"label": subject.short, "url": subject.get_absolute_url()}]


def timeline_of(obj: Any, request: HttpRequest, shown: int = TIMELINE_LIMIT) -> dict[str, Any]:
    """The newest entries of every source for `obj`, or of the one that `?visa=` names."""
    sources = extensions.timeline_sources.for_model(obj._meta.label)
    wanted = request.GET.get("visa", "")
    chosen = [s for s in sources if s.name == wanted] or sources
    entries = [entry for source in chosen for entry in source.entries(obj, request.user, shown)]
    entries.sort(key=lambda entry: entry.day, reverse=True)
    return {
        "timeline": entries[:shown],
        "timeline_url": f"{obj.get_absolute_url()}tidslinje/",
        "timeline_kinds": [{"name": s.name, "label": s.label, "active": s.name == wanted} for s in sources],
        "timeline_is_whole": not any(s.name == wanted for s in sources),
    }


def panels_of(obj: Any, request: HttpRequest, *, is_later: bool = False) -> list[SafeString]:
    """The cards that other apps show of `obj`, rendered; those with nothing to say are left out.

    `is_later`: those that the page fetches by `Cards` when the rest of it is there.
    """
    common = {
        "object": obj,
        "request": request,
        "user": request.user,
        "csrf_token": get_token(request),
        "may": {role.name.lower(): can(request.user, role) for role in Role},
    }
    cards = []
    for panel in extensions.panels.for_model(obj._meta.label):
        if panel.is_later != is_later:
            continue
        context = panel.context(obj, request.user)
        if context is not None:
            cards.append(get_template(panel.template).render({**common, **context}))
    return cards


class Cards(MemberView):
    """The cards that a page fetches when the rest of it is there; a page of its own to who has no JavaScript."""

    model: Any = None

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        obj = get_visible(self.model.objects.all(), request.user, pk=pk)
        part = "pages/_cards.html" if request.htmx else "pages/cards.html"  # type: ignore[attr-defined]
        crumbs = [{"label": str(obj), "url": obj.get_absolute_url()}]
        context = {"title": _("Hör till %(name)s") % {"name": obj}, "crumbs": crumbs}
        return TemplateResponse(request, part, {**context, "cards": panels_of(obj, request, is_later=True)})
