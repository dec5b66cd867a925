"""What a colleague has before them, taken over by another. What both may not see stays where it is."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from advocacy.choices import InteractionStatus, ParticipantSide
from advocacy.models import Commitment, EventStaff, Interaction, Participation, Task
from advocacy.services import interactions
from advocacy.services.holding import hold_subjects
from crm.common import writes
from crm.common.permissions import Role, require
from crm.models import User


def tasks_of(user: User) -> Any:
    return Task.objects.open().owned_by(user)


def commitments_of(user: User) -> Any:
    return Commitment.objects.open().owned_by(user)


def contacts_of(user: User, day: dt.date) -> Any:
    """Planned contacts from `day` on that `user` is to be at for us."""
    parts = Participation.objects.filter(side=ParticipantSide.OURS, user=user)
    planned = Interaction.objects.filter(status=InteractionStatus.PLANNED, held_on__gte=day)
    return planned.filter(pk__in=parts.values("interaction"))


def duties_of(user: User, day: dt.date) -> Any:
    """What `user` is to do at events that are not over on `day`."""
    ahead = EventStaff.objects.annotate(last=Coalesce(F("event__ends_on"), F("event__starts_on")))
    return ahead.filter(user=user, last__gte=day, event__is_cancelled=False).select_related("event")


def seen_by_both(rows: Any, actor: User, receiver: User) -> Any:
    return rows.visible_to(actor).filter(pk__in=rows.visible_to(receiver).order_by().values("pk")).for_list()


def hand_owned(*, rows: list[Any], giver: User, receiver: User, actor: User) -> None:
    """Tasks or commitments get another owner."""
    require(actor, Role.EDITOR)
    for row in rows:
        row.owner = receiver
    writes.change_many(rows, ["owner"], actor=actor)


def hand_contacts(*, rows: list[Interaction], giver: User, receiver: User, actor: User) -> None:
    """The receiver is on our side instead of the giver; whoever takes part may read."""
    hold_subjects(rows, {})
    for interaction in rows:
        parts = Participation.objects.filter(interaction=interaction, side=ParticipantSide.OURS, user__isnull=False)
        ours = {part.user_id: part.user for part in parts.select_related("user") if part.user_id != giver.pk}
        users = [user for user in {**ours, receiver.pk: receiver}.values() if user]
        interactions.edit(actor=actor, interaction=interaction, our_users=users)


def hand_duties(*, rows: list[EventStaff], giver: User, receiver: User, actor: User) -> None:
    """The receiver does it instead; where they are to be already, the giver is taken off."""
    require(actor, Role.EDITOR)
    events = [row.event_id for row in rows]
    there = set(EventStaff.objects.filter(Q(event__in=events), user=receiver).values_list("event", flat=True))
    for row in rows:
        if row.event_id in there:
            writes.remove(row, actor=actor)
        else:
            row.user = receiver
            writes.save(row, actor=actor)
