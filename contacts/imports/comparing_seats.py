"""The seats of one listed person, held against their roles: what is new, ends, goes on, or was corrected."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.choices import ChangeKind, Scheme, ServingStatus
from contacts.imports import leaves
from contacts.imports.comparing_kinds import COMMITTEES, is_seat_of_assembly, kind_of_role, sort_of
from contacts.imports.comparing_people import Told, Who
from contacts.imports.comparing_register import DAY, Register
from contacts.imports.comparing_words import period, seat_key
from contacts.imports.proposals import Comparison, Proposal
from contacts.imports.roster import Away, Roster, Seat
from contacts.models import ExternalIdentifier, Membership, MembershipStatus
from contacts.services.import_plan import Doubt


@dataclass(slots=True, eq=False)
class Sitting:
    """A mandate as it will be, with the proposal that adds it if the register lacks it."""

    seat: Seat
    who: Who
    mandate: Membership
    ends_on: dt.date | None
    added_by: Proposal | None = None


class SeatsCompared:
    """The seats of one person."""

    def __init__(
        self, roster: Roster, register: Register, found: Comparison, who: Who, given: dict[int, set[Any]]
    ) -> None:
        self.roster, self.register, self.found, self.who = roster, register, found, who
        # Seats that the list has given to whom so far.
        self.given = given
        self.words = who.words
        self.day = self.roster.source_on
        self.proposals: list[Proposal] = []
        # Seats that go on for another party or constituency: one change, however many bodies they are in.
        self.moved: list[tuple[Seat, Membership, Membership, Told]] = []
        self.carried: dict[int, list[MembershipStatus]] = {}
        self.office: Proposal | None = None
        self.on_leave = Told()

    def seat(self, seat: Seat) -> Sitting | None:
        known = self.register.mandates.get(seat.number) if seat.number else None
        held = known.membership if known else self._held(seat)
        if known is not None and held is None:
            return None
        if held is None:
            return self._new(seat) if self._is_first(seat) else None
        if known is not None and not held.is_struck and not _is_same(held, seat) and not seat.is_as_of_source:
            return self._corrected(seat, held, known)
        if known is None and seat.number:
            number = ExternalIdentifier(scheme=Scheme.ELECTION_MANDATE, value=seat.number, membership=held)
            self.who.quiet.steps.add(number, self.who.row)
            self.who.quiet.said.append(f"mandate={seat.number}")
        return self._compared(seat, held)

    # --- Which of the register's roles it is ------------------------------------------------------------------

    def _held(self, seat: Seat) -> Membership | None:
        """The register's mandate for this period: the one from its first day, or the last of those that followed it
        because party or constituency changed on the way."""
        body = seat.organization.pk
        same = [m for m in self.who.held if m.organization_id == body and m.role == seat.role]
        if seat.starts_on is None:
            return next((m for m in reversed(same) if m.holds_on(self.day)), None)
        elsewhere = {s.starts_on for s in self.who.one.seats if s.role == seat.role and s.organization.pk == body}
        first = next((m for m in same if m.starts_on == seat.starts_on), None) or self._of_term(seat, same, elsewhere)
        if first is None:
            return None
        until = seat.ends_on or dt.date.max
        followed = [
            m for m in same if m.starts_on and seat.starts_on < m.starts_on <= until and m.term_id == first.term_id
        ]
        return max(
            (m for m in [first, *followed] if m is first or m.starts_on not in elsewhere),
            key=lambda m: m.starts_on or dt.date.min,
        )

    def _of_term(self, seat: Seat, same: list[Membership], elsewhere: set[dt.date | None]) -> Membership | None:
        """Of an assembly or a board, the seat that another source has from another day of the same term."""
        has_terms = is_main(seat) or seat.organization.kind in COMMITTEES
        if seat.term is None or seat.starts_on is None or not has_terms:
            return None
        last = seat.ends_on or seat.term.ends_on or dt.date.max
        term = seat.term
        return next(
            (
                m
                for m in same
                if m.starts_on not in elsewhere
                and (m.term_id == term.pk or (m.term_id is None and m.starts_on and term.holds_on(m.starts_on)))
                and (m.starts_on or dt.date.min) <= last
                and (m.ends_on or dt.date.max) >= seat.starts_on
            ),
            None,
        )

    # --- What the register has ----------------------------------------------------------------------------------

    def _compared(self, seat: Seat, held: Membership) -> Sitting:
        """Hold a stored mandate against the source, which may tell party and place as they are on its own day."""
        if held.is_struck:
            self.found.kept.append(held)
            return Sitting(seat, self.who, held, held.ends_on)
        is_present = _holds_on(seat, self.day) and held.starts_on is not None and held.starts_on < self.day
        if seat.is_as_of_source and is_present and not _is_same(held, seat):
            return self._gone_on(seat, held)
        ends_on = self._ends(seat, held)
        self._leaves(seat, held, self.register.statuses.get(held.pk, []), self.on_leave)
        return Sitting(seat, self.who, held, ends_on)

    def _gone_on(self, seat: Seat, held: Membership) -> Sitting:
        """Another party or constituency since: the mandate ends the day before, and another one begins."""
        told = Told()
        told.steps.change(held, {"ends_on": self.day - DAY}, self.who.row, ends=True)
        new = self._membership(seat, self.day)
        told.steps.add(new, self.who.row)
        statuses = self.register.statuses.get(held.pk, [])
        self.carried[id(new)] = leaves.carry(told.steps, statuses, new, self.day, self.who.row)
        self._leaves(seat, new, self.carried[id(new)], told)
        told.before = self.words.held(held)
        told.after = [
            *self.words.role_lines(seat.role, seat.organization, seat.party, seat.area, self.day, seat.ends_on),
            self.words.source_line(),
        ]
        self.moved.append((seat, held, new, told))
        return Sitting(seat, self.who, new, seat.ends_on)

    def _ends(self, seat: Seat, held: Membership) -> dt.date | None:
        """Propose the source's last day where it differs; give back the last day as it then is."""
        is_older = held.source_on is not None and held.source_on > self.day
        if seat.ends_on in (None, held.ends_on) or is_older:
            self.found.kept.append(held)
            return held.ends_on
        ends_on = seat.ends_on
        ends = held.ends_on is None or ends_on < held.ends_on
        has_ended = ends and ends_on < self.day and not self._goes_on(seat)
        kind = kind_of_role(held.organization, held.role, held.kind, ends=True)
        told = self.who.details if not has_ended or kind == ChangeKind.DETAILS else Told()
        values = {"ends_on": ends_on, "source_on": self.day, "last_verified_on": self.day}
        told.steps.change(held, values, self.who.row, ends=ends)
        told.said.append(f"end={seat_key(seat)}:{ends_on}")
        told.before += self.words.held(held)
        told.after += self.words.seat(seat)
        if told is not self.who.details:
            reason = _("Källan anger %(day)s som sista dag.") % {"day": ends_on}
            self.proposals.append(self.who.proposal("end", f"{seat_key(seat)}:{ends_on}", kind, told, reasons=[reason]))
            self._place(self.proposals[-1], seat)
        return ends_on

    def _goes_on(self, seat: Seat) -> bool:
        """Whether the same role goes on the day after: a new term, or a new line of the list."""
        body, next_day = seat.organization.pk, (seat.ends_on or dt.date.max) + DAY if seat.ends_on else None
        return any(
            s is not seat and s.role == seat.role and s.organization.pk == body and s.starts_on == next_day
            for s in self.who.one.seats
        )

    def _corrected(self, seat: Seat, held: Membership, known: ExternalIdentifier) -> Sitting:
        """The authority has corrected itself: what was stored was never so. It is struck, and the right one added."""
        told, row = Told(), self.who.row
        source = {"source": self.roster.source}
        reason = _("Rättat av %(source)s") % source
        told.steps.change(held, {"struck_at": timezone.now(), "struck_reason": reason}, row, ends=True)
        mandate = self._membership(seat, seat.starts_on)
        told.steps.add(mandate, row)
        told.steps.change(known, {"membership": mandate}, row)
        told.before, told.after = self.words.held(held), self.words.seat(seat)
        why = _("%(source)s har rättat parti eller valkrets för samma mandat.") % source
        corrected = seat.party.code if seat.party else ""
        key = f"{seat_key(seat)}:{corrected}:{seat.area.code if seat.area else ''}"
        proposal = self.who.proposal("corrected", key, ChangeKind.CORRECTED, told, reasons=[why])
        self._place(proposal, seat)
        self.proposals.append(proposal)
        return Sitting(seat, self.who, mandate, seat.ends_on, proposal)

    def _is_first(self, seat: Seat) -> bool:
        """False when a row before this one has given the same person the same seat."""
        place = (seat.organization.pk or id(seat.organization), seat.role, seat.starts_on)
        given = self.given[id(self.who.person)]
        if place in given:
            reason = _("%(seat)s står flera gånger i listan. Läses in en gång.")
            words = {"seat": f"{seat.role}, {seat.organization}"}
            self.found.doubtful.append(Doubt(self.who.row, self.who.one.name, reason % words))
            return False
        given.add(place)
        return True

    # --- What the register lacks --------------------------------------------------------------------------------

    def _new(self, seat: Seat) -> Sitting:
        who, told = self.who, Told()
        mandate = self._membership(seat, seat.starts_on)
        is_past = seat.ends_on is not None and seat.ends_on < self.day
        is_hers = who.first is not None and (is_past or who.first.organization == seat.organization.pk)
        if is_hers and who.first is not None:
            told = Told(who.first.steps, before=who.first.before, after=who.first.after)
        elif is_past and not who.is_new and not is_seat_of_assembly(seat.organization, seat.role, seat.kind):
            told = who.details
        told.steps.add(mandate, who.row)
        told.said.append(f"seat={seat_key(seat)}")
        if seat.number:
            number = ExternalIdentifier(scheme=Scheme.ELECTION_MANDATE, value=seat.number, membership=mandate)
            told.steps.add(number, who.row)
        self._leaves(seat, mandate, [], told)
        told.after += self.words.seat(seat)
        if is_hers or told is who.details:
            return Sitting(seat, who, mandate, seat.ends_on, who.first)
        proposal = self._proposed(seat, told)
        return Sitting(seat, who, mandate, seat.ends_on, proposal)

    def _proposed(self, seat: Seat, told: Told) -> Proposal:
        who = self.who
        if who.is_new and who.first is None:
            told.after += who.quiet.after
            proposal = who.proposal("seat", seat_key(seat), ChangeKind.NEW_PERSON, told, reasons=[who.unknown])
            who.first = proposal
        else:
            sort = sort_of(seat, who.held, self.register.terms)
            told.before = self.words.held(sort.before) if sort.before else []
            more = {"reasons": sort.reasons, "also": sort.also}
            proposal = who.proposal("seat", seat_key(seat), sort.kind, told, **more)
        self._place(proposal, seat)
        if not who.is_new:
            # An assembly's seat is the one that other things go with.
            who.seats.insert(0 if is_main(seat) else len(who.seats), proposal)
        if proposal.kind == ChangeKind.OFFICE:
            self.office = proposal
        self.proposals.append(proposal)
        return proposal

    def _membership(self, seat: Seat, starts_on: dt.date | None) -> Membership:
        return Membership(
            person=self.who.person,
            organization=seat.organization,
            role=seat.role,
            kind=seat.kind,
            party=seat.party,
            area=seat.area,
            term=seat.term,
            starts_on=starts_on,
            ends_on=seat.ends_on,
            source=self.roster.source,
            source_on=self.day,
            last_verified_on=self.day,
        )

    # --- Leave --------------------------------------------------------------------------------------------------

    def _leaves(self, seat: Seat, mandate: Membership, known: list[MembershipStatus], told: Told) -> None:
        """A leave is a stretch of the mandate; serving goes without saying."""
        for away in seat.away:
            begins = max(away.starts_on, mandate.starts_on or away.starts_on)
            days = (away.starts_on, begins)
            same = next((s for s in known if s.status == ServingStatus.ON_LEAVE and s.starts_on in days), None)
            if same is None:
                told.steps.add(self._leave(mandate, begins, away), self.who.row)
                told.said.append(f"leave={seat_key(seat)}:{begins}:{away.ends_on}")
                told.after.append([self.words.leave, period(begins, away.ends_on)])
            elif away.ends_on in (None, same.ends_on) or same._state.adding:
                self.found.kept.append(same)
            else:
                told.steps.change(same, {"ends_on": away.ends_on}, self.who.row)
                told.said.append(f"leave={seat_key(seat)}:{begins}:{away.ends_on}")
                told.before.append([self.words.leave, period(same.starts_on, same.ends_on)])
                told.after.append([self.words.leave, period(same.starts_on, away.ends_on)])

    def _leave(self, mandate: Membership, begins: dt.date, away: Away) -> MembershipStatus:
        return MembershipStatus(
            membership=mandate,
            status=ServingStatus.ON_LEAVE,
            starts_on=begins,
            ends_on=away.ends_on,
            source=self.roster.source,
            source_on=self.day,
        )

    # --- The end ------------------------------------------------------------------------------------------------

    def finished(self) -> list[Proposal]:
        """All that is proposed, when every seat has been looked at."""
        if self.moved:
            self.proposals.append(self._moved())
        # The seat is kept; that it is on leave belongs to the office that is the reason for it.
        told: Proposal | Told = self.office or self.who.details
        told.steps += self.on_leave.steps
        told.before += self.on_leave.before
        told.after += self.on_leave.after
        if self.office is None:
            self.who.details.said += self.on_leave.said
        return self.proposals

    def _moved(self) -> Proposal:
        seat, held, new, _told = min(self.moved, key=lambda one: not is_main(one[0]))
        kinds = []
        if held.party_id != (new.party.pk if new.party else None):
            kinds.append(ChangeKind.CHANGED_PARTY)
        if held.area_id != (new.area.pk if new.area else None):
            kinds.append(ChangeKind.CHANGED_CONSTITUENCY)
        told = Told()
        for *_seat, one in sorted(self.moved, key=lambda many: not is_main(many[0])):
            told.steps += one.steps
            told.before += one.before
            told.after += one.after
        key = f"{seat_key(seat)}:{new.party.code if new.party else '-'}:{new.area.code if new.area else ''}"
        reason = _("Källan anger annat parti eller annan valkrets den %(day)s.") % {"day": self.day}
        proposal = self.who.proposal("goes-on", key, kinds[0], told, reasons=[reason], also=kinds[1:])
        self._place(proposal, seat)
        return proposal

    @staticmethod
    def _place(proposal: Proposal, seat: Seat) -> None:
        proposal.organization = seat.organization.pk
        proposal.party = seat.party.pk if seat.party else None
        proposal.area = seat.area.pk if seat.area else None


def is_main(seat: Seat) -> bool:
    return is_seat_of_assembly(seat.organization, seat.role, seat.kind)


def _holds_on(seat: Seat, day: dt.date) -> bool:
    return (seat.starts_on or dt.date.min) <= day <= (seat.ends_on or dt.date.max)


def _is_same(held: Membership, seat: Seat) -> bool:
    """Whether party and place are those of the source."""
    is_same_party = seat.party is None or seat.party.pk is not None
    party, area = (seat.party.pk if seat.party else None), (seat.area.pk if seat.area else None)
    return is_same_party and (held.party_id, held.area_id) == (party, area)
