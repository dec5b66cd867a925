"""What figures are asked of: a goal, a priority with all below it, or a whole plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from advocacy.choices import GoalUnit
from advocacy.models import Audience, Goal, Plan, Priority
from crm.common.dates import today

if TYPE_CHECKING:
    from advocacy.querysets.plan import GoalQuerySet

OF_PRIORITY = "sakfraga"
OF_PLAN = "plan"


class UnknownScope(LookupError):
    """No goal, priority or plan has that name."""


@dataclass(frozen=True)
class Scope:
    """A `goal` of `plan`; a `priority`, focus areas among them, as `plan` has it; or all of `plan`.

    A priority or a plan may be held against an `audience` of people that somebody asks about; a goal has its own.
    """

    plan: Plan
    priority: Priority | None = None
    goal: Goal | None = None
    audience: Audience | None = None

    @cached_property
    def branch(self) -> list[int]:
        """Ids of the priorities that belong to it. At most two queries."""
        if self.goal:
            return self.goal.branch
        if self.priority:
            return Priority.objects.branch_ids(self.priority.pk)
        items = self.plan.items.order_by().values_list("priority", flat=True)
        of_goals = Goal.objects.filter(plan=self.plan).order_by().values_list("priority", flat=True)
        return sorted({pk for branch in Priority.objects.branches(items.union(of_goals)).values() for pk in branch})

    @property
    def goals(self) -> GoalQuerySet:
        """Goals of the plan within it, ready for lists."""
        if self.goal:
            return Goal.objects.filter(pk=self.goal.pk).for_list()
        goals = Goal.objects.filter(plan=self.plan)
        return (goals.filter(priority__in=self.branch) if self.priority else goals).for_list()

    @cached_property
    def measured(self) -> Goal | None:
        """What reach is asked of: the goal; with an audience, all that is in the scope as if it were one goal."""
        if self.goal or self.audience is None:
            return self.goal
        asked = Goal(plan=self.plan, priority=self.priority, audience=self.audience, unit=GoalUnit.PERSON)
        asked.code = asked.statement = self.audience.name
        asked.branch = self.branch
        asked.counted_goals = [goal.pk for goal in self.goals]
        return asked

    @property
    def code(self) -> str:
        """What a command calls it: '2026:SAMHB-1', 'sakfraga:JARNVAG', 'plan:2026'."""
        if self.goal:
            return f"{self.plan.code}:{self.goal.code}"
        return f"{OF_PRIORITY}:{self.priority.code}" if self.priority else f"{OF_PLAN}:{self.plan.code}"

    def __str__(self) -> str:
        return str(self.goal or self.priority or self.plan)


def named(name: str, day: dt.date) -> Scope:
    """The scope that a command names: 'SAMHB-1', '2023:SA24-1', 'sakfraga:JARNVAG', 'plan:2026', 'plan' (the current).

    A priority is taken as the plan current on `day` has it. Raises UnknownScope.
    """
    kind, _, code = name.partition(":")
    if "\x00" in name:  # PostgreSQL takes no such text
        raise UnknownScope(name)
    try:
        if kind == OF_PLAN:
            return Scope(Plan.objects.get(code__iexact=code) if code else _current(day))
        if kind == OF_PRIORITY:
            return Scope(_current(day), priority=Priority.objects.get(code__iexact=code))
        goal = Goal.objects.for_list().named(name, day)
    except (Goal.DoesNotExist, Plan.DoesNotExist, Priority.DoesNotExist):
        raise UnknownScope(name) from None
    return Scope(goal.plan, priority=goal.priority, goal=goal)


def named_for(name: str, last: dt.date) -> Scope:
    """As `named` today, but a priority as the plan of `last` has it. Raises UnknownScope."""
    return named(name, last if name.startswith(f"{OF_PRIORITY}:") else today())


def _current(day: dt.date) -> Plan:
    plan = Plan.objects.current(day)
    if plan is None:
        raise Plan.DoesNotExist
    return plan
