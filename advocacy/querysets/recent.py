"""What a colleague has been doing lately: whom they met, which priorities they use. For suggestions, no figures."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from advocacy.choices import InteractionStatus, ParticipantSide
from crm.common.dates import today

LOOKED_BACK = dt.timedelta(days=365)
CONTACTS = 60


def _model(name: str) -> Any:
    return apps.get_model("advocacy", name)


def contacts_of(user: Any, limit: int = CONTACTS) -> list[tuple[int, dt.date]]:
    """(id, day) of the user's own contacts of the last year, newest first: those logged or taken part in."""
    mine = _model("Participation").objects.filter(interaction=OuterRef("pk"), side=ParticipantSide.OURS, user=user)
    rows = _model("Interaction").objects.filter(
        Q(created_by=user) | Exists(mine),
        status=InteractionStatus.DONE,
        held_on__range=(today() - LOOKED_BACK, today()),
    )
    # In the order of the index, so that the newest are found without reading all.
    return list(rows.order_by("-held_on", "-pk").values_list("pk", "held_on")[:limit])


def met_by(user: Any, limit: int = 20) -> dict[int, dt.date]:
    """Ids of people on their side in the user's newest contacts, with the day; the newest first."""
    days = dict(contacts_of(user))
    parts = _model("Participation").objects.filter(
        interaction__in=list(days), side=ParticipantSide.THEIRS, person__isnull=False
    )
    rows = parts.order_by("pk").values_list("person", "interaction")
    newest: dict[int, dt.date] = {}
    for person, interaction in sorted(rows, key=lambda row: days[row[1]], reverse=True):
        newest.setdefault(person, days[interaction])
    return dict(list(newest.items())[:limit])


def priorities_used_by(user: Any) -> Counter[int]:
    """Ids of priorities by how many of the user's newest contacts were about them."""
    links = _model("InteractionPriority").objects.filter(interaction__in=[pk for pk, _day in contacts_of(user)])
    return Counter(links.values_list("priority", flat=True))
