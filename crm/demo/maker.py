"""What the making of the demo's people stands on: a person while they are made, and the pieces that all are made of."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from contacts.choices import Gender, Sector
from contacts.models import Area, Membership, MembershipStatus, Organization, Party, Person, Term
from contacts.services.reference import areas_by_key, organizations_by_key
from crm.demo.names import Names
from crm.models import User

SEED = 20260913
SOURCE = "Demo (påhittad)"
RIKSDAG_ENDS, RIKSDAG_STARTS = dt.date(2026, 9, 27), dt.date(2026, 9, 28)
COUNCIL_ENDS, COUNCIL_STARTS = dt.date(2026, 10, 14), dt.date(2026, 10, 15)
BOARD_ENDS = dt.date(2026, 12, 31)


@dataclass
class Profile:
    """One person while the demo is made: where they belong, and what they hold."""

    person: Person
    group: str
    county: str = ""
    party: Party | None = None
    places: set[str] = field(default_factory=set)
    memberships: list[Membership] = field(default_factory=list)

    def holds(self, day: dt.date, *, outside: bool = True) -> bool:
        """Whether they hold anything on `day`; `outside`: beside seats in our own bodies."""
        return any(m.holds_on(day) and not (outside and m.organization.is_own_body) for m in self.memberships)

    def sits_in(self, key: str) -> bool:
        return key in self.places


class Maker:
    """Makes the people in memory: those of the councils, the Riksdag, the offices … are made by its subclasses."""

    def __init__(self, *, day: dt.date, users: dict[str, User]) -> None:
        self.day, self.users = day, users
        self.rng = random.Random(SEED)  # noqa: S311
        self.names = Names(self.rng)
        self.organizations = organizations_by_key()
        self.areas: dict[str, Area] = areas_by_key()
        self.parties = {party.code: party for party in Party.objects.all()}
        self.terms = {(t.body, t.starts_on): t for t in Term.objects.filter(organization=None)}
        self.profiles: list[Profile] = []
        self.statuses: list[MembershipStatus] = []
        self.new_organizations: dict[str, Organization] = {}
        self.left: list[Profile] = []
        self.old_members: list[Profile] = []
        self.new_members: list[Profile] = []
        self.officials: list[Profile] = []

    def organization(self, key: str) -> Organization:
        return self.organizations[key]

    def new(self, group: str, *, county: str = "", party: str = "", sector: str = "") -> Profile:
        weights = {"S": 50, "M": 44, "SD": 34, "V": 55, "C": 48, "KD": 42, "MP": 55, "L": 47}
        draw = self.rng.random() * 100
        gender = Gender.WOMAN if draw < weights.get(party, 50) else Gender.MAN
        if self.rng.random() < 0.01:
            gender = Gender.OTHER
        given, family = self.names.next(gender)
        born = self.rng.randint(1956, 1998) if sector == Sector.POLITICS else self.rng.randint(1961, 1992)
        person = Person(given_name=given, family_name=family, gender=gender, sector=sector)
        if self.rng.random() < 0.8:
            person.birth_year = born
        profile = Profile(person, group, county, self.parties.get(party))
        self.profiles.append(profile)
        return profile

    def hold(
        self,
        who: Profile,
        key: str,
        role: str,
        kind: str,
        starts: dt.date | None,
        ends: dt.date | None = None,
        **more: Any,
    ) -> Membership:
        membership = Membership(
            person=who.person,
            organization=self.organizations[key],
            role=role,
            kind=kind,
            starts_on=starts,
            ends_on=ends,
            source=SOURCE,
            last_verified_on=self.day - dt.timedelta(days=self.rng.randint(3, 200)),
            **more,
        )
        who.memberships.append(membership)
        who.places.add(key)
        return membership

    def days_ago(self, first: int, last: int) -> dt.date:
        return self.day - dt.timedelta(days=self.rng.randint(first, last))

    def seats(self, shares: dict[str, int], number: int) -> list[str]:
        """`number` seats by party in proportion (Sainte-Laguë), shuffled."""
        won = dict.fromkeys(shares, 0)
        for _seat in range(number):
            won[max(shares, key=lambda code: shares[code] / (2 * won[code] + 1))] += 1
        drawn = [code for code, n in won.items() for _n in range(n)]
        self.rng.shuffle(drawn)
        return drawn


def stamp(obj: Any, user: User, day: dt.date, hour: int = 15) -> None:
    """Say in history who stored `obj`, and when."""
    obj._history_user = user
    at = dt.datetime.combine(day, dt.time(hour, (day.toordinal() * 7) % 60))
    obj._history_date = min(timezone.make_aware(at), timezone.now())
