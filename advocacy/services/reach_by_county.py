"""Whom we met on what, by the county that they stood for then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from advocacy.models import Priority, ReachEntry
from crm.common.aggregates import counted
from crm.models import User


def met_by_priority_and_county(
    first: dt.date, last: dt.date, *, priorities: Iterable[int] | None = None, reader: User | None = None
) -> dict[tuple[int, str], int]:
    """How many people we met from `first` to `last`, both included, by priority and county.

    By the priority that a contact is linked to itself, and by the county kept with the contact: the one of the mandate
    that they held that day, '' where it is in none. Who was met for two counties is counted in both. None: all
    priorities. Two queries at most.
    """
    if priorities is None:
        priorities = Priority.objects.order_by().values_list("pk", flat=True)
    met = ReachEntry.objects.about(priorities, ()).between(first, last).met().of_people().readable_by(reader)
    # Ids before the words: the database compares them quicker.
    people = met.order_by().values_list("subject", "person", "held_county").distinct()
    return counted(people, "subject", "held_county")
