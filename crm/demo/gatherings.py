"""Almedalen, seminars, our own bodies' meetings and the study trip: who was asked, and who came."""

from __future__ import annotations

import datetime as dt
from typing import Any

from advocacy.choices import (
    Attendance,
    EventKind,
    InteractionStatus,
)
from advocacy.models import (
    Event,
)
from contacts.models import Organization
from crm.demo import texts
from crm.demo.contact import Contact, Kind, Pages, is_concerned
from crm.demo.maker import Profile, stamp
from crm.demo.texts import Theme

ABROAD = ("Köpenhamn", "Helsingfors", "Hamburg")


class Gatherings(Pages):
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
