"""Meetings, calls and letters with those whom a theme reaches: the year's, and the rest of the eighteen months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from crm.demo import texts
from crm.demo.contact import Kind, Pages, is_concerned
from crm.demo.maker import Profile
from crm.demo.texts import Theme

CONTACTS = 900


class Meetings(Pages):
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
