"""The plan as a tree, and one priority."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from advocacy.models import Goal, Interaction, Plan, Priority
from advocacy.pictures.coverage import coverage_of_goals, rows_of
from advocacy.querysets.figures import contacts_per_priority
from advocacy.services.reach import Reach, goal_summaries, plan_period
from contacts.views.parts import panels_of
from crm.common.dates import today
from crm.common.permissions import Role, can
from crm.common.views import MemberView, get_visible

LATEST = 10


class Node:
    """A priority in the plan's tree, with its goals and what lies below."""

    def __init__(self, priority: Priority, contacts: int, goals: list[Reach]) -> None:
        self.priority, self.contacts, self.goals = priority, contacts, goals
        self.children: list[Node] = []


class PlanDetail(MemberView):
    """The priorities of a plan as a tree, with the year's figures on every node."""

    def get(self, request: HttpRequest, code: str = "") -> HttpResponse:
        plans = Plan.objects.visible_to(request.user)
        plan = get_visible(Plan.objects, request.user, code=code) if code else plans.current(today())
        if plan is None:
            raise Http404(_("Det finns ingen verksamhetsplan."))
        first, last = plan_period(plan)
        reaches = goal_summaries(plan.goals.for_list(), first, last)
        context = {
            "plan": plan,
            "tabs": [
                {"label": p.name, "url": p.get_absolute_url(), "active": p == plan} for p in plans.order_by("starts_on")
            ],
            "directions": plan.direction_goals.all(),
            "nodes": self.tree(plan, reaches, first, last),
            "coverage": coverage_of_goals(rows_of(reaches), last),
            "counted_from": reaches[0].first if reaches else first,
            "first": first,
            "last": last,
        }
        return TemplateResponse(request, "advocacy/plan_detail.html", context)

    def tree(self, plan: Plan, reaches: list[Reach], first: Any, last: Any) -> list[Node]:
        """The plan's priorities, those without a parent in the plan on top. Goals below their priority."""
        goals: dict[int, list[Reach]] = defaultdict(list)
        for reach in reaches:
            goals[reach.goal.priority_id].append(reach)
        counts = contacts_per_priority(first, last)
        items = plan.items.select_related("priority").prefetch_related("directions__direction_goal")
        nodes = {i.priority_id: Node(i.priority, counts.get(i.priority_id, 0), goals[i.priority_id]) for i in items}
        roots = []
        for node in nodes.values():
            above = nodes.get(node.priority.parent_id)
            (above.children if above else roots).append(node)
        return roots


class PriorityDetail(MemberView):
    """One priority: what we say, why, to which goals, and what we have done."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        priority = get_visible(Priority.objects.select_related("parent__parent"), request.user, pk=pk)
        branch = Priority.objects.branch_ids(priority.pk)
        contacts = Interaction.objects.listed_for(request.user).about_priorities(branch)
        plan = Plan.objects.current(today())
        goals = Goal.objects.filter(priority=priority).for_list().order_by("-plan__starts_on", "code")
        current = [goal for goal in goals if goal.plan == plan]
        context = {
            "priority": priority,
            "crumbs": crumbs(priority),
            "children": priority.children.all(),
            "links": priority.links.select_related("works_through"),
            "reaches": goal_summaries(current, *plan_period(plan)) if plan else [],
            "earlier_goals": [goal for goal in goals if goal.plan != plan],
            "contact_count": contacts.count(),
            "contacts": contacts.for_list().order_by("-held_on", "-pk")[:LATEST],
            "tasks": priority.tasks.visible_to(request.user).open().for_list(),
            "may_edit": can(request.user, Role.EDITOR),
            "panels": panels_of(priority, request),
        }
        return TemplateResponse(request, "advocacy/priority_detail.html", context)


def crumbs(priority: Priority, plan: Plan | None = None) -> list[dict[str, str]]:
    """The way down to `priority`, itself left out."""
    chain: list[dict[str, str]] = []
    node = priority.parent
    while node is not None:
        chain.insert(0, {"label": str(node), "url": node.get_absolute_url()})
        node = node.parent
    plan = plan or Plan.objects.current(today())
    if plan:
        chain.insert(0, {"label": plan.name, "url": plan.get_absolute_url()})
    return chain
