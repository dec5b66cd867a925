"""A contact logged in a few seconds: who, what about, when, one line. The rest can wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from advocacy.choices import MODE_OF_KIND, Attendance, Mode
from advocacy.models import Interaction
from advocacy.services import interactions
from contacts.choices import DetailKind
from contacts.models import Person
from contacts.services import people as register
from contacts.services.contact_details import Detail
from crm.common.dates import today
from crm.models import User


@dataclass(frozen=True)
class Newcomer:
    """Somebody who was met and is not in the register yet."""

    given_name: str
    family_name: str
    email: str = ""


@transaction.atomic
def log(
    *,
    actor: User,
    kind: str,
    held_on: dt.date,
    people: Collection[Person] = (),
    newcomers: Sequence[Newcomer] = (),
    **details: Any,
) -> Interaction:
    """Log a contact and add those who are new, all or nothing.

    Who is named was there: at a seminar or conference that has been they attended, and are not merely invited.
    """
    added = [
        register.add(
            given_name=new.given_name,
            family_name=new.family_name,
            details=[Detail(DetailKind.EMAIL, new.email)] if new.email else [],
            actor=actor,
        )
        for new in newcomers
    ]
    met = [*people, *added]
    if MODE_OF_KIND[kind] == Mode.PRESENCE and held_on <= today():
        details["attendance"] = {person.pk: Attendance.ATTENDED for person in met}
    return interactions.log(actor=actor, kind=kind, held_on=held_on, people=met, **details)
