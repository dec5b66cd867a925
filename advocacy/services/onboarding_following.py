"""What follows for the steps of a case: which there are, by when, what has done them, and how the case stands for it.

All of that follows from the programme, the register and the contacts, and is kept (`refresh`): it is put right
whenever a contact, a mandate, a case or a step is written or undone, and every night. What somebody says by hand
(`onboarding_steps`) is kept beside it: a tick (`done_by`), or a word for why a step is left out.

A step is done by the first thing that counts, from the day of the mandate to the day when the case was left or closed:

- a contact of its kind that counts in a figure, in which the person attended, or which was sent to them,
- attendance at its event, or one below it,
- a letter or material sent to them (of its kind, if it names one; a merged letter is a letter),
- a tick.

One contact does one step: the first in order that it fits, events before others. A second meeting does the second
step that asks for a meeting; whoever did both in one ticks the other.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from advocacy.choices import Attendance, CaseState, CohortRule, DoneBy, DueFrom, InteractionKind, ParticipantSide
from advocacy.models import OnboardingCase, OnboardingCaseStep, OnboardingProgramme, OnboardingStep, Participation
from advocacy.querysets.interaction import counted_q
from contacts.models import Membership, Person
from crm.common import keeping, writes
from crm.common.dates import today
from crm.common.undo_log import chunks
from crm.models import User

MATERIAL = (InteractionKind.LETTER, InteractionKind.MATERIAL, InteractionKind.MOTION_SUPPORT)
FOLLOWS = ("due_on", "done_on", "done_by_id", "interaction_id")
STANDS = ("state", "closed_on", "closed_reason")
AT_ONCE = 10_000

# While steps are put right: what is written then asks for nothing more.
_is_busy: ContextVar[bool] = ContextVar("is_busy", default=False)


def people_of_participations(ids: Collection[int]) -> set[int]:
    """People with a case whom these participations are about."""
    return _with_case(person__participations__in=ids)


def people_of_interactions(ids: Collection[int]) -> set[int]:
    return _with_case(person__participations__interaction__in=ids)


def people_of_memberships(ids: Collection[int]) -> set[int]:
    return _with_case(person__memberships__in=ids)


def people_of_cases(ids: Collection[int]) -> set[int]:
    return set() if _is_busy.get() else _with_case(pk__in=ids)


def people_of_case_steps(ids: Collection[int]) -> set[int]:
    return set() if _is_busy.get() else _with_case(steps__in=ids)


def _with_case(**of: Any) -> set[int]:
    return set(OnboardingCase.objects.filter(**of).order_by().values_list("person", flat=True))


def refresh(people: Collection[int]) -> None:
    """Put the steps and states of the cases of these people right."""
    if people:
        _refresh(OnboardingCase.objects.filter(person__in=people))


def refresh_programme(programme: OnboardingProgramme) -> None:
    """The same of everybody in a programme."""
    _refresh(OnboardingCase.objects.filter(programme=programme))


def refresh_running() -> None:
    """The same of every programme that is not closed: days pass, mandates end."""
    for programme in OnboardingProgramme.objects.running().order_by("pk"):
        refresh_programme(programme)


@transaction.atomic
def _refresh(cases: Any) -> None:
    """A number of statements that does not depend on how many there are (but for every 10,000th).

    People are held in the order of their ids, as whoever logs a contact with them does.
    """
    whose = sorted(cases.order_by().values_list("person", "pk"))
    for chunk in chunks(whose, AT_ONCE):
        writes.hold(Person, {person for person, _pk in chunk})
        token = _is_busy.set(True)
        try:
            with keeping.once():
                _put_right([pk for _person, pk in chunk])
        finally:
            _is_busy.reset(token)


def _put_right(ids: Collection[int]) -> None:
    actor = User.objects.system()
    known = _read(ids)
    new: list[OnboardingCaseStep] = []
    gone: list[OnboardingCaseStep] = []
    moved: list[OnboardingCaseStep] = []
    settled: list[OnboardingCase] = []
    for case in known.cases:
        rows, surplus = known.rows_of(case)
        gone += surplus
        before = [[getattr(row, name) for name in FOLLOWS] for row in rows]
        stood = [getattr(case, name) for name in STANDS]
        left_on = known.left_on(case)
        _mark(case, rows, known, left_on)
        _set_days(case, rows)
        _set_state(case, rows, left_on)
        new += [row for row in rows if row.pk is None]
        moved += [
            row
            for row, was in zip(rows, before, strict=True)
            if row.pk and was != [getattr(row, name) for name in FOLLOWS]
        ]
        if stood != [getattr(case, name) for name in STANDS]:
            settled.append(case)
    # The values are our own: nothing of them can be wrong by itself.
    writes.remove_many(gone, actor=actor)
    if new:
        writes.create_many(new, actor=actor, is_checked=True)
    writes.change_many(moved, ["due_on", "done_on", "done_by", "interaction"], actor=actor, is_checked=True)
    writes.change_many(settled, STANDS, actor=actor, is_checked=True)


# --- What is known --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Contact:
    """One participation that counts: a contact of a kind on a day, at an event (its own, and those it belongs to)."""

    pk: int
    kind: str
    held_on: dt.date
    is_present: bool
    events: frozenset[int]


@dataclass
class Known:
    """What cases are made of, read for all of them at once."""

    day: dt.date
    cases: list[OnboardingCase]
    steps: dict[int, list[OnboardingStep]] = field(default_factory=lambda: defaultdict(list))
    rows: dict[int, dict[int, OnboardingCaseStep]] = field(default_factory=lambda: defaultdict(dict))
    contacts: dict[int, list[Contact]] = field(default_factory=lambda: defaultdict(list))
    seats: dict[int, list[Any]] = field(default_factory=lambda: defaultdict(list))

    def rows_of(self, case: OnboardingCase) -> tuple[list[OnboardingCaseStep], list[OnboardingCaseStep]]:
        """The case's steps in order, those that it is to get now among them; and those that it is to lose."""
        there, wanted = self.rows[case.pk], self._wanted(case)
        kept: list[OnboardingCaseStep] = []
        surplus: list[OnboardingCaseStep] = []
        for step in self.steps[case.programme_id]:
            row = there.get(step.pk)
            if row is None and wanted is not None and step.pk in wanted:
                row = OnboardingCaseStep(case=case, step=step)
            if row is None:
                continue
            row.step = step
            is_out = wanted is not None and step.pk not in wanted and not row.is_settled
            (surplus if is_out else kept).append(row)
        return kept, surplus

    def _wanted(self, case: OnboardingCase) -> set[int] | None:
        """Ids of the steps that are for this case; None where nothing is added or taken away any more."""
        is_going_on = case.state == CaseState.OPEN or (case.state == CaseState.LEFT and self.left_on(case) is None)
        if not is_going_on:
            return None
        return {step.pk for step in self.steps[case.programme_id] if self._is_for(step, case)}

    def _is_for(self, step: OnboardingStep, case: OnboardingCase) -> bool:
        track = step.track
        if track is None:
            return True
        if track.county_id and track.county_id != county_of(case.membership):
            return False
        sits = {seat.organization_id for seat in self.seats[case.person_id] if seat.holds_on(self.day)}
        return track.organization_id is None or track.organization_id in sits

    def left_on(self, case: OnboardingCase) -> dt.date | None:
        """The last day of the mandate, where it is over and no other of the kind in the same body goes on.

        Never of a programme for those who leave.
        """
        if case.programme.cohort == CohortRule.LEAVING:
            return None
        mandate = case.membership
        same = [
            seat
            for seat in self.seats[case.person_id]
            if (seat.organization_id, seat.kind) == (mandate.organization_id, mandate.kind)
        ]
        if any(seat.ends_on is None or seat.ends_on >= self.day for seat in same):
            return None
        if not same and mandate.struck_at:
            return timezone.localdate(mandate.struck_at)
        return max((seat.ends_on for seat in same), default=mandate.ends_on)


def county_of(membership: Membership) -> int | None:
    """The county of the mandate's own area, else of the organization's; the areas must have been read."""
    area = membership.area or membership.organization.area
    return area.county_id if area else None


def _read(ids: Collection[int]) -> Known:
    related = ("programme", "membership__area", "membership__organization__area")
    cases = list(OnboardingCase.objects.filter(pk__in=ids).select_related(*related).order_by("pk"))
    known = Known(today(), cases)
    programmes, people = {case.programme_id for case in cases}, {case.person_id for case in cases}
    for step in OnboardingStep.objects.filter(programme__in=programmes).select_related("track"):
        known.steps[step.programme_id].append(step)
    for row in OnboardingCaseStep.objects.filter(case__in=ids):
        known.rows[row.case_id][row.step_id] = row
    for seat in Membership.objects.valid().filter(person__in=people).order_by("pk"):
        known.seats[seat.person_id].append(seat)
    first = min((case.seat_taken_on for case in cases), default=known.day)
    for person, contact in _contacts(people, first):
        known.contacts[person].append(contact)
    return known


def _contacts(people: Collection[int], first: dt.date) -> Iterator[tuple[int, Contact]]:
    """What counts of these people, from `first`, the earliest first."""
    rows = Participation.objects.touched().filter(
        counted_q("interaction__"),
        side=ParticipantSide.THEIRS,
        person__in=people,
        interaction__held_on__gte=first,
    )
    event = "interaction__event"
    names = ("person", "interaction", "interaction__kind", "interaction__held_on", "attendance")
    above = (event, f"{event}__parent", f"{event}__parent__parent")
    found = rows.order_by("interaction__held_on", "interaction").values_list(*names, *above)
    for person, pk, kind, held_on, attendance, *events in found:
        is_present = attendance == Attendance.ATTENDED
        yield person, Contact(pk, kind, held_on, is_present, frozenset(filter(None, events)))


# --- One case -------------------------------------------------------------------------------------------------------


def _mark(case: OnboardingCase, rows: list[OnboardingCaseStep], known: Known, left_on: dt.date | None) -> None:
    """Let each step that nobody ticked be done by the contact that does it, or not at all."""
    last = left_on or (case.closed_on if case.state == CaseState.CLOSED else None) or known.day
    free = [c for c in known.contacts[case.person_id] if case.seat_taken_on <= c.held_on <= last]
    for row in sorted(rows, key=lambda row: row.step.done_by != DoneBy.EVENT):
        if row.done_by_id or row.skipped_reason:
            continue
        contact = next((c for c in free if does(row.step, c)), None)
        row.interaction_id, row.done_on = (contact.pk, contact.held_on) if contact else (None, None)
        if contact:
            free.remove(contact)


def does(step: OnboardingStep, contact: Contact) -> bool:
    """Whether a contact of the right time does what a step asks for."""
    match step.done_by:
        case DoneBy.EVENT:
            return contact.is_present and step.event_id in contact.events
        case DoneBy.CONTACT:
            return contact.kind == step.kind
        case DoneBy.MATERIAL:
            kind = step.kind or (InteractionKind.LETTER if step.letter_id else "")
            return contact.kind == kind if kind else contact.kind in MATERIAL
    return False


def _set_days(case: OnboardingCase, rows: list[OnboardingCaseStep]) -> None:
    """By when each step is to be done. After the previous one: its day when it is done, else its own last day."""
    previous = case.started_on
    for row in rows:
        base = {DueFrom.SEAT: case.seat_taken_on, DueFrom.START: case.started_on}.get(DueFrom(row.step.due_from))
        row.due_on = (base or previous) + dt.timedelta(days=row.step.due_days)
        previous = row.done_on or row.due_on


def introduced_on(rows: Iterable[OnboardingCaseStep]) -> dt.date | None:
    """The day on which all required steps were done; None as long as one is not, or where none is required."""
    days = [row.done_on for row in rows if row.step.is_required]
    return max(day for day in days if day) if days and all(days) else None


def _set_state(case: OnboardingCase, rows: list[OnboardingCaseStep], left_on: dt.date | None) -> None:
    """Introduced, left or open; what somebody closed by hand stays closed."""
    if case.state == CaseState.CLOSED:
        return
    day = introduced_on(rows)
    case.state = CaseState.INTRODUCED if day else CaseState.LEFT if left_on else CaseState.OPEN
    case.closed_on, case.closed_reason = day or left_on, ""
