"""Named objects of the national plans: what they are, and how it stood with them, said again and again, never over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from advocacy.models import Measure, MeasureArea, MeasureStatus, Priority
from contacts.models import Area, Organization
from crm.common import writes
from crm.common.dates import today
from crm.common.operations import operation
from crm.common.permissions import Role, require
from crm.models import Operation, User


class Details(TypedDict, total=False):
    """What is said of a measure; `counties` are all that it lies in. It is said somewhere: `source`."""

    name: str
    national_plan: str
    code: str
    priority: Priority | None
    responsible: Organization | None
    cost: Decimal | None
    planned_from: int | None
    planned_until: int | None
    url: str
    predecessor: Measure | None
    source: str
    source_on: dt.date | None
    counties: Iterable[Area]


class Said(TypedDict, total=False):
    """What else a source says when it says how it stands with a measure."""

    source_on: dt.date | None
    expected_until: int | None
    cost: Decimal | None
    note: str
    url: str


@transaction.atomic
def add(*, actor: User, **details: Unpack[Details]) -> Measure:
    """Take in a named object of a plan. Raises ValidationError beside the field."""
    require(actor, Role.EDITOR)
    counties = details.pop("counties", ())
    measure = writes.save(Measure(**details), actor=actor)
    _set_counties(measure, counties, actor)
    return measure


@transaction.atomic
def edit(*, actor: User, measure: Measure, version: int | None = None, **details: Unpack[Details]) -> Measure:
    """Change what is given. How it stands is said by `note_status`. Raises Conflict."""
    current = held(measure, actor, version)
    changed = _set_counties(current, details.pop("counties"), actor) if "counties" in details else False
    if writes.assign(current, details) or changed:
        writes.save(current, actor=actor)
    return current


@transaction.atomic
def note_status(
    *, actor: User, measure: Measure, state: str, stated_on: dt.date, source: str, **said: Unpack[Said]
) -> MeasureStatus:
    """Note how it stood with a measure on a day, as a source says. What was said of other days stays.

    Raises ValidationError: a day ahead, or one of which something is said already.
    """
    current = held(measure, actor)
    if stated_on > today():
        raise ValidationError({"stated_on": _("Dagen ligger framåt i tiden.")})
    if current.statuses.filter(stated_on=stated_on).exists():
        text = _("Det finns redan ett läge för den dagen. Är det fel, ta bort det först.")
        raise ValidationError({"stated_on": text})
    status = MeasureStatus(measure=current, state=state, stated_on=stated_on, source=source, **said)
    return writes.save(status, actor=actor)


def take_back(*, actor: User, status: MeasureStatus) -> Operation:
    """Take away what was noted by mistake of a day, as an operation that can be undone."""
    require(actor, Role.EDITOR)
    title = _("Läge borttaget: %s") % status
    with operation(kind=Operation.Kind.BULK, title=title[:200], actor=actor) as made:
        held(status.measure, actor)
        writes.remove(writes.locked(status), actor=actor)
    return made


def remove(*, actor: User, measure: Measure) -> Operation:
    """Take away a measure that was taken in by mistake, with all that was said of it; can be undone. By managers."""
    require(actor, Role.MANAGER)
    title = _("Åtgärd borttagen: %s") % measure
    with operation(kind=Operation.Kind.BULK, title=title[:200], actor=actor) as made:
        current = writes.locked(measure)
        for later in current.successors.all():
            later.predecessor = None
            writes.save(later, actor=actor)
        writes.remove_many(list(current.areas.all()), actor=actor)
        writes.remove_many(list(current.statuses.all()), actor=actor)
        writes.remove(current, actor=actor)
    return made


def held(measure: Measure, actor: User, version: int | None = None) -> Measure:
    """The row as it is now, held for a change by an editor. Raises PermissionDenied or Conflict."""
    require(actor, Role.EDITOR)
    writes.check_version(measure, version)
    return writes.locked(measure)


def _set_counties(measure: Measure, wanted: Iterable[Area], actor: User) -> bool:
    """Let the measure lie in these counties and no others; whether anything changed."""
    links = {link.area_id: link for link in measure.areas.all()}
    asked = {county.pk: county for county in wanted}
    gone = [link for pk, link in links.items() if pk not in asked]
    new = [MeasureArea(measure=measure, area=asked[pk]) for pk in asked if pk not in links]
    writes.remove_many(gone, actor=actor)
    writes.create_many(new, actor=actor)
    return bool(gone or new)
