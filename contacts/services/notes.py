"""Internal notes on people and organizations: what colleagues should know, apart from contacts."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from contacts import permissions
from contacts.models import Note, Organization, Person
from crm.common import mentions, writes
from crm.models import User


@transaction.atomic
def add(*, about: Person | Organization, text: str, actor: User) -> Note:
    """Write a note on a person or an organization."""
    permissions.require_editing(actor)
    link = {"person" if isinstance(about, Person) else "organization": about}
    note = writes.save(Note(text=_said(text), written_by=actor, **link), actor=actor)
    _tell(note, actor)
    return note


@transaction.atomic
def edit(*, note: Note, text: str, actor: User, version: int | None = None) -> Note:
    """Change a note: one's own, and as a manager anybody's. Changing nothing leaves no trace."""
    _require_own(actor, note)
    writes.check_version(note, version)
    current = writes.locked(note)
    if writes.assign(current, {"text": _said(text)}):
        writes.save(current, actor=actor)
        _tell(current, actor)
    return current


@transaction.atomic
def remove(*, note: Note, actor: User) -> None:
    """Take a note away: one's own, and as a manager anybody's. What it said stays in history."""
    _require_own(actor, note)
    writes.remove(writes.locked(note), actor=actor)


def _tell(note: Note, actor: User) -> None:
    """Tell those who are newly named. Whom the note is about stands behind the link, not in what is told."""
    about: Any = note.person or note.organization
    mark = f"#anteckning-{note.pk}"
    mentions.tell(
        text=note.text,
        actor=actor,
        title=_("%(who)s nämnde dig i en anteckning") % {"who": actor},
        url=f"{about.get_absolute_url()}{mark}",
        mark=mark,
        field="text",
    )


def _require_own(actor: User, note: Note) -> None:
    if not permissions.may_change_note(actor, note):
        raise PermissionDenied(_("Bara den som har skrivit anteckningen och ansvariga kan ändra den."))


def _said(text: str) -> str:
    said = text.strip()
    if not said:
        raise ValidationError({"text": _("Skriv något.")})
    return said
