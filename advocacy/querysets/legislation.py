"""Which motions and proposals. What the Riksdag publishes is open to every colleague."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from crm.common.permissions import is_member

if TYPE_CHECKING:
    from advocacy.models import Motion, MotionProposal  # noqa: F401


class MotionQuerySet(models.QuerySet["Motion"]):
    def visible_to(self, user: Any) -> MotionQuerySet:
        return self.all() if is_member(user) else self.none()


class MotionProposalQuerySet(models.QuerySet["MotionProposal"]):
    def visible_to(self, user: Any) -> MotionProposalQuerySet:
        return self.all() if is_member(user) else self.none()
