"""Those whom a colleague answers for, taken over by another."""

from __future__ import annotations

from typing import Any

from contacts import permissions
from contacts.models import Person
from crm.common import writes
from crm.models import User


def people_of(user: User) -> Any:
    """Everybody whose relationship owner `user` is, archived ones too; not those merged away."""
    return Person.objects.filter(owner=user, merged_into__isnull=True).order_by("sort_key", "pk")


def hand_people(*, rows: list[Person], giver: User, receiver: User, actor: User) -> None:
    permissions.require_editing(actor)
    for person in rows:
        person.owner = receiver
    writes.change_many(rows, ["owner"], actor=actor)
