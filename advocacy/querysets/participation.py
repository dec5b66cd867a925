"""Which participations count, and as what (metrics: contribution of a participation)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Case, F, IntegerField, Max, Min, Q, Value, When

from advocacy.choices import Attendance, Direction, Mode, ParticipantSide, kinds_with
from advocacy.querysets.interaction import counted_q, ids_for_goal

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
    def counted(self, goal: Any, first: dt.date, last: dt.date, reader: Any = None) -> ParticipationQuerySet:
        """Their side in counted contacts that belong to `goal`, held from `first` to `last`, both included.

        With a `reader`, only in those whose content that user may read: figures count all, lists of names do not.
        """
        return self.counted_between(first, last).filter(interaction__in=ids_for_goal(goal)).readable_by(reader)

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

    def took_part(self) -> ParticipationQuerySet:
        """In the room, with or without a conversation."""
        return self.filter(TOOK_PART)

    def informed(self) -> ParticipationQuerySet:
        """Something was sent to this very person."""
        return self.filter(INFORMED)

    def touched(self) -> ParticipationQuerySet:
        """Met, took part or informed."""
        return self.filter(TOUCHED)

    def per_person(self, *, first: dt.date, year: dt.date, entered: Q) -> Any:
        """A row for each person, in one pass: what the figures from `first` and the ladder from `year` are made of.

        `entered` says whether a participation was on a day when the person was in the audience.
        """
        period, months = Q(interaction__held_on__gte=first), Q(interaction__held_on__gte=year)
        met_on = Case(When(MET & months, then=F("interaction__held_on")))
        return (
            self.order_by()
            .values("person")
            .annotate(
                met=_any(MET & period),
                touched=_any(TOUCHED & period),
                met_as_audience=_any(MET & period & entered),
                first_met=Min(met_on),
                last_met=Max(met_on),
                asked_us=_any(MET & months & Q(interaction__direction=Direction.THEIRS)),
                took_part=_any(TOOK_PART & months),
                informed=_any(INFORMED & months),
            )
        )


def _any(q: Q) -> Max:
    """1 where a row of the group is so, else 0."""
    return Max(Case(When(q, then=Value(1)), default=Value(0), output_field=IntegerField()))


def step_of(row: dict[str, Any]) -> int:
    """The step of the relation ladder that a row of `per_person` stands on (metrics: relation ladder)."""
    if row["asked_us"] or (row["first_met"] and row["first_met"] < row["last_met"]):
        return 4
    if row["first_met"]:
        return 3
    return 2 if row["took_part"] else 1 if row["informed"] else 0


def _interactions() -> Any:
    return apps.get_model("advocacy", "Interaction").objects
