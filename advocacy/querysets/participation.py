"""Which participations count, and as what (metrics: contribution of a participation)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from advocacy.choices import Attendance, Mode, ParticipantSide, kinds_with

if TYPE_CHECKING:
    from advocacy.models import Participation  # noqa: F401

MET = Q(attendance=Attendance.ATTENDED) & (
    Q(interaction__kind__in=kinds_with(Mode.TWO_WAY))
    | Q(interaction__kind__in=kinds_with(Mode.PRESENCE), has_talked=True)
)
TOOK_PART = Q(attendance=Attendance.ATTENDED, interaction__kind__in=kinds_with(Mode.PRESENCE))
INFORMED = Q(attendance=Attendance.SENT, interaction__kind__in=kinds_with(Mode.ONE_WAY))


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def counted(self, goal: Any, first: dt.date, last: dt.date, reader: Any = None) -> ParticipationQuerySet:
        """Their side in counted contacts that belong to `goal`, held from `first` to `last`, both included.

        With a `reader`, only in those whose content that user may read: figures count all, lists of names do not.
        """
        contacts = _interactions().counted().between(first, last).for_goal(goal)
        if reader is not None:
            contacts = contacts.visible_to(reader)
        return self.filter(side=ParticipantSide.THEIRS, person__isnull=False, interaction__in=contacts)

    def met(self) -> ParticipationQuerySet:
        """They and we talked."""
        return self.filter(MET)

    def took_part(self) -> ParticipationQuerySet:
        """In the room, with or without a conversation."""
        return self.filter(TOOK_PART)

    def informed(self) -> ParticipationQuerySet:
        """Something was sent to this very person."""
        return self.filter(INFORMED)

    def touched(self) -> ParticipationQuerySet:
        """Met, took part or informed."""
        return self.filter(MET | TOOK_PART | INFORMED)


def _interactions() -> Any:
    return apps.get_model("advocacy", "Interaction").objects
