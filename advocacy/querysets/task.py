"""Which tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from crm.common.permissions import is_member

if TYPE_CHECKING:
    from advocacy.models import Task  # noqa: F401


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, user: Any) -> TaskQuerySet:
        """Members see each other's tasks, but not those made from a contact they may not read."""
        if not is_member(user):
            return self.none()
        from advocacy.models import Interaction

        # Asked of each task's own contact: a set of all that may be read is a million rows, on every page's task count.
        readable = Interaction.objects.visible_to(user).filter(pk=OuterRef("interaction"))
        return self.filter(Q(interaction__isnull=True) | Exists(readable))

    def open(self) -> TaskQuerySet:
        return self.filter(done_at__isnull=True)

    def owned_by(self, user: Any) -> TaskQuerySet:
        return self.filter(owner=user)

    def for_list(self) -> TaskQuerySet:
        return self.select_related("owner", "interaction", "person", "priority").order_by(
            F("due_on").asc(nulls_last=True), "pk"
        )
