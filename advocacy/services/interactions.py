"""Logging, changing and cancelling contacts, with who took part and what they held on that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Unpack

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from advocacy.choices import (
    DEFAULT_ATTENDANCE,
    Attendance,
    EventKind,
    InteractionKind,
    InteractionStatus,
    Mode,
    ParticipantSide,
)
from advocacy.models import (
    Argument,
    ArgumentUse,
    Event,
    Goal,
    Interaction,
    InteractionGoal,
    InteractionPriority,
    InteractionReader,
    Participation,
    Priority,
)
from advocacy.permissions import may_edit_interaction, require_interaction
from advocacy.services import interaction_parts, mentions, talk
from advocacy.services.holding import hold_subjects
from contacts.choices import RoleKind
from contacts.models import Membership, Organization, Person
from crm.common import keeping, writes
from crm.common.dates import today
from crm.common.permissions import Role, require
from crm.models import User

# What may be said of a participant, by how the kind of contact counts.
PRESENT = (Attendance.ATTENDED, Attendance.INVITED, Attendance.ABSENT, Attendance.DECLINED)
POSTED = (Attendance.SENT, Attendance.NOT_SENT)
ATTENDANCE_OF_MODE: dict[Mode, tuple[Attendance, ...]] = {
    Mode.TWO_WAY: PRESENT,
    Mode.PRESENCE: PRESENT,
    Mode.ONE_WAY: POSTED,
    Mode.NOTHING: POSTED,
}
EVENT_KINDS = {
    InteractionKind.SEMINAR: (EventKind.SEMINAR,),
    InteractionKind.CONFERENCE: (EventKind.CONFERENCE, EventKind.COUNCIL),
}
FIELDS = (
    "kind", "title", "summary", "held_on", "held_at", "ends_on", "status", "direction", "place", "event",
    "organization", "own_body", "is_confidential",
)  # fmt: skip


class Details(interaction_parts.Parts, total=False):
    """What a contact holds beside its kind and day. Collections are whole: what is not in them is taken away."""

    title: str
    summary: str
    held_at: dt.time | None
    ends_on: dt.date | None
    status: str
    direction: str
    place: str
    event: Event | None
    organization: Organization | None
    own_body: Organization | None
    is_confidential: bool
    people: Iterable[Person]
    attendance: Mapping[int, str]
    talked: Collection[int]
    tones: Mapping[int, str]
    our_users: Iterable[User]
    our_people: Iterable[Person]
    our_names: Iterable[str]
    priorities: Iterable[Priority]
    goals: Iterable[Goal]
    arguments: Iterable[Argument]
    readers: Iterable[User]


@dataclass(frozen=True)
class Held:
    """What a person held on a day: the membership, and the words that stay when it changes."""

    membership: Membership | None = None
    role: str = ""
    organization: str = ""
    party: str = ""
    county: str = ""


@transaction.atomic
@keeping.once()
def log(*, actor: User, kind: str, held_on: dt.date, **details: Unpack[Details]) -> Interaction:
    """Log a contact.

    `people` are their side, with `attendance` by person id (default: by kind), `tones` by person id and `talked`, the
    ids of those with whom a conversation was noted. Our side is `our_users` (default: the actor), `our_people`,
    `our_names`. Each person's weightiest mandate of the day is copied. What was said, promised and attached goes with
    it (`interaction_parts`). Without a title one is made; without a status it is done, or
    planned when the day lies ahead. A seminar or conference attaches to the one event that stands on its day.
    """
    require(actor, Role.EDITOR)
    content: dict[str, Any] = dict(details)
    if not actor.is_system:
        content.setdefault("our_users", [actor])
    interaction = Interaction(kind=kind, held_on=held_on, created_by=actor)
    hold_subjects([interaction], content)
    _fill(interaction, content)
    if "status" not in content and held_on > today():
        interaction.status = InteractionStatus.PLANNED
    if interaction.event is None:
        interaction.event = event_on(kind, held_on)
    check_day(interaction)
    interaction.title = interaction.title.strip() or title_for(
        kind, _list(content, "priorities"), interaction.organization
    )
    writes.save(interaction, actor=actor)
    _sync_participants(interaction, content, actor)
    _sync_links(interaction, content, actor, talk.discussed(None, content))
    interaction_parts.sync(interaction, content, actor)
    mentions.tell(interaction, actor)
    return interaction


@transaction.atomic
@keeping.once()
def edit(
    *,
    actor: User,
    interaction: Interaction,
    version: int | None = None,
    reason: str = "",
    kind: str | None = None,
    held_on: dt.date | None = None,
    **details: Unpack[Details],
) -> Interaction:
    """Change what is given of a contact; the rest stays. Returns the row as stored.

    Mandates are copied anew only when the day changes. A confidential one stays readable to who changes it.
    Raises Conflict when `version` is not the stored one.
    """
    content: dict[str, Any] = dict(details)
    hold_subjects([interaction], content)
    current = writes.locked(interaction)
    require_interaction(actor, current)
    if version is not None and current.version != version:
        raise writes.Conflict(current)
    content |= {name: value for name, value in (("kind", kind), ("held_on", held_on)) if value is not None}
    before = {name: getattr(current, name) for name in FIELDS}
    _fill(current, content)
    if not current.title.strip():
        priorities = _list(content, "priorities") or _priorities_of(current)
        current.title = title_for(current.kind, priorities, current.organization)
    changed = {name for name, value in before.items() if getattr(current, name) != value}
    if changed & {"status", "held_on"}:
        check_day(current)
    current.clean_fields()
    parts = _sync_participants(current, content, actor, day_changed="held_on" in changed)
    about = talk.discussed(current, content) if content.keys() & {"priorities", "points", "stances"} else []
    parts |= _sync_links(current, content, actor, about)
    parts |= interaction_parts.sync(current, content, actor, day_changed="held_on" in changed)
    if changed or parts:
        writes.save(current, actor=actor, reason=reason)
    _keep_reading(current, actor)
    mentions.tell(current, actor)
    return current


def cancel(*, actor: User, interaction: Interaction, version: int | None = None, reason: str = "") -> Interaction:
    """Say that a contact did not happen. It stays in the list as cancelled and counts nowhere."""
    return edit(
        actor=actor, interaction=interaction, version=version, reason=reason, status=InteractionStatus.CANCELLED
    )


def title_for(kind: str, priorities: Iterable[Priority] = (), organization: Organization | None = None) -> str:
    """A title for a contact that was given none: 'Möte om Systemanalys 2024', 'Samtal med Trafikverket', 'Möte'."""
    label = str(InteractionKind(kind).label) if kind in InteractionKind.values else ""
    first = next(iter(priorities), None)
    if first:
        return (_("%(kind)s om %(priority)s") % {"kind": label, "priority": first.name})[:200]
    if organization:
        return (_("%(kind)s med %(organization)s") % {"kind": label, "organization": organization.name})[:200]
    return label


def event_on(kind: str, day: dt.date) -> Event | None:
    """The one event without children on `day` that a contact of `kind` would be; None when there are several."""
    kinds = EVENT_KINDS.get(InteractionKind(kind)) if kind in InteractionKind.values else None
    if not kinds:
        return None
    on_day = models.Q(starts_on=day, ends_on__isnull=True) | models.Q(starts_on__lte=day, ends_on__gte=day)
    found = Event.objects.filter(on_day, kind__in=kinds, children__isnull=True, is_cancelled=False, is_ours=True)[:2]
    return found[0] if len(found) == 1 else None


def held_on_day(people: Iterable[int], day: dt.date) -> dict[int, Held]:
    """What each of `people` (ids) held on `day`: the weightiest mandate. One query.

    A seat in one of our own bodies, a membership of a network, or that of a substitute who stands in for nobody, is
    taken only when there is nothing else.
    """
    memberships = Membership.objects.filter(person__in=list(people)).active_on(day).by_weight().with_names()
    found: dict[int, tuple[bool, Held]] = {}
    for membership in memberships:
        is_idle = membership.kind == RoleKind.SUBSTITUTE and membership.stands_in_for_id is None
        is_last_resort = is_idle or membership.organization.is_own_body or membership.kind == RoleKind.MEMBER
        earlier = found.get(membership.person_id)
        if earlier is None or (earlier[0] and not is_last_resort):
            found[membership.person_id] = (is_last_resort, _held(membership))
    return {person: held for person, (_last, held) in found.items()}


# --- One row --------------------------------------------------------------------------------------------


def _fill(interaction: Interaction, content: dict[str, Any]) -> None:
    for name in FIELDS:
        if name in content:
            setattr(interaction, name, content[name])


def check_day(interaction: Interaction) -> None:
    """What is done was done: raises ValidationError beside the day of one that lies ahead."""
    if interaction.status == InteractionStatus.DONE and interaction.held_on and interaction.held_on > today():
        raise ValidationError(
            {
                "held_on": _(
                    "En genomförd kontakt kan inte ligga framåt i tiden. Ändra dagen, eller läget till Planerad."
                )
            }
        )


def _list(content: dict[str, Any], name: str) -> list[Any]:
    content[name] = list(content.get(name, ()))
    return content[name]


def _priorities_of(interaction: Interaction) -> list[Priority]:
    return [link.priority for link in interaction.priority_links.select_related("priority").order_by("pk")]


def _keep_reading(interaction: Interaction, actor: User) -> None:
    """Let who made the change read on, when it would have shut them out."""
    if not (actor.is_system or may_edit_interaction(actor, interaction)):
        writes.create_many([InteractionReader(interaction=interaction, user=actor)], actor=actor)


# --- Those who took part ----------------------------------------------------------------------------------


def _held(membership: Membership) -> Held:
    area = membership.area or membership.organization.area
    county = area.county if area else None
    return Held(
        membership=membership,
        role=membership.role[:120],
        organization=membership.organization.name[:200],
        party=membership.party.code if membership.party else "",
        county=county.name if county else "",
    )


def _key(part: Participation) -> tuple[str, Any]:
    if part.person_id:
        return ("person", part.person_id)
    return ("user", part.user_id) if part.user_id else ("name", part.name)


def _sync_participants(
    interaction: Interaction, content: dict[str, Any], actor: User, *, day_changed: bool = False
) -> bool:
    """Make the participants those of `content`; True when anything changed."""
    stored = list(interaction.participations.all())
    before = {part.pk: _state(part) for part in stored}
    existing = {_key(part): part for part in stored}
    wanted = _wanted(interaction, content, existing)
    gone = [part for key, part in existing.items() if key not in wanted]
    for part in gone:
        writes.remove(part, actor=actor)
    new = [part for key, part in wanted.items() if key not in existing]
    theirs = [part for part in wanted.values() if part.side == ParticipantSide.THEIRS]
    crossed = [part for part in theirs if part.pk is None or before[part.pk][0] != ParticipantSide.THEIRS]
    to_copy = theirs if day_changed else crossed
    held = held_on_day([part.person_id for part in to_copy if part.person_id], interaction.held_on) if to_copy else {}
    for part in to_copy:
        _copy(part, held.get(part.person_id or 0, Held()))
    for part in theirs:
        _say(part, interaction.mode, content)
    writes.create_many(new, actor=actor)
    changed = [part for part in wanted.values() if part.pk in before and _state(part) != before[part.pk]]
    for part in changed:
        writes.save(part, actor=actor)
    return bool(gone or new or changed)


def _wanted(
    interaction: Interaction, content: dict[str, Any], existing: dict[tuple[str, Any], Participation]
) -> dict[tuple[str, Any], Participation]:
    """The participants that `content` asks for, by key; groups that it does not name stay as they are."""
    wanted: dict[tuple[str, Any], Participation] = {}

    def want(group: str, kind: str, side: ParticipantSide, values: Iterable[tuple[Any, dict[str, Any]]]) -> None:
        if group not in content:
            kept = {key: part for key, part in existing.items() if key[0] == kind and part.side == side}
            wanted.update({key: part for key, part in kept.items() if key not in wanted})
            return
        for value, fields in values:
            key = (kind, value)
            if key in wanted and wanted[key].side != side:
                raise ValidationError({group: _("Samma person kan inte stå på båda sidor.")})
            part = existing.get(key) or Participation(interaction=interaction, **fields)
            part.side = side
            wanted[key] = part

    people, ours = _people(content, "people"), _people(content, "our_people")
    want("people", "person", ParticipantSide.THEIRS, [(p.pk, {"person": p}) for p in people])
    want("our_users", "user", ParticipantSide.OURS, [(u.pk, {"user": u}) for u in content.get("our_users", ())])
    want("our_people", "person", ParticipantSide.OURS, [(p.pk, {"person": p}) for p in ours])
    names = dict.fromkeys(name.strip()[:150] for name in content.get("our_names", ()) if name.strip())
    want("our_names", "name", ParticipantSide.OURS, [(name, {"name": name}) for name in names])
    return wanted


def _people(content: dict[str, Any], name: str) -> list[Person]:
    return list(content.get(name, ()))


def _copy(part: Participation, held: Held) -> None:
    part.membership = held.membership
    part.held_role, part.held_organization = held.role, held.organization
    part.held_party, part.held_county = held.party, held.county


def _say(part: Participation, mode: Mode, content: dict[str, Any]) -> None:
    """Set what is known of one on their side: what was said now, what stood, else what the kind takes for given."""
    allowed = ATTENDANCE_OF_MODE[mode]
    said = content.get("attendance", {}).get(part.person_id)
    if said is not None and said not in allowed:
        raise ValidationError({"attendance": _("Deltagandet passar inte slaget av kontakt.")})
    if said is not None:
        part.attendance = said
    elif part.pk is None or part.attendance not in allowed:
        part.attendance = DEFAULT_ATTENDANCE[mode]
    if "talked" in content:
        part.has_talked = part.person_id in content["talked"]
    part.tone = content.get("tones", {}).get(part.person_id, part.tone)


def _state(part: Participation) -> tuple[Any, ...]:
    return (
        part.side, part.attendance, part.has_talked, part.tone, part.membership_id,
        part.held_role, part.held_organization, part.held_party, part.held_county,
    )  # fmt: skip


# --- Links ------------------------------------------------------------------------------------------------


def _sync_links(interaction: Interaction, content: dict[str, Any], actor: User, discussed: list[Priority]) -> bool:
    """Make priorities (with those `discussed`), goals and readers those of `content`; True when anything changed."""
    changed = False
    if discussed:
        named = content["priorities"] if "priorities" in content else _priorities_of(interaction)
        content["priorities"] = [*named, *discussed]
    groups: tuple[tuple[str, Any, str], ...] = (
        ("priorities", InteractionPriority, "priority"),
        ("goals", InteractionGoal, "goal"),
        ("arguments", ArgumentUse, "argument"),
        ("readers", InteractionReader, "user"),
    )
    for name, model, field in groups:
        if name not in content:
            continue
        wanted = {obj.pk: obj for obj in content[name]}
        stored = {getattr(link, f"{field}_id"): link for link in model.objects.filter(interaction=interaction)}
        gone = [link for key, link in stored.items() if key not in wanted]
        new = [model(interaction=interaction, **{field: obj}) for key, obj in wanted.items() if key not in stored]
        for link in gone:
            writes.remove(link, actor=actor)
        writes.create_many(new, actor=actor)
        changed = changed or bool(gone or new)
    return changed
