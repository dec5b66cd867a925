"""What advocacy forgets of a person, log included. The contact itself stays, without them."""

from __future__ import annotations

from django.db import transaction

from advocacy.models import Participation, Task
from contacts.models import Person
from crm.common import writes
from crm.common.permissions import Role, require
from crm.models import User


@transaction.atomic
def forget_participations(*, actor: User, person: Person) -> None:
    """Take the person out of every contact, and what they held then out of the log."""
    require(actor, Role.MANAGER)
    for part in Participation.objects.filter(person=person):
        writes.remove(part, actor=actor)
    Participation.history.filter(person_id=person.pk).delete()


@transaction.atomic
def forget_tasks(*, actor: User, person: Person) -> None:
    """Delete the tasks that are about the person, whose titles are likely to name them, and their log."""
    require(actor, Role.MANAGER)
    ids = list(Task.objects.filter(person=person).values_list("pk", flat=True))
    for task in Task.objects.filter(pk__in=ids):
        writes.remove(task, actor=actor)
    Task.history.filter(id__in=ids).delete()
    Task.history.filter(person_id=person.pk).delete()
