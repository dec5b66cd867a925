"""Eighteen months of contacts on the plan's priorities, their seminars, and what is left to do."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from advocacy.choices import (
    MODE_OF_KIND,
    Attendance,
    Direction,
    EventKind,
    InteractionKind,
    InteractionStatus,
    Mode,
    ParticipantSide,
)
from advocacy.models import (
    Event,
    Goal,
    Interaction,
    InteractionGoal,
    InteractionPriority,
    InteractionReader,
    Participation,
    Plan,
    Priority,
    Task,
)
from advocacy.services.interactions import Held, held_on_day
from contacts.models import Organization
from crm.common import writes
from crm.demo import texts
from crm.demo.maker import SEED, Profile, stamp
from crm.demo.people import Register
from crm.demo.texts import Theme
from crm.models import User

CONTACTS = 900
WINDOW = dt.timedelta(days=547)
WORK_IN_MONTH = (8, 10, 11, 10, 11, 8, 1, 7, 11, 12, 12, 6)
ABROAD = ("Köpenhamn", "Helsingfors", "Hamburg")
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


class Diary:
    """Makes the contacts in memory, then stores them in a few statements."""

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

    # --- Who and when ---------------------------------------------------------------------------------

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

    # --- Eighteen months ----------------------------------------------------------------------------------

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

    def make_meetings_of_the_year(self) -> None:
        """Everybody whom a theme reaches is met on it at least once in the year, alone or with others of the county."""
        for theme in texts.THEMES:
            waiting = list(self.met[theme.code])
            waiting = [who for who in waiting if self.rng.random() < theme.again] + waiting
            while waiting:
                people = [waiting.pop()]
                wanted = self.rng.choice((0, 1, 1, 2, 3, 4))
                near = [w for w in waiting if w.county == people[0].county and w.county and w is not people[0]]
                near = list({id(w): w for w in near}.values())[:wanted]
                day = self._day_of_meeting([*people, *near]) if near else None
                if day:
                    for who in near:
                        waiting.remove(who)
                    people += near
                else:
                    day = self._day_of_meeting(people)
                if day:
                    self.about(theme, self._kind_on(day), day, people, event=self.week_of(day))

    def _day_of_meeting(self, people: Sequence[Profile]) -> dt.date | None:
        week = [d for d in self.almedalen(self.year_end.year) if self.year_start <= d <= self.year_end]
        if week and self.rng.random() < 0.07:
            day = self.rng.choice(week)
            if all(who.holds(day) for who in people):
                return day
        # An election cuts the year's figures in two: the part after it gets its share of meetings, however short.
        if self.new_term and (self.year_end - self.new_term).days > 20 and self.rng.random() < 0.3:
            return self.a_day(people, self.new_term, self.year_end) or self.a_day(
                people, self.year_start, self.year_end
            )
        return self.a_day(people, self.year_start, self.year_end)

    def _kind_on(self, day: dt.date) -> str:
        if day in self.almedalen(day.year):
            return Kind.ALMEDALEN
        return self.rng.choices((Kind.MEETING, Kind.CALL, Kind.EMAIL_DIALOGUE), (62, 22, 16))[0]

    def week_of(self, day: dt.date) -> Event | None:
        return next((e for e in self.events if e.kind == EventKind.WEEK and e.holds_on(day)), None)

    def make_the_rest(self) -> None:
        """Contacts with those we meet anyway, and letters and material to more of them, until there are enough."""
        weeks = [day for year in self.years() for day in self.almedalen(year) if self.within(day)]
        themes, weights = list(texts.THEMES), [theme.weight for theme in texts.THEMES]
        while len(self.contacts) < CONTACTS:
            theme = self.rng.choices(themes, weights)[0]
            draw = self.rng.random()
            if draw < 0.12 and weeks:
                self._meet(theme, Kind.ALMEDALEN, self.rng.choice(weeks))
            elif draw < 0.52:
                day = self._any_day()
                self._meet(theme, self._kind_on(day), day)
            else:
                self._send(theme)

    def _any_day(self) -> dt.date:
        """A day of the window, more often one outside the plan's year, which has its meetings already."""
        days, chance = self.workdays(self.start, self.day)
        outside = [0 if self.year_start <= d <= self.year_end else n for d, n in zip(days, chance, strict=True)]
        is_outside = self.rng.random() < 0.7 and any(outside)
        return self.rng.choices(days, outside if is_outside else chance)[0]

    def _meet(self, theme: Theme, kind: str, day: dt.date) -> None:
        here = [who for who in self.met[theme.code] if who.holds(day)]
        if not here:
            return
        first = self.rng.choice(here)
        near = [who for who in here if who is not first and who.county == first.county and who.county]
        people = [first, *near[: self.rng.choice((0, 0, 0, 1, 2))]]
        self.about(theme, kind, day, people, event=self.week_of(day))

    def _send(self, theme: Theme) -> None:
        day = self._any_day()
        pool = [who for who in self.register.profiles if who.holds(day) and is_concerned(theme, who)]
        kind = self.rng.choice((Kind.LETTER, Kind.MATERIAL, Kind.MATERIAL))
        number = min(len(pool), self.rng.choice((1, 1, 2, 3, 6)))
        self.about(theme, kind, day, self.rng.sample(pool, number))

    # --- Special kinds --------------------------------------------------------------------------------------

    def make_events(self) -> None:
        """Almedalen week with our seminars in it, and the year's other seminars: invited, attended, absent."""
        for year in self.years():
            week = self.almedalen(year)
            if self.within(week[0]) and self.within(week[-1]):
                event = self._event(f"Almedalsveckan {year}", EventKind.WEEK, week[0], "Visby", ends_on=week[-1])
                event.is_ours = False
                for weekday, code, name in texts.ALMEDALEN_SEMINARS:
                    self._seminar(code, name, week[weekday], "Visby", parent=event)
        for year in range(self.start.year, self.day.year + 2):
            for month, number, code, name, place in texts.SEMINARS:
                day = dt.date(year, month, number)
                day += dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
                if self.start <= day <= self.day + dt.timedelta(days=75):
                    self._seminar(code, f"{name} {year}" if name.endswith("dagen") else name, day, place)

    def _event(self, name: str, kind: str, day: dt.date, place: str, **more: Any) -> Event:
        event = Event(name=name, kind=kind, starts_on=day, place=place, **more)
        stamp(event, self.users["eva"], min(day, self.day) - dt.timedelta(days=60))
        self.events.append(event)
        return event

    def _seminar(self, code: str, name: str, day: dt.date, place: str, parent: Event | None = None) -> None:
        theme = self.themes[code]
        is_day = "dagen" in name
        event = self._event(
            name, EventKind.CONFERENCE if is_day else EventKind.SEMINAR, day, place, parent=parent, ends_on=day,
            description=theme.went_through[0],
        )  # fmt: skip
        pool = [who for who in self.register.profiles if who.holds(day) and is_concerned(theme, who)]
        invited = self.rng.sample(pool, min(len(pool), self.rng.randint(22, 38)))
        is_past = day <= self.day
        people = [(who, *self._came(theme, who)) if is_past else (who, Attendance.INVITED, False) for who in invited]
        kind = Kind.CONFERENCE if is_day else Kind.SEMINAR
        self.add(
            kind, day, name, [code], people, event=event, place=place, held_at=dt.time(self.rng.choice((9, 10, 13)), 0),
            status=InteractionStatus.DONE if is_past else InteractionStatus.PLANNED,
            summary=f"{theme.went_through[-1]} Deltagarlistan är avprickad." if is_past else "", by=self.users["eva"],
        )  # fmt: skip

    def _came(self, theme: Theme, who: Profile) -> tuple[str, bool]:
        attendance = self.rng.choices(
            (Attendance.ATTENDED, Attendance.ABSENT, Attendance.DECLINED, Attendance.INVITED), (58, 17, 20, 5)
        )[0]
        talked = attendance == Attendance.ATTENDED and who in self.met[theme.code] and self.rng.random() < 0.3
        return attendance, talked

    def make_own_meetings(self) -> None:
        for year in self.years():
            for key, code, months, name in texts.OWN_MEETINGS:
                for month in months:
                    day = dt.date(year, month, 1) + dt.timedelta(days=self.rng.randint(3, 20))
                    day += dt.timedelta(days=(1 - day.weekday()) % 7 if day.weekday() > 4 else 0)
                    if self.within(day):
                        self._own_meeting(key, code, day, f"{name} i {texts.MONTHS[month - 1]}")

    def _own_meeting(self, key: str, code: str, day: dt.date, title: str, **more: Any) -> Contact:
        """A meeting of a body of ours; in a network that is not our own, those whom its theme reaches come."""
        body = self.register.organization(key)
        members = [
            who
            for who in self.register.profiles
            if any(m.organization is body and m.holds_on(day) for m in who.memberships)
        ]
        more["own_body" if body.is_own_body else "organization"] = body
        people = [(who, self._attendance(who, body, code, day), False) for who in members]
        more.setdefault("summary", "" if day > self.day else self.rng.choice(texts.OWN_SUMMARIES))
        return self.add(Kind.MEETING, day, title, [code], people, place="Kansliet", **more)

    def _attendance(self, who: Profile, body: Organization, code: str, day: dt.date) -> str:
        if day > self.day:
            return Attendance.INVITED
        if not body.is_own_body:
            return Attendance.ATTENDED if who in self.met[code] else Attendance.ABSENT
        return self.rng.choices((Attendance.ATTENDED, Attendance.ABSENT), (8, 2))[0]

    def make_motion_support(self) -> None:
        """Before the general motion period the same material to every party; after an election it comes later."""
        for year in self.years():
            first, last = dt.date(year, 9, 1), dt.date(year, 9, 25)
            if year % 4 == 2:
                first, last = dt.date(year, 10, 7), dt.date(year, 10, 30)
            for number, (code, subject) in enumerate(
                (("JARNVAG", "övningsanläggningar"), ("SA24", "storregionala stråk"))
            ):
                day = first + dt.timedelta(days=1 + number * 6)
                if not (self.within(day) and self.within(last)):
                    continue
                for party in self.register.parties.values():
                    members = [
                        who for who in self.register.profiles
                        if who.group == "mp" and who.party == party and sits_in_riksdag(who, day)
                    ]  # fmt: skip
                    if members:
                        self.add(
                            Kind.MOTION_SUPPORT, day, f"Motionsunderlag om {subject} till ledamöter ({party.code})",
                            [code], members, subject=subject,
                            summary="Samma underlag till alla partier, med fakta, karta och källor.",
                            by=self.users["alma"],
                        )  # fmt: skip

    def make_consultations(self) -> None:
        for number, (code, key, subject) in enumerate(texts.CONSULTATIONS):
            days, _chance = self.workdays(self.start + dt.timedelta(days=40 + number * 50), self.day)
            day = days[0]
            ministry = self.register.organization(key)
            officials = [w for w in self.register.profiles if w.sits_in(key) and w.group == "ministry" and w.holds(day)]
            self.add(
                Kind.CONSULTATION_ANSWER, day, f"Remissvar om {subject}", [code], officials[2:3], organization=ministry,
                subject=subject, summary="Svaret beslutades på delegation och anmäls på styrelsens nästa möte.",
                by=self.users["eva"],
            )  # fmt: skip

    def make_study_trip(self) -> None:
        theme = self.themes["INT"]
        delegation = self.register.organization("own-studieresa")
        for year in self.years():
            first = dt.date.fromisocalendar(year, 16, 2)
            delegates = [
                w for w in self.register.profiles
                if any(m.organization is delegation and m.holds_on(first) for m in w.memberships) and w.holds(first)
            ]  # fmt: skip
            if not (self.within(first) and delegates):
                continue
            place = ABROAD[year % len(ABROAD)]
            last = first + dt.timedelta(days=2)
            event = self._event(f"Studieresa {year}", EventKind.STUDY_TRIP, first, place, ends_on=last)
            people = [
                (w, Attendance.DECLINED if w.county in theme.quiet.split() else Attendance.ATTENDED, False)
                for w in delegates
            ]
            self.add(
                Kind.STUDY_TRIP, first, f"Studieresa till {place}", ["INT"], people, event=event, place=place,
                ends_on=last, summary="Tre dagar med besök om transporter, utbildning och regional samverkan.",
                by=self.users["eva"],
            )  # fmt: skip

    def make_news(self) -> None:
        """Media, newsletters, letters to a ministry's mailbox, visits."""
        for _number in range(14):
            theme = self.rng.choice(texts.THEMES[:10])
            days, chance = self.workdays(self.start, self.day)
            day = self.rng.choices(days, chance)[0]
            subject = self.rng.choice(theme.subjects)
            title = self.rng.choice(texts.TITLES[Kind.MEDIA]).format(subject)
            self.add(Kind.MEDIA, day, title, [theme.code], [], subject=subject)
            ministry = self.register.organization(self.rng.choice(("ministry-LI", "ministry-U", "ministry-LI")))
            code = {"ministry-LI": "EBS", "ministry-U": "EBM"}[self._key(ministry)]
            day = self.rng.choices(days, chance)[0]
            self.about(self.themes[code], Kind.LETTER, day, [], organization=ministry)
        for year in self.years():
            for number, month in enumerate((2, 4, 6, 9, 10, 12), start=1):
                day = dt.date(year, month, 15)
                if self.within(day):
                    self.add(Kind.MASS_MAIL, day, f"Nyhetsbrev {number} {year}", ["KOM"], [])
        for code, title in (*texts.VISITS, *texts.VISITS, *texts.VISITS):
            theme = self.themes[code]
            days, chance = self.workdays(self.start, self.day)
            day = self.rng.choices(days, chance)[0]
            here = [who for who in self.met[code] if who.holds(day)]
            people = self.rng.sample(here, min(len(here), self.rng.randint(2, 5)))
            if people:
                self.add(
                    Kind.SITE_VISIT, day, title, [code], people, subject=theme.subjects[0],
                    summary=self.summary(theme, Kind.SITE_VISIT, ""),
                )  # fmt: skip

    def make_brussels(self) -> None:
        """Two days in Brussels with those of the EU's institutions whom we know."""
        for back in (24, 230):
            day = self.day - dt.timedelta(days=back)
            day -= dt.timedelta(days=max(0, day.weekday() - 4))
            known = [who for who in self.met["EBS"] if who.group == "eu" and who.holds(day)]
            for who in known[:3]:
                self.about(self.themes["EBS"], Kind.MEETING, day, [who], place="Bryssel", by=self.users["eva"])

    def _key(self, organization: Organization) -> str:
        return next(key for key, one in self.register.organizations.items() if one is organization)

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

    # --- Storing ------------------------------------------------------------------------------------------

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


def share(theme: Theme, who: Profile) -> float:
    """The chance that somebody is met on a theme: by a body they sit in, else by their group."""
    by_body = [chance for key, chance in theme.meets.items() if who.sits_in(key)]
    return by_body[0] if by_body else theme.meets.get(who.group, 0.0)


def is_concerned(theme: Theme, who: Profile) -> bool:
    """Whether a theme's letters and seminars are for somebody: its groups and bodies, met or not."""
    return who.group in theme.meets or share(theme, who) > 0


def sits_in_riksdag(who: Profile, day: dt.date) -> bool:
    return any(m.organization.name == "Sveriges riksdag" and m.holds_on(day) for m in who.memberships)


def is_holiday(day: dt.date) -> bool:
    """Nobody meets anybody between Christmas and Epiphany, on May Day, or on the national day."""
    return (
        (day.month, day.day) in {(5, 1), (6, 6)} or (day.month, day.day) >= (12, 22) or (day.month, day.day) <= (1, 6)
    )


def noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12, 5)))
