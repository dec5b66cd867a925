"""The way from a group's page to who knows whom in it."""

from __future__ import annotations

from typing import Any

from crm.common import extensions
from crm.common.extensions import Panel


def register() -> None:
    """Called once, when the apps are ready."""
    extensions.panels.add(
        Panel("relations_organization", "contacts.Organization", "advocacy/_relations_panel.html", _relations, 40)
    )


def _relations(organization: Any, user: Any) -> dict[str, Any] | None:
    """A card on groups alone; it asks nothing."""
    from advocacy.services.relations import is_group

    return {"organization": organization} if is_group(organization) else None
