"""What we had done before a motion was submitted: whom of its signers we had met, on what, and the material we gave.

It is told as contribution with confidence, never as proof: that we met is known, that it was why is not.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from advocacy.choices import Attendance, Confidence, InteractionKind, LinkState
from advocacy.models import (
    Interaction,
    InteractionPriority,
    Motion,
    MotionSigner,
    Participation,
    Priority,
    ProposalLink,
)
from advocacy.querysets.participation import MET
from contacts.models import Membership, Person
from crm.common.dates import year_before
from crm.models import User

GIVEN = Q(attendance=Attendance.SENT, interaction__kind__in=(InteractionKind.MOTION_SUPPORT, InteractionKind.MATERIAL))
WEIGHT = {None: 0, Confidence.LOW: 1, Confidence.MEDIUM: 2, Confidence.HIGH: 3}


@dataclass(frozen=True)
class Touched:
    """A contact with one person before a motion: they and we talked, or material was given to that person.

    `about`: ids of its priorities. `session`: that of the motion period which the material was for, '' for none.
    """

    interaction: int
    held_on: dt.date
    is_talk: bool
    is_material: bool
    about: frozenset[int]
    session: str = ""
    material: str = ""


@dataclass(frozen=True)
class Before:
    """What we had to do with one person before a motion, newest first, as far as the reader may see."""

    person: Person | None
    name: str
    party: Any
    letters: str
    contacts: tuple[Touched, ...] = ()
    confidence: Confidence | None = None

    @property
    def has_talked(self) -> bool:
        return any(contact.is_talk for contact in self.contacts)


@dataclass
class Contribution:
    """Ours to one motion. `hidden`: contacts with its signers or with `colleagues` that the reader may not read.

    `colleagues`: those of the signers' parties who sat in the motion's committee that day and whom we had met.
    """

    signers: list[Before] = field(default_factory=list)
    colleagues: list[Before] = field(default_factory=list)
    hidden: int = 0

    @property
    def confidence(self) -> Confidence | None:
        """That of the signer for whom it is highest; colleagues do not count."""
        return max((row.confidence for row in self.signers), key=WEIGHT.__getitem__, default=None)

    @cached_property
    def known(self) -> int:
        return sum(row.person is not None for row in self.signers)

    @cached_property
    def met(self) -> int:
        return sum(row.has_talked for row in self.signers)


def window(motion: Motion) -> tuple[dt.date, dt.date]:
    """The 12 months before a motion was submitted: first and last day. The day itself is not before it."""
    eve = motion.submitted_on - dt.timedelta(days=1)
    return year_before(eve), eve


def confidence_of(contacts: Collection[Touched], branches: Iterable[set[int]], session: str) -> Confidence | None:
    """How sure we are that we contributed to what somebody signed: the one rule, told on the page of a motion.

    `branches` are the priorities that the motion is linked to, each with those below it.

    - high: on one of those priorities we gave them material and talked with them, in one contact or several.
      Motion support for the motion period of another session is no material for this one.
    - medium: we talked with them on one of those priorities, and gave no material on it.
    - low: we talked with them on something else, or gave them material on one of those priorities without a talk.
    - None: neither. Material on something else says nothing.
    """
    highest = Confidence.LOW if any(contact.is_talk for contact in contacts) else None
    for branch in branches:
        about = [contact for contact in contacts if contact.about & branch]
        has_talked = any(contact.is_talk for contact in about)
        was_given = any(contact.is_material and contact.session in ("", session) for contact in about)
        if has_talked and was_given:
            return Confidence.HIGH
        if has_talked:
            highest = Confidence.MEDIUM
        elif was_given and highest is None:
            highest = Confidence.LOW
    return highest


def of_motions(
    motions: Collection[Motion], *, reader: User | None, with_colleagues: bool = False
) -> dict[int, Contribution]:
    """Ours to each of many motions, by id. Seven queries with a reader, whatever the number.

    With a `reader`, only contacts whose content that user may read are told, and decide the confidence; the others are
    counted as `hidden`. None: all contacts, for figures.
    """
    if not motions:
        return {}
    signers = _signers(motions)
    seated = _seated(motions, signers) if with_colleagues else {}
    people = {row.person_id for rows in signers.values() for row in rows if row.person_id}
    people |= {seat.person_id for seats in seated.values() for seat in seats}
    touched, closed = _contacts(people, motions, reader)
    branches = _branches(motions)
    found = {}
    for motion in motions:
        told = _Teller(motion, branches.get(motion.pk, []), touched, closed)
        found[motion.pk] = Contribution(
            signers=[told.of(row.person, row.name, row.party, row.letters) for row in signers[motion.pk]],
            colleagues=[
                row
                for seat in seated.get(motion.pk, ())
                if (row := told.of(seat.person, seat.person.name, seat.party, "")).contacts
            ],
            hidden=len(told.hidden),
        )
    return found


def of_motion(motion: Motion, *, reader: User | None) -> Contribution:
    """Ours to one motion, with its signers' party colleagues in the committee. Eight queries."""
    return of_motions([motion], reader=reader, with_colleagues=True)[motion.pk]


class _Teller:
    """Tells what we had to do with one after the other before one motion; `hidden` gathers what was closed."""

    def __init__(
        self, motion: Motion, branches: list[set[int]], touched: dict[int, list[Touched]], closed: set[int]
    ) -> None:
        self.session, self.branches, self.touched, self.closed = motion.session, branches, touched, closed
        self.first, self.last = window(motion)
        self.hidden: set[int] = set()

    def of(self, person: Person | None, name: str, party: Any, letters: str) -> Before:
        rows = self.touched.get(person.pk, []) if person else []
        within = [row for row in rows if self.first <= row.held_on <= self.last]
        self.hidden |= {row.interaction for row in within} & self.closed
        told = tuple(row for row in within if row.interaction not in self.closed)
        return Before(person, name, party, letters, told, confidence_of(told, self.branches, self.session))


def _signers(motions: Collection[Motion]) -> dict[int, list[MotionSigner]]:
    found: dict[int, list[MotionSigner]] = defaultdict(list)
    rows = MotionSigner.objects.filter(motion__in=[motion.pk for motion in motions])
    for row in rows.select_related("person", "party").order_by("position", "pk"):
        found[row.motion_id].append(row)
    return found


def _seated(motions: Collection[Motion], signers: dict[int, list[MotionSigner]]) -> dict[int, list[Membership]]:
    """By motion: seats in its committee that day, of the signers' parties, but for the signers' own. A query each."""
    found = {}
    for motion in motions:
        parties = {row.party_id for row in signers[motion.pk] if row.party_id}
        if not (motion.committee_id and parties):
            continue
        seats = Membership.objects.active_on(motion.submitted_on).filter(
            organization=motion.committee_id, party__in=parties, person__merged_into=None
        )
        own = {row.person_id for row in signers[motion.pk]}
        rows = seats.select_related("person", "party").order_by("party__position", "person__sort_key", "pk")
        found[motion.pk] = list({seat.person_id: seat for seat in rows if seat.person_id not in own}.values())
    return found


def _contacts(
    people: Collection[int], motions: Collection[Motion], reader: User | None
) -> tuple[dict[int, list[Touched]], set[int]]:
    """By person, what may tell of any of these motions, newest first; and the ids of what `reader` may not read."""
    spans = [window(motion) for motion in motions]
    counted = Participation.objects.counted_between(
        min(first for first, _last in spans), max(last for _f, last in spans)
    )
    rows = (
        counted.filter(MET | GIVEN, person__in=people)
        .annotate(is_talk=ExpressionWrapper(MET, BooleanField()), is_given=ExpressionWrapper(GIVEN, BooleanField()))
        .order_by("-interaction__held_on", "-interaction")
        .values_list(
            "person", "interaction", "interaction__held_on", "is_talk", "is_given",
            "interaction__facts__motion_period__session", "interaction__facts__material",
        )
    )  # fmt: skip
    read = list(rows)
    ids = {row[1] for row in read}
    closed = ids - _readable(ids, reader) if reader else set()
    about = _priorities(ids - closed)
    found: dict[int, list[Touched]] = defaultdict(list)
    for person, pk, day, is_talk, is_given, session, material in read:
        shown = (
            (frozenset(about[pk]), session or "", material or "") if pk not in closed else (frozenset[int](), "", "")
        )
        found[person].append(Touched(pk, day, bool(is_talk), bool(is_given), *shown))
    return found, closed


def _readable(ids: Collection[int], reader: User) -> set[int]:
    return {*Interaction.objects.visible_to(reader).filter(pk__in=ids).order_by().values_list("pk", flat=True)}


def _priorities(ids: Collection[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    links = InteractionPriority.objects.filter(interaction__in=ids).order_by()
    for interaction, priority in links.values_list("interaction", "priority"):
        found[interaction].add(priority)
    return found


def _branches(motions: Collection[Motion]) -> dict[int, list[set[int]]]:
    """By motion: the priorities that its proposals are linked to, each with all below it. Two queries."""
    accepted = ProposalLink.objects.filter(proposal__motion__in=[motion.pk for motion in motions])
    accepted = accepted.filter(state=LinkState.ACCEPTED).order_by()
    pairs = set(accepted.values_list("proposal__motion", "priority"))
    below = Priority.objects.branches({priority for _motion, priority in pairs}) if pairs else {}
    found: dict[int, list[set[int]]] = defaultdict(list)
    for motion, priority in pairs:
        found[motion].append({*below[priority]})
    return found


def told_contacts(contribution: Contribution, reader: User) -> dict[int, Any]:
    """The contacts that a contribution tells of, as lines of a timeline are read. One query."""
    rows: Sequence[Before] = [*contribution.signers, *contribution.colleagues]
    ids = {contact.interaction for row in rows for contact in row.contacts}
    return {row.pk: row for row in Interaction.objects.visible_to(reader).filter(pk__in=ids).for_timeline()}
