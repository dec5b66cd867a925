"""The desk of a motion period: who asked for material, what has been offered to which party, what came out."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext as _

from advocacy.choices import (
    Attendance,
    InteractionKind,
    InteractionStatus,
    LinkState,
    ParticipantSide,
    ProposalDecision,
)
from advocacy.models import (
    AudienceCondition,
    Interaction,
    InteractionPriority,
    Motion,
    MotionPeriod,
    MotionProposal,
    Participation,
    Priority,
    ProposalLink,
)
from advocacy.services import contribution
from advocacy.services.contribution import WEIGHT, Contribution
from contacts.choices import Level, OrganizationKind
from contacts.models import Membership, Organization, Party, Person
from crm.common.dates import today
from crm.common.text import fold
from crm.models import User

LEADER = "gruppledare"
ADOPTED = (ProposalDecision.APPROVED, ProposalDecision.PARTLY)


def parties_of(period: MotionPeriod) -> list[Party]:
    """The parties that sat in the Riksdag in a period: on its last day, or today before that. One query."""
    seats = Membership.objects.active_on(min(today(), period.ends_on)).filter(
        organization__kind=OrganizationKind.ASSEMBLY, organization__level=Level.NATIONAL
    )
    return list(Party.objects.filter(pk__in=seats.order_by().values("party")).order_by("position", "code"))


# --- What was asked for -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Requests:
    """How many members of each party asked for material, which everybody sees; and those whom the reader may know of.

    `counts`: by party code ('' where none is known), (asked, answered).
    """

    counts: dict[str, tuple[int, int]]
    named: list[Interaction]

    @property
    def asked(self) -> int:
        return sum(asked for asked, _answered in self.counts.values())

    @property
    def answered(self) -> int:
        return sum(answered for _asked, answered in self.counts.values())


def requests_of(period: MotionPeriod, reader: User) -> Requests:
    """What members asked for in a period. Four queries."""
    asked = _asked(period)
    took_part = Participation.objects.filter(interaction=OuterRef("pk"), person=OuterRef("facts__asked_by"))
    seats = Membership.objects.active_on(OuterRef("held_on")).filter(person=OuterRef("facts__asked_by"))
    code = Coalesce(
        NullIf(Subquery(took_part.order_by().values("held_party")[:1]), Value("")),
        Subquery(seats.by_weight().values("party__code")[:1]),
        Value(""),
    )
    is_answered = Count("pk", filter=Q(status=InteractionStatus.DONE))
    rows = asked.order_by().annotate(code=code).values_list("code").annotate(n=Count("pk"), done=is_answered)
    named = asked.telling_who_asked(reader).for_list().select_related("facts__asked_by")
    return Requests(counts={code: (n, done) for code, n, done in rows}, named=list(named.order_by("-held_on", "-pk")))


def _asked(period: MotionPeriod) -> Any:
    return Interaction.objects.filter(
        kind=InteractionKind.MOTION_SUPPORT,
        facts__motion_period=period,
        facts__asked_by__isnull=False,
        status__in=(InteractionStatus.PLANNED, InteractionStatus.DONE),
    )


def waiting_for(user: User, periods: Collection[MotionPeriod]) -> dict[int, int]:
    """By period, how many requests wait for `user` to answer them. One query."""
    mine = Participation.objects.filter(side=ParticipantSide.OURS, user=user).values("interaction")
    waiting = Interaction.objects.filter(
        pk__in=mine,
        kind=InteractionKind.MOTION_SUPPORT,
        facts__motion_period__in=periods,
        facts__asked_by__isnull=False,
        status=InteractionStatus.PLANNED,
    )
    return dict(waiting.order_by().values_list("facts__motion_period").annotate(Count("pk")))


# --- What was given -----------------------------------------------------------------------------------------------


@dataclass
class Given:
    """One material and one party: when it was first given, and to how many."""

    first: dt.date
    people: set[int] = field(default_factory=set)


@dataclass
class Material:
    """A material of the period. `given`: by party code."""

    name: str
    priorities: dict[int, str] = field(default_factory=dict)
    given: dict[str, Given] = field(default_factory=dict)

    def add(self, code: str, day: dt.date, person: int) -> None:
        given = self.given.setdefault(code, Given(day))
        given.first = min(given.first, day)
        given.people.add(person)


def materials_of(period: MotionPeriod, reader: User) -> tuple[list[Material], int]:
    """What was given in a period, by name, of what `reader` may read; and how many contacts that leaves out.

    Material is the same when its name is, whatever the case; without a name the contact's title is it. Three queries.
    """
    support = Interaction.objects.filter(
        kind=InteractionKind.MOTION_SUPPORT, status=InteractionStatus.DONE, facts__motion_period=period
    ).order_by()
    readable = set(support.visible_to(reader).values_list("pk", flat=True))
    sent = Participation.objects.filter(
        interaction__in=readable, side=ParticipantSide.THEIRS, attendance=Attendance.SENT
    )
    rows = sent.order_by("interaction__held_on", "pk").values_list(
        "interaction",
        "interaction__held_on",
        "interaction__facts__material",
        "interaction__title",
        "held_party",
        "person",
    )
    found: dict[str, Material] = {}
    of_contact: dict[int, Material] = {}
    for pk, day, name, title, code, person in rows:
        material = found.setdefault(fold(name or title), Material(name or title))
        of_contact[pk] = material
        material.add(code, day, person)
    links = InteractionPriority.objects.filter(interaction__in=of_contact).order_by()
    for pk, priority, name in links.values_list("interaction", "priority", "priority__name"):
        of_contact[pk].priorities[priority] = name
    return sorted(found.values(), key=lambda material: fold(material.name)), support.count() - len(readable)


@dataclass(frozen=True)
class Suggested:
    """Somebody to give a party's material to, and as what: 'Gruppledare', 'Ledamot, Trafikutskottet'."""

    person: Person
    role: str


def committees_of(priority: Priority) -> list[Organization]:
    """The committees that the audiences of a priority's goals point out. One query."""
    named = AudienceCondition.objects.filter(criterion__audience__goals__priority=priority)
    found = Organization.objects.filter(kind=OrganizationKind.COMMITTEE, pk__in=named.order_by().values("organization"))
    return list(found.order_by("sort_key", "pk"))


def suggest(day: dt.date, committees: Collection[Organization] = ()) -> dict[str, list[Suggested]]:
    """By party code: its group leaders in the Riksdag, and its members of `committees`. One query.

    Those who do not want to be contacted are left out.
    """
    leads = Q(role__icontains=LEADER, organization__level=Level.NATIONAL)
    wanted = leads | Q(organization__in=[committee.pk for committee in committees])
    rows = Membership.objects.serving_on(day).filter(wanted, party__isnull=False, person__merged_into=None)
    rows = rows.filter(person__is_archived=False, person__do_not_contact=False).select_related(
        "person", "party", "organization"
    )
    found: dict[str, dict[int, Suggested]] = defaultdict(dict)
    for seat in sorted(rows, key=lambda seat: (LEADER not in fold(seat.role), seat.person.sort_key, seat.pk)):
        role = f"{seat.role}, {seat.organization.name}"
        code = seat.party.code if seat.party else ""
        found[code].setdefault(seat.person_id, Suggested(seat.person, role))
    return {code: [*people.values()] for code, people in found.items()}


# --- What came out ------------------------------------------------------------------------------------------------


def party_named(letters: str) -> str:
    """The Riksdag writes '-' of who belongs to no party."""
    return letters.strip("-") or _("Partilös")


@dataclass
class Came:
    """A motion linked to our priorities: which, what became of the linked proposals, and our contribution."""

    motion: Motion
    contribution: Contribution
    priorities: dict[int, str] = field(default_factory=dict)
    outcomes: Counter[str] = field(default_factory=Counter)

    @property
    def letters(self) -> list[str]:
        """The parties of the signers, in the order that they signed."""
        return list(dict.fromkeys(row.letters for row in self.contribution.signers))

    @property
    def parties(self) -> list[str]:
        """The same in words."""
        return [party_named(letters) for letters in self.letters]


@dataclass
class PartyCame:
    """What came from one party: a motion signed for several counts for each."""

    letters: str
    motions: int = 0
    met: int = 0
    confidence: Counter[Any] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        return party_named(self.letters)

    @property
    def proposals(self) -> int:
        return self.outcomes.total()

    @property
    def adopted(self) -> int:
        """Approved, wholly or in part."""
        return sum(self.outcomes[outcome] for outcome in ADOPTED)

    @property
    def rejected(self) -> int:
        return self.outcomes[ProposalDecision.REJECTED]


def came_out(session: str, reader: User) -> list[Came]:
    """Motions of a session linked to our priorities: those we may have contributed to most first. Eight queries."""
    links = ProposalLink.objects.filter(state=LinkState.ACCEPTED, proposal__motion__session=session).order_by()
    motions = list(
        Motion.objects.filter(pk__in=links.values("proposal__motion")).defer("search_text").order_by("number")
    )
    found = contribution.of_motions(motions, reader=reader)
    came = {motion.pk: Came(motion, found[motion.pk]) for motion in motions}
    for motion, priority, name in links.values_list("proposal__motion", "priority", "priority__name").distinct():
        came[motion].priorities[priority] = name
    linked = MotionProposal.objects.filter(pk__in=links.values("proposal")).order_by()
    for motion, outcome in linked.values_list("motion", "outcome"):
        came[motion].outcomes[outcome] += 1
    return sorted(came.values(), key=lambda row: (-WEIGHT[row.contribution.confidence], row.motion.number))


def by_party(came: Collection[Came]) -> list[PartyCame]:
    """What came out, by party, the one with most motions first. No query."""
    found: dict[str, PartyCame] = {}
    for row in came:
        for letters in row.letters:
            told = found.setdefault(letters, PartyCame(letters))
            told.motions += 1
            told.met += any(one.has_talked for one in row.contribution.signers if one.letters == letters)
            told.confidence[row.contribution.confidence] += 1
            told.outcomes += row.outcomes
    return sorted(found.values(), key=lambda told: (-told.motions, told.letters))
