"""Who the register has in a body that a source lists completely, and the source has not: they have left.

Also the other way round: whoever sits again has an open mandate of the term before, which ended with that term.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.choices import ChangeKind, OrganizationKind, RoleKind, TermBody
from contacts.imports.comparing_kinds import COMMITTEES, is_office, is_seat_of_assembly, kind_of_role
from contacts.imports.comparing_people import Who
from contacts.imports.comparing_register import DAY, Register
from contacts.imports.comparing_seats import is_main
from contacts.imports.comparing_words import Words, cut, held_key
from contacts.imports.proposals import Comparison, Proposal, Steps
from contacts.imports.roster import Coverage, Roster
from contacts.models import Membership, Organization, Term
from contacts.services.import_plan import Doubt

# Among so many who sat, less than these parts of them listed, and there again, say that something is wrong.
MANY, LENGTH, AGAIN = 10, 0.75, 0.2
# Changes that follow from somebody not being listed; of the others the source itself says that they end.
ABSENT = ("left", "gone")


class AbsentCompared:
    """`uncertain`: people who may be somebody listed, so that nobody can say yet that they are gone."""

    def __init__(self, roster: Roster, register: Register, words: Words, uncertain: Collection[int]) -> None:
        self.roster, self.register, self.words, self.uncertain = roster, register, words, uncertain
        self.proposed: set[str] = set()
        # Why the list that is looked at may not be the whole, or not of this body; '' when nothing says so.
        self.hesitation = ""
        # How many are listed in each body.
        seats = ({s.organization.pk for s in one.seats if is_main(s)} for one in roster.people)
        self.listed_in = Counter(body for bodies in seats for body in bodies)

    def proposals(self, people: Iterable[Who]) -> list[Proposal]:
        """What is proposed of those whom the source does not have, cover by cover."""
        seated: dict[tuple[int | None, str], dict[int, Who]] = defaultdict(dict)  # by the body and the kind of role
        for who in people:
            for seat in who.one.seats:
                if who.person.pk and (seat.ends_on is None or seat.ends_on >= self.roster.source_on):
                    seated[seat.organization.pk, seat.kind][who.person.pk] = who
        held_in: dict[int, list[Membership]] = defaultdict(list)
        for held in self.register.covered:
            held_in[held.organization_id].append(held)
        found: list[Proposal] = []
        for cover in self.roster.covers:
            if cover.term is not None and cover.term.starts_on is not None:
                # Whoever chairs a council sits in it, whatever the role is called.
                listed = seated[cover.organization.pk, RoleKind.ELECTED]
                substitutes = {**seated[cover.organization.pk, RoleKind.SUBSTITUTE], **listed}
                self.hesitation = self._hesitation(cover, cover.term.starts_on, listed, held_in)
                for held in held_in[cover.organization.pk or 0]:
                    still = substitutes if held.kind == RoleKind.SUBSTITUTE else listed
                    found += self._cover(cover.term, cover.term.starts_on, still, held)
        self.hesitation = ""
        return found + self._withdrawn()

    def _hesitation(
        self, cover: Coverage, begins: dt.date, listed: Mapping[int, Who], held_in: Mapping[int, list[Membership]]
    ) -> str:
        """After an election a list is as long as the one before, and some of them are there again. If it is not, it
        was cut off, is one party's own, or of another council: nobody is said to have left for certain."""
        body, term = cover.organization.pk or 0, cover.term
        sat = {
            self.register.one(held.person_id)
            for held in held_in[body]
            if term is not None and is_seat_of_assembly(held.organization, held.role, held.kind)
            and _lasted(held, term, begins)
        }  # fmt: skip
        again = {person for person in sat if person in listed or person in self.uncertain}
        told = self.listed_in[body]
        if len(sat) < MANY or (told >= len(sat) * LENGTH and len(again) >= len(sat) * AGAIN):
            return ""
        words = {"told": told, "sat": len(sat), "again": len(again), "body": cover.organization}
        reason = _(
            "Källan har %(told)s i %(body)s. %(sat)s satt där förut, %(again)s av dem finns i källan. Kontrollera att"
            " hela listan är läst och att den gäller rätt församling."
        )
        return reason % words

    # --- A new term ---------------------------------------------------------------------------------------------

    def _cover(self, term: Term, begins: dt.date, listed: Mapping[int, Who], held: Membership) -> list[Proposal]:
        last_day = begins - DAY
        person = self.register.one(held.person_id)
        if not _lasted(held, term, begins):
            return self._gone_since(term, begins, listed, held, person)
        if person in listed:
            return self._ends_with_term(held, last_day, listed[person])
        if not is_office(held.organization, held.role, held.kind):
            return self._left(held, last_day, person)
        return []

    def _left(self, held: Membership, last_day: dt.date, person: int) -> list[Proposal]:
        """Not in the new assembly: the mandate had its last day with the term, as have the seats that hang on it."""
        reason = _("Finns inte bland dem som %(source)s anger i %(body)s från %(day)s.") % {
            "source": self.roster.source, "body": held.organization, "day": last_day + DAY,
        }  # fmt: skip
        kind = kind_of_role(held.organization, held.role, held.kind, ends=True)
        left = self._ended("left", kind, held, last_day, person, [reason])
        if left is None:
            return []
        found = [left]
        for other in self.register.memberships[person]:
            day = self._last_of(other, held, last_day)
            if day is None or (other.ends_on is not None and other.ends_on <= day):
                continue
            other_kind = kind_of_role(other.organization, other.role, other.kind, ends=True)
            why = _("Uppdraget hänger på mandatet i %(body)s.") % {"body": held.organization}
            ended = self._ended("hanging", other_kind, other, day, person, [why])
            if ended is not None:
                ended.needs = (left.key,)
                found.append(ended)
        return found

    def _last_of(self, other: Membership, held: Membership, last_day: dt.date) -> dt.date | None:
        """The last day of a role that somebody has because of the seat they leave; None when it is another matter.

        A committee of an assembly ends with it, and so does the speaker's office; a board of a municipality or a region
        has a term of its own.
        """
        begun = other.starts_on is None or other.starts_on <= last_day
        if other is held or not begun or other.kind not in (RoleKind.ELECTED, RoleKind.SUBSTITUTE):
            return None
        if other.organization_id == held.organization_id:
            return last_day if is_office(other.organization, other.role, other.kind) else None
        if other.organization.kind not in COMMITTEES or not _belongs(other.organization, held.organization):
            return None
        if other.organization.kind == OrganizationKind.COMMITTEE:
            return last_day
        days = (one.starts_on for one in self.register.terms if one.body == TermBody.BOARD)
        return min((day for day in days if day and day > last_day + DAY), default=last_day + DAY) - DAY

    def _ended(
        self, family: str, kind: ChangeKind, held: Membership, day: dt.date, person: int, reasons: list[str]
    ) -> Proposal | None:
        """A role that had its last day; nothing to carry out when the register says so already."""
        key = cut(f"{family}:{self.register.identity(person)}:{held_key(held)}")
        if key in self.proposed:
            return None
        self.proposed.add(key)
        steps = Steps()
        if held.ends_on is None or held.ends_on > day:
            values = {"ends_on": day, "source_on": self.roster.source_on, "last_verified_on": self.roster.source_on}
            steps.change(held, values, 0, ends=True)
        owner = self.register.people[person]
        is_certain = person not in self.uncertain and not self.hesitation
        if person in self.uncertain:
            reasons = [*reasons, _("Kan vara en av de listade: avgör den tveksamma träffen först.")]
        if self.hesitation:
            reasons = [*reasons, self.hesitation]
        return Proposal(
            key=key,
            kind=kind,
            row=0,
            name=owner.name,
            person=person,
            organization=held.organization_id,
            party=held.party_id,
            area=held.area_id,
            before=[*self.words.person(owner), *self.words.held(held)],
            after=self.words.absent(held, day) if family in ABSENT else self.words.ended(held, day),
            reasons=reasons,
            score=100 if is_certain else 50,
            is_certain=is_certain,
            steps=steps,
        )  # fmt: skip

    def _ends_with_term(self, held: Membership, last_day: dt.date, who: Who) -> list[Proposal]:
        """They sit again: the open mandate of the term before ends as a part of the change that seats them."""
        if held.ends_on is not None and held.ends_on <= last_day:
            return []
        values = {"ends_on": last_day, "source_on": self.roster.source_on, "last_verified_on": self.roster.source_on}
        seated = next((one for one in who.seats if one.organization == held.organization_id), None)
        if seated is not None:
            seated.steps.change(held, values, who.row, ends=True)
            seated.after.append([self.words.before, _("avslutas %(day)s") % {"day": last_day}])
            return []
        reason = _("Mandatperioden slutade %(day)s.") % {"day": last_day}
        ended = self._ended("term", ChangeKind.DETAILS, held, last_day, who.person.pk, [reason])
        return [ended] if ended is not None else []

    # --- The term that runs --------------------------------------------------------------------------------------

    def _gone_since(
        self, term: Term, begins: dt.date, listed: Mapping[int, Who], held: Membership, person: int
    ) -> list[Proposal]:
        """Sat on the source's day as the register has it, but not as the source has: since when is not told."""
        day = self.roster.source_on
        is_under_way = begins < day and term.holds_on(day)
        is_sitting = held.holds_on(day) and held.starts_on is not None and begins <= held.starts_on < day
        is_older = held.source_on is not None and held.source_on > day
        if (
            not (is_under_way and is_sitting)
            or is_older
            or is_office(held.organization, held.role, held.kind)
            or person in listed
        ):
            return []
        reason = _("Finns inte i källan den %(day)s. Sista dagen är inte känd: kontrollera den.") % {"day": day}
        ended = self._ended("gone", ChangeKind.LEFT, held, day - DAY, person, [reason])
        if ended is None:
            return []
        ended.is_certain, ended.score = False, min(ended.score, 70)
        return [ended]

    # --- Corrections ---------------------------------------------------------------------------------------------

    def _withdrawn(self) -> list[Proposal]:
        """Mandates of an earlier reading whose numbers this one lacks: the authority has corrected itself."""
        found = []
        for held in withdrawn(self.roster, self.register):
            person = self.register.one(held.person_id)
            if person not in self.register.people:
                continue
            reason = _("Fanns bland de valda när källan lästes förut, men inte längre.")
            proposal = self._ended("withdrawn", ChangeKind.CORRECTED, held, dt.date.max, person, [reason])
            if proposal is None:
                continue
            struck = {"struck_at": timezone.now(), "struck_reason": _("Rättat av %(source)s") % {"source": held.source}}
            proposal.steps.clear()
            proposal.steps.change(held, struck, 0, ends=True)
            proposal.after = [[self.words.role, _("Stryks: finns inte bland de valda")], self.words.source_line()]
            proposal.is_certain, proposal.score = False, min(proposal.score, 70)
            found.append(proposal)
        return found


def withdrawn(roster: Roster, register: Register) -> list[Membership]:
    """The stored mandates of the same lists whose numbers the roster lacks."""
    listed = {seat.number for one in roster.people for seat in one.seats if seat.number}
    prefixes = {number.rpartition(":")[0] for number in listed}
    missing = (
        identifier.membership
        for value, identifier in register.mandates.items()
        if value not in listed and value.rpartition(":")[0] in prefixes
    )
    return [held for held in missing if held is not None and not held.is_struck]


def note_withdrawn(roster: Roster, register: Register, found: Comparison) -> None:
    """Without a word on how complete the source is: not ended, but told of."""
    reason = _("Finns inte längre bland de valda. Mandatet lämnas som det är.")
    found.doubtful += [Doubt(None, str(held.person), reason) for held in withdrawn(roster, register)]


def _lasted(held: Membership, term: Term, begins: dt.date) -> bool:
    """Whether a mandate is of the time before the term, and lasted until it began or longer."""
    is_older = held.starts_on is None or held.starts_on < begins
    return is_older and held.term_id != term.pk and (held.ends_on is None or held.ends_on >= begins - DAY)


def _belongs(body: Organization, assembly: Organization) -> bool:
    """Whether a committee or board is of the same Riksdag, region or municipality as the assembly."""
    parents = {one for one in (assembly.pk, assembly.parent_id) if one}
    return body.parent_id in parents or (bool(body.area_id) and body.area_id == assembly.area_id)
