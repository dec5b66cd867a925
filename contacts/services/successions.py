"""Organizations that take over after others on a day: renamed, split, merged. Nothing true is overwritten.

The old ones end the day before and the new ones begin; who sat there, who answers for what and who is our member go on
as new, dated rows, or end. All of it is one operation, which can be undone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from contacts import permissions
from contacts.choices import CustomerStatus
from contacts.models import (
    ContactDetail,
    CustomerMembership,
    Membership,
    Organization,
    OrganizationResponsibility,
    OrganizationSuccession,
    OrganizationTag,
)
from contacts.services import memberships
from crm.common import writes
from crm.common.dates import today
from crm.common.operations import operation
from crm.models import Operation, User

# Where a mandate goes: to one of the successors, or nowhere: then it ends.
Destination = Callable[[Membership], Organization | None]


@dataclass(frozen=True)
class Newcomer:
    """A successor: one that exists, or one to be made in the likeness of the first predecessor."""

    name: str = ""
    short_name: str = ""
    existing: Organization | None = None
    changes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Choices:
    """What the one who reorganises has chosen. An index names a successor; None ends what is asked about.

    `mandates` and `responsibilities` by id; what is not named there follows `others`.
    """

    mandates: dict[int, int | None] = field(default_factory=dict)
    responsibilities: dict[int, int | None] = field(default_factory=dict)
    others: int | None = 0


def rename(
    *, organization: Organization, name: str, on: dt.date, actor: User, short_name: str = ""
) -> tuple[Operation, Organization]:
    """Let an organization go on under a new name from the day `on`: the old one ends, all who sit there move along."""
    operation_, made = reorganise(
        predecessors=[organization], newcomers=[Newcomer(name, short_name)], on=on, actor=actor, choices=Choices()
    )
    return operation_, made[0]


def reorganise(
    *,
    predecessors: Sequence[Organization],
    newcomers: Sequence[Newcomer],
    on: dt.date,
    actor: User,
    choices: Choices,
) -> tuple[Operation, list[Organization]]:
    """Let `newcomers` take over after `predecessors` from the day `on`. Returns the operation and the successors."""
    permissions.require_managing(actor)
    check(predecessors, newcomers, on)
    names = (", ".join(o.name for o in predecessors), ", ".join(n.name or str(n.existing) for n in newcomers))
    title = _("%(old)s blir %(new)s den %(day)s") % {"old": names[0], "new": names[1], "day": on.isoformat()}
    with operation(kind=Operation.Kind.BULK, title=title, actor=actor) as made:
        old = [writes.locked(organization) for organization in predecessors]
        reason = title[:100]
        new = [_arrive(newcomer, old[0], on, actor, reason) for newcomer in newcomers]

        def goes_to(membership: Membership) -> Organization | None:
            place = choices.mandates.get(membership.pk, choices.others)
            return None if place is None else new[place]

        if len(old) == len(new) == 1 and not newcomers[0].existing:
            _copy_details(old[0], new[0], actor, reason)
        carry_over(old=old, new=new, on=on, actor=actor, reason=reason, goes_to=goes_to)
        _move_responsibilities(old, new, on, actor, reason, choices)
        for child in Organization.objects.filter(parent__in=old).exclude(pk__in=[o.pk for o in new]):
            child.parent = new[0]
            writes.save(child, actor=actor, reason=reason)
    return made, new


def check(predecessors: Sequence[Organization], newcomers: Sequence[Newcomer], on: dt.date) -> None:
    """Raise ValidationError when this cannot be done."""
    if not predecessors or not newcomers:
        raise ValidationError(_("Ange både vad som upphör och vad som tar över."))
    for organization in predecessors:
        if organization.ends_on and organization.ends_on < on:
            said = _("%(name)s upphörde redan %(day)s.")
            raise ValidationError(said % {"name": organization, "day": organization.ends_on.isoformat()})
        if organization.starts_on and organization.starts_on >= on:
            raise ValidationError({"on": _("%(name)s bildades först den dagen.") % {"name": organization}})
        if any(newcomer.existing == organization for newcomer in newcomers):
            raise ValidationError(_("En organisation kan inte efterträda sig själv."))
    if not all(newcomer.existing or newcomer.name.strip() for newcomer in newcomers):
        raise ValidationError(_("Ge den nya organisationen ett namn."))


def carry_over(
    *,
    old: Sequence[Organization],
    new: Sequence[Organization],
    on: dt.date,
    actor: User,
    reason: str,
    goes_to: Destination,
    areas: dict[int, Any] | None = None,
) -> None:
    """End `old` the day before `on`, note that `new` took over, and carry over mandates, membership of ours and tags.

    `areas`: which area takes the place of which, for mandates that go on. Only within an operation.
    """
    for before in old:
        for after in new:
            link = OrganizationSuccession(predecessor=before, successor=after, happened_on=on)
            if not OrganizationSuccession.objects.filter(predecessor=before, successor=after).exists():
                writes.save(link, actor=actor, reason=reason)
    _move_mandates(old, on, actor, reason, goes_to, areas or {})
    if len(new) == 1:
        _move_customer(old, new[0], on, actor, reason)
        _represent_anew(old, new[0], on, actor, reason)
    _copy_tags(old, new, actor, reason)
    for organization in old:
        organization.ends_on = on - dt.timedelta(days=1)
        # Pickers offer it no more; one that ends ahead is still there today.
        organization.is_archived = organization.ends_on < today()
        writes.save(organization, actor=actor, reason=reason)


def _arrive(newcomer: Newcomer, model: Organization, on: dt.date, actor: User, reason: str) -> Organization:
    if newcomer.existing:
        return writes.locked(newcomer.existing)
    alike = ("kind", "subkind", "sector", "level", "parent", "area", "is_own_body")
    made = Organization(
        name=" ".join(newcomer.name.split()),
        short_name=newcomer.short_name,
        starts_on=on,
        **{**{name: getattr(model, name) for name in alike}, **newcomer.changes},
    )
    return writes.save(made, actor=actor, reason=reason)


def _move_mandates(
    old: Sequence[Organization], on: dt.date, actor: User, reason: str, goes_to: Destination, areas: dict[int, Any]
) -> None:
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    rows = list(Membership.objects.valid().filter(lasting, organization__in=old).order_by("pk"))
    moved: dict[int, Membership] = {}
    seen: set[tuple[Any, ...]] = set()
    for membership in rows:
        target = goes_to(membership)
        key = (membership.person_id, target and target.pk, membership.role, membership.party_id)
        if key in seen:  # held in two that became one: it is one role there
            target = None
        seen.add(key)
        if membership.starts_on and membership.starts_on >= on:
            moved |= _begin_elsewhere(membership, target, actor, reason, areas)
        elif target is None:
            memberships.end(membership=membership, on=on - dt.timedelta(days=1), actor=actor, reason=reason)
        else:
            area = areas.get(membership.area_id or 0, membership.area)
            moved[membership.pk] = memberships.change(
                membership=membership, on=on, organization=target, area=area, actor=actor, reason=reason,
                keeps_leaves=True,
            )  # fmt: skip
    for membership in moved.values():
        if membership.stands_in_for_id in moved:
            membership.stands_in_for = moved[membership.stands_in_for_id]
            writes.save(membership, actor=actor, reason=reason)


def _begin_elsewhere(
    membership: Membership, target: Organization | None, actor: User, reason: str, areas: dict[int, Any]
) -> dict[int, Membership]:
    """A mandate that was to begin in what is gone by then: it never does; where it moves, it begins there."""
    memberships.strike(membership=membership, reason=reason, actor=actor)
    if target is None:
        return {}
    content = {name: getattr(membership, name) for name in memberships.CONTENT if name not in ("organization", "post")}
    content["area"] = areas.get(membership.area_id or 0, membership.area)
    again = Membership(
        person=membership.person, organization=target, starts_on=membership.starts_on, ends_on=membership.ends_on,
        **content,
    )  # fmt: skip
    return {membership.pk: writes.save(again, actor=actor, reason=reason)}


def _move_responsibilities(
    old: Sequence[Organization], new: Sequence[Organization], on: dt.date, actor: User, reason: str, choices: Choices
) -> None:
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    for link in OrganizationResponsibility.objects.filter(lasting, organization__in=old):
        place = choices.responsibilities.get(link.pk, choices.others)
        if place is not None:
            after = OrganizationResponsibility(
                responsibility=link.responsibility, organization=new[place], starts_on=on, ends_on=link.ends_on
            )
            writes.save(after, actor=actor, reason=reason)
        if link.starts_on and link.starts_on >= on:
            writes.remove(link, actor=actor, reason=reason)
        else:
            link.ends_on = on - dt.timedelta(days=1)
            writes.save(link, actor=actor, reason=reason)


def _move_customer(old: Sequence[Organization], new: Organization, on: dt.date, actor: User, reason: str) -> None:
    """Their membership of ours goes on with the new one when they all had the same; otherwise it is not known."""
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    rows = list(CustomerMembership.objects.filter(lasting, organization__in=old))
    statuses = {row.status for row in rows if row.starts_on is None or row.starts_on < on}
    for row in rows:
        if row.starts_on and row.starts_on >= on:
            writes.remove(row, actor=actor, reason=reason)
        else:
            row.ends_on = on - dt.timedelta(days=1)
            writes.save(row, actor=actor, reason=reason)
    if statuses and not CustomerMembership.objects.filter(lasting, organization=new).exists():
        status = statuses.pop() if len(statuses) == 1 else CustomerStatus.UNKNOWN
        writes.save(CustomerMembership(organization=new, status=status, starts_on=on), actor=actor, reason=reason)


def _represent_anew(old: Sequence[Organization], new: Organization, on: dt.date, actor: User, reason: str) -> None:
    """Whoever sits in a network for the old one sits there for the new one from that day."""
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    begun = Q(starts_on__isnull=True) | Q(starts_on__lt=on)
    for membership in Membership.objects.valid().filter(lasting, begun, represents__in=old):
        memberships.change(membership=membership, on=on, represents=new, actor=actor, reason=reason)


def _copy_tags(old: Sequence[Organization], new: Sequence[Organization], actor: User, reason: str) -> None:
    links = OrganizationTag.objects.filter(organization__in=old).select_related("tag")
    tags = {link.tag_id: link.tag for link in links}
    for organization in new:
        have = set(OrganizationTag.objects.filter(organization=organization).values_list("tag", flat=True))
        for pk in tags.keys() - have:
            writes.save(OrganizationTag(organization=organization, tag=tags[pk]), actor=actor, reason=reason)


def _copy_details(old: Organization, new: Organization, actor: User, reason: str) -> None:
    """The addresses of one that goes on under another name. They were verified of the old one, not of the new."""
    for detail in ContactDetail.objects.filter(organization=old).order_by("pk"):
        again = ContactDetail(
            organization=new, kind=detail.kind, value=detail.value, label=detail.label,
            is_preferred=detail.is_preferred, source=detail.source, source_on=detail.source_on,
        )  # fmt: skip
        writes.save(again, actor=actor, reason=reason)
