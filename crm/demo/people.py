"""About four hundred people who do not exist, with mandates and posts in bodies that do."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from django.db import models
from django.utils import timezone

from contacts.choices import DetailKind, Gender, Level, OrganizationKind, RoleKind, Scheme, Sector, ServingStatus
from contacts.choices import Side as PoliticalSide
from contacts.models import (
    Area,
    ContactDetail,
    ExternalIdentifier,
    Membership,
    MembershipStatus,
    Organization,
    OrganizationTag,
    Party,
    Person,
    PersonTag,
    Tag,
    Term,
)
from contacts.services.reference import areas_by_key, organizations_by_key
from crm.common import writes
from crm.common.text import fold
from crm.demo import bodies
from crm.demo.names import Names
from crm.models import User

SEED = 20260913
SOURCE = "Demo (påhittad)"
RIKSDAG_ENDS, RIKSDAG_STARTS = dt.date(2026, 9, 27), dt.date(2026, 9, 28)
COUNCIL_ENDS, COUNCIL_STARTS = dt.date(2026, 10, 14), dt.date(2026, 10, 15)
BOARD_ENDS = dt.date(2026, 12, 31)

# The series that the regulator keeps for fiction: nobody can be called on them.
MOBILES = [f"070-17406{n:02}" for n in range(5, 100)]
PHONES = [
    *(f"08-465004{n:02}" for n in range(100)),
    *(f"031-39006{n:02}" for n in range(100)),
    *(f"040-62804{n:02}" for n in range(100)),
    *(f"0980-3192{n:02}" for n in range(100)),
]


@dataclass
class Profile:
    """One person while the demo is made: where they belong, and what they hold."""

    person: Person
    group: str
    county: str = ""
    party: Party | None = None
    places: set[str] = field(default_factory=set)
    memberships: list[Membership] = field(default_factory=list)

    def holds(self, day: dt.date, *, outside: bool = True) -> bool:
        """Whether they hold anything on `day`; `outside`: beside seats in our own bodies."""
        return any(m.holds_on(day) and not (outside and m.organization.is_own_body) for m in self.memberships)

    def sits_in(self, key: str) -> bool:
        return key in self.places


class Register:
    """Makes the people in memory, then stores them in a few statements."""

    def __init__(self, *, day: dt.date, users: dict[str, User]) -> None:
        self.day, self.users = day, users
        self.rng = random.Random(SEED)  # noqa: S311
        self.names = Names(self.rng)
        self.organizations = organizations_by_key()
        self.areas: dict[str, Area] = areas_by_key()
        self.parties = {party.code: party for party in Party.objects.all()}
        self.terms = {(t.body, t.starts_on): t for t in Term.objects.filter(organization=None)}
        self.profiles: list[Profile] = []
        self.statuses: list[MembershipStatus] = []
        self.new_organizations: dict[str, Organization] = {}

    # --- The pieces -----------------------------------------------------------------------------------

    def organization(self, key: str) -> Organization:
        return self.organizations[key]

    def new(self, group: str, *, county: str = "", party: str = "", sector: str = "") -> Profile:
        weights = {"S": 50, "M": 44, "SD": 34, "V": 55, "C": 48, "KD": 42, "MP": 55, "L": 47}
        draw = self.rng.random() * 100
        gender = Gender.WOMAN if draw < weights.get(party, 50) else Gender.MAN
        if self.rng.random() < 0.01:
            gender = Gender.OTHER
        given, family = self.names.next(gender)
        born = self.rng.randint(1956, 1998) if sector == Sector.POLITICS else self.rng.randint(1961, 1992)
        person = Person(given_name=given, family_name=family, gender=gender, sector=sector)
        if self.rng.random() < 0.8:
            person.birth_year = born
        profile = Profile(person, group, county, self.parties.get(party))
        self.profiles.append(profile)
        return profile

    def hold(
        self,
        who: Profile,
        key: str,
        role: str,
        kind: str,
        starts: dt.date | None,
        ends: dt.date | None = None,
        **more: Any,
    ) -> Membership:
        membership = Membership(
            person=who.person,
            organization=self.organizations[key],
            role=role,
            kind=kind,
            starts_on=starts,
            ends_on=ends,
            source=SOURCE,
            last_verified_on=self.day - dt.timedelta(days=self.rng.randint(3, 200)),
            **more,
        )
        who.memberships.append(membership)
        who.places.add(key)
        return membership

    def days_ago(self, first: int, last: int) -> dt.date:
        return self.day - dt.timedelta(days=self.rng.randint(first, last))

    def seats(self, shares: dict[str, int], number: int) -> list[str]:
        """`number` seats by party in proportion (Sainte-Laguë), shuffled."""
        won = dict.fromkeys(shares, 0)
        for _seat in range(number):
            won[max(shares, key=lambda code: shares[code] / (2 * won[code] + 1))] += 1
        drawn = [code for code, n in won.items() for _n in range(n)]
        self.rng.shuffle(drawn)
        return drawn

    # --- Everybody -----------------------------------------------------------------------------------

    def make(self) -> None:
        self.make_organizations()
        self.make_councils()
        self.make_riksdag()
        self.make_leave()
        self.make_officials()
        self.make_others()
        self.make_own_bodies()
        self.care_for()

    def make_organizations(self) -> None:
        """Boards of the regions and municipalities, and companies and associations that do not exist."""
        for code in bodies.REGIONS:
            self._board(f"region-board-{code}", "Regionstyrelsen i", f"region-{code}")
        for code in bodies.MUNICIPALITIES:
            self._board(f"municipal-board-{code}", "Kommunstyrelsen i", f"municipality-{code}")
        for one in bodies.FICTIONAL:
            is_company = one.kind == OrganizationKind.COMPANY
            self._add_organization(
                f"demo-{one.key}",
                Organization(
                    name=one.name,
                    kind=one.kind,
                    sector=Sector.BUSINESS if is_company else Sector.CIVIL,
                    level=Level.REGIONAL,
                    area=self.areas[f"municipality:{one.municipality}"],
                ),
            )

    def _board(self, key: str, prefix: str, parent: str) -> None:
        if key in self.organizations:
            return
        owner = self.organizations[parent]
        board = Organization(
            name=f"{prefix} {owner.name}",
            kind=OrganizationKind.BOARD,
            sector=Sector.POLITICS,
            level=owner.level,
            area=owner.area,
            parent=owner,
        )
        self._add_organization(key, board)

    def _add_organization(self, key: str, organization: Organization) -> None:
        self.organizations[key] = self.new_organizations[key] = organization

    # --- Regions and municipalities ------------------------------------------------------------------

    def make_councils(self) -> None:
        self.left: list[Profile] = []
        for code in bodies.MUNICIPALITIES:
            county = self.areas[f"municipality:{code}"].county.code  # type: ignore[union-attr]
            self._council(
                f"municipal-council-{code}", f"municipal-board-{code}", "municipal_council", "local", county, 3,
                "Kommunalråd, ordförande" if self.rng.random() < 0.6 else "Ordförande",
            )  # fmt: skip
        for code, size in bodies.REGIONS.items():
            self._council(
                f"region-council-{code}", f"region-board-{code}", "regional_council", "regional", code, size,
                "Regionråd, ordförande",
            )  # fmt: skip
        self._move_up("local", "regional", 7, "region-council-{}", COUNCIL_STARTS, "regional_council")

    def _council(self, key: str, board: str, body: str, group: str, county: str, size: int, chair: str) -> None:
        """The council of 2022 and of 2026: about two thirds stay, some leave at the election."""
        before, after = dict(bodies.SEATS_2022), dict(bodies.SEATS_2026)
        if group == "regional" and county in bodies.LOCAL_PARTIES:
            before[bodies.LOCAL_PARTIES[county]] = 40
            after[bodies.LOCAL_PARTIES[county]] = 50
        old, new = self.seats(before, size), self.seats(after, size)
        majority = set(self.rng.choice((("S", "C", "MP", "V"), ("M", "KD", "L", "SD"), ("S", "M", "C"))))
        members = []
        for code in old:
            who = self.new(group, county=county, party=code, sector=Sector.POLITICS)
            self._seat(who, key, body, code, dt.date(2022, 10, 15), COUNCIL_ENDS, majority)
            members.append((code, who))
        for position, (code, who) in enumerate(members[: 3 if group == "regional" else 2]):
            role = (chair, "2:e vice ordförande", "Ledamot")[position]
            self._on_board(who, board, role, code, majority)
        for code in new:
            again = next((pair for pair in members if pair[0] == code), None)
            if again and self.rng.random() < 0.72:
                members.remove(again)
                who = again[1]
            else:
                who = self.new(group, county=county, party=code, sector=Sector.POLITICS)
            self._seat(who, key, body, code, COUNCIL_STARTS, None, majority)
        self._boards_after(board)
        self.left += [who for _code, who in members]
        if group == "regional":
            code = self.rng.choice(new)
            who = self.new(group, county=county, party=code, sector=Sector.POLITICS)
            for starts, ends in ((dt.date(2022, 10, 15), COUNCIL_ENDS), (COUNCIL_STARTS, None)):
                self.hold(
                    who, key, "Ersättare", RoleKind.SUBSTITUTE, starts, ends, party=who.party,
                    term=self.terms.get((body, starts)),
                )  # fmt: skip

    def _seat(
        self, who: Profile, key: str, body: str, code: str, starts: dt.date, ends: dt.date | None, majority: set[str]
    ) -> Membership:
        side = PoliticalSide.MAJORITY if code in majority else PoliticalSide.OPPOSITION
        if len(code) > 2:
            side = PoliticalSide.UNCLEAR
        return self.hold(
            who, key, "Ledamot", RoleKind.ELECTED, starts, ends, party=self.parties[code],
            term=self.terms.get((body, starts)), side=side,
        )  # fmt: skip

    def _on_board(self, who: Profile, board: str, role: str, code: str, majority: set[str]) -> None:
        side = PoliticalSide.MAJORITY if code in majority else PoliticalSide.OPPOSITION
        starts = dt.date(2023, 1, 1)
        self.hold(
            who, board, role, RoleKind.ELECTED, starts, BOARD_ENDS, party=self.parties[code],
            term=self.terms.get(("board", starts)), side=side,
        )  # fmt: skip

    def _boards_after(self, board: str) -> None:
        """From 2027 new boards sit, once that year has come: those of the old one who still have their seats."""
        starts = dt.date(2027, 1, 1)
        if self.day < starts:
            return
        for who in self.profiles:
            seats = [m for m in who.memberships if m.organization is self.organizations[board]]
            if seats and who.memberships[-1].ends_on is None:
                self.hold(
                    who, board, seats[0].role, RoleKind.ELECTED, starts, None, party=who.party,
                    term=self.terms.get(("board", starts)), side=seats[0].side,
                )  # fmt: skip

    def _move_up(self, source: str, target: str, number: int, key: str, starts: dt.date, body: str) -> None:
        """Some who left one assembly were elected to a higher one."""
        movers = [who for who in self.left if who.group == source and who.county in bodies.REGIONS][:number]
        for who in movers:
            who.group = target
            self.hold(
                who, key.format(who.county), "Ledamot", RoleKind.ELECTED, starts, None, party=who.party,
                term=self.terms.get((body, starts)),
            )  # fmt: skip
            self.left.remove(who)

    # --- Riksdag ------------------------------------------------------------------------------------------

    def make_riksdag(self) -> None:
        number = sum(bodies.CONSTITUENCIES.values())
        old, new = self.seats(bodies.SEATS_2022, number), self.seats(bodies.SEATS_2026, number)
        where = [code for code, seats in bodies.CONSTITUENCIES.items() for _seat in range(seats)]
        sitting = []
        for constituency, code in zip(where, old, strict=True):
            who = self._member(constituency, code)
            self._mandate(who, constituency, code, dt.date(2022, 9, 26), RIKSDAG_ENDS)
            sitting.append((constituency, code, who))
        self.old_members = [who for _c, _p, who in sitting]
        self.new_members: list[Profile] = []
        gone = list(sitting)
        for constituency, code in self._seats_after(sitting, new):
            again = next((s for s in gone if s[:2] == (constituency, code)), None)
            if again and self.rng.random() < 0.68:
                gone.remove(again)
                who = again[2]
            else:
                who = self._promoted(constituency, code) or self._member(constituency, code)
            self._mandate(who, constituency, code, RIKSDAG_STARTS, None)
            self.new_members.append(who)
        self._committees(self.old_members, dt.date(2022, 10, 4), RIKSDAG_ENDS)
        self._committees(self.new_members, dt.date(2026, 10, 6), None)
        fresh = [w for w in self.new_members if w.county == "01" and len({m.starts_on for m in w.memberships}) <= 2]
        for who in [w for w in fresh if all((m.starts_on or RIKSDAG_STARTS) >= RIKSDAG_STARTS for m in w.memberships)][
            :3
        ]:
            self.hold(
                who, "municipal-council-0180", "Ledamot", RoleKind.ELECTED, dt.date(2018, 10, 15),
                dt.date(2022, 10, 14), party=who.party,
            )  # fmt: skip

    def _seats_after(self, sitting: Sequence[tuple[str, str, Profile]], new: list[str]) -> list[tuple[str, str]]:
        """The seats of 2022 with as few of them as must be given to another party."""
        left = list(new)
        kept: list[tuple[str, str]] = []
        open_seats: list[str] = []
        for constituency, code, _who in sitting:
            if code in left:
                left.remove(code)
                kept.append((constituency, code))
            else:
                open_seats.append(constituency)
        return kept + list(zip(open_seats, left, strict=True))

    def _member(self, constituency: str, code: str) -> Profile:
        county = self.areas[f"constituency:{constituency}"].county.code  # type: ignore[union-attr]
        return self.new("mp", county=county, party=code, sector=Sector.POLITICS)

    def _promoted(self, constituency: str, code: str) -> Profile | None:
        """Somebody of the same party and county who has just left a regional council, up to nine in all."""
        county = self.areas[f"constituency:{constituency}"].county.code  # type: ignore[union-attr]
        fits = [
            who
            for who in self.left
            if who.county == county and who.party and who.party.code == code and who.group != "mp"
        ]
        if not fits:
            return None
        who = fits[0]
        self.left.remove(who)
        if who.group == "local" and county in bodies.REGIONS:
            # From the municipality to the region in 2022, to the Riksdag in 2026.
            first = who.memberships[0]
            first.starts_on, first.ends_on, first.term = dt.date(2018, 10, 15), dt.date(2022, 10, 14), None
            first.side = ""
            del who.memberships[1:]
            who.places = {p for p in who.places if p.startswith("municipal-council")}
            self.hold(
                who, f"region-council-{county}", "Ledamot", RoleKind.ELECTED, dt.date(2022, 10, 15), RIKSDAG_ENDS,
                party=who.party, term=self.terms.get(("regional_council", dt.date(2022, 10, 15))),
            )  # fmt: skip
        who.group = "mp"
        return who

    def _mandate(self, who: Profile, constituency: str, code: str, starts: dt.date, ends: dt.date | None) -> None:
        self.hold(
            who, "riksdag", "Riksdagsledamot", RoleKind.ELECTED, starts, ends, party=self.parties[code],
            area=self.areas[f"constituency:{constituency}"], term=self.terms.get(("riksdag", starts)),
        )  # fmt: skip

    def _committees(self, members: list[Profile], starts: dt.date, ends: dt.date | None) -> None:
        free = list(members)
        self.rng.shuffle(free)
        for code, number in bodies.COMMITTEES.items():
            for position in range(number):
                who = free.pop()
                role, kind = "Ledamot", RoleKind.ELECTED
                if position == 0 and code != "EUN":
                    role = "Ordförande" if self.rng.random() < 0.5 else "Vice ordförande"
                elif position > 2 and self.rng.random() < 0.35:
                    role, kind = "Suppleant", RoleKind.SUBSTITUTE
                self.hold(who, f"committee-{code}", role, kind, starts, ends, party=who.party)

    def make_leave(self) -> None:
        """Ministers on leave from their seats, a parental leave, and those who serve instead."""
        stayed = [who for who in self.new_members if who in self.old_members and who.party]
        minister, later, parent = [who for who in stayed if who.party and who.party.code in ("M", "KD", "L")][:2] + [
            who for who in stayed if who.party and who.party.code in ("S", "C", "V", "MP")
        ][:1]
        self.hold(
            minister,
            "ministry-Fi",
            "Statsråd",
            RoleKind.REPRESENTATIVE,
            dt.date(2024, 9, 10),
            None,
            party=minister.party,
        )
        self._leave(minister, dt.date(2024, 9, 10), None)
        self.hold(
            later, "ministry-KN", "Statsråd", RoleKind.REPRESENTATIVE, dt.date(2026, 10, 12), None, party=later.party
        )
        self._leave(later, dt.date(2026, 10, 12), None)
        self._leave(parent, dt.date(2025, 9, 1), dt.date(2026, 2, 27))

    def _leave(self, who: Profile, starts: dt.date, ends: dt.date | None) -> None:
        """On leave from every seat in the period; one substitute serves for each."""
        stand_in = self.new("mp", county=who.county, party=who.party.code if who.party else "", sector=Sector.POLITICS)
        for seat in [m for m in who.memberships if m.organization is self.organizations["riksdag"]]:
            first = max(starts, seat.starts_on or starts)
            last = min((d for d in (ends, seat.ends_on) if d), default=None)
            if last and last < first:
                continue
            self.statuses.append(
                MembershipStatus(
                    membership=seat, status=ServingStatus.ON_LEAVE, starts_on=first, ends_on=last, source=SOURCE
                )
            )
            self.hold(
                stand_in, "riksdag", "Riksdagsledamot, ersättare", RoleKind.SUBSTITUTE, first, last, party=who.party,
                area=seat.area, term=seat.term, stands_in_for=seat,
            )  # fmt: skip

    # --- Officials, academia, business -----------------------------------------------------------------

    def make_officials(self) -> None:
        self.officials: list[Profile] = []
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

    # --- Our own bodies ---------------------------------------------------------------------------------

    def make_own_bodies(self) -> None:
        regional = [who for who in self.profiles if self._sat(who, "region-council-", 2023)]
        local = [who for who in self.profiles if self._sat(who, "municipal-council-", 2023)]
        seven = [who for who in [*regional, *local] if who.county in bodies.SEVEN_COUNTIES]
        officials = [who for who in self.profiles if who.group == "region_official"]
        council = dt.date(2023, 5, 4)
        year = dt.date(2023, 1, 1)
        self._body("own-council", [*regional[::2], *local[::2]], council, term=self.terms.get(("cooperation", council)))
        self._body("own-board", self._one_per_county(regional, 2)[:15], council, chair=True)
        small = [w for w in seven if w in regional or w.county == "09"]
        self._body("own-ebs-lilla", self._one_per_county(small, 1), year, chair=True)
        self._body("own-ebs-stora", self._one_per_county(seven, 3), year)
        self._body("own-ebs-100", seven[::2], year)
        self._body("own-ebm-styr", self._one_per_county(regional, 1), year, chair=True)
        leaders = [w for w in officials if "direktör" in w.person.title]
        self._body("own-ebm-rud", leaders, year)
        self._body("own-ebm-strateger", [w for w in officials if "kompetens" in w.person.title], year)
        transport = [w for w in officials if "Infrastruktur" in w.person.title]
        carriers = [w for w in self.profiles if w.sits_in("tag:Godsföretag")]
        agency = [w for w in self.profiles if w.sits_in("agency-trafikverket")]
        academia = [w for w in self.profiles if w.group == "university"]
        business = [w for w in self.profiles if w.group == "company"]
        self._body("own-sa24-tema", [*transport, *agency[:2]], year)
        self._body("own-gods", [*carriers, *agency[3:5], *transport[:4]], year)
        self._body("own-gods-styr", [*transport[:2], *agency[:1], *carriers[:2]], year, chair=True)
        self._body("own-gods-referens", [*carriers[2:], *academia[1:2]], year)
        self._body("own-gods-beredning", [*transport[:3], *agency[3:4]], year)
        politics, science, trade = regional[1::9][:6], academia[::7][:4], business[3::4][:4]
        self._body("own-gsn", [*politics, *science, *trade], year)
        self._body("own-gsn-styr", [*politics[:3], *science[:3], *trade[:3]], year, chair=True)
        trip = [*regional[3::8], *local[5::14], *academia[2::9], *leaders[:3]]
        self._body("own-studieresa", trip[:18], self.day - dt.timedelta(days=400))

    def _sat(self, who: Profile, prefix: str, year: int) -> bool:
        day = dt.date(year, 6, 1)
        return any(
            key.startswith(prefix) and m.organization is self.organizations[key] and m.holds_on(day)
            for key in who.places
            for m in who.memberships
            if m.kind == RoleKind.ELECTED
        )

    def _one_per_county(self, people: Iterable[Profile], number: int) -> list[Profile]:
        taken: dict[str, list[Profile]] = {}
        for who in people:
            if len(taken.setdefault(who.county, [])) < number:
                taken[who.county].append(who)
        return [who for county in sorted(taken) for who in taken[county]]

    def _body(
        self, key: str, people: Sequence[Profile], starts: dt.date, *, chair: bool = False, term: Term | None = None
    ) -> None:
        for position, who in enumerate(people):
            first = max([starts, *[m.starts_on for m in who.memberships[:1] if m.starts_on and who.group != "mp"]])
            role = "Ordförande" if chair and position == 0 else "Ledamot"
            last = self._leaves(who, key)
            if last is None or last >= first:
                self.hold(who, key, role, RoleKind.MEMBER, first, last, party=who.party, term=term)

    def _leaves(self, who: Profile, key: str) -> dt.date | None:
        """When a seat of ours ends: with the post that it came with; the council sits on until its own next term."""
        others = [m.ends_on for m in who.memberships if m.kind != RoleKind.MEMBER]
        if any(end is None for end in others) and who.group != "mp":
            return None
        if who.party is None:
            return max(end for end in others if end)
        return None if key in ("own-council", "own-board") else BOARD_ENDS

    # --- What we know of them ---------------------------------------------------------------------------

    def care_for(self) -> None:
        """Owner and tier for those whom we keep in touch with."""
        owners = cycle([self.users["alma"], self.users["eva"], self.users["alma"], self.users["dag"]])
        for who in self.profiles:
            if who.sits_in("committee-TU") or who.sits_in("committee-UbU") or who.sits_in("ministry-LI"):
                who.person.tier = "A"
            elif who.group in ("mp", "regional", "agency") and self.rng.random() < 0.4:
                who.person.tier = "B"
            elif self.rng.random() < 0.35:
                who.person.tier = "C"
            if who.person.tier:
                who.person.owner = next(owners)
        for who in self.rng.sample(self.profiles, 4):
            who.person.do_not_contact, who.person.tier, who.person.owner = True, "none", None

    def details(self) -> list[ContactDetail]:
        """Addresses at example.se, telephones of the series for fiction."""
        mobiles, phones = list(MOBILES), list(PHONES)
        self.rng.shuffle(mobiles)
        self.rng.shuffle(phones)
        found = []
        for who in self.profiles:
            newest = max(who.memberships, key=lambda m: (not m.organization.is_own_body, m.starts_on or dt.date.min))
            name = fold(f"{who.person.given_name} {who.person.family_name}").replace(" ", ".")
            domain = f"{_host(newest.organization)}.example.se"
            found.append(self._detail(who, DetailKind.EMAIL, f"{name}@{domain}", "arbete", preferred=True))
            if self.rng.random() < 0.08:
                found.append(self._detail(who, DetailKind.EMAIL, f"{name}@example.se", "privat"))
            if mobiles and self.rng.random() < 0.25:
                found.append(self._detail(who, DetailKind.MOBILE, mobiles.pop(), "", preferred=True))
            if phones and self.rng.random() < 0.6:
                found.append(self._detail(who, DetailKind.PHONE, phones.pop(), "växel", preferred=True))
        return found

    def _detail(self, who: Profile, kind: str, value: str, label: str, *, preferred: bool = False) -> ContactDetail:
        verified = self.days_ago(5, 500) if self.rng.random() < 0.6 else None
        return ContactDetail(
            person=who.person, kind=kind, value=value, label=label, is_preferred=preferred, source=SOURCE,
            last_verified_on=verified,
        )  # fmt: skip

    def tags(self) -> tuple[list[Tag], list[PersonTag], list[OrganizationTag]]:
        known = {tag.name: tag for tag in Tag.objects.all()}
        new = {name: Tag(name=name, description=text) for name, text in TAGS.items() if name not in known}
        known |= new
        on_people = []
        for who in self.profiles:
            names = [name for name, fits in TAG_RULES.items() if fits(who)]
            names += [name for name, share in TAG_SHARES.items() if self.rng.random() < share]
            on_people += [PersonTag(person=who.person, tag=known[name]) for name in names]
        on_bodies = [
            OrganizationTag(organization=self.organizations[f"demo-{one.key}"], tag=known[one.tag])
            for one in bodies.FICTIONAL
            if one.tag in known
        ]
        return list(new.values()), on_people, on_bodies

    # --- Storing ------------------------------------------------------------------------------------------

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
            (organizations, dag),
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


def stamp(obj: Any, user: User, day: dt.date, hour: int = 15) -> None:
    """Say in history who stored `obj`, and when."""
    obj._history_user = user
    at = dt.datetime.combine(day, dt.time(hour, (day.toordinal() * 7) % 60))
    obj._history_date = min(timezone.make_aware(at), timezone.now())


def _host(organization: Organization) -> str:
    """'Kommunfullmäktige i Uppsala kommun' → 'uppsala', 'Region Sörmland' → 'region-sormland'."""
    while organization.parent is not None:
        organization = organization.parent
    words = [
        word for word in re.split(r"[^a-z0-9]+", fold(organization.short)) if word not in ("", "kommun", "stad", "ab")
    ]
    return "-".join(words[:3])


def region_titles(code: str) -> tuple[str, ...]:
    """The large regions have all three strategists, the small ones two."""
    return bodies.REGION_TITLES if code in ("01", "03", "04", "05", "18", "19") else bodies.REGION_TITLES[::2]


TAGS = {
    "Nyvald 2026": "Invald första gången i en församling vid valet 2026",
    "Nytillträdd": "Ny på sin post de senaste månaderna",
    "Järnväg": "Arbetar med järnväg eller järnvägsutbildningar",
    "Talare": "Har talat eller tackat ja till att tala på våra arrangemang",
    "Almedalen": "Bjuds in till våra samtal i Visby",
    "Nyhetsbrevet": "Får nyhetsbrevet",
}
TAG_SHARES = {"Talare": 0.07, "Almedalen": 0.18, "Nyhetsbrevet": 0.4}
TAG_RULES = {
    "Nyvald 2026": lambda who: (
        who.group in ("mp", "regional", "local")
        and all(m.starts_on and m.starts_on >= RIKSDAG_STARTS for m in who.memberships)
    ),
    "Nytillträdd": lambda who: who.sits_in("newly-appointed"),
    "Järnväg": lambda who: "järnväg" in who.person.title or who.sits_in("demo-rallarhed"),
    "Maritim": lambda who: "sjöfart" in who.person.title or "farled" in who.person.title,
}
