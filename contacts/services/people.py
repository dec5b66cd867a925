"""What happens to people of the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import TypedDict, Unpack

from django.db import transaction

from contacts import permissions
from contacts.choices import DetailKind
from contacts.models import ContactDetail, Organization, Party, Person, Tag
from contacts.services import contact_details, memberships
from contacts.services import merge as merging
from contacts.services.archiving import set_archived
from contacts.services.contact_details import Detail
from contacts.services.merge import Merged
from contacts.services.tags import put as put_tags
from crm.common import writes
from crm.common.text import sort_key
from crm.models import User


class PersonFields(TypedDict, total=False):
    """What can be said of a person besides the name."""

    legal_name: str
    other_names: str
    gender: str
    birth_year: int | None
    sector: str
    title: str
    salutation: str
    language: str
    owner: User | None
    user: User | None
    tier: str
    do_not_contact: bool


class NamedPersonFields(PersonFields, total=False):
    given_name: str
    family_name: str


@transaction.atomic
def add(
    *,
    given_name: str,
    family_name: str,
    actor: User,
    details: Sequence[Detail] = (),
    tags: Sequence[Tag] = (),
    reason: str = "",
    **fields: Unpack[PersonFields],
) -> Person:
    """Add a person with their addresses."""
    permissions.require_editing(actor)
    person = Person(given_name=_name(given_name), family_name=_name(family_name), **fields)
    writes.save(person, actor=actor, reason=reason)
    if details:
        contact_details.replace(holder=person, details=details, actor=actor, reason=reason)
    if tags:
        put_tags(holder=person, tags=tags, actor=actor, reason=reason)
    return person


@transaction.atomic
def add_with_role(
    *,
    given_name: str,
    family_name: str,
    organization: Organization,
    role: str,
    kind: str,
    actor: User,
    party: Party | None = None,
    details: Sequence[Detail] = (),
) -> Person:
    """Add a person met just now, with the role they hold; since when is not known."""
    person = add(given_name=given_name, family_name=family_name, details=details, actor=actor)
    memberships.add(person=person, organization=organization, role=role, kind=kind, party=party, actor=actor)
    return person


@transaction.atomic
def edit(
    *,
    person: Person,
    actor: User,
    version: int | None = None,
    since: dt.datetime | None = None,
    details: Sequence[Detail] | None = None,
    tags: Sequence[Tag] | None = None,
    reason: str = "",
    **fields: Unpack[NamedPersonFields],
) -> Person:
    """Change what is given, leave the rest; `details` and `tags`, where given, become all that there are.

    Raises writes.Conflict when somebody else has changed the person since `version`, or their addresses `since` then.
    Changing nothing leaves no trace.
    """
    permissions.require_editing(actor)
    writes.check_version(person, version)
    current = writes.locked(person)
    if details is not None:
        contact_details.check_unchanged(holder=current, since=since)
    changed = writes.assign(current, {**fields, **_names(fields)})
    if details is not None:
        changed |= contact_details.replace(holder=current, details=details, actor=actor, reason=reason)
    if tags is not None:
        changed |= put_tags(holder=current, tags=tags, actor=actor, reason=reason)
    if changed:
        writes.save(current, actor=actor, reason=reason)
    return current


@transaction.atomic
def archive(*, person: Person, actor: User, reason: str = "") -> Person:
    """Hide a person from pickers and lists. They keep counting in figures, and can be restored."""
    return set_archived(row=person, is_archived=True, actor=actor, reason=reason)


@transaction.atomic
def restore(*, person: Person, actor: User, reason: str = "") -> Person:
    """Take a person back from the archive."""
    return set_archived(row=person, is_archived=False, actor=actor, reason=reason)


def merge(
    *,
    keep: Person,
    drop: Person,
    actor: User,
    fields: Collection[str] | None = None,
    versions: tuple[int | None, int | None] = (None, None),
) -> Merged[Person]:
    """Let `drop` become part of `keep`: see `contacts.services.merge`."""
    return merging.merge(keep=keep, drop=drop, actor=actor, fields=fields, versions=versions)


def namesakes(
    *, given_name: str, family_name: str, actor: User, emails: Iterable[str] = ()
) -> tuple[list[Person], bool]:
    """People whose name reads the same, without regard to case, accents and hyphens, or who have one of the e-mail
    addresses; at most ten. And whether it is the address alone that any of them share.
    """
    key = sort_key(f"{_name(family_name)} {_name(given_name)}")
    addresses = [email.strip().lower() for email in emails]
    known = ContactDetail.objects.filter(kind=DetailKind.EMAIL, value__in=addresses)
    rows = Person.objects.visible_to(actor)
    by_address = rows.filter(pk__in=known.filter(person__isnull=False).values("person"))
    found = (rows.filter(sort_key=key) | by_address if addresses else rows.filter(sort_key=key)).for_list()
    alike = list(found.order_by("pk")[:10])
    return alike, bool(alike) and all(person.sort_key != key for person in alike)


def _name(text: str) -> str:
    return " ".join(text.split())


def _names(fields: NamedPersonFields) -> NamedPersonFields:
    names: NamedPersonFields = {}
    if "given_name" in fields:
        names["given_name"] = _name(fields["given_name"])
    if "family_name" in fields:
        names["family_name"] = _name(fields["family_name"])
    return names
