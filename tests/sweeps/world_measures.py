"""A measure of the world that every address is walked in, late since a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from advocacy.services import measures
from tests.base import make_user


def measures_of(body: Any, priority: Any, county: Any, secret: str) -> dict[str, Any]:
    """One that stands in both plans; the later is followed."""
    alma = make_user("alma")
    about = {"priority": priority, "responsible": body, "counties": [county], "source": f"Planen {secret}"}
    before = measures.add(actor=alma, name=f"{secret}spåret", national_plan="2022-2033", **about)
    row = measures.add(
        actor=alma, name=f"{secret}spåret", national_plan="2026-2037", predecessor=before, **about
    )  # fmt: skip
    status = measures.note_status(
        actor=alma, measure=row, state="late", stated_on=dt.date(2026, 3, 2), source=f"Rapport {secret}", note=secret
    )
    row.refresh_from_db()
    return {"measure": row, "measure_status": status}
