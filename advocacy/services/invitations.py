"""Invitations of somebody's calendar: each becomes a planned contact, known again by its UID."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from advocacy.choices import Attendance, Channel, Direction, InteractionKind, InteractionStatus
from advocacy.models import Interaction, InteractionOrigin
from advocacy.permissions import may_edit_interaction
from advocacy.services import interactions
from advocacy.services.holding import held
from advocacy.services.mails import Address, Known, recognise_addresses
from crm.common import writes
from crm.common.permissions import Role, require
from crm.models import User

# What stands in history of a contact that an invitation changed: other changes are somebody's own.
REASON = "Inbjudan"


@dataclass(frozen=True)
class Invitation:
    """A meeting as an invitation tells of it: the day and time in Stockholm, addresses in lower case."""

    uid: str
    title: str
    held_on: dt.date
    sequence: int = 0
    text: str = ""
    held_at: dt.time | None = None
    ends_on: dt.date | None = None
    place: str = ""
    organizer: Address | None = None
    attendees: tuple[Address, ...] = ()
    declined: frozenset[str] = frozenset()
    is_private: bool = False
    is_cancelled: bool = False


@dataclass
class Taken:
    """What became of an invitation: `what` is new, changed, same, touched, closed, older, cancelled or nothing."""

    what: str
    interaction: Interaction | None = None
    unknown: list[Address] = field(default_factory=list)


@transaction.atomic
def take_in(*, actor: User, invitation: Invitation) -> Taken:
    """Make a planned contact of an invitation, or change the one it made, unless somebody has changed that by hand.

    A cancelled one cancels its contact, unless that was carried out.
    """
    require(actor, Role.EDITOR)
    origin = _origin(actor, invitation.uid)
    if invitation.is_cancelled:
        return _cancel(actor, origin)
    content, unknown = _content(actor, invitation)
    if origin is None:
        made = interactions.log(
            actor=actor, kind=InteractionKind.MEETING, held_on=invitation.held_on,
            status=InteractionStatus.PLANNED, **content,
        )  # fmt: skip
        row = InteractionOrigin(interaction=made, channel=Channel.CALENDAR, key=invitation.uid, owner=actor)
        writes.save(row, actor=actor, reason=f"{REASON} {invitation.sequence}")
        return Taken("new", made, unknown)
    return _change(actor, origin, invitation, content, unknown)


def _origin(actor: User, uid: str) -> InteractionOrigin | None:
    """The contact that the invitation made before, by whomever, if the actor may read it."""
    mine = Interaction.objects.visible_to(actor)
    found = InteractionOrigin.objects.filter(channel=Channel.CALENDAR, key=uid, interaction__in=mine)
    return found.select_related("interaction").order_by("pk").first()


def _change(
    actor: User, origin: InteractionOrigin, invitation: Invitation, content: dict[str, Any], unknown: list[Address]
) -> Taken:
    current = held(origin.interaction, **content)
    if invitation.sequence < _sequence(origin):
        return Taken("older", current, unknown)
    if current.status != InteractionStatus.PLANNED:
        return Taken("closed", current, unknown)
    if _is_touched(current) or not may_edit_interaction(actor, current):
        return Taken("touched", current, unknown)
    before = current.version
    changed = interactions.edit(actor=actor, interaction=current, held_on=invitation.held_on, reason=REASON, **content)
    if changed.version == before:
        return Taken("same", changed, unknown)
    writes.save(origin, actor=actor, reason=f"{REASON} {invitation.sequence}")
    return Taken("changed", changed, unknown)


def _cancel(actor: User, origin: InteractionOrigin | None) -> Taken:
    if origin is None:
        return Taken("nothing")
    current = held(origin.interaction)
    if current.status == InteractionStatus.CANCELLED:
        return Taken("same", current)
    if current.status != InteractionStatus.PLANNED or not may_edit_interaction(actor, current):
        return Taken("closed", current)
    return Taken("cancelled", interactions.cancel(actor=actor, interaction=current, reason=REASON))


def _is_touched(contact: Interaction) -> bool:
    """Whether anybody has changed it since an invitation made it."""
    history = Interaction.history.filter(id=contact.pk).exclude(history_type="+")
    return history.exclude(history_change_reason=REASON).exists()


def _sequence(origin: InteractionOrigin) -> int:
    """Which edition of the invitation was read last: in its log, since nothing else asks for it."""
    reason = InteractionOrigin.history.filter(id=origin.pk).latest("history_id").history_change_reason or ""
    number = reason.removeprefix(REASON).strip()
    return int(number) if number.isdecimal() else 0


def _content(actor: User, invitation: Invitation) -> tuple[dict[str, Any], list[Address]]:
    """What a contact takes of an invitation, and the addresses that nobody in the register has."""
    organizer = [invitation.organizer] if invitation.organizer else []
    known = recognise_addresses([*organizer, *invitation.attendees], actor)
    users = [user for user in dict.fromkeys(known.users) if user.email.lower() not in invitation.declined]
    content: dict[str, Any] = {
        "title": invitation.title or _("Möte"),
        "summary": invitation.text,
        "held_at": invitation.held_at,
        "ends_on": invitation.ends_on,
        "place": invitation.place,
        "direction": _direction(invitation, known.users or [actor]),
        "organization": known.organization,
        "people": known.people,
        "is_confidential": invitation.is_private,
        "attendance": _declined(actor, invitation, known),
    }
    if known.users:  # or else whoever reads it in, and that only once
        content["our_users"] = users or [actor]
    return content, known.unknown


def _direction(invitation: Invitation, users: list[User]) -> str:
    ours = {user.email.lower() for user in users}
    asked_by_us = invitation.organizer is None or invitation.organizer.email in ours
    return Direction.OURS if asked_by_us else Direction.THEIRS


def _declined(actor: User, invitation: Invitation, known: Known) -> dict[int, str]:
    """Those of their side who have said no, by id."""
    no = [one for one in invitation.attendees if one.email in invitation.declined]
    ids = {person.pk for person in recognise_addresses(no, actor).people} if no else set()
    return {person.pk: Attendance.DECLINED for person in known.people if person.pk in ids}
