"""What happens to the seats of a body: they are made, held, freed, and end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from contacts import permissions
from contacts.models import Area, Membership, Organization, Party, Person, Post
from contacts.services import memberships
from crm.common import writes
from crm.models import User

MOST = 400


class SeatFields(TypedDict, total=False):
    """What can be said of the role that comes with a seat."""

    party: Party | None
    represents: Organization | None
    side: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    source: str
    source_on: dt.date | None


@transaction.atomic
def define(
    *,
    organization: Organization,
    role: str,
    number: int,
    actor: User,
    areas: Sequence[Area] = (),
    starts_on: dt.date | None = None,
) -> list[Post]:
    """Give a body `number` more seats of one role; with `areas`, so many for each of them."""
    permissions.require_managing(actor)
    role = " ".join(role.split())
    places: list[Area | None] = [*areas] or [None]
    if not 1 <= number * len(places) <= MOST:
        raise ValidationError({"number": _("Högst %(most)d platser läggs upp på en gång.") % {"most": MOST}})
    writes.locked(organization)  # two who number seats at once
    seats = []
    for area in places:
        same = Post.objects.filter(organization=organization, role=role, area=area)
        last = same.aggregate(last=Max("number"))["last"] or 0
        seats += [
            Post(organization=organization, role=role, area=area, number=last + n, starts_on=starts_on)
            for n in range(1, number + 1)
        ]
    return writes.create_many(seats, actor=actor)


@transaction.atomic
def abolish(*, post: Post, on: dt.date, actor: User, reason: str = "") -> Post:
    """End a seat; `on` is its last day. Who sits there must have left by then."""
    permissions.require_managing(actor)
    current = writes.locked(post)
    later = Membership.objects.valid().filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), post=current)
    holder = later.select_related("person").first()
    if holder:
        told = _("Platsen innehas av %(name)s efter den dagen. Avsluta uppdraget först.")
        raise ValidationError({"on": told % {"name": holder.person.name}})
    current.ends_on = on
    return writes.save(current, actor=actor, reason=reason)


@transaction.atomic
def remove(*, post: Post, actor: User) -> None:
    """Take away a seat that was never held: it was made by mistake."""
    permissions.require_managing(actor)
    current = writes.locked(post)
    if Membership.objects.filter(post=current).exists():
        raise ValidationError(_("Någon har haft platsen. Avsluta den i stället för att ta bort den."))
    writes.remove(current, actor=actor)


@transaction.atomic
def seat(*, post: Post, person: Person, kind: str, actor: User, **fields: Unpack[SeatFields]) -> Membership:
    """Give a person a seat. Who already has the role in the body is put on the seat; others get the role with it."""
    permissions.require_editing(actor)
    writes.locked(person)
    found = _held_without_seat(post, person, fields.get("starts_on"), fields.get("ends_on"))
    if found:
        said: memberships.SeatFacts = {}
        if party := fields.get("party"):
            said["party"] = party
        if represents := fields.get("represents"):
            said["represents"] = represents
        if side := fields.get("side"):
            said["side"] = side
        return memberships.put_on_seat(membership=found, post=post, actor=actor, **said)
    return memberships.add(
        person=person,
        organization=post.organization,
        role=post.role,
        kind=kind,
        area=post.area,
        post=post,
        actor=actor,
        **fields,
    )


def _held_without_seat(post: Post, person: Person, first: dt.date | None, last: dt.date | None) -> Membership | None:
    """The role that the person already has in the body at that time, of the seat's kind and for its area."""
    held = Membership.objects.valid().filter(
        person=person, organization=post.organization_id, role=post.role, post__isnull=True
    )
    if post.area:
        held = held.filter(area=post.area)
    if first:
        held = held.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first))
    if last:
        held = held.filter(Q(starts_on__isnull=True) | Q(starts_on__lte=last))
    return held.order_by("starts_on", "pk").first()
