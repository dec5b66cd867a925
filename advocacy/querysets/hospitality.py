"""Contacts with food or gifts, and what they were worth."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from advocacy.choices import Attendance, InteractionStatus, ParticipantSide, Payer


def with_hospitality(interactions: QuerySet[Any]) -> QuerySet[Any]:
    """Those of `interactions` that were held and have hospitality noted, with `guests` and `worth_in_all`.

    guests: those who attended on the side that was treated, theirs unless they paid. worth_in_all: worth per person
    in kronor times guests; nothing when the worth is not noted.
    """
    noted = ~Q(facts__hospitality="") | Q(facts__hospitality_worth__isnull=False)
    held = interactions.filter(noted, status=InteractionStatus.DONE, facts__isnull=False).select_related("facts")
    guests = Case(
        When(facts__hospitality_payer=Payer.THEIRS, then=_attended(ParticipantSide.OURS)),
        default=_attended(ParticipantSide.THEIRS),
    )
    return held.annotate(guests=guests).annotate(worth_in_all=F("facts__hospitality_worth") * F("guests"))


def in_all(rows: QuerySet[Any]) -> int:
    """What all `rows` of `with_hospitality` were worth together, in kronor."""
    return rows.aggregate(total=Coalesce(Sum("worth_in_all"), 0))["total"]


def _attended(side: str) -> Any:
    taking_part = apps.get_model("advocacy", "Participation").objects.filter(
        interaction=OuterRef("pk"), side=side, attendance=Attendance.ATTENDED
    )
    counted = taking_part.order_by().values("interaction").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
