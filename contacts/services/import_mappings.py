"""Saved answers to what the columns of a sort of file mean."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction

from crm.common import writes
from crm.common.permissions import Role, can, require
from crm.models import ImportMapping, User


@transaction.atomic
def keep(*, actor: User, name: str, columns: Mapping[str, str], is_shared: bool = False) -> ImportMapping:
    """Keep what each heading is read as, under a name; one's own of that name is replaced."""
    require(actor, Role.EDITOR)
    name = " ".join(name.split())
    found = ImportMapping.objects.filter(owner=actor, name__iexact=name).first()
    mapping = found or ImportMapping(owner=actor)
    mapping.name, mapping.columns, mapping.is_shared = name, dict(columns), is_shared
    return writes.save(mapping, actor=actor)


@transaction.atomic
def remove(*, actor: User, mapping: ImportMapping) -> None:
    """Forget a mapping: one's own, or as a manager anybody's."""
    require(actor, Role.EDITOR)
    if mapping.owner_id != actor.pk and not can(actor, Role.MANAGER):
        raise PermissionDenied
    writes.remove(mapping, actor=actor)
