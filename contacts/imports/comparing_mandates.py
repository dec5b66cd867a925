"""The seats that a source lists, person by person, and who stands in for whom."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from contacts.choices import ChangeKind, RoleKind
from contacts.imports.comparing_people import Told, Who
from contacts.imports.comparing_register import Register
from contacts.imports.comparing_seats import SeatsCompared, Sitting, is_main
from contacts.imports.comparing_words import seat_key
from contacts.imports.proposals import Comparison, Proposal
from contacts.imports.roster import Roster
from contacts.services.import_plan import Doubt
from crm.common.text import fold


class MandatesCompared:
    """Seat by seat; those who stand in for others last, when all the others are known."""

    def __init__(self, roster: Roster, register: Register, found: Comparison) -> None:
        self.roster, self.register, self.found = roster, register, found
        # By the body and the holder's name, for those who stand in for them.
        self.sitting: dict[tuple[int | None, str], list[Sitting]] = defaultdict(list)
        self.waiting: list[Sitting] = []
        self.given: dict[int, set[Any]] = defaultdict(set)

    def seats(self, who: Who) -> list[Proposal]:
        """What is proposed of the seats of one person."""
        compared = SeatsCompared(self.roster, self.register, self.found, who, self.given)
        for seat in sorted(who.one.seats, key=lambda one: not is_main(one)) if who.is_new else who.one.seats:
            sitting = compared.seat(seat)
            if sitting is not None:
                self._note(sitting)
        return compared.finished()

    def _note(self, sitting: Sitting) -> None:
        seat, one = sitting.seat, sitting.who.one
        if is_main(seat):
            names = {one.name, f"{one.given} {one.family}".strip()}
            for name in filter(None, map(fold, names)):
                self.sitting[seat.organization.pk, name].append(sitting)
        if seat.replaces and sitting.mandate.kind == RoleKind.SUBSTITUTE:
            self.waiting.append(sitting)

    def link_substitutes(self) -> list[Proposal]:
        """Tie each substitute to the mandate of the one named, when exactly one of that name sat at that time."""
        linked = []
        for waiting in self.waiting:
            seat, mandate = waiting.seat, waiting.mandate
            first, last = seat.starts_on or dt.date.min, seat.ends_on or dt.date.max
            named = [
                one
                for one in self.sitting[seat.organization.pk, fold(seat.replaces)]
                if (one.mandate.starts_on or dt.date.min) <= last and (one.ends_on or dt.date.max) >= first
            ]
            if len({id(one.who) for one in named}) != 1:
                reason = _("Ersätter %(name)s, som inte entydigt finns i listan. Läses in utan den uppgiften.")
                subject = f"{mandate.person}, {seat.role}"
                self.found.doubtful.append(Doubt(waiting.who.row, subject, reason % {"name": seat.replaces}))
            elif mandate.stands_in_for_id is None and mandate.stands_in_for is None:
                linked += self._link(waiting, named[-1])
        return linked

    def _link(self, waiting: Sitting, replaced: Sitting) -> list[Proposal]:
        mandate, added = waiting.mandate, waiting.added_by
        if added is not None:
            mandate.stands_in_for = replaced.mandate
            if replaced.added_by is not None:
                added.needs = (*added.needs, replaced.added_by.key)
            return []
        told = Told()
        told.steps.change(mandate, {"stands_in_for": replaced.mandate}, waiting.who.row)
        words = waiting.who.words
        told.before, told.after = words.held(mandate), words.seat(waiting.seat)
        reason = _("Ersätter %(name)s.") % {"name": replaced.who.one.name}
        key = seat_key(waiting.seat)
        proposal = waiting.who.proposal("standing-in", key, ChangeKind.SUBSTITUTE_IN, told, reasons=[reason])
        if replaced.added_by is not None:
            proposal.needs = (*proposal.needs, replaced.added_by.key)
        return [proposal]
