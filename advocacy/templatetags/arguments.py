"""What we say on a priority, and what we argue with, for its page."""

from __future__ import annotations

from typing import Any

from django import template
from django.db.models import F, Prefetch

from advocacy.columns.argument import quoted, state_badge
from advocacy.models import Argument, Decision, Position, Priority

register = template.Library()
MOST = 8


@register.simple_tag
def argument_badge(argument: Argument) -> dict[str, str]:
    """How long it holds."""
    state, text = state_badge(argument)
    return {"state": state, "text": text}


@register.inclusion_tag("advocacy/_positions_card.html", takes_context=True)
def positions_card(context: Any, priority: Priority) -> dict[str, Any]:
    """What we say now, each with how many decisions stand behind it. Two queries."""
    behind = Prefetch("decisions", Decision.objects.visible_to(context["request"].user).only("position"))
    rows = Position.objects.visible_to(context["request"].user).in_use().filter(priority=priority)
    return {"may": context["may"], "priority": priority, "positions": rows.prefetch_related(behind)}


@register.inclusion_tag("advocacy/_arguments_card.html", takes_context=True)
def arguments_card(context: Any, priority: Priority) -> dict[str, Any]:
    """The arguments in use of the priority, then those that serve all; what expires first on top. One query."""
    found = Argument.objects.visible_to(context["request"].user).in_use().serving([priority.pk])
    rows = list(found.with_last_day().order_by(F("priority").asc(nulls_last=True), "last_place", "pk")[: MOST + 1])
    for row in rows:
        row.badge, row.quoted = state_badge(row), quoted(row)
    return {"may": context["may"], "priority": priority, "arguments": rows[:MOST], "is_cut": len(rows) > MOST}
