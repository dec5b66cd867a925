"""Municipalities that become one on a day: their areas, the municipalities themselves, their councils and boards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from contacts import permissions
from contacts.choices import AreaKind, OrganizationKind, RoleKind
from contacts.models import Area, Membership, Organization
from contacts.services import successions
from crm.common import writes
from crm.common.operations import operation
from crm.models import Operation, User

ELECTED = (RoleKind.ELECTED, RoleKind.SUBSTITUTE)


@dataclass(frozen=True)
class Affected:
    """What a merger would touch: bodies that end, others that stay in the area, and mandates held on the day."""

    municipalities: list[Organization]
    councils: list[Organization]
    boards: list[Organization]
    others: int
    elected: int
    officials: int


def affected(areas: Sequence[Area], on: dt.date) -> Affected:
    """What becoming one on the day `on` would touch."""
    there = Organization.objects.filter(area__in=areas, merged_into__isnull=True)
    alive = there.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    municipalities = list(alive.filter(kind=OrganizationKind.MUNICIPALITY).order_by("sort_key"))
    councils = list(alive.filter(kind=OrganizationKind.ASSEMBLY, level="local").order_by("sort_key"))
    beneath = Q(parent__in=municipalities) | Q(parent__in=councils)
    boards = list(
        Organization.objects.filter(beneath, kind=OrganizationKind.BOARD, merged_into__isnull=True)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .order_by("sort_key")
    )
    ending = [*municipalities, *councils, *boards]
    held = Membership.objects.valid().filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), organization__in=ending)
    return Affected(
        municipalities=municipalities,
        councils=councils,
        boards=boards,
        others=alive.exclude(pk__in=[o.pk for o in ending]).count(),
        elected=held.filter(kind__in=ELECTED).count(),
        officials=held.exclude(kind__in=ELECTED).count(),
    )


def become_one(
    *,
    areas: Sequence[Area],
    name: str,
    code: str,
    on: dt.date,
    actor: User,
    short_name: str = "",
    moves_elected: bool = False,
    moves_officials: bool = True,
) -> tuple[Operation, Area]:
    """Municipalities become one from the day `on`. Returns the operation, which can be undone, and the new area.

    Areas and bodies end the day before and have the new ones as successors. Officials' roles go on in the new
    municipality, and elected mandates in its council, where so chosen; all else ends. Companies, universities and
    others stay where they are: their area is then found beneath the one that took over.
    """
    permissions.require_managing(actor)
    check(areas, code, on)
    title = _("%(old)s blir %(new)s den %(day)s") % {
        "old": ", ".join(area.name for area in areas), "new": name, "day": on.isoformat(),
    }  # fmt: skip
    reason = title[:100]
    with operation(kind=Operation.Kind.BULK, title=title, actor=actor) as made:
        old = [writes.locked(area) for area in areas]
        touched = affected(old, on)
        county = old[0].county
        area = writes.save(
            Area(
                kind=AreaKind.MUNICIPALITY, code=code.strip(), name=" ".join(name.split()),
                short_name=short_name, parent=county, county=county, starts_on=on,
            ),
            actor=actor,
            reason=reason,
        )  # fmt: skip
        for gone in old:
            gone.ends_on, gone.successor = on - dt.timedelta(days=1), area
            writes.save(gone, actor=actor, reason=reason)
        _bodies(touched, area, on, actor, reason, {gone.pk: area for gone in old}, moves_elected, moves_officials)
    return made, area


def _bodies(
    touched: Affected,
    area: Area,
    on: dt.date,
    actor: User,
    reason: str,
    areas: dict[int, Area],
    moves_elected: bool,
    moves_officials: bool,
) -> None:
    def made(name: str, like: Organization, parent: Organization | None) -> Organization:
        alike = {field: getattr(like, field) for field in ("kind", "subkind", "sector", "level")}
        body = Organization(name=name, area=area, parent=parent, starts_on=on, **alike)
        return writes.save(body, actor=actor, reason=reason)

    def goes_to(membership: Membership) -> Organization | None:
        if membership.kind in ELECTED:
            return _same_sort(membership) if moves_elected else None
        return municipality if moves_officials else None

    def _same_sort(membership: Membership) -> Organization | None:
        """The council's mandates go on in the council, the municipality's own in the municipality, a board's end."""
        if council and membership.organization_id in {o.pk for o in touched.councils}:
            return council
        return municipality if membership.organization_id in {o.pk for o in touched.municipalities} else None

    carry = partial(successions.carry_over, on=on, actor=actor, reason=reason, goes_to=goes_to, areas=areas)
    municipality = council = None
    if touched.municipalities:
        first = touched.municipalities[0]
        municipality = made(area.name if area.name.endswith(("kommun", "stad")) else f"{area.name} kommun", first, None)
        carry(old=touched.municipalities, new=[municipality])
    if touched.councils:
        name = _("Kommunfullmäktige i %(name)s") % {"name": municipality.name if municipality else area.name}
        council = made(name, touched.councils[0], municipality)
        carry(old=touched.councils, new=[council])
    if touched.boards:
        carry(old=touched.boards, new=[])


def check(areas: Sequence[Area], code: str, on: dt.date) -> None:
    """Raise ValidationError when these cannot become one on that day."""
    if len({area.pk for area in areas}) < 2:
        raise ValidationError({"areas": _("Välj minst två kommuner.")})
    for area in areas:
        if area.kind != AreaKind.MUNICIPALITY:
            raise ValidationError({"areas": _("%(name)s är ingen kommun.") % {"name": area}})
        if area.ends_on:
            raise ValidationError({"areas": _("%(name)s har redan upphört.") % {"name": area}})
        if area.starts_on and area.starts_on >= on:
            raise ValidationError({"on": _("%(name)s bildades först den dagen.") % {"name": area}})
    if len({area.county_id for area in areas}) > 1:
        raise ValidationError({"areas": _("Kommunerna ligger i olika län. Ändra först länet för den ena.")})
    if Area.objects.filter(kind=AreaKind.MUNICIPALITY, code=code.strip()).exists():
        raise ValidationError({"code": _("En annan kommun har redan den koden.")})
