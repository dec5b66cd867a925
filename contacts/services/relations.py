"""Who is whose assistant, secretary or chief, and for how long."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from contacts import permissions
from contacts.models import Person, PersonRelation
from crm.common import writes
from crm.models import User


@transaction.atomic
def add(
    *, person: Person, other: Person, kind: str, actor: User, starts_on: dt.date | None = None, reason: str = ""
) -> PersonRelation:
    """Say that `person` has `other` as `kind`: their assistant, political secretary or chief."""
    permissions.require_editing(actor)
    if person.pk == other.pk:
        raise ValidationError({"other": _("En person kan inte ha en relation till sig själv.")})
    writes.locked(person)  # two who say the same at once
    if PersonRelation.objects.filter(person=person, other=other, kind=kind, ends_on__isnull=True).exists():
        raise ValidationError({"other": _("Relationen finns redan.")})
    relation = PersonRelation(person=person, other=other, kind=kind, starts_on=starts_on)
    return writes.save(relation, actor=actor, reason=reason)


@transaction.atomic
def end(
    *, relation: PersonRelation, on: dt.date, actor: User, version: int | None = None, reason: str = ""
) -> PersonRelation:
    """End a relation; `on` is its last day."""
    permissions.require_editing(actor)
    writes.check_version(relation, version)
    current = writes.locked(relation)
    if current.starts_on and on < current.starts_on:
        raise ValidationError({"on": _("Slutdagen ligger före startdagen.")})
    if writes.assign(current, {"ends_on": on}):
        writes.save(current, actor=actor, reason=reason)
    return current


@transaction.atomic
def remove(*, relation: PersonRelation, actor: User, reason: str = "") -> None:
    """Take away a relation that never was. What was said stays in history."""
    permissions.require_editing(actor)
    writes.remove(writes.locked(relation), actor=actor, reason=reason)
