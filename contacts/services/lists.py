"""Contact lists: chosen people, each from a day on, or a filter that is asked anew each time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from contacts import permissions
from contacts.choices import ListKind
from contacts.models import ContactList, ContactListMember, Person
from crm.common import writes
from crm.common.dates import active_q, today
from crm.common.permissions import Role, can
from crm.common.text import row_id
from crm.models import SavedView, User

CHUNK = 5000  # ids asked for at a time: databases take a limited number


def may_edit(user: Any, contact_list: ContactList) -> bool:
    """Its owner may rename, share and archive a list; managers also those of others."""
    return can(user, Role.EDITOR) and (contact_list.owner_id == user.pk or can(user, Role.MANAGER))


def may_fill(user: Any, contact_list: ContactList) -> bool:
    """Editors put people on a shared static list and take them off; on one that is not shared, its owner."""
    is_open = contact_list.is_shared or contact_list.owner_id == user.pk
    return can(user, Role.EDITOR) and is_open and not contact_list.is_dynamic and not contact_list.is_archived


@transaction.atomic
def add(
    *,
    name: str,
    actor: User,
    kind: str = ListKind.STATIC,
    query: str = "",
    description: str = "",
    is_shared: bool = True,
    people: Iterable[int] = (),
) -> ContactList:
    """Make a list. A static one gets `people` (ids) from today on; a dynamic one keeps `query`, a people list's."""
    permissions.require_editing(actor)
    made = ContactList(name=_tidy(name), kind=kind, description=description.strip(), is_shared=is_shared, owner=actor)
    made.query = as_owner(query, actor) if kind == ListKind.DYNAMIC else ""
    if made.is_dynamic:
        _check_circle(made)
    writes.save(made, actor=actor)
    if not made.is_dynamic:
        _put(made, people, actor)
    return made


@transaction.atomic
def edit(
    *,
    contact_list: ContactList,
    actor: User,
    version: int | None = None,
    name: str,
    description: str,
    is_shared: bool,
    owner: User | None = None,
    query: str | None = None,
) -> ContactList:
    """Rename, describe, share, hand over; with `query` a dynamic list finds other people from now on."""
    current = _current(contact_list, actor, version)
    changes: dict[str, Any] = {"name": _tidy(name), "description": description.strip(), "is_shared": is_shared}
    if owner:
        changes["owner"] = owner
    if query is not None and current.is_dynamic:
        changes["query"] = as_owner(query, actor)
    if writes.assign(current, changes):
        if current.is_dynamic:
            _check_circle(current)
        writes.save(current, actor=actor)
    return current


@transaction.atomic
def set_archived(
    *, contact_list: ContactList, is_archived: bool, actor: User, version: int | None = None
) -> ContactList:
    """Hide a list from pickers, or take it back. What it is used in goes on working."""
    current = _current(contact_list, actor, version)
    if writes.assign(current, {"is_archived": is_archived}):
        writes.save(current, actor=actor)
    return current


@transaction.atomic
def put(*, contact_list: ContactList, people: Iterable[int], actor: User, reason: str = "") -> int:
    """Put people (ids) on a static list from today. Who is there already stays since then. Returns how many are new."""
    return _put(_fillable(contact_list, actor), people, actor, reason)


@transaction.atomic
def take_off(*, contact_list: ContactList, people: Iterable[int], actor: User, reason: str = "") -> int:
    """Take people (ids) off a static list; that they were on it until yesterday stays. Returns how many were there."""
    current = _fillable(contact_list, actor)
    day = today()
    leaving = set(people)
    held = [row for row in on_list(current, day) if row.person_id in leaving]
    began_today = [row for row in held if row.starts_on == day]
    ended = [row for row in held if row.starts_on != day]
    for row in ended:
        row.ends_on = day - dt.timedelta(days=1)
    writes.remove_many(began_today, actor=actor, reason=reason)
    writes.change_many(ended, ["ends_on"], actor=actor, reason=reason)
    return len(held)


def on_list(contact_list: ContactList, day: dt.date) -> Any:
    """The rows that put people on a static list on `day`."""
    return ContactListMember.objects.filter(active_q(day), contact_list=contact_list)


def as_owner(query: str, actor: User) -> str:
    """A filter's query with 'mine' made the maker's by name: on a shared list it would be each reader's own."""
    return "&".join(f"owner={actor.pk}" if part == "owner=me" else part for part in query.split("&") if part)


def lists_in(query: str) -> set[int]:
    """The ids of the lists that a filter asks for."""
    asked = parse_qs(query)
    ids = (row_id(value) for name in ("list", "not_list") for value in asked.get(name, ()))
    return {pk for pk in ids if pk is not None}


def shared_views_on(contact_list: ContactList) -> list[str]:
    """The shared views of people that ask for the list: nobody else could open them if it were not shared."""
    views = SavedView.objects.filter(is_shared=True, query__contains=f"list={contact_list.pk}").order_by("name", "pk")
    return [view.name for view in views if contact_list.pk in lists_in(view.query)]


def _check_circle(contact_list: ContactList) -> None:
    """Raise ValidationError when a dynamic list would, by way of others, ask itself."""
    queries = dict(ContactList.objects.filter(kind=ListKind.DYNAMIC).values_list("pk", "query"))
    waiting, seen = list(lists_in(contact_list.query)), set[int]()
    while waiting:
        pk = waiting.pop()
        if pk == contact_list.pk:
            raise ValidationError(_("Listan kan inte bygga på sig själv, inte heller genom en annan lista."))
        if pk not in seen:
            seen.add(pk)
            waiting.extend(lists_in(queries.get(pk, "")))


def _put(contact_list: ContactList, people: Iterable[int], actor: User, reason: str = "") -> int:
    day = today()
    wanted = list(dict.fromkeys(people))
    there = set(ContactListMember.objects.filter(contact_list=contact_list, ends_on__isnull=True).values_list(
        "person", flat=True
    ))  # fmt: skip
    known = set[int]()
    for first in range(0, len(wanted), CHUNK):
        rows = Person.objects.visible_to(actor).filter(pk__in=wanted[first : first + CHUNK])
        known |= set(rows.values_list("pk", flat=True))
    new = [
        ContactListMember(contact_list=contact_list, person_id=pk, starts_on=day)
        for pk in wanted
        if pk in known and pk not in there
    ]
    writes.create_many(new, actor=actor, reason=reason)
    return len(new)


def _current(contact_list: ContactList, actor: User, version: int | None) -> ContactList:
    writes.check_version(contact_list, version)
    current = writes.locked(contact_list)
    if not may_edit(actor, current):
        raise PermissionDenied(_("Listan ändras av den som ansvarar för den, eller av en ansvarig."))
    return current


def _fillable(contact_list: ContactList, actor: User) -> ContactList:
    """The list, held so that two who fill it at once wait for one another."""
    permissions.require_editing(actor)
    current = writes.locked(contact_list)
    if current.is_dynamic:
        raise ValidationError(_("Listan är ett sparat urval. Ändra urvalet i stället för att lägga till och ta bort."))
    if not may_fill(actor, current):
        raise PermissionDenied(_("Du får inte ändra vilka som står på den här listan."))
    return current


def _tidy(name: str) -> str:
    return " ".join(name.split())
