"""What other subjects add to the page of a motion, beside what the Riksdag says of it.

A part is given the motion, its proposals as they are shown, and who reads. What it returns goes to the templates
`_proposal_links.html` (included once a proposal, as `proposal`) and `_motion_before.html` (the panel of whom we had
met); what concerns one proposal it may put on that row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from advocacy.models import Motion, MotionProposal
from advocacy.views.motion_before import before
from advocacy.views.motion_outcomes import led_to
from advocacy.views.proposal_links import links
from crm.models import User

Part = Callable[[Motion, Sequence[MotionProposal], User], dict[str, Any]]

PARTS: tuple[Part, ...] = (before, links, led_to)


def page_parts(motion: Motion, proposals: Sequence[MotionProposal], user: User) -> dict[str, Any]:
    """All that the parts add, in one context."""
    context: dict[str, Any] = {}
    for part in PARTS:
        context |= part(motion, proposals, user)
    return context
