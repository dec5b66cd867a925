"""What happens to organizations of the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from contacts import permissions
from contacts.models import Area, Organization, OrganizationSubkind, Tag
from contacts.querysets import tree
from contacts.services import contact_details
from contacts.services import merge as merging
from contacts.services.archiving import set_archived
from contacts.services.contact_details import Detail
from contacts.services.merge import Merged
from contacts.services.tags import put as put_tags
from crm.common import writes
from crm.common.text import sort_key
from crm.models import User


class OrganizationFields(TypedDict, total=False):
    """What can be said of an organization besides its name and kind."""

    short_name: str
    subkind: OrganizationSubkind | None
    sector: str
    level: str
    parent: Organization | None
    area: Area | None
    organization_number: str
    is_own_body: bool
    starts_on: dt.date | None
    ends_on: dt.date | None


class NamedOrganizationFields(OrganizationFields, total=False):
    name: str
    kind: str


@transaction.atomic
def add(
    *,
    name: str,
    kind: str,
    actor: User,
    details: Sequence[Detail] = (),
    tags: Sequence[Tag] = (),
    reason: str = "",
    **fields: Unpack[OrganizationFields],
) -> Organization:
    """Add an organization with its addresses."""
    permissions.require_editing(actor)
    organization = Organization(name=" ".join(name.split()), kind=kind, **fields)
    writes.save(organization, actor=actor, reason=reason)
    if details:
        contact_details.replace(holder=organization, details=details, actor=actor, reason=reason)
    if tags:
        put_tags(holder=organization, tags=tags, actor=actor, reason=reason)
    return organization


@transaction.atomic
def edit(
    *,
    organization: Organization,
    actor: User,
    version: int | None = None,
    since: dt.datetime | None = None,
    details: Sequence[Detail] | None = None,
    tags: Sequence[Tag] | None = None,
    reason: str = "",
    **fields: Unpack[NamedOrganizationFields],
) -> Organization:
    """Change what is given, leave the rest; `details` and `tags`, where given, become all that there are.

    Raises writes.Conflict when somebody else has changed the organization since `version`, or its addresses `since`.
    """
    permissions.require_editing(actor)
    _check_no_circle(organization, fields.get("parent"))
    writes.check_version(organization, version)
    current = writes.locked(organization)
    if "name" in fields:
        fields["name"] = " ".join(fields["name"].split())
    changed = writes.assign(current, fields)
    if details is not None:
        contact_details.check_unchanged(holder=current, since=since)
        changed |= contact_details.replace(holder=current, details=details, actor=actor, reason=reason)
    if tags is not None:
        changed |= put_tags(holder=current, tags=tags, actor=actor, reason=reason)
    if changed:
        writes.save(current, actor=actor, reason=reason)
    return current


@transaction.atomic
def move(
    *, organization: Organization, parent: Organization | None, actor: User, version: int | None = None
) -> Organization:
    """Put an organization, with all that is under it, under another one (None: at the top)."""
    permissions.require_editing(actor)
    if parent is not None and (parent.is_archived or parent.merged_into_id):
        raise ValidationError({"parent": _("%(name)s är arkiverad.") % {"name": parent}})
    reason = _("Flyttad till %(name)s") % {"name": parent.short} if parent else _("Flyttad överst")
    return edit(organization=organization, actor=actor, version=version, reason=reason, parent=parent)


@transaction.atomic
def archive(*, organization: Organization, actor: User, reason: str = "") -> Organization:
    """Hide an organization from pickers and lists. Its roles keep counting, and it can be restored."""
    return set_archived(row=organization, is_archived=True, actor=actor, reason=reason)


@transaction.atomic
def restore(*, organization: Organization, actor: User, reason: str = "") -> Organization:
    """Take an organization back from the archive."""
    return set_archived(row=organization, is_archived=False, actor=actor, reason=reason)


def namesakes(*, name: str, actor: User) -> list[Organization]:
    """Organizations whose name reads the same, without regard to case, accents and hyphens; at most ten."""
    found = Organization.objects.visible_to(actor).filter(sort_key=sort_key(name))
    return list(found.select_related("area", "parent").order_by("pk")[:10])


def merge(
    *,
    keep: Organization,
    drop: Organization,
    actor: User,
    fields: Collection[str] | None = None,
    versions: tuple[int | None, int | None] = (None, None),
) -> Merged[Organization]:
    """Let `drop` become part of `keep`: see `contacts.services.merge`."""
    return merging.merge(keep=keep, drop=drop, actor=actor, fields=fields, versions=versions)


def _check_no_circle(organization: Organization, parent: Organization | None) -> None:
    """Raise ValidationError when `parent` is `organization`, or stands somewhere below it in the tree.

    All that stands above the new parent is held until the transaction ends, in one order: two who move two
    organizations under each other at once do not make a circle together.
    """
    if parent is None:
        return
    held = tree.above([parent.pk]).get(parent.pk, set()) | {organization.pk}
    list(Organization.objects.select_for_update().filter(pk__in=held).order_by("pk").values_list("pk"))
    if organization.pk in tree.above([parent.pk]).get(parent.pk, {parent.pk}):
        raise ValidationError({"parent": _("%(name)s ingår redan i den här organisationen.") % {"name": parent}})
