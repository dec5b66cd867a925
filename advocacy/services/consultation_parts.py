"""What a consultation holds: steps, our viewpoints and what came of them, documents, what our members answered.

Every change counts as a change of the consultation, so that a colleague with it open in a form is told.
"""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from advocacy.choices import TakenUp
from advocacy.models import Consultation, ConsultationStep, Viewpoint
from advocacy.services.consultations import held
from crm.common import writes
from crm.common.dates import today
from crm.common.operations import operation
from crm.models import Operation, User


@transaction.atomic
def add(*, actor: User, part: Any, **content: Any) -> Any:
    """Store a new part, of a consultation that is held meanwhile."""
    current = held(part.consultation, actor)
    for name, said in content.items():
        setattr(part, name, said)
    if hasattr(part, "position"):
        last = type(part).objects.filter(consultation=current).aggregate(last=models.Max("position"))["last"]
        part.position = (last or 0) + 1
    if isinstance(part, ConsultationStep):
        _count_back(part, current)
    writes.save(part, actor=actor)
    writes.save(current, actor=actor)
    return part


@transaction.atomic
def edit(*, actor: User, part: Any, version: int | None = None, **content: Any) -> Any:
    """Change what is given. Raises Conflict where the part has a version, and another one."""
    current = held(part.consultation, actor)
    if hasattr(part, "version"):
        writes.check_version(part, version)
    row = writes.locked(part)
    if writes.assign(row, content):
        if isinstance(row, ConsultationStep):
            _count_back(row, current)
        writes.save(row, actor=actor)
        writes.save(current, actor=actor)
    return row


def remove(*, actor: User, part: Any) -> Operation:
    """Take a part away, as an operation that can be undone."""
    title = _("%(what)s borttagen från en remiss") % {"what": str(part._meta.verbose_name).capitalize()}
    with operation(kind=Operation.Kind.BULK, title=title, actor=actor) as made:
        current = held(part.consultation, actor)
        writes.remove(writes.locked(part), actor=actor)
        writes.save(current, actor=actor)
    return made


def mark_step(*, actor: User, step: ConsultationStep, is_done: bool) -> ConsultationStep:
    """A step is done, or was not after all. Saying it twice changes nothing."""
    if bool(step.done_on) == is_done:
        return step
    done: ConsultationStep = edit(actor=actor, part=step, done_on=today() if is_done else None)
    return done


def assess(*, actor: User, viewpoint: Viewpoint, version: int | None = None, **said: Any) -> Viewpoint:
    """What came of a viewpoint, and where that can be read; that it is not known is an answer too."""
    if said["taken_up"] == TakenUp.UNKNOWN:
        said |= {"document": "", "page": "", "url": ""}
    assessed: Viewpoint = edit(
        actor=actor, part=viewpoint, version=version, assessed_on=today(), assessed_by=actor, **said
    )
    return assessed


def _count_back(step: ConsultationStep, consultation: Consultation) -> None:
    """How long before the last day the step is: as long it stays before it when that day moves."""
    last = consultation.answer_by
    if last and step.due_on:
        step.days_before = max(0, (last - step.due_on).days)
