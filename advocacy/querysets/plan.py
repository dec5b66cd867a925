"""Which plans, priorities and goals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models

from crm.common import search
from crm.common.dates import active_q
from crm.common.permissions import is_member

if TYPE_CHECKING:
    from advocacy.models import Goal, Plan, Priority  # noqa: F401


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: Any) -> PlanQuerySet:
        return self if is_member(user) else self.none()

    def current(self, day: dt.date) -> Plan | None:
        """The latest plan still open on `day`; else the latest that had begun."""
        open_now = self.filter(active_q(day)).order_by("-starts_on").first()
        return open_now or self.filter(starts_on__lte=day).order_by("-starts_on").first()


class PriorityQuerySet(models.QuerySet["Priority"]):
    def visible_to(self, user: Any) -> PriorityQuerySet:
        return self if is_member(user) else self.none()

    def matching(self, text: str) -> PriorityQuerySet:
        """Every word of `text`, in any form, stands in the name or the description."""
        return search.holding_stems(self, text)

    def branch_ids(self, root_id: int) -> list[int]:
        """`root_id` and all priorities below it. One query: a tree of dozens is read whole."""
        return self.branches([root_id])[root_id]

    def branches(self, root_ids: Iterable[int]) -> dict[int, list[int]]:
        """As `branch_ids`, of many priorities by their ids, in one query."""
        children: dict[int | None, list[int]] = {}
        for pk, parent in self.model._default_manager.values_list("pk", "parent_id"):
            children.setdefault(parent, []).append(pk)
        found: dict[int, list[int]] = {}
        for root_id in root_ids:
            found[root_id], waiting = [], [root_id]
            while waiting:
                here = waiting.pop()
                found[root_id].append(here)
                waiting.extend(children.get(here, []))
        return found


class GoalQuerySet(models.QuerySet["Goal"]):
    def visible_to(self, user: Any) -> GoalQuerySet:
        return self if is_member(user) else self.none()

    def matching(self, text: str) -> GoalQuerySet:
        """Every word of `text`, in any form, stands in the code or the statement."""
        return search.holding_stems(self, text)

    def named(self, name: str, day: dt.date) -> Goal:
        """The goal that a command names: 'SAMHB-1' in the current plan, '2023:SA24-1' in another.

        Raises Goal.DoesNotExist.
        """
        plan_code, _, code = name.rpartition(":")
        if plan_code:
            return self.get(plan__code=plan_code, code__iexact=code)
        from advocacy.models import Plan

        return self.get(plan=Plan.objects.current(day), code__iexact=code)

    def for_list(self) -> GoalQuerySet:
        return self.select_related("plan", "priority__parent", "audience")
