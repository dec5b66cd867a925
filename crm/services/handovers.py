"""What a colleague looks after is taken over by another: people, tasks, promises, meetings, duties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from crm.common import extensions, notifying
from crm.common.extensions import Handover
from crm.common.operations import operation
from crm.common.permissions import Role, can, require
from crm.models import Notification, Operation, User

NAMED = 5


@dataclass(frozen=True)
class Part:
    """One sort of what there is to hand over: how many, the first few by name, how many stay with who has them."""

    name: str
    label: Any
    count: int
    names: list[str]
    left: int


def preview(*, giver: User, receiver: User, day: dt.date, actor: User) -> list[Part]:
    """What `actor` would hand over; that which nobody has is left out. Nothing is named that the actor may not see."""
    _require(actor, giver)
    found = []
    for handover in extensions.handovers:
        rows = handover.rows(giver, receiver, day, actor)
        count, all_ = rows.count(), handover.every(giver, day).count()
        if all_:
            names = [handover.said(row) for row in rows[:NAMED]]
            found.append(Part(handover.name, handover.label, count, names, all_ - count))
    return found


def hand_over(*, giver: User, receiver: User, day: dt.date, parts: Collection[str], actor: User) -> Operation:
    """Hand over the `parts` chosen of what `giver` has, from `day` on, as one operation; the receiver is told.

    What the actor or the receiver may not see stays with the giver. Raises ValidationError when that leaves nothing.
    """
    _require(actor, giver)
    if receiver.pk == giver.pk:
        raise ValidationError({"receiver": _("Välj en annan kollega än den som lämnar över.")})
    if not can(receiver, Role.EDITOR):
        raise ValidationError({"receiver": _("Den som tar över måste kunna registrera och ändra.")})
    chosen = [handover for handover in extensions.handovers if handover.name in parts]
    with operation(kind=Operation.Kind.HANDOVER, title=_title(giver, receiver), actor=actor) as made:
        counts = [_hand(handover, giver, receiver, day, actor) for handover in chosen]
        if not sum(counts):
            raise ValidationError(_("Det finns inget av det valda att lämna över."))
        with translation.override(receiver.language):
            told = ", ".join(f"{h.label} ({n})" for h, n in zip(chosen, counts, strict=True) if n)
            title = _("%(giver)s lämnar över till dig: %(what)s") % {"giver": giver, "what": told}
        url = reverse("crm:operation_detail", args=[made.pk])
        notifying.tell(user=receiver, actor=actor, kind=Notification.Kind.HANDOVER, title=title, url=url)
    return made


def _hand(handover: Handover, giver: User, receiver: User, day: dt.date, actor: User) -> int:
    rows = list(handover.rows(giver, receiver, day, actor))
    handover.hand(rows=rows, giver=giver, receiver=receiver, actor=actor)
    return len(rows)


def _require(actor: User, giver: User) -> None:
    """Editors hand over what is their own, managers what anybody has."""
    require(actor, Role.EDITOR if actor.pk == giver.pk else Role.MANAGER)
    if giver.is_system:
        raise PermissionDenied(_("Systemkontot lämnar inte över något."))


def _title(giver: User, receiver: User) -> str:
    with translation.override("sv"):
        return _("%(giver)s lämnar över till %(receiver)s") % {"giver": giver, "receiver": receiver}
