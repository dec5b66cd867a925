"""What a motion's proposals led to, as far as anybody has noted it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from advocacy.columns.outcome import strength_badge
from advocacy.models import Motion, MotionProposal, Outcome
from advocacy.services.outcome_suggestions import APPROVED
from crm.common.permissions import Role, can
from crm.models import User


def led_to(motion: Motion, proposals: Sequence[MotionProposal], user: User) -> dict[str, Any]:
    """`outcome_rows`: the outcomes whose chain names the motion. What was approved has `is_worth_noting`. One query."""
    rows = list(Outcome.objects.visible_to(user).filter(contributions__proposal__motion=motion).distinct())
    for row in rows:
        row.badge = strength_badge(row)  # type: ignore[attr-defined]
    for proposal in proposals:
        proposal.is_worth_noting = proposal.outcome in APPROVED and can(user, Role.EDITOR)  # type: ignore[attr-defined]
    return {"outcome_rows": rows}
