"""Who of us is where, and who takes part: staff and speakers of events, and staff who would be in two places."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from advocacy.choices import InteractionStatus, ParticipantSide
from advocacy.models import Event, EventSpeaker, EventStaff, Interaction, Participation
from contacts.models import Person
from crm.common import writes
from crm.common.permissions import Role, require
from crm.models import User

HOUR = dt.timedelta(hours=1)


@dataclass
class Stop:
    """Where a colleague is to be on a day: a duty at an event, or a planned contact (`url` empty: not to be read).

    `begins` None: the time is not known, and nothing is said of clashes. `clashes`: titles of what is at the same time.
    """

    user: int
    day: dt.date
    title: str
    url: str
    begins: dt.datetime | None
    ends: dt.datetime | None
    duty: EventStaff | None = None
    clashes: list[str] = field(default_factory=list)


@transaction.atomic
def put(*, actor: User, event: Event, users: Iterable[User], duty: str) -> list[EventStaff]:
    """Put colleagues at an event. Who is there already is left as they are."""
    require(actor, Role.EDITOR)
    writes.locked(event)
    there = set(EventStaff.objects.filter(event=event).values_list("user", flat=True))
    return [
        writes.save(EventStaff(event=event, user=user, duty=duty), actor=actor)
        for user in users
        if user.pk not in there
    ]


@transaction.atomic
def take_off(*, actor: User, staff: EventStaff) -> None:
    require(actor, Role.EDITOR)
    writes.remove(staff, actor=actor)


@transaction.atomic
def set_speaker(
    *, actor: User, event: Event, person: Person | None, name: str, role: str, speaker: EventSpeaker | None = None
) -> EventSpeaker:
    """Say who takes part in an event: somebody new, or who `speaker` is."""
    require(actor, Role.EDITOR)
    row = speaker or EventSpeaker(event=event)
    changed = writes.assign(row, {"person": person, "name": name.strip(), "role": role})
    return writes.save(row, actor=actor) if changed or row.pk is None else row


@transaction.atomic
def remove_speaker(*, actor: User, speaker: EventSpeaker) -> None:
    require(actor, Role.EDITOR)
    writes.remove(speaker, actor=actor)


def stops(*, users: Iterable[int], first: dt.date, last: dt.date, reader: User) -> list[Stop]:
    """Where `users` are to be from `first` to `last`, in order, with what clashes. Three queries.

    A contact that `reader` may not read is there without title: that somebody is busy is no secret, with whom is.
    """
    ids, within = list(users), (first, last)
    duties = EventStaff.objects.filter(user__in=ids, event__is_cancelled=False, event__starts_on__range=within)
    found = [_of_duty(row) for row in duties.select_related("event", "user")]
    found += _of_contacts(ids, within, reader)
    found.sort(key=lambda stop: (stop.day, stop.begins is not None, stop.begins or stop.day, stop.title))
    by_user: dict[int, list[Stop]] = defaultdict(list)
    for stop in found:
        for other in by_user[stop.user]:
            if _clash(stop, other):
                stop.clashes.append(other.title)
                other.clashes.append(stop.title)
        by_user[stop.user].append(stop)
    return found


def clashes(*, event: Event, users: Iterable[User], reader: User) -> dict[int, list[str]]:
    """By colleague: what they are to be at when `event` is."""
    day = event.starts_on or dt.date.min
    found = stops(users=[user.pk for user in users], first=day, last=day, reader=reader)
    return {stop.user: stop.clashes for stop in found if stop.duty and stop.duty.event_id == event.pk and stop.clashes}


def _of_duty(row: EventStaff) -> Stop:
    event = row.event
    day = event.starts_on or dt.date.min  # which `clean` asks for
    begins, ends = _between(day, event.starts_at, event.ends_at)
    return Stop(row.user_id, day, event.name, event.get_absolute_url(), begins, ends, row)


def _of_contacts(ids: list[int], within: tuple[dt.date, dt.date], reader: User) -> list[Stop]:
    ours = Participation.objects.filter(side=ParticipantSide.OURS).filter(Q(user__in=ids) | Q(person__user__in=ids))
    planned = ours.filter(interaction__status=InteractionStatus.PLANNED, interaction__held_on__range=within)
    rows = list(planned.select_related("interaction", "person"))
    contacts = {row.interaction_id for row in rows}
    readable = set(Interaction.objects.visible_to(reader).filter(pk__in=contacts).values_list("pk", flat=True))
    return [_of_contact(row, row.interaction_id in readable) for row in rows]


def _of_contact(row: Any, is_readable: bool) -> Stop:
    contact, user = row.interaction, row.user_id or row.person.user_id
    begins, ends = _between(contact.held_on, contact.held_at, None)
    title, url = (contact.title, contact.get_absolute_url()) if is_readable else (_("Planerad kontakt"), "")
    return Stop(user, contact.held_on, title, url, begins, ends)


def _between(
    day: dt.date, begins: dt.time | None, ends: dt.time | None
) -> tuple[dt.datetime | None, dt.datetime | None]:
    """What has no end lasts an hour."""
    if begins is None:
        return None, None
    start = dt.datetime.combine(day, begins)
    return start, dt.datetime.combine(day, ends) if ends and ends > begins else start + HOUR


def _clash(one: Stop, other: Stop) -> bool:
    if one.begins is None or other.begins is None or one.ends is None or other.ends is None:
        return False
    return one.begins < other.ends and other.begins < one.ends
