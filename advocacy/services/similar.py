"""Contacts that may be the one somebody is about to log: a colleague was in the same room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, TypedDict

from django.db import transaction
from django.db.models import Prefetch, Q

from advocacy.choices import MODE_OF_KIND, InteractionStatus, Mode, ParticipantSide, kinds_with
from advocacy.models import Event, Interaction, InteractionPriority, Participation, Priority
from advocacy.permissions import require_interaction
from advocacy.services import interactions
from advocacy.services.holding import held
from contacts.models import Organization, Person
from crm.common.permissions import Role, require
from crm.models import User

NEAR = dt.timedelta(days=1)
MOST = 5


class Together(TypedDict):
    """What `interactions.edit` takes of those who took part and what it was about."""

    people: list[Person]
    our_users: list[User]
    priorities: list[Priority]


@dataclass(frozen=True)
class Similar:
    """A contact that may be the same, and what of it the reader may know.

    Of one whose content they may not read: that there is one, its day (which every list shows) and whom to ask. Its
    kind, title and people are not told, nor by which of the people it was found.
    """

    pk: int
    held_on: dt.date
    logged_by: User
    interaction: Interaction | None = None
    in_common: list[Person] = field(default_factory=list)
    may_join: bool = False

    @property
    def is_readable(self) -> bool:
        return self.interaction is not None


def find(
    *,
    actor: User,
    kind: str,
    held_on: dt.date,
    people: Collection[Person] = (),
    event: Event | None = None,
    organization: Organization | None = None,
) -> list[Similar]:
    """Contacts of the same sort, a day before to a day after, with one of the people, or the same organization.

    Of a seminar or conference the event is enough: there is one contact for each. Elsewhere an event is not (all of
    Almedalen is one), unless nobody is named. Cancelled ones and drafts are left out. Four queries.
    """
    require(actor, Role.EDITOR)
    shared = Q(pk__in=[])
    if people:
        named = Participation.objects.filter(person__in=list(people), side=ParticipantSide.THEIRS)
        shared |= Q(pk__in=named.values("interaction"))
    if organization:
        shared |= Q(organization=organization)
    if event and (MODE_OF_KIND[kind] == Mode.PRESENCE or not people):
        shared |= Q(event=event)
    # The kind of a contact that they may not read is not to be found out by trying.
    same_sort = Q(kind__in=kinds_with(MODE_OF_KIND[kind])) | Q(is_readable=False)
    rows = (
        Interaction.objects.listed_for(actor)
        .between(held_on - NEAR, held_on + NEAR)
        .filter(shared, same_sort)
        .exclude(status__in=(InteractionStatus.CANCELLED, InteractionStatus.DRAFT))
        .select_related("created_by")
        .prefetch_related(_theirs(), _ours())
        .order_by("-held_on", "-pk")[:MOST]
    )
    return [_as_seen(row, actor, {person.pk for person in people}) for row in rows]


@transaction.atomic
def join(
    *,
    actor: User,
    interaction: Interaction,
    people: Collection[Person] = (),
    priorities: Collection[Priority] = (),
    line: str = "",
) -> Interaction:
    """Put the actor on our side of a contact that a colleague logged, with what they were about to log themselves.

    People and priorities are added to those that stand there; the line goes below the summary, with who wrote it.
    Nothing that the colleague wrote is changed.
    """
    current = held(interaction, people=people)
    require_interaction(actor, current)
    said = f"{actor}: {line.strip()}" if line.strip() else ""
    return interactions.edit(
        actor=actor,
        interaction=current,
        summary="\n\n".join(text for text in (current.summary, said) if text),
        **together(current, people=people, users=[actor], priorities=priorities),
    )


def together(
    interaction: Interaction, *, people: Iterable[Person], users: Iterable[User], priorities: Iterable[Priority]
) -> Together:
    """Who and what stands in a contact, with more put to it, each once. Who is on our side is nobody to meet."""
    parts = list(interaction.participations.select_related("person", "user"))
    links = InteractionPriority.objects.filter(interaction=interaction).select_related("priority").order_by("pk")
    theirs = [part.person for part in parts if part.side == ParticipantSide.THEIRS and part.person]
    ours_in_person = {part.person_id for part in parts if part.side == ParticipantSide.OURS}
    added = [person for person in people if person.pk not in ours_in_person]
    return {
        "people": _once([*theirs, *added]),
        "our_users": _once([*(part.user for part in parts if part.user), *users]),
        "priorities": _once([*(link.priority for link in links), *priorities]),
    }


def _as_seen(row: Any, actor: User, named: set[int]) -> Similar:
    if not row.is_readable:
        return Similar(row.pk, row.held_on, row.created_by)
    common = [part.person for part in row.theirs if part.person_id in named]
    is_there = any(part.user_id == actor.pk for part in row.ours)
    return Similar(row.pk, row.held_on, row.created_by, row, common, may_join=not is_there)


def _theirs() -> Prefetch:
    rows = Participation.objects.filter(side=ParticipantSide.THEIRS).select_related("person")
    return Prefetch("participations", rows, to_attr="theirs")


def _ours() -> Prefetch:
    rows = Participation.objects.filter(side=ParticipantSide.OURS)
    return Prefetch("participations", rows, to_attr="ours")


def _once(rows: list[Any]) -> list[Any]:
    return list(dict.fromkeys(rows))
