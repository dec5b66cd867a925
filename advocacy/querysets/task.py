"""Which tasks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Least

from advocacy.querysets.interaction import of_readable_contact
from crm.common.permissions import is_member

if TYPE_CHECKING:
    from advocacy.models import Task  # noqa: F401


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, user: Any) -> TaskQuerySet:
        """Members see each other's tasks, but not those made from a contact they may not read."""
        if not is_member(user):
            return self.none()
        return self.filter(of_readable_contact(user))

    def open(self) -> TaskQuerySet:
        return self.filter(done_at__isnull=True)

    def owned_by(self, user: Any) -> TaskQuerySet:
        return self.filter(owner=user)

    def pressing(self, day: dt.date) -> TaskQuerySet:
        """Open ones that are due on `day` or before, or are to be thought of by then."""
        return self.open().filter(Q(due_on__lte=day) | Q(remind_on__lte=day))

    def most_urgent_first(self) -> TaskQuerySet:
        """By the day that calls for them: the reminder or the last day; those without a day come last."""
        calls_on = Least(Coalesce("remind_on", "due_on"), Coalesce("due_on", "remind_on"))
        return self.order_by(calls_on.asc(nulls_last=True), F("due_on").asc(nulls_last=True), "pk")

    def for_list(self) -> TaskQuerySet:
        return self.select_related("owner", "interaction", "person", "priority").order_by(
            F("due_on").asc(nulls_last=True), "pk"
        )
