"""Which figures change when two people become one, told before it is done."""

from __future__ import annotations

from django.utils.translation import gettext as _

from advocacy.choices import GoalUnit
from advocacy.models import Goal, Plan
from advocacy.services.reach import Reach, periods, plan_period
from advocacy.services.reach_of_many import ManyGoals, Span
from contacts.models import Person
from crm.common.dates import today


def changes(one: Person, other: Person) -> list[str]:
    """A sentence for each goal of the current plan whose coverage is another when the two are one.

    The period is that of 'Idag': of a plan that crosses an election, the part after it. What concerns the two alone is
    read first; everybody's figures are counted only of goals that change. It does not matter which of them is kept.
    """
    plan = Plan.objects.current(today())
    if plan is None:
        return []
    goals = list(plan.goals.for_list().exclude(audience=None).exclude(unit=GoalUnit.SEAT))
    span = periods(*plan_period(plan))[-1]
    apart, joined = (ManyGoals(goals, [span], people=(one.pk, other.pk), as_one=is_one) for is_one in (False, True))
    changed = [goal for goal in goals if _counts(apart, goal, span) != _counts(joined, goal, span)]
    whole = ManyGoals(changed, [span])
    found = (_told(goal, whole, apart, joined, span) for goal in changed)
    return [text for text in found if text]


def _counts(many: ManyGoals, goal: Goal, span: Span) -> tuple[int, int]:
    audience, met = many.sets(goal, span)
    return len(audience), len(audience & met)


def _told(goal: Goal, whole: ManyGoals, apart: ManyGoals, joined: ManyGoals, span: Span) -> str:
    was = Reach(goal, *span, among=whole)
    if goal.unit == GoalUnit.ORGANIZATION:
        audience, met = whole.sets(goal, span)
        new = (joined.sets(goal, span)[1] & audience) - met
        size, covered = was.audience, was.covered + len(new)
    else:
        (size_apart, met_apart), (size_joined, met_joined) = (_counts(many, goal, span) for many in (apart, joined))
        size, covered = was.audience + size_joined - size_apart, was.covered + met_joined - met_apart
    if (size, covered) == (was.audience, was.covered):
        return ""
    words = {"goal": goal.code, "before": was.shown, "after": _("%(n)s av %(of)s") % {"n": covered, "of": size}}
    if covered > was.covered:
        return (
            _(
                "Täckningen av %(goal)s går från %(before)s till %(after)s, eftersom uppdraget finns hos den ena"
                " och mötet hos den andra."
            )
            % words
        )
    return _("Täckningen av %(goal)s går från %(before)s till %(after)s, eftersom de hittills räknats som två.") % words
