"""Type-ahead over events and goals: GET ?q=… → {"results": [{id, text, detail}]}."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse

from advocacy.models import Event, Goal, Plan
from crm.common.dates import today
from crm.common.views import MemberView
from crm.templatetags.ui import long_day

LIMIT = 12


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
