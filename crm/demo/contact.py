"""One contact of the demo: who is met when, about what, and the pieces that all of them are made of."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from advocacy.choices import (
    MODE_OF_KIND,
    Attendance,
    Direction,
    EventKind,
    InteractionKind,
    Mode,
)
from advocacy.models import (
    Event,
    Goal,
    Interaction,
    Plan,
    Priority,
    Task,
)
from crm.demo import texts
from crm.demo.maker import SEED, Profile
from crm.demo.people import Register
from crm.demo.texts import Theme
from crm.models import User

WINDOW = dt.timedelta(days=547)
WORK_IN_MONTH = (8, 10, 11, 10, 11, 8, 1, 7, 11, 12, 12, 6)
Kind = InteractionKind


@dataclass
class Contact:
    """A contact while the demo is made: the row, and who and what belongs to it."""

    row: Interaction
    people: list[tuple[Profile, str, bool]] = field(default_factory=list)
    users: list[User] = field(default_factory=list)
    colleague: str = ""
    codes: list[str] = field(default_factory=list)
    subject: str = ""
    readers: list[User] = field(default_factory=list)
    logged: dt.date = dt.date.min  # the day it was put in
    goal: Goal | None = None
    tones: dict[int, str] = field(default_factory=dict)  # by the profile's id()


class Pages:
    """Makes contacts in memory. What kinds there are, its subclasses say."""

    def __init__(self, register: Register) -> None:
        self.register, self.day, self.users = register, register.day, register.users
        self.rng = random.Random(SEED + 1)  # noqa: S311
        self.start = self.day - WINDOW
        self.plan = Plan.objects.current(self.day)
        self.year_start, self.year_end = self._year()
        self.new_term = max(
            (d for body, d in register.terms if body == "riksdag" and d and self.year_start < d <= self.year_end),
            default=None,
        )
        self.priorities = {p.code: p for p in Priority.objects.all()}
        self.themes = {theme.code: theme for theme in texts.THEMES}
        self.met = {theme.code: self._chosen(theme) for theme in texts.THEMES}
        self.contacts: list[Contact] = []
        self.events: list[Event] = []
        self.tasks: list[Task] = []

    def _year(self) -> tuple[dt.date, dt.date]:
        """The current plan's days so far, at least five months: what this year's figures are made of."""
        first = self.plan.starts_on if self.plan and self.plan.starts_on else dt.date(self.day.year, 1, 1)
        last = min(self.day, self.plan.ends_on) if self.plan and self.plan.ends_on else self.day
        if last < self.start + dt.timedelta(days=60):
            last = self.day
        return max(self.start, min(first, last - dt.timedelta(days=150))), last

    def _chosen(self, theme: Theme) -> list[Profile]:
        """Those whom we meet on a theme: the same people whatever the day of loading."""
        rng = random.Random(f"{SEED}{theme.code}")  # noqa: S311
        quiet = theme.quiet.split()
        chosen = [who for who in self.register.profiles if rng.random() < share(theme, who) and who.county not in quiet]
        rng.shuffle(chosen)
        return chosen

    def workdays(self, first: dt.date, last: dt.date) -> tuple[list[dt.date], list[int]]:
        days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
        days = [d for d in days if d.weekday() < 5 and not is_holiday(d)] or [last]
        return days, [WORK_IN_MONTH[d.month - 1] for d in days]

    def a_day(self, people: Sequence[Profile], first: dt.date, last: dt.date) -> dt.date | None:
        """A working day when all of `people` held something outside our own bodies."""
        days, weights = self.workdays(first, last)
        for day in self.rng.choices(days, weights, k=25):
            if all(who.holds(day) for who in people):
                return day
        fits = [day for day in days if all(who.holds(day) for who in people)]
        return self.rng.choice(fits) if fits else None

    def almedalen(self, year: int) -> list[dt.date]:
        return [dt.date.fromisocalendar(year, 26, weekday) for weekday in range(1, 6)]

    def years(self) -> range:
        return range(self.start.year, self.day.year + 1)

    def within(self, day: dt.date) -> bool:
        return self.start <= day <= self.day

    # --- One contact ------------------------------------------------------------------------------------

    def add(
        self, kind: str, day: dt.date, title: str, codes: Sequence[str], people: Iterable[Any], **more: Any
    ) -> Contact:
        """A contact with `people`: profiles, or (profile, attendance, talked)."""
        mode = MODE_OF_KIND[kind]
        usual = Attendance.SENT if mode in (Mode.ONE_WAY, Mode.NOTHING) else Attendance.ATTENDED
        by = (
            more.pop("by", None)
            or self.rng.choices([self.users["alma"], self.users["eva"], self.users["dag"]], [50, 32, 18])[0]
        )
        subject = more.pop("subject", "")
        row = Interaction(kind=kind, title=title[:200], held_on=day, created_by=by, **more)
        if mode == Mode.TWO_WAY and kind != Kind.EMAIL_DIALOGUE and row.held_at is None and self.rng.random() < 0.8:
            row.held_at = dt.time(self.rng.randint(8, 16), self.rng.choice((0, 0, 15, 30)))
        contact = Contact(row, codes=list(codes), subject=subject)
        contact.people = [p if isinstance(p, tuple) else (p, usual, False) for p in people]
        contact.users = [by]
        others = [user for user in self.users.values() if user is not by]
        if mode in (Mode.TWO_WAY, Mode.PRESENCE) and self.rng.random() < 0.35:
            contact.users.append(self.rng.choice(others))
        if mode == Mode.TWO_WAY and self.rng.random() < 0.12:
            contact.colleague = "Kanslichefen"
        self.contacts.append(contact)
        return contact

    def about(self, theme: Theme, kind: str, day: dt.date, people: Sequence[Any], **more: Any) -> Contact:
        """A contact on a theme, with a title and a summary of its own."""
        subject = self.rng.choice(theme.subjects)
        title = self.rng.choice(texts.TITLES[kind]).format(subject)
        if MODE_OF_KIND[kind] == Mode.TWO_WAY and "direction" not in more and self.rng.random() < 0.18:
            more["direction"] = Direction.THEIRS
        if "summary" not in more:
            more["summary"] = self.summary(theme, kind, more.get("direction", ""))
        if kind in (Kind.MEETING, Kind.SITE_VISIT) and "place" not in more:
            more["place"] = self.rng.choice(texts.PLACES) if "igitalt" not in title else "Digitalt"
        if kind == Kind.ALMEDALEN:
            more["place"] = "Visby"
        profiles = [p[0] if isinstance(p, tuple) else p for p in people]
        return self.add(kind, day, title, self._codes(theme, profiles), people, subject=subject, **more)

    def _codes(self, theme: Theme, people: Sequence[Profile]) -> list[str]:
        """The theme's priority; sometimes another too, that all of them are met on."""
        if self.rng.random() > 0.15:
            return [theme.code]
        other = self.rng.choice(texts.THEMES)
        if other.code == theme.code or not all(who in self.met[other.code] for who in people):
            return [theme.code]
        return [theme.code, other.code]

    def summary(self, theme: Theme, kind: str, direction: str) -> str:
        if MODE_OF_KIND[kind] == Mode.ONE_WAY:
            return self.rng.choice(texts.SENT)
        parts = [self.rng.choice(texts.OPENINGS.get(kind, ("",)))]
        if direction == Direction.THEIRS:
            parts = [self.rng.choice(texts.ASKED_US)]
        parts += self.rng.sample(theme.went_through, self.rng.choice((1, 1, 2)))
        parts.append(self.rng.choice(texts.FOLLOW_UPS))
        return " ".join(part for part in parts if part)

    def _kind_on(self, day: dt.date) -> str:
        if day in self.almedalen(day.year):
            return Kind.ALMEDALEN
        return self.rng.choices((Kind.MEETING, Kind.CALL, Kind.EMAIL_DIALOGUE), (62, 22, 16))[0]

    def week_of(self, day: dt.date) -> Event | None:
        return next((e for e in self.events if e.kind == EventKind.WEEK and e.holds_on(day)), None)

    def _any_day(self) -> dt.date:
        """A day of the window, more often one outside the plan's year, which has its meetings already."""
        days, chance = self.workdays(self.start, self.day)
        outside = [0 if self.year_start <= d <= self.year_end else n for d, n in zip(days, chance, strict=True)]
        is_outside = self.rng.random() < 0.7 and any(outside)
        return self.rng.choices(days, outside if is_outside else chance)[0]


def share(theme: Theme, who: Profile) -> float:
    """The chance that somebody is met on a theme: by a body they sit in, else by their group."""
    by_body = [chance for key, chance in theme.meets.items() if who.sits_in(key)]
    return by_body[0] if by_body else theme.meets.get(who.group, 0.0)


def is_concerned(theme: Theme, who: Profile) -> bool:
    """Whether a theme's letters and seminars are for somebody: its groups and bodies, met or not."""
    return who.group in theme.meets or share(theme, who) > 0


def is_holiday(day: dt.date) -> bool:
    """Nobody meets anybody between Christmas and Epiphany, on May Day, or on the national day."""
    return (
        (day.month, day.day) in {(5, 1), (6, 6)} or (day.month, day.day) >= (12, 22) or (day.month, day.day) <= (1, 6)
    )
