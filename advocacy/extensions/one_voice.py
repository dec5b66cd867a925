"""The one-voice matrix in the navigation and on a priority's page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from crm.common import extensions
from crm.common.dates import today
from crm.common.extensions import NavigationItem, Panel

PRIORITY = "advocacy.Priority"


def register() -> None:
    """Called once, when the apps are ready."""
    extensions.navigation.add(NavigationItem("one_voice", "issues", gettext_lazy("En röst"), "advocacy:one_voice", 26))
    extensions.panels.add(
        Panel("anchoring_priority", PRIORITY, "advocacy/_anchoring_panel.html", _anchoring, 24, is_later=True)
    )


def _anchoring(priority: Any, user: Any) -> dict[str, Any] | None:
    """How far the priority is anchored; no card where the plan of the day wants it nowhere."""
    from advocacy.services.one_voice import anchoring

    day = today()
    found = anchoring([priority.pk], day)[priority.pk]
    return {"priority": priority, "anchoring": found, "day": day} if found.should else None
