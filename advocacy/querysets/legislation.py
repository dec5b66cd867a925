"""Which motions and proposals. What the Riksdag publishes is open to every colleague."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from advocacy.choices import ProposalDecision
from crm.common.permissions import is_member

if TYPE_CHECKING:
    from advocacy.models import Motion, MotionProposal  # noqa: F401

CLOSED = "Ärendet är avslutat"  # as the Riksdag writes it


class MotionQuerySet(models.QuerySet["Motion"]):
    def visible_to(self, user: Any) -> MotionQuerySet:
        return self.all() if is_member(user) else self.none()

    def settled(self) -> MotionQuerySet:
        """Those that the Riksdag has closed, with a decision on every proposal."""
        return self.filter(status=CLOSED).exclude(proposals__outcome=ProposalDecision.NONE)


class MotionProposalQuerySet(models.QuerySet["MotionProposal"]):
    def visible_to(self, user: Any) -> MotionProposalQuerySet:
        return self.all() if is_member(user) else self.none()
