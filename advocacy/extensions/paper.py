"""Board papers: the way there."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from crm.common import extensions
from crm.common.extensions import NavigationItem


def register() -> None:
    """Called once, when the apps are ready."""
    extensions.navigation.add(
        NavigationItem("papers", "follow_up", gettext_lazy("Styrelseunderlag"), "advocacy:paper_list", 30)
    )
