"""How much somebody weighs, on their page and in what is known of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from crm.common import extensions
from crm.common.dates import today
from crm.common.extensions import Panel, PersonalData

PERSON, PRIORITY = "contacts.Person", "advocacy.Priority"
YEAR = dt.timedelta(days=365)


def register() -> None:
    """Called once, when the apps are ready."""
    from advocacy.models import Influence

    extensions.panels.add(Panel("influence_person", PERSON, "advocacy/_influence_panel.html", _panel, 13))
    extensions.panels.add(Panel("maps_priority", PRIORITY, "advocacy/_maps_panel.html", _maps, 13, is_later=True))
    extensions.personal_data.add(PersonalData("influences", Influence, _influences_of, _forget))


def _panel(obj: Any, user: Any) -> dict[str, Any]:
    """The card itself is fetched when the page is there: a person's page asks few questions."""
    return {"object": obj}


def _maps(obj: Any, user: Any) -> dict[str, Any]:
    """How stances have moved in the last year, of what the reader may see, and the way to the maps."""
    from advocacy.models import Priority
    from advocacy.services.stance_map import movement

    branch = Priority.objects.branch_ids(obj.pk)
    return {"priority": obj, "movement": movement(branch, today() - YEAR, today(), reader=user)}


def _influences_of(person: Any) -> list[dict[str, Any]]:
    return [
        {
            "priority": row.priority.name if row.priority else "",
            "level": str(row.get_level_display()),
            "reason": row.reason,
        }
        for row in person.influences.select_related("priority").order_by("pk")
    ]


def _forget(person: Any, actor: Any) -> None:
    from advocacy.services import erasure

    erasure.forget_influences(actor=actor, person=person)
