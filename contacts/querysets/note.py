from __future__ import annotations

from typing import Any

from django.db import models

from crm.common.permissions import is_member


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, user: Any) -> NoteQuerySet:
        return self if is_member(user) else self.none()
