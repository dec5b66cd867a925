"""The groups that we have met the least of, and the way in: who of us knows them best, and what comes next with them.

Names are told of contacts that every colleague may read, whoever asks: what stands here goes to files and papers too.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from advocacy.choices import CaseState, InteractionStatus, ParticipantSide
from advocacy.models import EventSpeaker, Interaction, OnboardingCase
from advocacy.services.reach import Reach
from advocacy.services.reach_units import UNKNOWN, Group
from advocacy.services.touch import open_talks_with
from contacts.models import Membership, Person
from crm.common.dates import today

Key = tuple[str, int | None]


@dataclass(frozen=True)
class Next:
    """What comes next with somebody: a day, and what it is."""

    day: dt.date
    title: str


@dataclass
class WhiteSpot:
    """A group with somebody left to meet. `missed`: those people, or those who serve in the organizations missed."""

    group: Group
    missed: set[int] = field(default_factory=set)
    known_by: str = ""
    next: Next | None = None


def white_spots(reach: Reach, number: int) -> list[WhiteSpot]:
    """The `number` groups of the lowest coverage. As many queries whatever their number and size."""
    spots = {(one.party, one.county): WhiteSpot(one) for one in reach.thin_groups()[:number]}
    where = _missed(reach, spots)
    for person, key in where.items():
        spots[key].missed.add(person)
    known, planned = _known_by(where), _next(where)
    for key, spot in spots.items():
        spot.known_by = known.get(key, "")
        spot.next = min((planned[pk] for pk in spot.missed if pk in planned), key=lambda one: one.day, default=None)
    return list(spots.values())


def _missed(reach: Reach, keys: Collection[Key]) -> dict[int, Key]:
    """Whom we have left to meet in these groups, with the group."""
    missed = reach.ids("missed")
    if reach.is_about_people:
        groups = {pk: (seat.party or UNKNOWN, seat.county) for pk, seat in reach.seats().items() if pk in missed}
    else:
        held = Membership.objects.active_on(today()).filter(organization__in=missed).order_by()
        rows = held.values_list("person", "organization__area__county")
        groups = {person: (UNKNOWN, county) for person, county in rows}
    return {pk: key for pk, key in groups.items() if key in keys}


def _known_by(where: dict[int, Key]) -> dict[Key, str]:
    """Who of us has talked most with those of each group; where nobody has, who looks after most of them."""
    talks: dict[Key, dict[str, tuple[int, dt.date]]] = defaultdict(dict)
    for person, names in open_talks_with(where).items():
        for name, (times, latest) in names.items():
            before = talks[where[person]].get(name, (0, dt.date.min))
            talks[where[person]][name] = before[0] + times, max(before[1], latest)
    best = {key: max(names, key=names.__getitem__) for key, names in talks.items()}
    owned: dict[Key, Counter[str]] = defaultdict(Counter)
    for one in Person.objects.filter(pk__in=where, owner__isnull=False).select_related("owner").order_by("pk"):
        owned[where[one.pk]][str(one.owner)] += 1
    return {key: names.most_common(1)[0][0] for key, names in owned.items()} | best


def _next(people: Collection[int]) -> dict[int, Next]:
    """By person, what comes first: a planned contact, a stage they stand on, an event of their introduction."""
    found: dict[int, Next] = {}
    for person, day, title in [*_planned(people), *_on_stage(people), *_introduced_at(people)]:
        if person not in found or day < found[person].day:
            found[person] = Next(day, title)
    return found


def _planned(people: Collection[int]) -> Iterable[Sequence[Any]]:
    rows = Interaction.objects.filter(
        status=InteractionStatus.PLANNED, is_confidential=False, held_on__gte=today(),
        participations__person__in=people, participations__side=ParticipantSide.THEIRS,
    )  # fmt: skip
    return rows.order_by("held_on", "pk").values_list("participations__person", "held_on", "title")


def _on_stage(people: Collection[int]) -> Iterable[Sequence[Any]]:
    rows = EventSpeaker.objects.filter(person__in=people, event__starts_on__gte=today(), event__is_cancelled=False)
    return rows.order_by("event__starts_on", "pk").values_list("person", "event__starts_on", "event__name")


def _introduced_at(people: Collection[int]) -> Iterable[Sequence[Any]]:
    rows = OnboardingCase.objects.filter(
        person__in=people, state=CaseState.OPEN, steps__done_on__isnull=True, steps__skipped_reason="",
        steps__step__event__starts_on__gte=today(), steps__step__event__is_cancelled=False,
    )  # fmt: skip
    rows = rows.annotate(day=F("steps__step__event__starts_on"), title=F("steps__step__event__name"))
    return rows.order_by("day", "pk").values_list("person", "day", "title")
