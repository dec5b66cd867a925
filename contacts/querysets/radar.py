"""Which radar runs and changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from crm.common.permissions import is_member

if TYPE_CHECKING:
    from contacts.models import RadarChange, RadarRun  # noqa: F401


class RadarRunQuerySet(models.QuerySet["RadarRun"]):
    def visible_to(self, user: Any) -> RadarRunQuerySet:
        return self.all() if is_member(user) else self.none()


class RadarChangeQuerySet(models.QuerySet["RadarChange"]):
    def visible_to(self, user: Any) -> RadarChangeQuerySet:
        return self.all() if is_member(user) else self.none()
