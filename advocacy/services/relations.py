"""Who knows whom in a steering group, a network or a committee: we them, they each other, through other bodies too."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q

from advocacy.services.touch import talks_with
from contacts.choices import OrganizationKind
from contacts.models import Membership, Organization, Party, Person, PersonRelation
from crm.common.dates import active_q
from crm.models import User

MOST_MEMBERS = 100
GROUPS = {
    OrganizationKind.STEERING_GROUP,
    OrganizationKind.NETWORK,
    OrganizationKind.COMMITTEE,
    OrganizationKind.BOARD,
}


@dataclass(frozen=True)
class Known:
    """One of us who has talked with a member: how often in 24 months, and when last.

    Without talks: the one who answers for the contact with them.
    """

    name: str
    talks: int = 0
    latest: dt.date | None = None


@dataclass(frozen=True)
class Tie:
    """What somebody is to a person: `kind` is in words ('Assistent')."""

    person: Person
    kind: str
    other: Person


@dataclass
class Member:
    """Somebody in the group: the roles there, who of us knows them (best first), and their other bodies."""

    person: Person
    party: Party | None
    roles: list[str] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    bodies: list[Organization] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)

    @property
    def knows_best(self) -> Known | None:
        return self.known[0] if self.known else None


class Relations:
    """The relations within `organization` on `day`, of what `reader` may read: four queries.

    Of a larger body the first hundred by name; `is_cut` says so.
    """

    def __init__(self, organization: Organization, day: dt.date, *, reader: User) -> None:
        self.organization, self.day, self.reader = organization, day, reader
        self.members = self._members()
        self._find_bodies()
        self._find_ties()
        self._find_known()

    def _members(self) -> list[Member]:
        held = (
            Membership.objects.visible_to(self.reader)
            .active_on(self.day)
            .filter(organization=self.organization)
            .select_related("person__owner", "party")
            .order_by("person__sort_key", "person_id", "pk")
        )
        found: dict[int, Member] = {}
        for one in held:
            member = found.setdefault(one.person_id, Member(one.person, one.party))
            member.roles.append(one.role)
        self.is_cut = len(found) > MOST_MEMBERS
        return list(found.values())[:MOST_MEMBERS]

    @cached_property
    def _by_person(self) -> dict[int, Member]:
        return {member.person.pk: member for member in self.members}

    def _find_bodies(self) -> None:
        held = (
            Membership.objects.active_on(self.day)
            .filter(person__in=self._by_person)
            .exclude(organization=self.organization)
            .select_related("organization")
            .order_by("organization__sort_key", "pk")
        )
        for one in held:
            bodies = self._by_person[one.person_id].bodies
            if one.organization not in bodies:
                bodies.append(one.organization)

    def _find_ties(self) -> None:
        ours = Q(person__in=self._by_person) | Q(other__in=self._by_person)
        rows = PersonRelation.objects.filter(ours, active_q(self.day)).select_related("person", "other").order_by("pk")
        for row in rows:
            tie = Tie(row.person, str(row.get_kind_display()), row.other)
            for pk in (row.person_id, row.other_id):
                if pk in self._by_person:
                    self._by_person[pk].ties.append(tie)

    def _find_known(self) -> None:
        talks = talks_with(list(self._by_person), self.reader)
        for pk, member in self._by_person.items():
            found = [Known(name, times, latest) for name, (times, latest) in talks.get(pk, {}).items()]
            member.known = sorted(found, key=lambda one: (one.talks, one.latest, one.name), reverse=True)
            if not found and member.person.owner:
                member.known = [Known(str(member.person.owner))]

    # --- What the members have in common ---------------------------------------------------------------------

    @cached_property
    def shared(self) -> list[tuple[Organization, list[Member]]]:
        """Bodies where some of them sit together, though not all: with whom, the most first."""
        return [(body, who) for body, who in self._together if len(who) < len(self.members)]

    @cached_property
    def everyone_in(self) -> list[Organization]:
        """Bodies where all of them sit."""
        return [body for body, who in self._together if len(who) == len(self.members)]

    @cached_property
    def _together(self) -> list[tuple[Organization, list[Member]]]:
        found: dict[Organization, list[Member]] = defaultdict(list)
        for member in self.members:
            for body in member.bodies:
                found[body].append(member)
        several = [(body, who) for body, who in found.items() if len(who) > 1]
        return sorted(several, key=lambda pair: (-len(pair[1]), pair[0].sort_key, pair[0].pk))

    @cached_property
    def inner_ties(self) -> list[Tie]:
        """What members are to each other."""
        found = dict.fromkeys(tie for member in self.members for tie in member.ties)
        return [tie for tie in found if {tie.person.pk, tie.other.pk} <= self._by_person.keys()]

    @property
    def has_ties(self) -> bool:
        return any(member.ties for member in self.members)

    @cached_property
    def of_us(self) -> list[tuple[str, int]]:
        """Who of us knows how many of them best, the most first."""
        counts = Counter(member.knows_best.name for member in self.members if member.knows_best)
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    @property
    def unknown(self) -> list[Member]:
        """Those whom none of us knows."""
        return [member for member in self.members if not member.known]


def is_group(organization: Organization) -> bool:
    """Whether it is a sort of body whose relations one asks about."""
    return organization.is_own_body or organization.kind in GROUPS
