"""Type-ahead over people, events and goals: GET ?q=… → {"results": [{id, text, detail}]}."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from advocacy.models import Event, Goal, Plan
from advocacy.querysets.recent import met_by
from contacts.models import Person
from contacts.services import bookmarks
from contacts.views.people import PersonSuggest, person_result
from crm.common.dates import today
from crm.common.views import MemberView
from crm.templatetags.ui import long_day

LIMIT = 12
RECENT = 8


class WhoSuggest(PersonSuggest):
    """People, as the register suggests them; with nothing typed those whom the user met or looked at last."""

    def get(self, request: HttpRequest) -> JsonResponse:
        if request.GET.get("q", "").strip():
            return super().get(request)
        ids = recent_people(request.user)
        rows = Person.objects.visible_to(request.user).pickable().with_current_memberships().in_bulk(ids)
        found = [rows[pk] for pk in ids if pk in rows][:RECENT]
        return JsonResponse({"results": [person_result(person) for person in found]})


def recent_people(user: Any) -> list[int]:
    """Ids of the people whom the user met or looked at, the latest first; of one day those looked at come first."""
    days: dict[int, dt.datetime] = {
        pk: timezone.make_aware(dt.datetime.combine(day, dt.time.min)) for pk, day in met_by(user).items()
    }
    for pk, seen_at in bookmarks.people_seen_by(user).items():
        days[pk] = max(seen_at, days.get(pk, seen_at))
    return sorted(days, key=lambda pk: days[pk], reverse=True)


class EventSuggest(MemberView):
    """Events by name or place, the latest first."""

    def get(self, request: HttpRequest) -> JsonResponse:
        found = Event.objects.visible_to(request.user).matching(request.GET.get("q", ""))
        rows = found.filter(is_cancelled=False).order_by("-starts_on", "name")[:LIMIT]
        return JsonResponse({"results": [_event(event) for event in rows]})


class GoalSuggest(MemberView):
    """Goals by code or words, those of the current plan first."""

    def get(self, request: HttpRequest) -> JsonResponse:
        goals = Goal.objects.visible_to(request.user).matching(request.GET.get("q", "")).select_related("plan")
        current = Plan.objects.current(today())
        rows = sorted(goals.order_by("-plan__starts_on", "priority__position", "code"), key=lambda g: g.plan != current)
        return JsonResponse({"results": [{"id": g.pk, "text": str(g), "detail": str(g.plan)} for g in rows[:LIMIT]]})


def _event(event: Any) -> dict[str, Any]:
    detail = [long_day(event.starts_on) if event.starts_on else "", event.place]
    return {"id": event.pk, "text": event.name, "detail": ", ".join(part for part in detail if part)}
