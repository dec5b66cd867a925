"""Eighteen months of contacts on the plan's priorities, their seminars, and what is left to do."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
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

        self._log()

    def _log(self) -> None:
        """When each was put in, and which of them were linked to a goal of its own."""
        goals = self._goals()
        for contact in self.contacts:
            late = self.rng.choice((0, 0, 0, 1, 1, 2, 4))
            contact.logged = min(contact.row.held_on + dt.timedelta(days=late), self.day)
            stamp(contact.row, contact.row.created_by, contact.logged, hour=8 + late)
        for contact in self.contacts:
            found = goals.get(contact.codes[0])
            if found and self.plan and self.plan.holds_on(contact.row.held_on) and self.rng.random() < 0.08:
                contact.goal = found

    def store(self, until: dt.date | None = None) -> Counter[str]:
        """Store what was put in by `until`, or all; what is there already is left."""
        contacts = [c for c in self.contacts if c.row._state.adding and (until is None or c.logged <= until)]
        made: Counter[str] = Counter()
        for events in ([e for e in self.events if e.parent is None], [e for e in self.events if e.parent is not None]):
            made["Event"] += self._create([event for event in events if event._state.adding])
        made["Interaction"] = self._create([contact.row for contact in contacts])
        parts = [part for contact in contacts for part in self._ours(contact)]
        made["Participation"] = self._create(parts + self._theirs(contacts))
        links = [
            self._like(c, InteractionPriority(interaction=c.row, priority=self.priorities[code]))
            for c in contacts
            for code in c.codes
        ]
        made["InteractionPriority"] = self._create(links)
        of_goals = [self._like(c, InteractionGoal(interaction=c.row, goal=c.goal)) for c in contacts if c.goal]
        made["InteractionGoal"] = self._create(of_goals)
        readers = [
            self._like(c, InteractionReader(interaction=c.row, user=user)) for c in contacts for user in c.readers
        ]
        made["InteractionReader"] = self._create(readers)
        for name, found in (("Task", self.tasks), ("Stance", self.stances), ("Commitment", self.commitments)):
            made[name] = self._create([one for one in found if one._state.adding and self._is_stored(one, until)])
        return made

    def _is_stored(self, one: Any, until: dt.date | None) -> bool:
        """Whether what something came of is there; what came of nothing waits until all is stored."""
        return until is None if one.interaction is None else not one.interaction._state.adding

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

    def _theirs(self, among: Sequence[Contact]) -> list[Participation]:
        """Their side, with what each held on the day."""
        on_day: dict[dt.date, list[Contact]] = defaultdict(list)
        for contact in among:
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

    def _goals(self) -> dict[str, Goal]:
        """The first goal of the plan on each priority, by its code."""
        if self.plan is None:
            return {}
        goals = Goal.objects.filter(plan=self.plan).select_related("priority").order_by("-code")
        return {goal.priority.code: goal for goal in goals}
