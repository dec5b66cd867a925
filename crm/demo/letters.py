"""What goes out: motion support, consultation answers, letters, newsletters; then media, visits and Brussels."""

from __future__ import annotations

import datetime as dt

from contacts.models import Organization
from crm.demo import texts
from crm.demo.contact import Kind, Pages
from crm.demo.maker import Profile


class Letters(Pages):
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


def sits_in_riksdag(who: Profile, day: dt.date) -> bool:
    return any(m.organization.name == "Sveriges riksdag" and m.holds_on(day) for m in who.memberships)
