"""What was put right in the register after the board's paper of June, so that some of its figures are others today.

A meeting of the spring was put in late, somebody who had been put in twice became one, and a post turned out to have
ended. All of them are people of the demo.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection

from advocacy.choices import InteractionKind
from advocacy.models import Participation
from advocacy.services import interactions
from advocacy.services.reach import Reach
from contacts.choices import RoleKind
from contacts.models import Membership, Person
from contacts.services import memberships, merge, people
from crm.demo import clock
from crm.demo.maker import SOURCE, Profile
from crm.demo.people import Register
from crm.demo.told import June
from crm.models import User

COUNTIES = ("03", "18", "19")
LATE = 3
PAUSE, LUNCH = "Samtal i pausen om stationslägen och byten", "Lunchsamtal om pendlingen till Mälarbanans stationer"
TWICE_MET, LEFT, MET_LATE = (3, 12), (4, 30), (5, 20)
LATE_IN, LEFT_NOTED, MERGED = (8, 17), (8, 24), (9, 2)


class Since:
    """The three stories, about the first goal of the paper. `put_in_twice` belongs to the spring before it."""

    def __init__(self, register: Register, of: June) -> None:
        self.of, self.users, self.day = of, register.users, register.day
        self.goal = of.goals[0]
        self.profiles = {who.person.pk: who for who in register.profiles}
        self.double: Person | None = None
        self.twin: Profile | None = None

    def put_in_twice(self) -> Counter[str]:
        """Somebody whom we know is put in once more from a list of those who came, and so counts as two."""
        met_on = self._on(TWICE_MET)
        found = self._officials(self._reach().ids("covered"))
        self.twin = next((who for who in found if who.memberships[0].holds_on(met_on)), None)
        if self.twin is None:
            return Counter()
        with clock.at(met_on, hour=16):
            held, alma = self.twin.memberships[0], self.users["alma"]
            person = self.twin.person
            self.double = people.add(
                actor=alma, given_name=f"{person.given_name[0]}.", family_name=person.family_name, sector=person.sector
            )
            memberships.add(
                actor=alma, person=self.double, organization=held.organization, role=held.role, kind=held.kind,
                starts_on=held.starts_on, source=SOURCE,
            )  # fmt: skip
            self._meet(alma, met_on, PAUSE, [self.double])
        return Counter(Person=1, Membership=1, Interaction=1)

    def put_right(self) -> Counter[str]:
        """All that was done about it by the day of the demo. Returns the number of new rows by model."""
        made: Counter[str] = Counter()
        if self._on(LATE_IN) <= self.day:
            made += self._put_in_late()
        if self._on(LEFT_NOTED) <= self.day:
            self._end_a_post()
        if self.twin and self.double and self._on(MERGED) <= self.day:
            with clock.at(self._on(MERGED)):
                keep = Person.objects.get(pk=self.twin.person.pk)
                merge.merge(keep=keep, drop=self.double, actor=self.users["alma"], fields=[])
        return made

    def _put_in_late(self) -> Counter[str]:
        """A meeting of May that nobody put in until August."""
        met_on = self._on(MET_LATE)
        found = [who.person for who in self._officials(self._reach().ids("missed")) if who.holds(met_on)]
        if not found:
            return Counter()
        with clock.at(self._on(LATE_IN), hour=9):
            self._meet(self.users["dag"], met_on, LUNCH, found[:LATE])
        return Counter(Interaction=1)

    def _end_a_post(self) -> None:
        """Somebody of the audience had left already in the spring: their post is ended on the day it did."""
        left_on = self._on(LEFT)
        with_later = set(
            Participation.objects.filter(interaction__held_on__gt=left_on, person__in=self.profiles)
            .order_by()
            .values_list("person", flat=True)
        )
        reach = self._reach()
        found = [who for ids in ("covered", "missed") for who in self._officials(reach.ids(ids) - with_later)]
        who = next((who for who in found if who is not self.twin and who.memberships[0].holds_on(left_on)), None)
        if who is None:
            return
        with clock.at(self._on(LEFT_NOTED), hour=11):
            held = Membership.objects.get(pk=who.memberships[0].pk)
            memberships.end(membership=held, on=left_on, actor=self.users["alma"], reason="Har slutat")

    def _meet(self, actor: User, day: dt.date, title: str, people: list[Person]) -> None:
        interactions.log(
            actor=actor, kind=InteractionKind.MEETING, held_on=day, title=title, people=people, goals=[self.goal]
        )

    def _reach(self) -> Reach:
        return Reach(self.goal, self.of.first, self.of.last)

    def _officials(self, ids: Collection[int]) -> list[Profile]:
        """Officials of the demo with one post that has no last day, in counties where we meet people; by name."""
        found = [
            who
            for pk, who in self.profiles.items()
            if pk in ids and who.county in COUNTIES and len(who.memberships) == 1
            and who.memberships[0].kind == RoleKind.OFFICIAL and who.memberships[0].ends_on is None
        ]  # fmt: skip
        return sorted(found, key=lambda who: who.person.sort_key)

    def _on(self, day: tuple[int, int]) -> dt.date:
        return dt.date(self.of.first.year, *day)
