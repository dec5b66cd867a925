"""Fields of government, and which organization answers for each, from day to day."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from contacts import permissions
from contacts.models import Organization, OrganizationResponsibility, Responsibility
from crm.common import writes
from crm.models import User


@transaction.atomic
def add(*, name: str, actor: User, code: str = "") -> Responsibility:
    """Add a field of government. Its code, for audiences and imports, is made of the name unless given."""
    permissions.require_managing(actor)
    name = " ".join(name.split())
    field = Responsibility(name=name, code=code or slugify(name)[:40])
    if Responsibility.objects.filter(code=field.code).exists():
        raise ValidationError({"name": _("Det finns redan ett sådant ansvarsområde.")})
    return writes.save(field, actor=actor)


@transaction.atomic
def rename(*, field: Responsibility, name: str, actor: User) -> Responsibility:
    permissions.require_managing(actor)
    current = writes.locked(field)
    if writes.assign(current, {"name": " ".join(name.split())}):
        writes.save(current, actor=actor)
    return current


@transaction.atomic
def give(
    *, field: Responsibility, organization: Organization, actor: User, on: dt.date | None = None, reason: str = ""
) -> OrganizationResponsibility:
    """Let `organization` answer for the field from the day `on`. Whoever did until then does so to the day before."""
    permissions.require_managing(actor)
    writes.locked(field)
    held = OrganizationResponsibility.objects.filter(responsibility=field)
    open_ = held.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on) if on else Q())
    if open_.filter(organization=organization).exists():
        raise ValidationError({"organization": _("%(name)s ansvarar redan.") % {"name": organization}})
    for link in open_:
        end(link=link, on=_day_before(link, on), actor=actor, reason=reason)
    link = OrganizationResponsibility(responsibility=field, organization=organization, starts_on=on)
    return writes.save(link, actor=actor, reason=reason)


@transaction.atomic
def end(*, link: OrganizationResponsibility, on: dt.date, actor: User, reason: str = "") -> OrganizationResponsibility:
    """End who answers for a field; `on` is the last day."""
    permissions.require_managing(actor)
    current = writes.locked(link)
    if current.starts_on and on < current.starts_on:
        raise ValidationError({"on": _("Slutdagen ligger före startdagen.")})
    if writes.assign(current, {"ends_on": on}):
        writes.save(current, actor=actor, reason=reason)
    return current


def _day_before(link: OrganizationResponsibility, on: dt.date | None) -> dt.date:
    if on is None or (link.starts_on and link.starts_on >= on):
        said = _("%(name)s ansvarar redan. Ange en dag efter %(day)s.")
        raise ValidationError(
            {"on": said % {"name": link.organization, "day": link.starts_on.isoformat() if link.starts_on else "–"}}
        )
    return on - dt.timedelta(days=1)
