"""Which letter templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from crm.common.permissions import is_member

if TYPE_CHECKING:
    from advocacy.models import LetterTemplate  # noqa: F401


class LetterTemplateQuerySet(models.QuerySet["LetterTemplate"]):
    def visible_to(self, user: Any) -> LetterTemplateQuerySet:
        return self.all() if is_member(user) else self.none()

    def in_use(self) -> LetterTemplateQuerySet:
        return self.filter(archived_at__isnull=True)
