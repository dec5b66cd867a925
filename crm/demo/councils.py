"""Regions and municipalities: their boards, and their councils before and after the election of 2026."""

from __future__ import annotations

import datetime as dt

from contacts.choices import Level, OrganizationKind, RoleKind, Sector
from contacts.choices import Side as PoliticalSide
from contacts.models import Membership, Organization
from crm.demo import bodies
from crm.demo.maker import BOARD_ENDS, COUNCIL_ENDS, COUNCIL_STARTS, Maker, Profile


class Councils(Maker):
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
        for part, group in bodies.COMPANY_GROUPS.items():
            self.organizations[f"demo-{part}"].parent = self.organizations[f"demo-{group}"]

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

    def make_councils(self) -> None:
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
