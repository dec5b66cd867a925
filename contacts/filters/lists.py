"""Who is on contact lists today: the members of a static one, those whom the filter of a dynamic one finds."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django.http import QueryDict

from contacts.models import ContactList, ContactListMember, Person
from crm.common.dates import active_q, today
from crm.common.filters import StrictFilterSet


def people_on(contact_list: ContactList, inside: frozenset[int] = frozenset(), day: dt.date | None = None) -> Any:
    """The people on a list as a queryset of people, archived ones among those put there by hand.

    A static list is that of `day` (today); a dynamic one knows today alone. `inside` are the lists whose filter is
    being read: a list that comes back to itself has nobody more.
    """
    if not contact_list.is_dynamic:
        held = ContactListMember.objects.filter(active_q(day or today()), contact_list=contact_list)
        return Person.objects.filter(merged_into__isnull=True, pk__in=held.values("person"))
    if contact_list.pk in inside:
        return Person.objects.none()
    return filterset_of(contact_list, inside).qs


def filterset_of(
    contact_list: ContactList, inside: frozenset[int] = frozenset(), reader: Any = None
) -> StrictFilterSet:
    """The filter that a dynamic list keeps, as its owner would ask it; in words, what `reader` may see of it."""
    from contacts.filters.person import PersonFilterSet

    return PersonFilterSet(
        QueryDict(contact_list.query),
        queryset=Person.objects.filter(merged_into__isnull=True),
        request=SimpleNamespace(user=contact_list.owner),
        inside=inside | {contact_list.pk},
        reader=reader,
    )
