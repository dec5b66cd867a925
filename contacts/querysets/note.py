from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from crm.common import search
from crm.common.permissions import is_member

if TYPE_CHECKING:
    from contacts.models import Note  # noqa: F401


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, user: Any) -> NoteQuerySet:
        return self if is_member(user) else self.none()

    def matching(self, text: str) -> NoteQuerySet:
        """Every word of `text`, in any form, stands in the note."""
        return search.holding_stems(self, text)
