"""One page on paper before a meeting: who, how to reach, what we talked about, what is open."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from contacts.choices import DetailKind
from contacts.columns.person import area_of, party_of
from contacts.models import Person
from contacts.querysets import parts
from contacts.views.parts import crumbs_of
from contacts.views.people import mandates_of
from crm.common import extensions
from crm.common.dates import today
from crm.common.views import MemberView, get_visible

MANDATES, PAST, NOTES, PEOPLE = 5, 2, 2, 2


class PersonBrief(MemberView):
    """Nothing but what fits one A4: the weightiest mandates, the newest notes, the last contacts."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = parts.with_parts(Person.objects.select_related("owner"), "person", request.user)
        person: Person = get_visible(parts.with_relations(rows), request.user, pk=pk)
        mandates = mandates_of(person, request.user)
        person.current_memberships = mandates["current"]  # type: ignore[attr-defined]
        context = {
            "title": _("Inför möte: %(name)s") % {"name": person.name},
            "person": person,
            "today": today(),
            "party": party_of(person),
            "area": area_of(person),
            "current": [*mandates["current"], *mandates["future"]][:MANDATES],
            "more_mandates": max(0, len(mandates["current"]) + len(mandates["future"]) - MANDATES),
            "past": mandates["past"][:PAST],
            "details": _one_of_each(parts.details_of(person)),
            "relations": [r for r in parts.relations_of(person) if not r.is_past][:PEOPLE],
            "notes": parts.notes_of(person)[:NOTES],
            "parts": [_rendered(p, person, request) for p in extensions.brief_parts.for_model(person._meta.label)],
            "crumbs": crumbs_of(person),
        }
        return TemplateResponse(request, "contacts/person_brief.html", context)


def _one_of_each(details: list[Any]) -> list[Any]:
    """The preferred address of each kind; nobody types a web address off a paper."""
    chosen: dict[str, Any] = {}
    for detail in details:
        if detail.kind != DetailKind.WEB:
            chosen.setdefault(detail.kind, detail)
    return list(chosen.values())


def _rendered(part: extensions.Panel, person: Person, request: HttpRequest) -> str:
    context = part.context(person, request.user)
    return "" if context is None else get_template(part.template).render(context)
