"""Changes of many people or organizations at once: what each would do, and doing it.

Every change is split first into those it concerns, those that are so already, and those left out and why; the page
shows the split and the service does it. One operation each, which can be undone; one history entry a row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts import permissions
from contacts.models import (
    ContactList,
    ContactListMember,
    Membership,
    Organization,
    OrganizationTag,
    Person,
    PersonTag,
    Tag,
)
from contacts.services import lists
from crm.common import writes
from crm.common.dates import active_q, today
from crm.common.operations import operation
from crm.models import Operation, User

Rows = QuerySet[Any]


@dataclass(frozen=True)
class Split:
    """`change` are the rows to write; `already` need nothing; `left_out` are passed by, each with the reason."""

    change: Rows
    already: Rows
    left_out: list[tuple[str, Rows]] = field(default_factory=list)


@dataclass(frozen=True)
class Changed:
    """How many rows an operation changed."""

    count: int
    operation: Operation | None


# --- Tags --------------------------------------------------------------------------------------------


def split_tagging(rows: Rows, tag: Tag) -> Split:
    return Split(change=rows.not_tagged(tag), already=rows.tagged(tag))  # type: ignore[attr-defined]


def split_untagging(rows: Rows, tag: Tag) -> Split:
    return Split(change=rows.tagged(tag), already=rows.not_tagged(tag))  # type: ignore[attr-defined]


@transaction.atomic
def put_tag(*, rows: Rows, tag: Tag, actor: User) -> Changed:
    """Put a tag on people, or on organizations."""
    permissions.require_editing(actor)
    writes.locked(tag)
    ids = _ids(split_tagging(rows, tag).change)
    model, holder = _link_of(rows)
    title = _("Etiketten %(tag)s satt på %(who)s") % {"tag": tag.name, "who": said(rows.model, len(ids))}
    with _operation(title, actor, len(ids)) as made:
        writes.create_many([model(tag=tag, **{holder: pk}) for pk in ids], actor=actor)
    return made


@transaction.atomic
def take_tag(*, rows: Rows, tag: Tag, actor: User) -> Changed:
    """Take a tag off people, or off organizations."""
    permissions.require_editing(actor)
    writes.locked(tag)
    model, holder = _link_of(rows)
    holders = split_untagging(rows, tag).change.order_by().values("pk")
    links = list(model.objects.filter(tag=tag, **{f"{holder}__in": holders}).order_by("pk"))
    title = _("Etiketten %(tag)s borttagen från %(who)s") % {"tag": tag.name, "who": said(rows.model, len(links))}
    with _operation(title, actor, len(links)) as made:
        writes.remove_many(links, actor=actor)
    return made


def _link_of(rows: Rows) -> tuple[Any, str]:
    return (PersonTag, "person_id") if rows.model is Person else (OrganizationTag, "organization_id")


# --- Contact lists ------------------------------------------------------------------------------------


def _on(contact_list: ContactList) -> Rows:
    return ContactListMember.objects.filter(active_q(today()), contact_list=contact_list).values("person")


def split_putting(people: Rows, contact_list: ContactList) -> Split:
    there = _on(contact_list)
    return Split(change=people.exclude(pk__in=there), already=people.filter(pk__in=there))


def split_taking_off(people: Rows, contact_list: ContactList) -> Split:
    there = _on(contact_list)
    return Split(change=people.filter(pk__in=there), already=people.exclude(pk__in=there))


def _named(contact_list: ContactList) -> Any:
    """What a list is called where all colleagues read it."""
    return contact_list.name if contact_list.is_shared else contact_list._meta.verbose_name


@transaction.atomic
def put_on_list(*, people: Rows, contact_list: ContactList, actor: User) -> Changed:
    """Put people on a static list from today."""
    ids = _ids(split_putting(people, contact_list).change)
    title = _("%(who)s tillagda på %(list)s") % {"who": said(Person, len(ids)), "list": _named(contact_list)}
    with _operation(title, actor, len(ids)) as made:
        lists.put(contact_list=contact_list, people=ids, actor=actor)
    return made


@transaction.atomic
def take_off_list(*, people: Rows, contact_list: ContactList, actor: User) -> Changed:
    """Take people off a static list."""
    ids = _ids(split_taking_off(people, contact_list).change)
    title = _("%(who)s borttagna från %(list)s") % {"who": said(Person, len(ids)), "list": _named(contact_list)}
    with _operation(title, actor, len(ids)) as made:
        lists.take_off(contact_list=contact_list, people=ids, actor=actor)
    return made


# --- Who answers for them -------------------------------------------------------------------------------


def split_owner(people: Rows, owner: User | None) -> Split:
    same = Q(owner=owner) if owner else Q(owner__isnull=True)
    gone = people.filter(is_archived=True).exclude(same)
    return Split(
        change=people.filter(is_archived=False).exclude(same),
        already=people.filter(same),
        left_out=[(_("arkiverade personer"), gone)],
    )


@transaction.atomic
def set_owner(*, people: Rows, owner: User | None, actor: User) -> Changed:
    """Make `owner` answer for the contact with people; None: nobody."""
    permissions.require_editing(actor)
    found = _locked(split_owner(people, owner).change)
    for person in found:
        person.owner = owner
    names = {"name": owner or _("Ingen"), "who": said(Person, len(found))}
    with _operation(_("%(name)s kontaktansvarig för %(who)s") % names, actor, len(found)) as made:
        writes.change_many(found, ["owner"], actor=actor)
    return made


# --- Mandates that end ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ending:
    """Which roles end: in an organization, of a kind, or both; `on` is their last day."""

    on: dt.date
    organization: Organization | None = None
    kind: str = ""

    @property
    def roles(self) -> Q:
        wanted = Q(organization=self.organization) if self.organization else Q()
        return wanted & Q(kind=self.kind) if self.kind else wanted


def split_ending(people: Rows, ending: Ending) -> Split:
    """Mandates that end, those that end by then anyhow, those that begin later; and people who have none."""
    held = Membership.objects.valid().filter(ending.roles, person__in=people.order_by().values("pk"))
    ended = Q(ends_on__isnull=False, ends_on__lte=ending.on)
    later = Q(starts_on__isnull=False, starts_on__gt=ending.on)
    without = people.exclude(pk__in=held.order_by().values("person"))
    return Split(
        change=held.exclude(ended).exclude(later),
        already=held.filter(ended),
        left_out=[
            (_("uppdrag som börjar efter dagen"), held.filter(later)),
            (_("personer utan ett sådant uppdrag"), without),
        ],
    )


@transaction.atomic
def end_mandates(*, people: Rows, ending: Ending, actor: User, reason: str = "") -> Changed:
    """End roles of many people on one day. Which ones must be said: not everything that somebody holds."""
    permissions.require_editing(actor)
    if not ending.organization and not ending.kind:
        raise ValidationError(_("Välj i vilken organisation, eller vilket slag av roll."))
    found = _locked(split_ending(people, ending).change)
    for membership in found:
        membership.ends_on = ending.on
    count = ngettext("%(n)s uppdrag avslutat", "%(n)s uppdrag avslutade", len(found)) % {"n": len(found)}
    where = f", {ending.organization.name}" if ending.organization else ""
    with _operation(f"{count} {ending.on.isoformat()}{where}", actor, len(found)) as made:
        writes.change_many(found, ["ends_on"], actor=actor, reason=reason)
    return made


# --- Common ---------------------------------------------------------------------------------------------


def said(model: Any, count: int) -> str:
    """'12 personer', '1 organisation'."""
    if model is Person:
        return ngettext("%(n)s person", "%(n)s personer", count) % {"n": count}
    return ngettext("%(n)s organisation", "%(n)s organisationer", count) % {"n": count}


def _ids(rows: Rows) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _locked(rows: Rows) -> list[Any]:
    """The rows, held until the change is stored, in an order in which two changes cannot wait for one another."""
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


@contextmanager
def _operation(title: str, actor: User, count: int) -> Iterator[Changed]:
    """The operation within which `count` rows are changed; none when there is nothing to change."""
    if not count:
        yield Changed(0, None)
        return
    try:
        with operation(kind=Operation.Kind.BULK, title=title, actor=actor) as made:
            yield Changed(count, made)
    except IntegrityError as error:
        raise ValidationError(_("Någon annan ändrade samma uppgifter samtidigt. Försök igen.")) from error
