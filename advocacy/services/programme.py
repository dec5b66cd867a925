"""The programme of a week or a conference: what a file says held against what stands, and taking it in."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from advocacy.choices import EventKind, StageRole
from advocacy.models import Event, EventSpeaker
from contacts.models import Organization, Person
from crm.common import writes
from crm.common.operations import operation
from crm.common.permissions import Role, require
from crm.common.text import fold
from crm.models import Operation, User

# What a programme says of an event. An empty cell takes nothing away.
FIELDS = ("name", "starts_on", "ends_on", "starts_at", "ends_at", "place", "organizer", "url", "uid")


@dataclass(frozen=True)
class Part:
    """Somebody who takes part: the name as it stands, and what they do."""

    name: str
    role: str = StageRole.SPEAKER


@dataclass(frozen=True)
class Entry:
    """One item of a programme. `row` is where in the file it stands."""

    row: int
    name: str
    starts_on: dt.date
    ends_on: dt.date | None = None
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    place: str = ""
    organizer: str = ""
    url: str = ""
    uid: str = ""
    is_cancelled: bool = False
    speakers: tuple[Part, ...] = ()

    @property
    def key(self) -> tuple[str, dt.date, dt.time | None]:
        """What it is known by when the file has no ids."""
        return fold(self.name), self.starts_on, self.starts_at


@dataclass
class Change:
    """An event that the file says something new of: (what, as it stands, as the file has it), and who comes and goes.

    `linked` are those who stood there as names alone and are now known.
    """

    event: Event
    entry: Entry
    fields: list[tuple[str, Any, Any]] = field(default_factory=list)
    come: list[Part] = field(default_factory=list)
    gone: list[EventSpeaker] = field(default_factory=list)
    linked: list[EventSpeaker] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.fields or self.come or self.gone or self.linked)


@dataclass
class Plan:
    """What would happen. `missing` stand in the product and not in the file: they are told of and left alone."""

    new: list[Entry] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    missing: list[Event] = field(default_factory=list)
    known: Mapping[str, Person] = field(default_factory=dict)

    @property
    def is_nothing(self) -> bool:
        return not self.new and not self.changed


def compare(*, event: Event, entries: Sequence[Entry], known: Mapping[str, Person]) -> Plan:
    """Hold a programme against the parts of `event`: by id, else by name, day and time, else by name and day alone
    where one of each is left (it has another time now). `known`: who a name means.
    """
    stored = list(Event.objects.filter(parent=event).prefetch_related("speakers").order_by("starts_on", "pk"))
    by_uid = {row.uid: row for row in stored if row.uid}
    by_key = {(fold(row.name), row.starts_on, row.starts_at): row for row in reversed(stored)}
    plan, met = Plan(known=known), set()
    moved = _moved(stored, entries)
    for entry in entries:
        row = by_uid.get(entry.uid) if entry.uid else None
        if row is None:
            row = by_key.get(entry.key) or moved.get(entry.key)
            row = None if row and (row.pk in met or (row.uid and entry.uid)) else row
        if row is None:
            plan.new.append(entry)
            continue
        met.add(row.pk)
        change = _change(row, entry, known)
        if change:
            plan.changed.append(change)
        else:
            plan.unchanged += 1
    plan.missing = [row for row in stored if row.pk not in met]
    return plan


def _moved(stored: Iterable[Event], entries: Sequence[Entry]) -> dict[tuple[str, dt.date, dt.time | None], Event]:
    """Events whose time no entry has, by the key of the only entry of that name and day that no event has."""
    rows: dict[tuple[str, dt.date | None], list[Event]] = defaultdict(list)
    said: dict[tuple[str, dt.date | None], list[Entry]] = defaultdict(list)
    for row in stored:
        rows[fold(row.name), row.starts_on].append(row)
    for entry in entries:
        said[fold(entry.name), entry.starts_on].append(entry)
    found = {}
    for day in rows.keys() & said.keys():
        times = {row.starts_at for row in rows[day]}
        left = [row for row in rows[day] if row.starts_at not in {entry.starts_at for entry in said[day]}]
        new = [entry for entry in said[day] if entry.starts_at not in times]
        if len(left) == len(new) == 1:
            found[new[0].key] = left[0]
    return found


def apply(
    *, actor: User, event: Event, entries: Sequence[Entry], known: Mapping[str, Person]
) -> tuple[Plan, Operation | None]:
    """Take a programme in. Returns what was done and the operation to take it back with; nothing new makes none."""
    require(actor, Role.EDITOR)
    title = _("Program inläst i %(event)s") % {"event": event.name}
    plan = compare(event=event, entries=entries, known=known)
    if plan.is_nothing:
        return plan, None
    with operation(kind=Operation.Kind.IMPORT, title=title, actor=actor) as made:
        writes.locked(event)
        plan = compare(event=event, entries=entries, known=known)
        ours = _own_names()
        new = [_new(event, entry, ours) for entry in plan.new]
        writes.create_many(new, actor=actor)
        speakers = [
            row
            for part, entry in zip(new, plan.new, strict=True)
            for row in _speakers(part, entry.speakers, known, set())
        ]
        changed = [change for change in plan.changed if change.fields]
        for change in changed:
            writes.assign(change.event, {name: value for name, _old, value in change.fields})
        writes.change_many(
            [change.event for change in changed], sorted({n for c in changed for n, _o, _v in c.fields}), actor=actor
        )
        writes.remove_many([row for change in plan.changed for row in change.gone], actor=actor)
        for change in plan.changed:
            taken = {row.person_id for row in change.event.speakers.all() if row not in change.gone and row.person_id}
            speakers += _speakers(change.event, change.come, known, taken)
        writes.create_many(speakers, actor=actor)
        writes.change_many([row for change in plan.changed for row in change.linked], ["person"], actor=actor)
    return plan, made


def _own_names() -> set[str]:
    """What we are called, to see that an organizer is us."""
    rows = Organization.objects.filter(is_own_body=True, is_archived=False).values_list("name", "short_name")
    return {fold(name) for names in rows for name in names if name}


def _new(event: Event, entry: Entry, ours: set[str]) -> Event:
    organizers = {fold(name).strip() for name in re.split(r"[,;]| och | & ", entry.organizer)}
    return Event(
        parent=event,
        kind=EventKind.SEMINAR,
        is_ours=bool(organizers & ours),
        is_cancelled=entry.is_cancelled,
        **{name: getattr(entry, name) for name in FIELDS},
    )


def _speakers(event: Event, parts: Iterable[Part], known: Mapping[str, Person], seen: set[int]) -> list[EventSpeaker]:
    """Rows of those who take part. Who is there already (`seen`) is so once: their other name stays a name."""
    rows = []
    for part in parts:
        person = known.get(part.name)
        person = None if person is None or person.pk in seen else person
        if person:
            seen.add(person.pk)
        rows.append(EventSpeaker(event=event, person=person, name=part.name, role=part.role))
    return rows


def _change(row: Event, entry: Entry, known: Mapping[str, Person]) -> Change:
    change = Change(row, entry)
    for name in FIELDS:
        old, new = getattr(row, name), getattr(entry, name)
        if new and new != old:
            change.fields.append((name, old, new))
    if entry.is_cancelled and not row.is_cancelled:
        change.fields.append(("is_cancelled", False, True))
    stored = {one.name.casefold(): one for one in row.speakers.all() if one.name}
    wanted = {part.name.casefold(): part for part in entry.speakers}
    if wanted:
        change.gone = [one for key, one in stored.items() if key not in wanted]
        change.come = [part for key, part in wanted.items() if key not in stored]
    taken = {one.person_id for one in row.speakers.all()}
    for key, part in wanted.items():
        one, person = stored.get(key), known.get(part.name)
        if one and person and one.person_id is None and person.pk not in taken:
            one.person = person
            taken.add(person.pk)
            change.linked.append(one)
    return change
