"""Keeping in touch: the expected intervals, who of us knows somebody best, and what is planned with them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from advocacy.choices import InteractionStatus, ParticipantSide
from advocacy.models import ContactInterval, Interaction, Participation
from crm.common import writes
from crm.common.dates import months_later, today
from crm.common.permissions import Role, require
from crm.models import User

# Who took part, as `Participation.shown_name` has it.
NAMES = ("person__given_name", "person__family_name", "user__name", "user__email", "name")
KNOWN_MONTHS = 24  # contacts of so long ago say who knows somebody


@transaction.atomic
def set_interval(*, actor: User, tier: str, months: int | None, version: int | None = None) -> ContactInterval | None:
    """The longest time between contacts with a tier; None takes it away: nobody loses touch there.

    Raises Conflict when somebody else has changed the row since `version`.
    """
    require(actor, Role.MANAGER)
    row = ContactInterval.objects.select_for_update().filter(tier=tier).first()
    if row:
        writes.check_version(row, version)
    if row and months is None:
        writes.remove(row, actor=actor)
        return None
    if months is None:
        return None
    row = row or ContactInterval(tier=tier)
    if writes.assign(row, {"months": months}):
        writes.save(row, actor=actor)
    return row


def talks_with(people: Collection[int], user: User) -> dict[int, dict[str, tuple[int, dt.date]]]:
    """By person, who of us by name has talked with them in 24 months: how often, and when last. One query.

    Of the contacts that `user` may read.
    """
    return _talks(people, Interaction.objects.visible_to(user))


def open_talks_with(people: Collection[int]) -> dict[int, dict[str, tuple[int, dt.date]]]:
    """The same of the contacts that every colleague may read."""
    return _talks(people, Interaction.objects.filter(is_confidential=False))


def _talks(people: Collection[int], contacts: Any) -> dict[int, dict[str, tuple[int, dt.date]]]:
    readable = contacts.filter(held_on__gte=months_later(today(), -KNOWN_MONTHS))
    # Asked of each contact of these people: a set of all that may be read is hundreds of thousands.
    is_readable = Exists(readable.filter(pk=OuterRef("interaction")))
    talks = Participation.objects.talks().filter(is_readable, person__in=people)
    ours = talks.filter(interaction__participations__side=ParticipantSide.OURS).order_by("pk")
    rows = ours.values_list("person", "interaction__held_on", *(f"interaction__participations__{n}" for n in NAMES))
    counts: dict[int, dict[str, tuple[int, dt.date]]] = defaultdict(dict)
    for person, day, given, family, *others in rows:
        name = f"{given} {family}" if given else next(filter(None, others))
        times, latest = counts[person].get(name, (0, dt.date.min))
        counts[person][name] = times + 1, max(latest, day)
    return counts


def known_best(people: Collection[int], user: User) -> dict[int, str]:
    """By person, who of us has the most real contacts with them in 24 months, of those that `user` may read.

    Of two with as many the one of the latest. One query, whatever there is.
    """
    return {person: max(names, key=names.__getitem__) for person, names in talks_with(people, user).items()}


def next_planned(people: Collection[int], user: User) -> dict[int, Any]:
    """By person, the next planned contact, with `is_readable`: of others a day may be told, nothing else. One query."""
    planned = Interaction.objects.listed_for(user).filter(
        status=InteractionStatus.PLANNED,
        held_on__gte=today(),
        participations__person__in=people,
        participations__side=ParticipantSide.THEIRS,
    )
    found: dict[int, Any] = {}
    for row in planned.annotate(with_person=F("participations__person")).order_by("held_on", "held_at", "pk"):
        found.setdefault(row.with_person, row)
    return found
