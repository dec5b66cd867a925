"""Terms of office."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts import permissions
from contacts.models import Organization, Term
from crm.common import writes
from crm.models import User


class TermFields(TypedDict, total=False):
    name: str
    body: str
    organization: Organization | None
    starts_on: dt.date | None
    ends_on: dt.date | None


@transaction.atomic
def add(*, actor: User, **fields: Unpack[TermFields]) -> Term:
    """Add a term of a sort of body, or of one body alone."""
    permissions.require_managing(actor)
    term = Term(**fields)
    _check(term)
    return writes.save(term, actor=actor)


@transaction.atomic
def edit(*, term: Term, actor: User, **fields: Unpack[TermFields]) -> Term:
    permissions.require_managing(actor)
    current = writes.locked(term)
    if writes.assign(current, fields):
        _check(current)
        writes.save(current, actor=actor)
    return current


@transaction.atomic
def remove(*, term: Term, actor: User) -> None:
    """Remove a term that no mandate belongs to."""
    permissions.require_managing(actor)
    current = writes.locked(term)
    used = current.memberships.count()
    if used:
        said = ngettext("%(n)s uppdrag hör till mandatperioden.", "%(n)s uppdrag hör till mandatperioden.", used)
        raise ValidationError(said % {"n": used})
    writes.remove(current, actor=actor)


def _check(term: Term) -> None:
    same = Term.objects.filter(body=term.body, organization=term.organization, starts_on=term.starts_on)
    if same.exclude(pk=term.pk).exists():
        raise ValidationError({"starts_on": _("Det finns redan en mandatperiod från den dagen.")})
