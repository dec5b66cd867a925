"""Priorities and goals beside the customer's, to measure with: as many as a plan may come to have. All made up."""

from __future__ import annotations

from itertools import cycle

from advocacy.choices import GoalKind, GoalUnit, PriorityKind
from advocacy.models import Audience, Goal, Plan, PlanItem, Priority
from crm.common import writes
from crm.models import User


def add_priorities(number: int, *, actor: User) -> int:
    """Make up priorities until there are `number`. Returns how many."""
    missing = range(1, number - Priority.objects.count() + 1)
    new = [
        Priority(code=f"PROV-{n}", name=f"Påhittad sakfråga {n}", kind=PriorityKind.PRIORITY, position=200 + n)
        for n in missing
    ]
    return len(writes.create_many(new, actor=actor))


def add_goals(number: int, plan: Plan, *, actor: User) -> int:
    """Make up goals of `plan`, one for each made-up priority, until it has `number`. Returns how many."""
    known = Goal.objects.filter(plan=plan)
    used = (
        known.filter(unit=GoalUnit.PERSON, audience__isnull=False).order_by("code").values_list("audience", flat=True)
    )
    audiences = cycle(Audience.objects.filter(pk__in=used).order_by("name"))
    priorities = list(Priority.objects.filter(code__startswith="PROV-").order_by("position"))
    chosen = priorities[: max(0, number - known.count())]
    writes.create_many([PlanItem(plan=plan, priority=one) for one in chosen], actor=actor)
    new = [
        Goal(
            plan=plan, priority=priority, code=f"{priority.code}-1", statement=f"Påhittat mål om {priority.name}",
            kind=GoalKind.INFLUENCE, unit=GoalUnit.PERSON, audience=audience, target_percent=30,
        )
        for priority, audience in zip(chosen, audiences, strict=False)
    ]  # fmt: skip
    return len(writes.create_many(new, actor=actor))
