"""Consultations: taking one in, the way to our answer, the answer that was filed, the end of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from advocacy.choices import ConsultationState, TakenUp
from advocacy.models import Consultation, ConsultationPriority, ConsultationStep, Priority
from advocacy.services.consultation_ways import Way, day_before
from contacts.models import Organization
from crm.common import attachments, writes
from crm.common.permissions import Role, require
from crm.models import User

UNDECIDED = (ConsultationState.NEW, ConsultationState.ABSTAINED)
# Where a consultation goes when what was said of it last is taken back.
BEFORE = {
    ConsultationState.ABSTAINED: ConsultationState.NEW,
    ConsultationState.ANSWERING: ConsultationState.NEW,
    ConsultationState.ANSWERED: ConsultationState.ANSWERING,
    ConsultationState.FOLLOWED_UP: ConsultationState.ANSWERED,
}


class Details(TypedDict, total=False):
    """What staff write of a consultation; `priorities` are all that it concerns."""

    title: str
    reference: str
    our_reference: str
    origin: str
    sender: Organization | None
    url: str
    summary: str
    published_on: dt.date | None
    due_on: dt.date | None
    is_invited: bool
    owner: User | None
    priorities: Iterable[Priority]


class Filed(TypedDict, total=False):
    """What is written down when an answer has been filed. `upload` is the answer itself."""

    answered_on: dt.date
    our_reference: str
    decided_by: str
    decided_on: dt.date | None
    paragraph: str
    reported_on: dt.date | None
    upload: Any


def held(consultation: Consultation, actor: User, version: int | None = None) -> Consultation:
    """The row as it is now, held for a change by an editor. Raises PermissionDenied or Conflict."""
    require(actor, Role.EDITOR)
    writes.check_version(consultation, version)
    return writes.locked(consultation)


@transaction.atomic
def add(*, actor: User, **details: Unpack[Details]) -> Consultation:
    """Take one in by hand."""
    require(actor, Role.EDITOR)
    priorities = details.pop("priorities", ())
    consultation = writes.save(Consultation(**details), actor=actor)
    _set_priorities(consultation, priorities, actor)
    return consultation


@transaction.atomic
def edit(
    *, actor: User, consultation: Consultation, version: int | None = None, **details: Unpack[Details]
) -> Consultation:
    """Change what is given; steps that are not done follow the last day. Raises Conflict."""
    current = held(consultation, actor, version)
    last = current.answer_by
    changed = _set_priorities(current, details.pop("priorities"), actor) if "priorities" in details else False
    if writes.assign(current, details) or changed:
        writes.save(current, actor=actor)
        if current.answer_by != last:
            move_steps(current, actor)
    return current


@transaction.atomic
def start(
    *, actor: User, consultation: Consultation, way: Way, owner: User | None = None, version: int | None = None
) -> Consultation:
    """Begin to answer: the steps of `way`, counted back from the last day, are the owner's to begin with."""
    current = held(consultation, actor, version)
    if current.state not in UNDECIDED:
        raise ValidationError(_("Remissen besvaras redan."))
    current.owner = owner or current.owner or actor
    current.state, current.state_reason = ConsultationState.ANSWERING, ""
    writes.save(current, actor=actor)
    if not current.steps.exists():
        last = current.answer_by
        steps = [
            ConsultationStep(
                consultation=current,
                position=position,
                name=str(name),
                days_before=days,
                due_on=day_before(last, days) if last else None,
                owner=current.owner,
            )
            for position, (name, days) in enumerate(way.steps, 1)
        ]
        writes.create_many(steps, actor=actor)
    return current


@transaction.atomic
def postpone(*, actor: User, consultation: Consultation, until: dt.date, version: int | None = None) -> int:
    """We were granted until another day. Steps that are not done move with it: how many."""
    current = held(consultation, actor, version)
    if not current.due_on:
        raise ValidationError({"postponed_to": _("Remissen har ingen sista dag att flytta. Skriv den först.")})
    current.postponed_to = until
    writes.save(current, actor=actor)
    return move_steps(current, actor)


def move_steps(consultation: Consultation, actor: User) -> int:
    """Count the steps that are not done back from the last day that holds now."""
    last = consultation.answer_by
    moved = list(consultation.steps.filter(done_on__isnull=True)) if last else []
    for step in moved:
        step.due_on = day_before(last, step.days_before) if last else None
    writes.change_many(moved, ["due_on"], actor=actor)
    return len(moved)


@transaction.atomic
def abstain(*, actor: User, consultation: Consultation, reason: str, version: int | None = None) -> Consultation:
    """Say that we do not answer, and why."""
    current = held(consultation, actor, version)
    if current.state not in (ConsultationState.NEW, ConsultationState.ANSWERING):
        raise ValidationError(_("Det går bara att avstå från en remiss som inte är besvarad."))
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv varför vi avstår.")})
    current.state, current.state_reason = ConsultationState.ABSTAINED, reason.strip()
    return writes.save(current, actor=actor)


@transaction.atomic
def file_answer(
    *, actor: User, consultation: Consultation, version: int | None = None, **filed: Unpack[Filed]
) -> Consultation:
    """Our answer has gone in; again, what was written of it is mended. A new file takes the place of the old."""
    current = held(consultation, actor, version)
    upload, old = filed.pop("upload", None), None
    writes.assign(current, filed)
    if upload:
        old, current.answer = current.answer, attachments.store(upload=upload, actor=actor)
    if current.state in (*UNDECIDED, ConsultationState.ANSWERING):
        current.state, current.state_reason = ConsultationState.ANSWERED, ""
    writes.save(current, actor=actor)
    if old:
        attachments.remove(attachment=old, actor=actor)
    return current


@transaction.atomic
def finish(*, actor: User, consultation: Consultation) -> Consultation:
    """Every viewpoint has been followed up. Raises ValidationError where one has not."""
    current = held(consultation, actor)
    if current.state != ConsultationState.ANSWERED:
        raise ValidationError(_("Bara en besvarad remiss kan följas upp."))
    waiting = current.viewpoints.filter(taken_up=TakenUp.UNKNOWN, assessed_on__isnull=True).count()
    if waiting:
        raise ValidationError(_("%(n)d av våra synpunkter är inte bedömda än.") % {"n": waiting})
    current.state = ConsultationState.FOLLOWED_UP
    return writes.save(current, actor=actor)


@transaction.atomic
def take_back(*, actor: User, consultation: Consultation) -> Consultation:
    """Back to where it stood before: what was written stays."""
    current = held(consultation, actor)
    if current.state in BEFORE:
        current.state, current.state_reason = BEFORE[ConsultationState(current.state)], ""
        writes.save(current, actor=actor)
    return current


def _set_priorities(consultation: Consultation, wanted: Iterable[Priority], actor: User) -> bool:
    """Link the consultation to these and no others; whether anything changed."""
    links = {link.priority_id: link for link in consultation.priority_links.all()}
    asked = {priority.pk: priority for priority in wanted}
    gone = [link for pk, link in links.items() if pk not in asked]
    new = [ConsultationPriority(consultation=consultation, priority=asked[pk]) for pk in asked if pk not in links]
    writes.remove_many(gone, actor=actor)
    writes.create_many(new, actor=actor)
    return bool(gone or new)
