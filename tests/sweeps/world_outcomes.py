"""An outcome of the world that every address is walked in, with a link of its chain."""

from __future__ import annotations

import datetime as dt
from typing import Any

from advocacy.services import outcomes
from tests import make


def outcomes_of(priority: Any, interaction: Any, secret: str) -> dict[str, Any]:
    """One that none of the five noted, so that each may check it, and that a contact led to."""
    row = outcomes.note(
        actor=make.actor(), title=f"{secret} nämns", priority=priority, strength="mentioned",
        happened_on=dt.date(2026, 4, 1), document=f"Budget {secret}", confidence="low", sources=[interaction],
    )  # fmt: skip
    return {"outcome": row, "outcome_contribution": row.contributions.get()}
