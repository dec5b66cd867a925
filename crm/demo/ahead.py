"""What is planned, drafted, called off, confidential, and left to do."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from advocacy.choices import (
    Attendance,
    Direction,
    InteractionStatus,
)
from advocacy.models import (
    Task,
)
from crm.demo import texts
from crm.demo.contact import Kind
from crm.demo.gatherings import Gatherings
from crm.demo.maker import stamp
from crm.demo.texts import Theme


class Ahead(Gatherings):
    def make_ahead(self) -> None:
        """Planned meetings, drafts, and some that were called off."""
        for _number in range(18):
            theme = self.rng.choice(texts.THEMES)
            self._unfinished(theme, InteractionStatus.PLANNED, self.day + dt.timedelta(days=1), 45)
        for _number in range(9):
            theme = self.rng.choice(texts.THEMES)
            self._unfinished(theme, InteractionStatus.DRAFT, self.day - dt.timedelta(days=30), 30)
        for _number in range(8):
            theme = self.rng.choice(texts.THEMES)
            self._unfinished(theme, InteractionStatus.CANCELLED, self.day - dt.timedelta(days=300), 295)
        soon = [d for d in (self.day + dt.timedelta(days=n) for n in range(7, 30)) if d.weekday() == 3]
        self._own_meeting("own-ebs-lilla", "EBS", soon[0], "Möte med Lilla gruppen", status=InteractionStatus.PLANNED)

    def _unfinished(self, theme: Theme, status: str, first: dt.date, length: int) -> None:
        people = self.rng.sample(self.met[theme.code], min(2, len(self.met[theme.code])))
        day = self.a_day(people, first, first + dt.timedelta(days=length))
        if day is None:
            return
        contact = self.about(theme, Kind.MEETING, day, people, status=status, direction=Direction.OURS)
        contact.row.summary = "" if status != InteractionStatus.DRAFT else self.rng.choice(theme.went_through)
        if status == InteractionStatus.PLANNED:
            contact.people = [(who, Attendance.INVITED, False) for who, _a, _t in contact.people]

    def make_confidential(self) -> None:
        possible = [
            c for c in self.contacts
            if c.row.kind in (Kind.MEETING, Kind.CALL) and c.row.status == InteractionStatus.DONE and not c.row.own_body
        ]  # fmt: skip
        for number, contact in enumerate(self.rng.sample(possible, 14)):
            contact.row.is_confidential = True
            if number % 3 == 0:
                others = [user for user in self.users.values() if user not in contact.users]
                contact.readers = [self.rng.choice(others)]

    def make_tasks(self) -> None:
        """Open, late and done ones for each of the demo's users."""
        for user in self.users.values():
            mine = [
                c for c in self.contacts
                if user in c.users and c.people and c.subject and c.row.status == InteractionStatus.DONE
                and not c.row.is_confidential and c.row.held_on > self.day - dt.timedelta(days=120)
            ]  # fmt: skip
            due = [3, 7, 12, 21, 34, -4, -11, -60, -45, -30, -17]
            for number, (contact, days) in enumerate(
                zip(self.rng.sample(mine, min(len(mine), len(due))), due, strict=False)
            ):
                who = contact.people[0][0].person
                title = self.rng.choice(texts.TASKS).format(subject=contact.subject, person=who.name)
                due_on = self.day + dt.timedelta(days=days)
                task = Task(title=title, owner=user, due_on=due_on, interaction=contact.row, person=who)
                task.priority = self.priorities[contact.codes[0]]
                if number > 6:
                    task.done_at = noon(min(due_on, self.day - dt.timedelta(days=1)))
                stamp(
                    task,
                    user,
                    max(contact.row.held_on, due_on - dt.timedelta(days=20)) if days > 0 else contact.row.held_on,
                )
                self.tasks.append(task)


def noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12, 5)))
