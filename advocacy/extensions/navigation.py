"""What advocacy adds to the left navigation."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy, pgettext_lazy

from crm.common import extensions
from crm.common.extensions import NavigationItem
from crm.common.kept_queries import KeptQuery
from crm.common.permissions import Role


def register() -> None:
    for item in (
        NavigationItem("home", "start", gettext_lazy("Idag"), "crm:home", 10),
        NavigationItem("tasks", "start", gettext_lazy("Att göra"), "advocacy:task_list", 20, count=_waiting),
        NavigationItem("interactions", "advocacy", gettext_lazy("Kontakter"), "advocacy:interaction_list", 10),
        NavigationItem("stances", "issues", gettext_lazy("Var de står"), "advocacy:stance_list", 25),
        NavigationItem("commitments", "advocacy", gettext_lazy("Åtaganden"), "advocacy:commitment_list", 15),
        NavigationItem("mails", "advocacy", gettext_lazy("Mejl in"), "advocacy:mail_list", 17, role=Role.EDITOR),
        NavigationItem("plan", "issues", gettext_lazy("Sakfrågor och mål"), "advocacy:plan_current", 10),
        NavigationItem("follow_up", "follow_up", gettext_lazy("Uppföljning"), "advocacy:follow_up", 5),
        NavigationItem("events", "advocacy", pgettext_lazy("several", "Arrangemang"), "advocacy:event_list", 50),
        NavigationItem("field", "advocacy", gettext_lazy("Fältläge"), "advocacy:field", 60, role=Role.EDITOR),
    ):
        extensions.navigation.add(item)


def _waiting(user: Any) -> int:
    return len(WAITING.rows(user.pk, user))


def _open_tasks(owner: int, user: Any) -> QuerySet[Any]:
    from advocacy.models import Task

    return Task.objects.visible_to(user).open().filter(owner=owner).order_by().only("pk")


WAITING = KeptQuery(_open_tasks)
