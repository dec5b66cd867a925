"""A motion of the world that every address is walked in, with the report that deals with it."""

from __future__ import annotations

from typing import Any

from tests import make_motions


def motions_of(secret: str) -> dict[str, Any]:
    """One motion, decided with a vote and a reservation."""
    motion = make_motions.motion(
        title=f"Motion om {secret}",
        proposals=[make_motions.proposal(committee=["avslag"], chamber=["avslag"], report="TU10")],
    )
    make_motions.report(
        points=[make_motions.point(decided_by="vote", votes={"S": [0, 100, 0, 6]})],
        reservations=[make_motions.ReservationRecord(1, 1, f"Om {secret}", ["S"])],
        dealt_with=[("2024/25:17", None, 1)],
    )
    motion.refresh_from_db()
    return {"motion": motion}
