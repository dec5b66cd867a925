"""Which consultations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from crm.common.permissions import is_member

if TYPE_CHECKING:
    from advocacy.models import Consultation  # noqa: F401


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, user: Any) -> ConsultationQuerySet:
        return self.all() if is_member(user) else self.none()
