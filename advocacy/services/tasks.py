"""Tasks: something to do, for somebody, by a day."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from advocacy.models import Interaction, Priority, Task
from advocacy.permissions import require_interaction, require_task
from contacts.models import Person
from crm.common import writes
from crm.common.permissions import Role, require
from crm.models import User


class Details(TypedDict, total=False):
    """What a task holds beside its title."""

    owner: User
    due_on: dt.date | None
    interaction: Interaction | None
    person: Person | None
    priority: Priority | None


class Changes(Details, total=False):
    title: str


@transaction.atomic
def add(*, actor: User, title: str, **details: Unpack[Details]) -> Task:
    """Make a task; its owner is the actor unless another is named."""
    require(actor, Role.EDITOR)
    task = Task(title=title, **{"owner": actor, **details})
    if task.interaction:
        require_interaction(actor, task.interaction)
    return writes.save(task, actor=actor)


@transaction.atomic
def edit(*, actor: User, task: Task, version: int | None = None, **changes: Unpack[Changes]) -> Task:
    """Change what is given. Raises Conflict when `version` is not the stored one."""
    writes.check_version(task, version)
    current = writes.locked(task)
    require_task(actor, current)
    if (contact := changes.get("interaction")) and contact.pk != current.interaction_id:
        require_interaction(actor, contact)
    if writes.assign(current, changes):
        writes.save(current, actor=actor)
    return current


@transaction.atomic
def mark(*, actor: User, task: Task, is_done: bool) -> Task:
    """Say that a task is done, or that it was not after all. Saying it twice changes nothing."""
    current = writes.locked(task)
    require_task(actor, current)
    if current.is_done != is_done:
        current.done_at = timezone.now() if is_done else None
        writes.save(current, actor=actor)
    return current
