"""The Riksdag before and after the election of 2026: seats, committees, leaves and those who serve instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from contacts.choices import RoleKind, Sector, ServingStatus
from contacts.models import MembershipStatus
from crm.demo import bodies
from crm.demo.maker import RIKSDAG_ENDS, RIKSDAG_STARTS, SOURCE, Maker, Profile


class Riksdag(Maker):
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
