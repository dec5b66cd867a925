"""Finer kinds of organization that staff name themselves, beneath the fixed ones."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts import permissions
from contacts.models import OrganizationSubkind
from crm.common import writes
from crm.common.text import fold
from crm.models import User


@transaction.atomic
def add(*, name: str, kind: str, actor: User) -> OrganizationSubkind:
    permissions.require_managing(actor)
    subkind = OrganizationSubkind(name=" ".join(name.split()), kind=kind)
    _check(subkind)
    return writes.save(subkind, actor=actor)


@transaction.atomic
def edit(
    *, subkind: OrganizationSubkind, name: str, kind: str, actor: User, version: int | None = None
) -> OrganizationSubkind:
    """Rename a subkind. It stays beneath its kind as long as any organization has it."""
    permissions.require_managing(actor)
    writes.check_version(subkind, version)
    current = writes.locked(subkind)
    if kind != current.kind and current.organizations.exists():
        raise ValidationError({"kind": _("Undertypen används, och kan inte flyttas till ett annat slag.")})
    if writes.assign(current, {"name": " ".join(name.split()), "kind": kind}):
        _check(current)
        writes.save(current, actor=actor)
    return current


@transaction.atomic
def remove(*, subkind: OrganizationSubkind, actor: User) -> None:
    """Remove a subkind that no organization has."""
    permissions.require_managing(actor)
    current = writes.locked(subkind)
    used = current.organizations.count()
    if used:
        said = ngettext("%(n)s organisation har undertypen.", "%(n)s organisationer har undertypen.", used)
        raise ValidationError(said % {"n": used})
    writes.remove(current, actor=actor)


def _check(subkind: OrganizationSubkind) -> None:
    others = OrganizationSubkind.objects.exclude(pk=subkind.pk).values_list("name", flat=True)
    if fold(subkind.name) in {fold(name) for name in others}:
        raise ValidationError({"name": _("Det finns redan en sådan undertyp.")})
