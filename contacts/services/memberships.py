"""What happens to mandates and roles. They end, they are not edited away; a mistake is struck."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts import permissions
from contacts.choices import RoleKind
from contacts.models import Area, Membership, MembershipStatus, Organization, Party, Person, Post, Term
from contacts.services import terms
from crm.common import writes
from crm.common.dates import Dated
from crm.models import User


class Overlap(ValidationError):
    """The person has the very same role there at an overlapping time: `held`. That may be right, so it is asked."""

    def __init__(self, held: Membership) -> None:
        self.held = held
        super().__init__(_("Personen har redan den rollen i organisationen under den tiden."))


# What a mandate is, apart from whose it is and when.
CONTENT = ("organization", "role", "kind", "party", "area", "term", "post", "stands_in_for", "represents", "side")


# Those who are elected for a term.
OF_TERMS = (RoleKind.ELECTED, RoleKind.SUBSTITUTE)


class MembershipFields(TypedDict, total=False):
    """What can be said of a role besides person, organization, role and kind."""

    party: Party | None
    area: Area | None
    term: Term | None
    post: Post | None
    stands_in_for: Membership | None
    represents: Organization | None
    side: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    source: str
    source_on: dt.date | None
    last_verified_on: dt.date | None


class MembershipChanges(TypedDict, total=False):
    """What a changed mandate may have that the old one had not."""

    organization: Organization
    role: str
    kind: str
    party: Party | None
    area: Area | None
    term: Term | None
    post: Post | None
    stands_in_for: Membership | None
    represents: Organization | None
    side: str
    source: str
    source_on: dt.date | None


class SeatFacts(TypedDict, total=False):
    """What may be filled in when a mandate is put on a seat."""

    party: Party | None
    represents: Organization | None
    side: str


@transaction.atomic
def add(
    *,
    person: Person,
    organization: Organization,
    role: str,
    kind: str,
    actor: User,
    reason: str = "",
    may_overlap: bool = False,
    **fields: Unpack[MembershipFields],
) -> Membership:
    """Give a person a role in an organization.

    The same role twice from one day is refused. From different days at one time it raises `Overlap`, unless the
    actor has been asked and `may_overlap`. Whoever is elected without a term being said is of the term of that body
    that the first day falls in.
    """
    permissions.require_editing(actor)
    writes.locked(person)  # two who give the same role at once
    membership = Membership(person=person, organization=organization, role=" ".join(role.split()), kind=kind, **fields)
    if kind in OF_TERMS and membership.term is None:
        membership.term = terms.holding(organization, membership.starts_on)
    _check_days(membership)
    _check_not_held(membership, may_overlap)
    _check_seat(membership)
    return writes.save(membership, actor=actor, reason=reason)


@transaction.atomic
def end(
    *, membership: Membership, on: dt.date, actor: User, version: int | None = None, reason: str = ""
) -> Membership:
    """End a mandate; `on` is its last day. One with a day to end on already can only end earlier."""
    permissions.require_editing(actor)
    current = _current(membership, version)
    if current.ends_on == on:
        return current
    if current.ends_on and on > current.ends_on:
        raise ValidationError({"on": _("Uppdraget slutar redan %(day)s.") % {"day": current.ends_on.isoformat()}})
    if current.starts_on and on < current.starts_on:
        raise ValidationError({"on": _("Slutdagen ligger före startdagen.")})
    current.ends_on = on
    return writes.save(current, actor=actor, reason=reason)


@transaction.atomic
def change(
    *,
    membership: Membership,
    on: dt.date,
    actor: User,
    version: int | None = None,
    reason: str = "",
    keeps_leaves: bool = False,
    **changes: Unpack[MembershipChanges],
) -> Membership:
    """Change a mandate from the day `on`: the old one ends the day before, and a new one starts. Returns the new one.

    The new one is held until the day that the old one was to be held; a leave that lasts longer goes on with it, in
    another organization only with `keeps_leaves`.
    """
    permissions.require_editing(actor)
    current = _current(membership, version)
    if "role" in changes:
        changes["role"] = " ".join(changes["role"].split())
    if all(getattr(current, name) == new for name, new in changes.items() if name in CONTENT):
        raise ValidationError(_("Inget är ändrat."))
    first = current.starts_on or dt.date.min
    if on <= first:
        raise ValidationError({"on": _("Dagen måste ligga efter %(day)s.") % {"day": first.isoformat()}})
    if current.ends_on and on > current.ends_on:
        raise ValidationError({"on": _("Uppdraget slutar redan %(day)s.") % {"day": current.ends_on.isoformat()}})
    content: dict[str, Any] = {name: getattr(current, name) for name in CONTENT}
    successor = Membership(person=current.person, ends_on=current.ends_on, **{**content, **changes})
    successor.starts_on = on
    if "post" not in changes and successor.organization_id != current.organization_id:
        successor.post = None  # the seat stays where it is
    current.ends_on = on - dt.timedelta(days=1)
    writes.save(current, actor=actor, reason=reason)
    _check_not_held(successor)
    _check_seat(successor)
    writes.save(successor, actor=actor, reason=reason)
    if keeps_leaves or successor.organization_id == current.organization_id:
        _carry_on(current, successor, on, actor, reason)
    return successor


@transaction.atomic
def put_on_seat(
    *, membership: Membership, post: Post, actor: User, version: int | None = None, **said: Unpack[SeatFacts]
) -> Membership:
    """Say which of its body's seats a mandate holds, and what was not said of it yet. The mandate stays as it is."""
    permissions.require_editing(actor)
    current = _current(membership, version)
    for name, new in said.items():
        if getattr(current, name) not in (None, "", new):
            raise ValidationError({name: _("Uppdraget finns redan med en annan uppgift. Ändra det från en dag.")})
    writes.assign(current, {"post": post, **said})
    _check_seat(current)
    return writes.save(current, actor=actor)


@transaction.atomic
def strike(*, membership: Membership, reason: str, actor: User, version: int | None = None) -> Membership:
    """Strike a mandate that was never held: it leaves every figure and list, and stays in history with the reason."""
    permissions.require_editing(actor)
    reason = " ".join(reason.split())
    if not reason:
        raise ValidationError({"reason": _("Skriv varför uppdraget stryks.")})
    current = _current(membership, version)
    current.struck_at = timezone.now()
    current.struck_reason = reason[:200]
    return writes.save(current, actor=actor, reason=reason)


@transaction.atomic
def unstrike(*, membership: Membership, actor: User, reason: str = "") -> Membership:
    """Take back a strike that was itself a mistake. That it was struck, and why, stays in history."""
    permissions.require_editing(actor)
    writes.locked(membership.person)  # two who give the same role at once
    current = writes.locked(membership)
    if not current.is_struck:
        return current
    _check_not_held(current, may_overlap=True)
    _check_seat(current)
    current.struck_at, current.struck_reason = None, ""
    return writes.save(current, actor=actor, reason=reason)


def _current(membership: Membership, version: int | None) -> Membership:
    writes.check_version(membership, version)
    current = writes.locked(membership)
    if current.is_struck:
        raise ValidationError(_("Uppdraget är struket."))
    return current


def _carry_on(old: Membership, new: Membership, day: dt.date, actor: User, reason: str) -> None:
    """Leaves that last to `day` or longer stop the day before, and go on with the mandate that follows."""
    lasting = MembershipStatus.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), membership=old)
    for stretch in lasting:
        starts_on = max(stretch.starts_on or day, day)
        ahead = MembershipStatus(
            membership=new,
            status=stretch.status,
            starts_on=starts_on,
            ends_on=stretch.ends_on,
            source=stretch.source,
            source_on=stretch.source_on,
        )
        writes.save(ahead, actor=actor, reason=reason)
        if stretch.starts_on and stretch.starts_on >= day:
            writes.remove(stretch, actor=actor, reason=reason)
        else:
            stretch.ends_on = day - dt.timedelta(days=1)
            writes.save(stretch, actor=actor, reason=reason)


def _check_days(membership: Membership) -> None:
    if membership.starts_on and membership.ends_on and membership.ends_on < membership.starts_on:
        raise ValidationError({"ends_on": _("Slutdagen ligger före startdagen.")})


def _check_seat(membership: Membership) -> None:
    """Raise ValidationError when the seat is another body's, does not exist then, or is held by somebody else."""
    if membership.post is None:
        return
    post = writes.locked(membership.post)  # two who are seated at once
    if post.organization_id != membership.organization_id:
        raise ValidationError({"post": _("Platsen hör till en annan organisation.")})
    if not _overlap(post, membership):
        raise ValidationError({"post": _("Platsen finns inte under den tiden.")})
    held = Membership.objects.valid().filter(post=post).exclude(pk=membership.pk).select_related("person")
    for other in held.filter(_overlapping(membership)):
        raise ValidationError({"post": _("Platsen innehas av %(name)s under den tiden.") % {"name": other.person.name}})


def _overlap(one: Dated, other: Dated) -> bool:
    first = max((d for d in (one.starts_on, other.starts_on) if d), default=dt.date.min)
    last = min((d for d in (one.ends_on, other.ends_on) if d), default=dt.date.max)
    return first <= last


def _overlapping(row: Dated) -> Q:
    """Rows that hold on some day when `row` does."""
    asked = Q()
    if row.starts_on:
        asked &= Q(ends_on__isnull=True) | Q(ends_on__gte=row.starts_on)
    if row.ends_on:
        asked &= Q(starts_on__isnull=True) | Q(starts_on__lte=row.ends_on)
    return asked


def _check_not_held(membership: Membership, may_overlap: bool = False) -> None:
    """Raise Overlap for the very same role there at an overlapping time, ValidationError when from the same day."""
    same = Membership.objects.valid().filter(
        person=membership.person,
        organization=membership.organization,
        role=membership.role,
        party=membership.party,
        area=membership.area,
    )
    if membership.starts_on:
        same = same.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=membership.starts_on))
    if membership.ends_on:
        same = same.filter(Q(starts_on__isnull=True) | Q(starts_on__lte=membership.ends_on))
    held = list(same.exclude(pk=membership.pk))
    if any(other.starts_on == membership.starts_on for other in held):
        raise ValidationError(_("Personen har redan den rollen i organisationen från den dagen."))
    if held and not may_overlap:
        raise Overlap(held[0])
