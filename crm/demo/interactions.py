"""Eighteen months of contacts on the plan's priorities, their seminars, and what is left to do."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from advocacy.choices import (
    ParticipantSide,
)
from advocacy.models import (
    Goal,
    InteractionGoal,
    InteractionPriority,
    InteractionReader,
    Participation,
)
from advocacy.services.interactions import Held, held_on_day
from crm.common import writes
from crm.demo.ahead import Ahead
from crm.demo.contact import Contact
from crm.demo.introductions import Introductions
from crm.demo.letters import Letters
from crm.demo.maker import stamp
from crm.demo.meetings import Meetings
from crm.demo.said import Said


class Diary(Ahead, Introductions, Letters, Meetings, Said):
    """Makes the contacts in memory, then stores them in a few statements."""

    def make(self) -> None:
        self.make_events()
        self.make_own_meetings()
        self.make_motion_support()
        self.make_consultations()
        self.make_study_trip()
        self.make_news()
        self.make_brussels()
        self.make_meetings_of_the_year()
        self.make_the_rest()
        self.make_ahead()
        self.make_confidential()
        self.make_tasks()
        self.make_said()
        self.make_introductions()

    def store(self) -> dict[str, int]:
        rows = [contact.row for contact in self.contacts]
        for contact in self.contacts:
            late = self.rng.choice((0, 0, 0, 1, 1, 2, 4))
            logged = min(contact.row.held_on + dt.timedelta(days=late), self.day)
            stamp(contact.row, contact.row.created_by, logged, hour=8 + late)
        made = {
            "Event": self._create([e for e in self.events if e.parent is None])
            + self._create([e for e in self.events if e.parent is not None]),
            "Interaction": self._create(rows),
        }
        parts = [part for contact in self.contacts for part in self._ours(contact)]
        made["Participation"] = self._create(parts + self._theirs())
        links = [
            self._like(c, InteractionPriority(interaction=c.row, priority=self.priorities[code]))
            for c in self.contacts
            for code in c.codes
        ]
        made["InteractionPriority"] = self._create(links)
        made["InteractionGoal"] = self._create(self._goals())
        readers = [
            self._like(c, InteractionReader(interaction=c.row, user=user)) for c in self.contacts for user in c.readers
        ]
        made["InteractionReader"] = self._create(readers)
        made["Task"] = self._create(self.tasks)
        made["Stance"] = self._create(self.stances)
        made["Commitment"] = self._create(self.commitments)
        return made

    def _create(self, objs: Sequence[Any]) -> int:
        return len(writes.create_many(objs, actor=self.users["dag"], reason="Demo"))

    def _like(self, contact: Contact, part: Any) -> Any:
        """`part` entered history together with its contact."""
        part._history_user, part._history_date = contact.row._history_user, contact.row._history_date  # type: ignore[attr-defined]
        return part

    def _ours(self, contact: Contact) -> list[Participation]:
        ours = [{"user": user} for user in contact.users] + [{"name": n} for n in (contact.colleague,) if n]
        return [
            self._like(contact, Participation(interaction=contact.row, side=ParticipantSide.OURS, **who))
            for who in ours
        ]

    def _theirs(self) -> list[Participation]:
        """Their side, with what each held on the day."""
        on_day: dict[dt.date, list[Contact]] = defaultdict(list)
        for contact in self.contacts:
            on_day[contact.row.held_on].append(contact)
        parts = []
        for day, contacts in on_day.items():
            held = held_on_day({who.person.pk for c in contacts for who, _a, _t in c.people}, day)
            for contact in contacts:
                for who, attendance, talked in contact.people:
                    mandate = held.get(who.person.pk, Held())
                    part = Participation(
                        interaction=contact.row,
                        person=who.person,
                        attendance=attendance,
                        has_talked=talked,
                        tone=contact.tones.get(id(who), ""),
                        membership=mandate.membership,
                        held_role=mandate.role,
                        held_organization=mandate.organization,
                        held_party=mandate.party,
                        held_county=mandate.county,
                    )
                    parts.append(self._like(contact, part))
        return parts

    def _goals(self) -> list[InteractionGoal]:
        plan = self.plan
        if plan is None:
            return []
        by_code: dict[str, list[Goal]] = defaultdict(list)
        for goal in Goal.objects.filter(plan=plan).select_related("priority").order_by("code"):
            by_code[goal.priority.code].append(goal)
        return [
            self._like(c, InteractionGoal(interaction=c.row, goal=by_code[c.codes[0]][0]))
            for c in self.contacts
            if by_code.get(c.codes[0]) and plan.holds_on(c.row.held_on) and self.rng.random() < 0.08
        ]
