"""About four hundred people who do not exist, with mandates and posts in bodies that do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import models

from contacts.choices import Scheme
from contacts.models import ExternalIdentifier
from crm.common import writes
from crm.demo.councils import Councils
from crm.demo.knowledge import Knowledge
from crm.demo.maker import stamp
from crm.demo.offices import Offices
from crm.demo.own_bodies import OwnBodies
from crm.demo.riksdag import Riksdag
from crm.demo.seats import Seats
from crm.models import User


class Register(Councils, Riksdag, Offices, OwnBodies, Knowledge, Seats):
    """Makes the people in memory, then stores them in a few statements."""

    def make(self) -> None:
        self.make_organizations()
        self.make_councils()
        self.make_riksdag()
        self.make_leave()
        self.make_officials()
        self.make_others()
        self.make_own_bodies()
        self.care_for()
        self.make_seats()

    def store(self) -> dict[str, int]:
        """Everything in a few statements, in history by the demo's users on days when they could have done it."""
        dag, alma = self.users["dag"], self.users["alma"]
        organizations = list(self.new_organizations.values())
        identifiers = [
            ExternalIdentifier(scheme=Scheme.SAMSYN, value=key, organization=organization)
            for key, organization in self.new_organizations.items()
        ]
        new_tags, on_people, on_bodies = self.tags()
        details = self.details()
        people = [who.person for who in self.profiles]
        held = [m for who in self.profiles for m in who.memberships]
        for number, who in enumerate(self.profiles, start=1):
            identifiers.append(
                ExternalIdentifier(scheme=Scheme.SAMSYN, value=f"demo-person-{number:03}", person=who.person)
            )
        start = self.day - dt.timedelta(days=600)
        for membership in held:
            begun = membership.starts_on or start
            stamp(membership, alma if begun > start else dag, min(max(start, begun), self.day))
        groups: list[tuple[Sequence[models.Model], User]] = [
            ([one for one in organizations if one.parent not in organizations], dag),
            ([one for one in organizations if one.parent in organizations], dag),
            (self.posts, dag),
            (people, dag),
            (new_tags, dag),
            ([m for m in held if m.stands_in_for is None], dag),
            ([m for m in held if m.stands_in_for is not None], dag),
            (self.statuses, alma),
            (identifiers, dag),
            (details, alma),
            (on_people, alma),
            (on_bodies, alma),
        ]
        made: dict[str, int] = {}
        for objs, user in groups:
            for obj in objs:
                if not hasattr(obj, "_history_date"):
                    stamp(obj, user, start)
            writes.create_many(objs, actor=user, reason="Demo")
            if objs:
                name = objs[0]._meta.object_name or ""
                made[name] = made.get(name, 0) + len(objs)
        return made
