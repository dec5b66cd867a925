"""A motion of the world that every address is walked in, with the report that deals with it."""

from __future__ import annotations

from typing import Any

from advocacy.services import proposal_links, search_terms
from tests import make_motions
from tests.base import make_user


def motions_of(secret: str, priority: Any) -> dict[str, Any]:
    """One motion, decided with a vote and a reservation, and linked to a priority."""
    motion = make_motions.motion(
        title=f"Motion om {secret}",
        proposals=[
            make_motions.proposal(committee=["avslag"], chamber=["avslag"], report="TU10"),
            make_motions.proposal(2, text=f"Mer järnväg till {secret}."),
        ],
    )
    make_motions.report(
        points=[make_motions.point(decided_by="vote", votes={"S": [0, 100, 0, 6]})],
        reservations=[make_motions.ReservationRecord(1, 1, f"Om {secret}", ["S"])],
        dealt_with=[("2024/25:17", None, 1)],
    )
    motion.refresh_from_db()
    proposal = motion.proposals.get(position=1)
    search_terms.keep(actor=make_user("alma"), priority=priority, finding=[secret, "järnväg"])
    link = proposal_links.decide(actor=make_user("alma"), proposal=proposal, priority=priority)
    return {"motion": motion, "proposal": proposal, "proposal_link": link}
