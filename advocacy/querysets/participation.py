"""Which participations count, and as what (metrics: contribution of a participation)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from advocacy.choices import Attendance, Mode, ParticipantSide, kinds_with
from advocacy.querysets.interaction import counted_q

if TYPE_CHECKING:
    from advocacy.models import Participation  # noqa: F401

MET = Q(attendance=Attendance.ATTENDED) & (
    Q(interaction__kind__in=kinds_with(Mode.TWO_WAY))
    | Q(interaction__kind__in=kinds_with(Mode.PRESENCE), has_talked=True)
)
TOOK_PART = Q(attendance=Attendance.ATTENDED, interaction__kind__in=kinds_with(Mode.PRESENCE))
INFORMED = Q(attendance=Attendance.SENT, interaction__kind__in=kinds_with(Mode.ONE_WAY))

TOUCHED = MET | TOOK_PART | INFORMED


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def readable_by(self, reader: Any) -> ParticipationQuerySet:
        """In contacts whose content `reader` may read; with None all, as figures count."""
        return self if reader is None else self.filter(interaction__in=_interactions().visible_to(reader))

    def counted_between(self, first: dt.date, last: dt.date) -> ParticipationQuerySet:
        """Their side in counted contacts held from `first` to `last`, both included, whatever they were about."""
        return self.filter(
            counted_q("interaction__"),
            side=ParticipantSide.THEIRS,
            person__isnull=False,
            interaction__held_on__range=(first, last),
        )

    def met(self) -> ParticipationQuerySet:
        """They and we talked."""
        return self.filter(MET)

    def talks(self) -> ParticipationQuerySet:
        """Somebody on their side and we talked, in a contact that counts. Confidential ones too.

        Conditions on the joined contact: an IN over all contacts that count would be asked anew for each person.
        """
        return self.met().filter(counted_q("interaction__"), side=ParticipantSide.THEIRS, person__isnull=False)

    def touched(self) -> ParticipationQuerySet:
        """Met, took part or informed."""
        return self.filter(TOUCHED)


def _interactions() -> Any:
    return apps.get_model("advocacy", "Interaction").objects
