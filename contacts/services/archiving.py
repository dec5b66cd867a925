"""Archiving, the same for people and organizations: hidden from pickers and lists, counted in figures as before."""

from __future__ import annotations

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from contacts import permissions
from contacts.models import Organization, Person
from crm.common import writes
from crm.models import User

R = TypeVar("R", Person, Organization)


def set_archived(*, row: R, is_archived: bool, actor: User, reason: str) -> R:
    """Archive a row, or take it back. What is so already leaves no trace. Within the caller's transaction."""
    permissions.require_editing(actor)
    current = writes.locked(row)
    if current.merged_into_id:
        raise ValidationError(_("%(name)s är sammanslagen med en annan.") % {"name": current})
    if current.is_archived != is_archived:
        current.is_archived = is_archived
        writes.save(current, actor=actor, reason=reason)
    return current
