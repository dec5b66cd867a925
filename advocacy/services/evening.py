"""A day in short: what we did, whom we met, what was promised, and what comes tomorrow."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q
from django.db.models.functions import Coalesce

from advocacy.choices import Attendance, InteractionKind, InteractionStatus, ParticipantSide
from advocacy.models import Commitment, Event, EventSpeaker, EventStaff, Interaction, Participation, Priority
from contacts.models import Person
from crm.common.text import sort_key
from crm.models import User


@dataclass(frozen=True)
class Contact:
    """A contact of the day, who of each side was there, and what it was about."""

    interaction: Interaction
    theirs: list[Participation]
    ours: list[Participation]
    about: list[Priority]


@dataclass(frozen=True)
class Line:
    """A colleague or a priority, and how many of the day's contacts and people were theirs."""

    label: str
    contacts: int
    people: int


@dataclass
class Met:
    """Somebody we met that day: with the words of the mandate they held, and how they took it, contact by contact."""

    person: Person
    role: str
    organization: str
    party: str
    tones: list[str]
    contacts: int


@dataclass
class Evening:
    """The day as its reader may see it. `hidden` is how many confidential contacts of the day are left out."""

    contacts: list[Contact]
    hidden: int
    colleagues: list[Line]
    priorities: list[Line]
    people: list[Met]
    tones: dict[str, int]
    commitments: list[Commitment]
    tomorrow: list[Event]
    planned: list[Interaction]


def of_day(*, user: User, day: dt.date, event: Event | None = None) -> Evening:
    """Contacts held on `day`, but for mass mail; with an event, those that belong to it or to what it holds."""
    within = _within(event)
    done = Interaction.objects.filter(within, held_on=day, status=InteractionStatus.DONE)
    done = done.exclude(kind=InteractionKind.MASS_MAIL)
    listed = Interaction.objects.listed_for(user).filter(pk__in=done.values("pk")).for_list()
    rows: list[Any] = list(listed.order_by(Coalesce("held_at", dt.time.max), "pk"))
    contacts = [_contact(row) for row in rows if row.is_readable]
    next_day = day + dt.timedelta(days=1)
    parts = [part for contact in contacts for part in contact.theirs]
    return Evening(
        contacts=contacts,
        hidden=len(rows) - len(contacts),
        colleagues=_lines((part.shown_name, contact) for contact in contacts for part in contact.ours),
        priorities=_lines((priority.name, contact) for contact in contacts for priority in contact.about),
        people=_met(parts),
        tones=_tones(parts),
        commitments=list(_commitments(user, contacts)),
        tomorrow=list(_programme(user, next_day, event)),
        planned=list(_planned(user, next_day, within)),
    )


def _within(event: Event | None) -> Q:
    return Q(event=event) | Q(event__parent=event) | Q(event__parent__parent=event) if event else Q()


def _contact(row: Interaction) -> Contact:
    away = (Attendance.INVITED, Attendance.ABSENT, Attendance.DECLINED, Attendance.NOT_SENT)
    parts = list(row.participations.all())
    theirs = [part for part in parts if part.side == ParticipantSide.THEIRS and part.attendance not in away]
    ours = [part for part in parts if part.side == ParticipantSide.OURS]
    return Contact(row, theirs, ours, [link.priority for link in row.priority_links.all()])


def _lines(pairs: Iterable[tuple[str, Contact]]) -> list[Line]:
    """The most first."""
    found: dict[str, dict[int, Contact]] = defaultdict(dict)
    for label, contact in pairs:
        found[label][contact.interaction.pk] = contact
    lines = [
        Line(label, len(rows), len({part.person_id for contact in rows.values() for part in contact.theirs}))
        for label, rows in found.items()
    ]
    return sorted(lines, key=lambda line: (-line.contacts, sort_key(line.label)))


def _met(parts: Iterable[Participation]) -> list[Met]:
    """Each once, by name."""
    met: dict[int, Met] = {}
    for part in parts:
        if part.person is None:
            continue
        words = (part.held_role, part.held_organization, part.held_party)
        one = met.setdefault(part.person.pk, Met(part.person, *words, tones=[], contacts=0))
        one.contacts += 1
        if part.tone and part.tone not in one.tones:
            one.tones.append(part.tone)
    return sorted(met.values(), key=lambda one: one.person.sort_key)


def _tones(parts: Iterable[Participation]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for part in parts:
        if part.tone:
            counts[part.tone] += 1
    return dict(counts)


def _commitments(user: User, contacts: list[Contact]) -> Any:
    """What was promised in the day's contacts and is not settled yet."""
    found = Commitment.objects.visible_to(user).open().filter(interaction__in=[row.interaction.pk for row in contacts])
    return found.select_related("person", "organization", "owner").order_by("due_on", "pk")


def _programme(user: User, day: dt.date, event: Event | None) -> Any:
    """Events of a day that hold no others, with whom of us and of the register they have."""
    on_day = Q(starts_on=day, ends_on__isnull=True) | Q(starts_on__lte=day, ends_on__gte=day)
    found = Event.objects.visible_to(user).filter(on_day, children__isnull=True, is_cancelled=False)
    if event:
        found = found.filter(Q(pk=event.pk) | Q(parent=event) | Q(parent__parent=event))
    return found.prefetch_related(
        Prefetch("staff", EventStaff.objects.select_related("user").order_by("user__name")),
        Prefetch("speakers", EventSpeaker.objects.filter(person__isnull=False).select_related("person")),
    ).order_by(Coalesce("starts_at", dt.time.max), "name", "pk")


def _planned(user: User, day: dt.date, within: Q) -> Any:
    rows = Interaction.objects.visible_to(user).filter(within, held_on=day, status=InteractionStatus.PLANNED)
    return rows.for_list().order_by(Coalesce("held_at", dt.time.max), "pk")
