"""Parties: their codes, names, colours and days, and what sources call them."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from contacts import permissions
from contacts.models import Organization, Party, PartyAlias
from crm.common import writes
from crm.models import User


class PartyFields(TypedDict, total=False):
    code: str
    name: str
    color: str
    level: str
    position: int
    organization: Organization | None
    starts_on: dt.date | None
    ends_on: dt.date | None


@transaction.atomic
def add(*, actor: User, **fields: Unpack[PartyFields]) -> Party:
    """Add a party, of the Riksdag or a local one."""
    permissions.require_managing(actor)
    party = Party(**_tidy(fields))
    _check_code(party)
    return writes.save(party, actor=actor)


@transaction.atomic
def edit(*, party: Party, actor: User, version: int | None = None, **fields: Unpack[PartyFields]) -> Party:
    """Change a party. An old code is kept as an alias, so that sources which use it are understood as before."""
    permissions.require_managing(actor)
    writes.check_version(party, version)
    current = writes.locked(party)
    old_code = current.code
    if writes.assign(current, _tidy(fields)):
        _check_code(current)
        writes.save(current, actor=actor)
        if current.code != old_code and not PartyAlias.objects.filter(value=old_code).exists():
            writes.save(PartyAlias(party=current, value=old_code), actor=actor)
    return current


@transaction.atomic
def add_alias(*, party: Party, value: str, actor: User) -> PartyAlias:
    """Say that a source calls the party `value`: a code or a name."""
    permissions.require_managing(actor)
    value = " ".join(value.split())
    taken = Party.objects.filter(code=value).exclude(pk=party.pk).first()
    if taken:
        raise ValidationError({"value": _("%(code)s är koden för %(name)s.") % {"code": value, "name": taken.name}})
    held = PartyAlias.objects.filter(value=value).select_related("party").first()
    if held:
        raise ValidationError({"value": _("%(value)s betyder redan %(name)s.") % {"value": value, "name": held.party}})
    return writes.save(PartyAlias(party=party, value=value), actor=actor)


@transaction.atomic
def remove_alias(*, alias: PartyAlias, actor: User) -> None:
    permissions.require_managing(actor)
    writes.remove(writes.locked(alias), actor=actor)


def _tidy(fields: PartyFields) -> PartyFields:
    if "code" in fields:
        fields["code"] = "".join(fields["code"].split())
    if "name" in fields:
        fields["name"] = " ".join(fields["name"].split())
    return fields


def _check_code(party: Party) -> None:
    if Party.objects.filter(code=party.code).exclude(pk=party.pk).exists():
        raise ValidationError({"code": _("Ett annat parti har redan den koden.")})
    held = PartyAlias.objects.filter(value=party.code).exclude(party=party.pk).select_related("party").first()
    if held:
        said = _("%(value)s betyder redan %(name)s.") % {"value": party.code, "name": held.party}
        raise ValidationError({"code": said})
