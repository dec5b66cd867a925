"""Which acts, decisions and measures. All of them can be read in public: every colleague sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from crm.common.permissions import is_member

if TYPE_CHECKING:
    from advocacy.models import Act, Decision, Measure  # noqa: F401


class ActQuerySet(models.QuerySet["Act"]):
    def visible_to(self, user: Any) -> ActQuerySet:
        return self.filter(person__merged_into__isnull=True) if is_member(user) else self.none()


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: Any) -> DecisionQuerySet:
        return self.all() if is_member(user) else self.none()


class MeasureQuerySet(models.QuerySet["Measure"]):
    def visible_to(self, user: Any) -> MeasureQuerySet:
        return self.all() if is_member(user) else self.none()
