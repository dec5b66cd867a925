"""Tasks: something to do, for somebody, by a day."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from advocacy.choices import Repeat
from advocacy.models import Commitment, Decision, Interaction, Priority, Task
from advocacy.permissions import require_commitment, require_interaction, require_task
from contacts.models import Person
from crm.common import writes
from crm.common.dates import months_later, today
from crm.common.permissions import Role, require
from crm.models import User

FOLLOW_UP = dt.timedelta(days=14)
DAYS_OF = {Repeat.WEEKLY: 7, Repeat.FORTNIGHTLY: 14}
MONTHS_OF = {Repeat.MONTHLY: 1, Repeat.QUARTERLY: 3, Repeat.YEARLY: 12}
# What the next task of a series has in common with the one that was done.
CARRIED = ("title", "owner", "repeat", "interaction", "person", "priority", "commitment", "decision")


class Details(TypedDict, total=False):
    """What a task holds beside its title."""

    owner: User
    due_on: dt.date | None
    remind_on: dt.date | None
    repeat: str
    interaction: Interaction | None
    person: Person | None
    priority: Priority | None
    commitment: Commitment | None
    decision: Decision | None


class Changes(Details, total=False):
    title: str


@transaction.atomic
def add(*, actor: User, title: str, **details: Unpack[Details]) -> Task:
    """Make a task; its owner is the actor unless another is named."""
    require(actor, Role.EDITOR)
    task = Task(title=title, **{"owner": actor, **details})
    if task.interaction:
        require_interaction(actor, task.interaction)
    if task.commitment:
        require_commitment(actor, task.commitment)
    _go_with_contact(task)
    return writes.save(task, actor=actor)


def _go_with_contact(task: Task) -> None:
    """What is done about a promise is read by those who may read the contact in which it was made."""
    contact = task.commitment.interaction if task.commitment else None
    if contact and task.interaction_id not in (None, contact.pk):
        raise ValidationError({"interaction": _("Åtagandet gjordes i en annan kontakt.")})
    if contact:
        task.interaction = contact


@transaction.atomic
def follow_up(*, actor: User, interaction: Interaction) -> Task:
    """The task that most contacts leave: the actor follows them up within two weeks."""
    title = _("Följ upp: %(title)s") % {"title": interaction.title}
    return add(actor=actor, title=title[:200], due_on=today() + FOLLOW_UP, interaction=interaction)


@transaction.atomic
def edit(*, actor: User, task: Task, version: int | None = None, **changes: Unpack[Changes]) -> Task:
    """Change what is given. Raises Conflict when `version` is not the stored one."""
    writes.check_version(task, version)
    current = writes.locked(task)
    require_task(actor, current)
    if (contact := changes.get("interaction")) and contact.pk != current.interaction_id:
        require_interaction(actor, contact)
    if (promise := changes.get("commitment")) and promise.pk != current.commitment_id:
        require_commitment(actor, promise)
    if writes.assign(current, changes):
        _go_with_contact(current)
        writes.save(current, actor=actor)
    return current


@transaction.atomic
def mark(*, actor: User, task: Task, is_done: bool) -> Task:
    """Say that a task is done, or that it was not after all. Saying it twice changes nothing.

    One that repeats is followed by its next; taking it back takes away a next one that nobody has touched.
    """
    current = writes.locked(task)
    require_task(actor, current)
    if current.is_done == is_done:
        return current
    current.done_at = timezone.now() if is_done else None
    writes.save(current, actor=actor)
    following = Task.objects.filter(follows=current).first()
    if is_done and current.repeat and current.due_on and following is None:
        _repeat(current, current.due_on, actor)
    elif not is_done and following and following.version == 1:
        writes.remove(following, actor=actor)
    return current


def _repeat(task: Task, day: dt.date, actor: User) -> Task:
    """The next task of a series: on the first of its days that lies ahead, reminded as long before."""
    due_on = next_day(day, task.repeat, after=max(today(), day))
    before = day - task.remind_on if task.remind_on else None
    details = {name: getattr(task, name) for name in CARRIED}
    following = Task(follows=task, due_on=due_on, remind_on=due_on - before if before is not None else None, **details)
    return writes.save(following, actor=actor)


def next_day(first: dt.date, repeat: str, after: dt.date) -> dt.date:
    """The first day after `after` of those that follow `first` in the rhythm of `repeat`."""
    times, day = 0, first
    while day <= after:
        times += 1
        if months := MONTHS_OF.get(Repeat(repeat)):
            day = months_later(first, months * times)
        else:
            day = first + dt.timedelta(days=DAYS_OF[Repeat(repeat)] * times)
    return day
