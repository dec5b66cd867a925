"""The timeline pages of a priority and a goal."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from advocacy.models import Priority
from advocacy.views.goals import goal_of
from advocacy.views.plans import crumbs
from crm.common.timeline_pages import TimelinePage
from crm.common.views import get_visible


class PriorityTimeline(TimelinePage):
    def subject(self, pk: int) -> Any:
        return get_visible(Priority.objects.select_related("parent__parent"), self.request.user, pk=pk)

    def about(self, subject: Any) -> dict[str, Any]:
        url = subject.get_absolute_url()
        return {
            "title": subject.name,
            "lead": f"{subject.get_kind_display()} · {subject.code}",
            "crumbs": crumbs(subject),
            "tabs": _tabs(url, reverse("advocacy:priority_timeline", args=[subject.pk])),
        }


class GoalTimeline(TimelinePage):
    def subject(self, pk: int) -> Any:
        return goal_of(self.request, pk)

    def about(self, subject: Any) -> dict[str, Any]:
        above = {"label": str(subject.priority), "url": subject.priority.get_absolute_url()}
        url = subject.get_absolute_url()
        return {
            "title": str(subject),
            "lead": subject.get_kind_display(),
            "crumbs": [*crumbs(subject.priority, subject.plan), above],
            "tabs": _tabs(url, reverse("advocacy:goal_timeline", args=[subject.pk])),
        }


def _tabs(detail: str, timeline: str) -> list[dict[str, Any]]:
    return [
        {"label": _("Översikt"), "url": detail, "active": False},
        {"label": _("Tidslinje"), "url": timeline, "active": True},
    ]
