"""For whom the members of our own bodies sit, on which side, and on which seats; a few seats stand empty."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from contacts.choices import OrganizationKind, RoleKind
from contacts.models import Membership, Organization, Post
from crm.demo.maker import SOURCE, Maker, Profile

BOARDS = (OrganizationKind.ASSEMBLY, OrganizationKind.BOARD)


class Seating(NamedTuple):
    """The seats of a body: one for the chair, if it has one, and so many more than its members hold."""

    key: str
    spare: int
    has_chair: bool = True


SEATINGS = (
    Seating("own-board", 1),
    Seating("own-ebs-lilla", 1),
    Seating("own-gsn-styr", 0),
    Seating("own-gods-styr", 1),
    Seating("own-gods-referens", 0, has_chair=False),
    Seating("own-ebm-styr", 0),
)
FORGOTTEN = 29  # of so many members of the largest group, one has not said whom they represent


class Seats(Maker):
    """Draws nothing at random: what else the demo holds stays as it is."""

    def make_seats(self) -> None:
        self.posts: list[Post] = []
        self.speak_for()
        self._leave_a_seat("own-gods-referens", self.day - dt.timedelta(days=38))
        for seating in SEATINGS:
            self._seat_body(seating)
        self._sat_before("own-ebs-lilla", self.day - dt.timedelta(days=570))

    def speak_for(self) -> None:
        """Whom each member of a body of ours represents: the council or office they came from."""
        ours = {id(one) for key, one in self.organizations.items() if key.startswith("own-")}
        hundred = self.organizations["own-ebs-100"]
        number = 0
        for who in self.profiles:
            for seat in [m for m in who.memberships if id(m.organization) in ours]:
                number += seat.organization is hundred
                if seat.organization is hundred and number % FORGOTTEN == 0:
                    continue
                origin = self._origin(who, seat, ours)
                if origin is not None:
                    seat.represents = _whole(origin.organization)
                    seat.side = origin.side or self._side_of_party(origin)

    def _origin(self, who: Profile, seat: Membership, ours: set[int]) -> Membership | None:
        """The mandate or post that a seat of ours came with: what was held when it began, else the newest before."""
        others = [m for m in who.memberships if id(m.organization) not in ours and m.kind != RoleKind.SUBSTITUTE]
        day = seat.starts_on or self.day
        begun = [m for m in others if m.starts_on is None or m.starts_on <= day] or others
        held = [m for m in begun if m.holds_on(day)] or begun
        by_weight = sorted(held, key=lambda m: (m.organization.kind != OrganizationKind.ASSEMBLY, -_age(m)))
        return by_weight[0] if by_weight else None

    def _side_of_party(self, origin: Membership) -> str:
        """On which side the others of the same party stand in the same council."""
        if origin.party is None or origin.kind != RoleKind.ELECTED:
            return ""
        for who in self.profiles:
            for other in who.memberships:
                if other.organization is origin.organization and other.party == origin.party and other.side:
                    return other.side
        return ""

    def _leave_a_seat(self, key: str, last: dt.date) -> None:
        """The newest member of a body has left it: the seat is vacant since the day after."""
        seats = [m for who in self.profiles for m in who.memberships if m.organization is self.organizations[key]]
        newest = max(seats, key=lambda m: (m.starts_on or dt.date.min, seats.index(m)))
        if newest.starts_on is None or newest.starts_on < last:
            newest.ends_on = last

    def _seat_body(self, seating: Seating) -> None:
        body = self.organizations[seating.key]
        starts = dt.date(2023, 1, 1)
        held = [m for who in self.profiles for m in who.memberships if m.organization is body]
        for role in ("Ordförande", "Ledamot") if seating.has_chair else ("Ledamot",):
            members = [m for m in held if m.role == role]
            spare = seating.spare if role == "Ledamot" else int(not members)
            for number in range(1, len(members) + spare + 1):
                post = Post(organization=body, role=role, number=number, starts_on=starts)
                self.posts.append(post)
                if number <= len(members):
                    members[number - 1].post = post

    def _sat_before(self, key: str, last: dt.date) -> None:
        """Somebody sat on the empty seat, and left before the contacts of the demo begin."""
        body = self.organizations[key]
        empty = next(post for post in reversed(self.posts) if post.organization is body)
        sitting = {id(m.person) for who in self.profiles for m in who.memberships if m.organization is body}
        who = next(
            who
            for who in self.profiles
            if who.group == "regional" and id(who.person) not in sitting and who.memberships[0].holds_on(last)
        )
        seat = Membership(
            person=who.person,
            organization=body,
            role="Ledamot",
            kind=RoleKind.MEMBER,
            party=who.party,
            starts_on=dt.date(2023, 1, 1),
            ends_on=last,
            post=empty,
            represents=_whole(who.memberships[0].organization),
            side=who.memberships[0].side,
            source=SOURCE,
        )
        who.memberships.append(seat)


def _whole(organization: Organization) -> Organization:
    """A council or board speaks for the municipality or region that it belongs to."""
    is_part = organization.kind in BOARDS and organization.parent is not None
    return organization.parent if is_part and organization.parent else organization


def _age(membership: Membership) -> int:
    return membership.starts_on.toordinal() if membership.starts_on else 0
