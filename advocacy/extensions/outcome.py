"""Outcomes: the way there, finding them, the cards of a priority, a goal, a contact and a consultation."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import OutcomeStrength
from crm.common import extensions, search
from crm.common.extensions import NavigationItem, Panel, SearchHit, SearchProvider
from crm.common.permissions import Role, can
from crm.templatetags.ui import long_day

MOST = 4
# What a chain names, and by which way an outcome is found from it.
LED_BY = (
    ("advocacy.Interaction", "contributions__interaction", "interaction"),
    ("advocacy.Consultation", "contributions__viewpoint__consultation", ""),
)


def register() -> None:
    """Called once, when the apps are ready."""
    extensions.navigation.add(
        NavigationItem("outcomes", "follow_up", gettext_lazy("Genomslag"), "advocacy:outcome_list", 10)
    )
    extensions.search_providers.add(
        SearchProvider("outcomes", gettext_lazy("Genomslag"), _rows, _hits, "advocacy:outcome_list", 49)
    )
    for name, model, context in (
        ("outcomes_priority", "advocacy.Priority", _of_priority), ("outcomes_goal", "advocacy.Goal", _of_goal),
    ):  # fmt: skip
        extensions.panels.add(Panel(name, model, "advocacy/_outcomes_panel.html", context, 40, is_later=True))
    for model, path, parameter in LED_BY:
        name = f"outcomes_{model.rpartition('.')[2].lower()}"
        context = _led_to(path, parameter)
        extensions.panels.add(Panel(name, model, "advocacy/_outcomes_panel.html", context, 40))


def _rows(asked: search.Asked, user: Any) -> Any:
    from advocacy.models import Outcome

    found = Outcome.objects.visible_to(user).matching(asked.text).order_by("-happened_on", "-pk")
    return search.narrow(found, sort="happened_on", said="title", found="document", more="strength")


def _hits(rows: list[search.Row], asked: search.Asked, user: Any) -> list[SearchHit]:
    return [
        SearchHit(
            row.said,
            " · ".join(
                part
                for part in (str(OutcomeStrength(row.more).label), long_day(row.day) if row.day else "", row.found)
                if part
            ),
            reverse("advocacy:outcome_detail", args=[row.pk]),
        )
        for row in rows
    ]


# --- Cards --------------------------------------------------------------------------------------------------------


def _of_priority(obj: Any, user: Any) -> dict[str, Any] | None:
    """What changed in the priority and those below it."""
    return _by_ladder(obj.pk, user, f"priority={obj.pk}")


def _of_goal(obj: Any, user: Any) -> dict[str, Any] | None:
    """What changed in the goal's priority while its plan held."""
    first, last = obj.plan.starts_on, obj.plan.ends_on
    query = f"priority={obj.priority_id}&from={first:%Y-%m-%d}&to={last:%Y-%m-%d}"
    return _by_ladder(obj.priority_id, user, query, first, last)


def _by_ladder(priority: int, user: Any, query: str, first: Any = None, last: Any = None) -> dict[str, Any] | None:
    from advocacy.models import Outcome, Priority
    from advocacy.services import outcome_figures

    figures = outcome_figures.outcomes(Priority.objects.branch_ids(priority), first, last)
    if not figures.count and not can(user, Role.EDITOR):
        return None
    rows = Outcome.objects.visible_to(user).filter(pk__in=[pk for rung in figures.rungs for pk in rung.ids])
    newest = list(rows[:MOST]) if figures.count else []
    return {
        "card_title": _("Genomslag"),
        "figures": figures,
        "rows": _badged(newest),
        "list_query": query,
        "add_query": f"priority={priority}",
    }


def _led_to(path: str, parameter: str) -> Any:
    """The card of something that chains name: what it led to, as far as anybody can say."""

    def panel(obj: Any, user: Any) -> dict[str, Any] | None:
        from advocacy.models import Outcome

        rows = list(Outcome.objects.visible_to(user).filter(**{path: obj.pk}).distinct())
        may_note = bool(parameter) and can(user, Role.EDITOR)
        if not rows and not may_note:
            return None
        return {
            "card_title": _("Ledde till"),
            "rows": _badged(rows),
            "add_query": f"{parameter}={obj.pk}" if parameter else "",
        }

    return panel


def _badged(rows: list[Any]) -> list[Any]:
    from advocacy.columns.outcome import strength_badge

    for row in rows:
        row.badge = strength_badge(row)
    return rows
