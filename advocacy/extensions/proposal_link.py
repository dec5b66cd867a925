"""Motions on the page of a priority: what is linked to it, what became of that, and what waits to be decided."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from crm.common import extensions
from crm.common.extensions import Panel

MOST = 5  # of those that the chamber approved


def register() -> None:
    """Called once, when the apps are ready."""
    extensions.panels.add(
        Panel(
            "motions_priority", "advocacy.Priority", "advocacy/_priority_motions.html", _of_priority, 25, is_later=True
        )
    )


def _of_priority(obj: Any, user: Any) -> dict[str, Any] | None:
    """What is linked to a priority and to those below it; None in the one that nobody works with any more."""
    from advocacy.filters.motion import NO_PARTY
    from advocacy.models import MotionProposal, Priority
    from advocacy.querysets.motion_figures import motion_figures
    from advocacy.querysets.suggested import words_of
    from advocacy.querysets.suggestions import open_count

    figures, words = motion_figures(Priority.objects.branch_ids(obj.pk)), words_of([obj.pk])
    if obj.is_archived and not figures.motions:
        return None
    told = MotionProposal.objects.filter(pk__in=figures.approved[-MOST:]).select_related("motion").order_by("-pk")
    return {
        "figures": figures,
        "approved": told if figures.approved else (),
        "parties": [(row, _list(obj, party=row.party.code if row.party else NO_PARTY)) for row in figures.parties],
        "list_url": _list(obj),
        "has_words": bool(words),
        "waiting": open_count(user, words),
    }


def _list(priority: Any, **asked: str) -> str:
    return f"{reverse('advocacy:motion_list')}?{urlencode({'priority': priority.pk, **asked})}"
