"""One person's introduction: closed by hand, opened again; joined when two people turn out to be one; forgotten."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from advocacy.choices import CaseState
from advocacy.models import OnboardingCase, OnboardingCaseStep
from contacts.models import Person
from crm.common import keeping, writes
from crm.common.dates import today
from crm.common.permissions import Role, require
from crm.models import User


@transaction.atomic
@keeping.once()
def close(*, actor: User, case: OnboardingCase, reason: str, version: int | None = None) -> OnboardingCase:
    """End an introduction before it is finished, with a word why. What is done stays done.

    Raises ValidationError without a word, Conflict when it was changed since `version`.
    """
    require(actor, Role.EDITOR)
    current = _held(case, version)
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv varför introduktionen avslutas.")})
    if current.state == CaseState.CLOSED:
        return current
    current.state, current.closed_on, current.closed_reason = CaseState.CLOSED, today(), reason.strip()
    return writes.save(current, actor=actor)


@transaction.atomic
@keeping.once()
def reopen(*, actor: User, case: OnboardingCase, version: int | None = None) -> OnboardingCase:
    """Go on with an introduction that was closed by hand. It stands then as its steps and the mandate say."""
    require(actor, Role.EDITOR)
    current = _held(case, version)
    if current.state == CaseState.CLOSED:
        current.state, current.closed_on, current.closed_reason = CaseState.OPEN, None, ""
        writes.save(current, actor=actor)
    return current


def _held(case: OnboardingCase, version: int | None) -> OnboardingCase:
    writes.hold(Person, [case.person_id])
    writes.check_version(case, version)
    return writes.locked(case)


# --- Two that are one -----------------------------------------------------------------------------------------------


def join(kept: OnboardingCase, dropped: OnboardingCase) -> None:
    """Of two cases of one person in one programme: the earlier days, any host, open if one of them is.

    How it stands then follows from the steps of both.
    """
    kept.host_id = kept.host_id or dropped.host_id
    kept.started_on = min(kept.started_on, dropped.started_on)
    if dropped.seat_taken_on < kept.seat_taken_on:
        kept.seat_taken_on, kept.membership_id = dropped.seat_taken_on, dropped.membership_id
    if CaseState.CLOSED in (kept.state, dropped.state) and kept.state != dropped.state:
        kept.state, kept.closed_on, kept.closed_reason = CaseState.OPEN, None, ""


def join_steps(kept: OnboardingCaseStep, dropped: OnboardingCaseStep) -> None:
    """Done if it was for either, on the earlier day; a tick stands before what follows from a contact."""
    done = [row for row in (kept, dropped) if row.done_on]
    if done:
        first = min(done, key=lambda row: (row.done_by_id is None, row.done_on or dt.date.max))
        kept.done_on, kept.done_by_id, kept.interaction_id = first.done_on, first.done_by_id, first.interaction_id
        kept.skipped_reason = ""
    else:
        kept.skipped_reason = kept.skipped_reason or dropped.skipped_reason


# --- Forgotten ------------------------------------------------------------------------------------------------------


@transaction.atomic
def forget(*, actor: User, person: Person) -> None:
    """Delete the person's introductions with all that was noted in them, and their log."""
    require(actor, Role.MANAGER)
    cases = list(OnboardingCase.objects.filter(person=person))
    ids = [case.pk for case in cases]
    steps = list(OnboardingCaseStep.objects.filter(case__in=ids))
    writes.remove_many(steps, actor=actor)
    writes.remove_many(cases, actor=actor)
    OnboardingCaseStep.history.filter(case_id__in=ids).delete()
    OnboardingCase.history.filter(id__in=ids).delete()
    OnboardingCase.history.filter(person_id=person.pk).delete()
