"""Officials, universities, companies, partners and Europe: people with a post rather than a mandate."""

from __future__ import annotations

import datetime as dt
from itertools import cycle

from contacts.choices import OrganizationKind, RoleKind, Sector
from crm.demo import bodies
from crm.demo.maker import Maker, Profile


class Offices(Maker):
    def make_officials(self) -> None:
        for key, titles in {**bodies.AGENCY_OFFICIALS, **bodies.MINISTRY_OFFICIALS}.items():
            group = "ministry" if key.startswith("ministry") else "agency"
            county = key[-2:] if "lansstyrelsen" in key else ""
            for title in titles:
                self._post(group, key, title, county)
        for code in bodies.REGIONS:
            for title in region_titles(code):
                self._post("region_official", f"region-{code}", title, code)
        municipal_titles = cycle(bodies.MUNICIPAL_TITLES)
        for code in bodies.MUNICIPALITIES:
            county = self.areas[f"municipality:{code}"].county.code  # type: ignore[union-attr]
            self._post("municipal_official", f"municipality-{code}", next(municipal_titles), county)
        for who in [w for w in self.officials if w.group == "municipal_official"][::6]:
            # Came from the region that the municipality lies in.
            if who.county in bodies.REGIONS and who.memberships[0].starts_on:
                self.hold(
                    who, f"region-{who.county}", "Utredare", RoleKind.OFFICIAL, dt.date(2012, 2, 1),
                    who.memberships[0].starts_on - dt.timedelta(days=1),
                )  # fmt: skip

    def _post(self, group: str, key: str, title: str, county: str) -> None:
        """A post with its holder; one in nine has just been taken over by somebody new."""
        who = self.new(group, county=county, sector=Sector.PUBLIC)
        who.person.title = title
        starts = dt.date(self.rng.randint(2015, 2024), self.rng.randint(1, 12), self.rng.choice((1, 1, 15)))
        post = self.hold(who, key, title, RoleKind.OFFICIAL, starts)
        self.officials.append(who)
        if self.rng.random() < 0.11:
            handover = self.days_ago(15, 85)
            post.ends_on = handover - dt.timedelta(days=1)
            successor = self.new(group, county=county, sector=Sector.PUBLIC)
            successor.person.title = title
            self.hold(successor, key, title, RoleKind.OFFICIAL, handover)
            successor.places.add("newly-appointed")
            self.officials.append(successor)

    def make_others(self) -> None:
        for code, titles in bodies.UNIVERSITIES.items():
            organization = self.organizations[f"university-{code}"]
            county = organization.area.county.code if organization.area and organization.area.county else ""
            for title in titles:
                self._employee("university", f"university-{code}", title, county, Sector.ACADEMIA)
        for key, partner_titles in bodies.PARTNERS.items():
            for title in partner_titles:
                self._employee("partner", key, title, "", Sector.CIVIL)
        self._make_business()
        self._make_europe()

    def _make_business(self) -> None:
        for one in bodies.FICTIONAL:
            county = self.areas[f"municipality:{one.municipality}"].county.code  # type: ignore[union-attr]
            sector = Sector.BUSINESS if one.kind == OrganizationKind.COMPANY else Sector.CIVIL
            for title in one.titles:
                who = self._employee(one.kind, f"demo-{one.key}", title, county, sector)
                who.places.add(f"tag:{one.tag}")

    def _make_europe(self) -> None:
        for code in bodies.EU_SEATS:
            who = self.new("eu", party=code, sector=Sector.POLITICS)
            starts = dt.date(2024, 7, 16)
            self.hold(who, "eu-parliament", "Europaparlamentariker", RoleKind.ELECTED, starts, party=who.party)
        tran = [who for who in self.profiles if who.group == "eu"][:2]
        for who in tran:
            self.hold(who, "eu-parliament-TRAN", "Ledamot", RoleKind.ELECTED, dt.date(2024, 7, 22), party=who.party)
        for key, titles in bodies.EU_OFFICIALS.items():
            for title in titles:
                who = self._employee("eu", key, title, "", Sector.PUBLIC)
                who.person.language = "en"

    def _employee(self, group: str, key: str, title: str, county: str, sector: str) -> Profile:
        who = self.new(group, county=county, sector=sector)
        who.person.title = title
        starts = dt.date(self.rng.randint(2014, 2025), self.rng.randint(1, 12), 1)
        self.hold(who, key, title, RoleKind.OFFICIAL, min(starts, self.day - dt.timedelta(days=30)))
        return who


def region_titles(code: str) -> tuple[str, ...]:
    """The large regions have all three strategists, the small ones two."""
    return bodies.REGION_TITLES if code in ("01", "03", "04", "05", "18", "19") else bodies.REGION_TITLES[::2]
