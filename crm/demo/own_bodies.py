"""Our own council, board, networks and steering groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from contacts.choices import RoleKind
from contacts.models import Term
from crm.demo import bodies
from crm.demo.maker import BOARD_ENDS, Maker, Profile


class OwnBodies(Maker):
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
