"""Contacts that were logged on a phone without network, and are sent when it is back.

The phone gives each a key of its own. Sent twice, since the answer was lost, it is one contact.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from advocacy.choices import (
    HOSPITALITY,
    MODE_OF_KIND,
    Attendance,
    Channel,
    InteractionKind,
    InteractionStatus,
    Mode,
    ParticipantSide,
)
from advocacy.models import Event, Interaction, InteractionFacts, InteractionOrigin, Priority
from advocacy.services import interactions, similar, tasks
from advocacy.services.holding import held
from advocacy.services.similar import Similar
from contacts.models import Person
from crm.common import writes
from crm.common.dates import today
from crm.common.permissions import Role, require
from crm.models import User

# What one does in the field: people meet there.
KINDS = (
    InteractionKind.ALMEDALEN,
    InteractionKind.MEETING,
    InteractionKind.CALL,
    InteractionKind.SEMINAR,
    InteractionKind.CONFERENCE,
    InteractionKind.SITE_VISIT,
)


@dataclass(frozen=True)
class Noted:
    """What was written down in the field. `names` are people whom the phone did not know, as they were typed."""

    kind: str
    held_on: dt.date
    held_at: dt.time | None = None
    people: Sequence[int] = ()
    names: Sequence[str] = ()
    priorities: Sequence[Priority] = ()
    event: Event | None = None
    our_users: Sequence[User] = ()
    tone: str = ""
    text: str = ""
    hospitality: str = ""
    hospitality_payer: str = ""
    hospitality_worth: int | None = None
    is_confidential: bool = False


@dataclass
class Outcome:
    """What became of one: 'ok', 'already' (it had come before), or 'conflict' and over what.

    `moved` are people who have been merged since: the id that the phone had, and who it is now. A conflict is over
    people who are gone or archived, or over contacts that seem to be the same meeting.
    """

    state: str
    interaction: Interaction | None = None
    people: list[Person] = field(default_factory=list)
    moved: dict[int, Person] = field(default_factory=dict)
    archived: list[Person] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    alike: list[Similar] = field(default_factory=list)


OK, ALREADY, CONFLICT = "ok", "already", "conflict"


def receive(*, actor: User, key: UUID, noted: Noted, anyway: bool = False) -> Outcome:
    """Log what was noted, once for each key.

    Where people are archived or a contact like it stands already it is a conflict, unless `anyway`; where somebody is
    gone it always is. Raises ValidationError.
    """
    require(actor, Role.EDITOR)
    try:
        with transaction.atomic():
            return _received(actor, key) or _receive(actor, key, noted, anyway)
    except IntegrityError:
        # Sent twice at the same moment: the other one was first.
        if before := _received(actor, key):
            return before
        raise


@transaction.atomic
def join(*, actor: User, key: UUID, interaction: Interaction, noted: Noted) -> Outcome:
    """Add what was noted to a contact of the same meeting that somebody had logged. Twice adds nothing more.

    What stands there stays; a planned one has then been held. Raises ValidationError.
    """
    require(actor, Role.EDITOR)
    if before := _received(actor, key):
        return before
    current = held(interaction, people=_people(noted.people).people)
    if noted.is_confidential and not current.is_confidential:
        raise ValidationError(_("Din kontakt är konfidentiell och den andra är det inte. Registrera den för sig."))
    found = _people(noted.people)
    if found.gone:
        return found
    said = _said(noted)
    entry = f"{actor}: {said}"
    # As a whole: a short line may well stand within what somebody else has written.
    is_new = bool(said) and f"\n\n{entry}\n\n" not in f"\n\n{current.summary}\n\n"
    content = _beside(current, noted, found.people, actor)
    if is_new:
        content["summary"] = "\n\n".join(filter(None, (current.summary, entry)))
    if current.status in (InteractionStatus.PLANNED, InteractionStatus.DRAFT):
        content["status"] = InteractionStatus.DONE
    joined = interactions.edit(actor=actor, interaction=current, **content)
    if is_new:
        _sort_out_later(joined, noted.names, actor)
    return Outcome(OK, joined, moved=found.moved)


# --- One ------------------------------------------------------------------------------------------------


def _received(actor: User, key: UUID) -> Outcome | None:
    origin = InteractionOrigin.objects.filter(channel=Channel.FIELD, owner=actor, key=str(key)).first()
    return Outcome(ALREADY, origin.interaction) if origin else None


def _receive(actor: User, key: UUID, noted: Noted, anyway: bool) -> Outcome:
    if noted.held_on > today():
        raise ValidationError({"held_on": _("Dagen ligger framåt i tiden.")})
    found = _people(noted.people)
    if not anyway:
        found.alike = _alike(actor, noted, found.people)
    if found.gone or (not anyway and (found.alike or found.archived)):
        return found
    made = interactions.log(
        actor=actor,
        kind=noted.kind,
        held_on=noted.held_on,
        held_at=noted.held_at,
        summary=_said(noted),
        place=noted.event.place if noted.event else "",
        event=noted.event,
        people=found.people,
        our_users=[actor, *(user for user in noted.our_users if user != actor)],
        priorities=noted.priorities,
        is_confidential=noted.is_confidential,
        facts=_hospitality(noted),
        **_met(noted.kind, noted.tone, [person.pk for person in found.people]),
    )
    _sort_out_later(made, noted.names, actor)
    writes.create_many(
        [InteractionOrigin(interaction=made, channel=Channel.FIELD, key=str(key), owner=actor)], actor=actor
    )
    return Outcome(OK, made, moved=found.moved)


def _alike(actor: User, noted: Noted, people: Sequence[Person]) -> list[Similar]:
    """Contacts of that very day that may be the same meeting.

    One meets the same person twice a day in Visby, so what one's own phone has sent is another meeting; but for a
    seminar, of which there is one contact.
    """
    rows = similar.find(
        actor=actor, kind=noted.kind, held_on=noted.held_on, people=people, event=noted.event if people else None
    )
    found = [row for row in rows if row.held_on == noted.held_on]
    if MODE_OF_KIND[noted.kind] == Mode.PRESENCE:
        return found
    sent = InteractionOrigin.objects.filter(
        channel=Channel.FIELD, owner=actor, interaction__in=[row.pk for row in found]
    )
    mine = set(sent.values_list("interaction", flat=True))
    return [row for row in found if row.pk not in mine]


def _people(ids: Iterable[int]) -> Outcome:
    """Who the ids of the phone are by now: those who were merged are followed to the one who was kept."""
    wanted = list(dict.fromkeys(ids))
    known = Person.objects.select_related("merged_into__merged_into__merged_into").in_bulk(wanted)
    outcome = Outcome(CONFLICT)
    for pk in wanted:
        person = known.get(pk)
        while person and person.merged_into:
            person = outcome.moved[pk] = person.merged_into
        if person is None:
            outcome.gone.append(pk)
        elif person not in outcome.people:
            outcome.people.append(person)
    outcome.archived = [person for person in outcome.people if person.is_archived]
    return outcome


def _met(kind: str, tone: str, ids: Sequence[int]) -> dict[str, Any]:
    """Who is noted in the field has been talked with: at a seminar too, where others have only been in the room."""
    is_presence = MODE_OF_KIND[kind] == Mode.PRESENCE
    return {
        "attendance": dict.fromkeys(ids, Attendance.ATTENDED),
        "talked": set(ids) if is_presence else set(),
        "tones": dict.fromkeys(ids, tone) if tone else {},
    }


def _beside(current: Interaction, noted: Noted, people: Sequence[Person], actor: User) -> dict[str, Any]:
    """What a contact holds and what was noted, together: people, our side, priorities, tones, hospitality."""
    stored = list(current.participations.select_related("person", "user"))
    parts = {part.person: part for part in stored if part.side == ParticipantSide.THEIRS and part.person}
    without_tone = [person.pk for person in people if person not in parts or not parts[person].tone]
    content = _met(current.kind, "", [person.pk for person in people])
    content["talked"] |= {part.person_id for part in stored if part.has_talked}
    content["tones"] = dict.fromkeys(without_tone, noted.tone)
    users = [actor, *noted.our_users]
    content |= similar.together(current, people=people, users=users, priorities=noted.priorities)
    facts = InteractionFacts.objects.filter(interaction=current).first()
    if noted.hospitality and not (facts and facts.hospitality):
        content["facts"] = _hospitality(noted)
    return content


def _hospitality(noted: Noted) -> dict[str, Any]:
    said = {name: getattr(noted, name) for name in HOSPITALITY}
    return said if any(value not in ("", None) for value in said.values()) else {}


def _said(noted: Noted) -> str:
    names = _("Också med, finns inte i registret än: %(names)s") % {"names": ", ".join(noted.names)}
    return "\n".join(filter(None, (noted.text.strip(), names if noted.names else "")))


def _sort_out_later(interaction: Interaction, names: Iterable[str], actor: User) -> None:
    """A task for each name that the register lacks, so that it is not forgotten in a text."""
    for name in names:
        tasks.add(actor=actor, title=_("Lägg in i registret: %(name)s") % {"name": name}, interaction=interaction)
