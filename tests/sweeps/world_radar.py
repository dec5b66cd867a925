"""A radar run that lies open, with one change accepted and one doubtful, and a list whose columns are not settled."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile

from contacts.choices import ChangeState, RadarSource
from contacts.services import radar, radar_decisions
from tests.base import make_user
from tests.contacts.radaring import Told, Who, run_of


def radar_runs(person: Any, body: Any, secret: str) -> dict[str, Any]:
    """Rows by what an address is about."""
    alma = make_user("alma")
    facts: dict[str, Any] = {"name": f"Maja {secret}", "organization": body.pk, "reasons": (f"Namnet {secret}",)}
    run = run_of(
        alma,
        Told("seat", person=person.pk, before=(("Roll", secret),), after=(("Roll", f"Ledamot {secret}"),), **facts),
        Told("doubt", kind="doubtful", candidates=(Who(person.pk, 60, (f"Liknar {secret}",)),), **facts),
    )
    radar_decisions.decide(actor=alma, change=run.changes.get(key="seat"), state=ChangeState.ACCEPTED)
    sheet = ContentFile(f"Namn\nMaja {secret}\n".encode(), name=f"{secret}.csv")
    draft = radar.start(actor=alma, source=RadarSource.SHEET, file=sheet, options={radar.DRAFT: True})
    return {"radar": run, "radar_change": run.changes.get(key="doubt"), "radar_sheet": draft}
