"""One contact with very many people: those of a list."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy.models import Interaction
from advocacy.services import interactions
from contacts.models import Person
from crm.common.operations import operation
from crm.common.permissions import Role, require
from crm.models import Operation, User

MOST = 10_000


@transaction.atomic
def log_for_all(
    *, actor: User, people: Any, kind: str, held_on: dt.date, **details: Any
) -> tuple[Interaction, Operation]:
    """Log one contact with everybody of a queryset as participants, as an operation that can be undone."""
    require(actor, Role.EDITOR)
    taking_part: list[Person] = list(people.order_by("pk")[: MOST + 1])
    if len(taking_part) > MOST:
        raise ValidationError(_("En kontakt har högst 10 000 deltagare. Dela upp urvalet."))
    count = len(taking_part)
    said = ngettext("Kontakt registrerad med %(n)s person", "Kontakt registrerad med %(n)s personer", count)
    with operation(kind=Operation.Kind.BULK, title=said % {"n": count}, actor=actor) as made:
        logged = interactions.log(actor=actor, kind=kind, held_on=held_on, people=taking_part, **details)
    return logged, made
