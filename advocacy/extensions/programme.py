"""Where somebody takes part (a card on the person's page, what is known of a person), and who was treated."""

from __future__ import annotations

from typing import Any

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy

from crm.common import extensions
from crm.common.dates import today
from crm.common.extensions import NavigationItem, Panel, PersonalData
from crm.common.kept_queries import KeptQuery
from crm.common.permissions import Role

PERSON = "contacts.Person"
MOST = 5


def register() -> None:
    """Called once, when the apps are ready."""
    from advocacy.models import EventSpeaker

    extensions.navigation.add(
        NavigationItem(
            "hospitality",
            "advocacy",
            gettext_lazy("Förtäring och gåvor"),
            "advocacy:hospitality_list",
            55,
            role=Role.EDITOR,
        )
    )
    extensions.panels.add(Panel("speaking", PERSON, "advocacy/_speaking_panel.html", _speaking, 16, is_later=True))
    extensions.personal_data.add(PersonalData("event_parts", EventSpeaker, _parts_of, _forget_parts))


def _coming(pk: int, user: Any) -> Any:
    from advocacy.models import EventSpeaker
    from crm.common.permissions import is_member

    rows = EventSpeaker.objects.filter(person=pk, event__is_cancelled=False)
    rows = rows if is_member(user) else rows.none()
    ahead = rows.annotate(last_on=Coalesce("event__ends_on", "event__starts_on")).filter(last_on__gte=Value(today()))
    return ahead.select_related("event").order_by("event__starts_on", "event__starts_at", "pk")[:MOST]


SPEAKING = KeptQuery(_coming)


def _speaking(obj: Any, user: Any) -> dict[str, Any] | None:
    """The next events where they take part; no card where there are none."""
    rows = SPEAKING.rows(obj.pk, user)
    return {"rows": rows} if rows else None


def _parts_of(person: Any) -> list[dict[str, Any]]:
    rows = person.event_parts.select_related("event").order_by("event__starts_on", "pk")
    return [
        {"day": row.event.starts_on, "event": row.event.name, "name": row.name, "part": str(row.get_role_display())}
        for row in rows
    ]


def _forget_parts(person: Any, actor: Any) -> None:
    from advocacy.services import erasure

    erasure.forget_event_parts(actor=actor, person=person)
