"""Which programmes and cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from crm.common.permissions import is_member

if TYPE_CHECKING:
    from advocacy.models import OnboardingCase, OnboardingProgramme  # noqa: F401


class OnboardingProgrammeQuerySet(models.QuerySet["OnboardingProgramme"]):
    def visible_to(self, user: Any) -> OnboardingProgrammeQuerySet:
        return self.all() if is_member(user) else self.none()


class OnboardingCaseQuerySet(models.QuerySet["OnboardingCase"]):
    def visible_to(self, user: Any) -> OnboardingCaseQuerySet:
        return self.filter(person__merged_into__isnull=True) if is_member(user) else self.none()
