"""Board papers of the world that every address is walked in: one in work, one that was approved."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from advocacy.choices import PaperState
from advocacy.models import PaperSnapshot
from advocacy.services import papers
from crm.common import writes
from tests.base import make_user

FIRST, LAST, MEETING = dt.date(2026, 1, 1), dt.date(2026, 3, 31), dt.date(2026, 4, 20)


def papers_of(goal: Any, secret: str) -> dict[str, Any]:
    """By what addresses are about. The approved one has one figure: what is counted has tests of its own."""
    alma, eva = make_user("alma"), make_user("eva")
    common: dict[str, Any] = {"meeting_on": MEETING, "plan": goal.plan, "first": FIRST, "last": LAST, "goals": [goal]}
    draft = papers.add(actor=alma, title=f"Utkast om {secret}", summary=f"Läget för {secret}", **common)
    papers.comment(actor=eva, paper=draft, text=f"Stämmer {secret}?", part="summary")
    frozen = papers.add(actor=alma, title=f"Fryst om {secret}", **common)
    now = timezone.now()
    writes.assign(frozen, {"state": PaperState.APPROVED, "approved_by": eva, "approved_at": now})
    writes.save(frozen, actor=eva)
    writes.save(
        PaperSnapshot(
            paper=frozen, taken_at=now, definitions="1", content=_content(secret), ids=_ids(goal), digest="-"
        ),
        actor=eva,
    )
    papers.make_link(actor=alma, paper=frozen, name=f"Ordföranden i {secret}")
    return {"paper": draft, "paper_frozen": frozen}


def rows_of(frozen: Any) -> dict[str, Any]:
    """The address of the rows behind the one figure of the approved paper."""
    return {"pk": frozen.pk, "place": 0, "part": 0, "section": "reach", "figure": "on_target"}


def _ids(goal: Any) -> dict[str, Any]:
    return {"plan:2026": {f"{FIRST}–{LAST}": {"reach": {"on_target": {"model": "advocacy.Goal", "ids": [goal.pk]}}}}}


def _content(secret: str) -> dict[str, Any]:
    heading = {
        "title": f"Fryst om {secret}", "body": "", "meeting_on": MEETING.isoformat(), "dispatch_on": "",
        "agenda_item": "", "plan": "", "first": FIRST.isoformat(), "last": LAST.isoformat(),
        "compared_with": "before", "definitions": "1",
    }  # fmt: skip
    activity = {"key": "activity", "title": "Insatser", "empty": "Inga.", "figures": [], "tables": []}
    plan = {"scope": "plan:2026", "title": f"Planen för {secret}", "text": "", "parts": [_part()]}
    texts = {"summary": f"Läget för {secret}", "needs": "", "proposal": ""}
    return {"heading": heading, "texts": texts, "plan": plan, "goals": [], "activity": activity}


def _part() -> dict[str, Any]:
    figure = {
        "key": "on_target", "label": "Mål som når sitt målvärde", "kind": "share", "value": 1, "part": 1, "whole": 1,
        "target": None, "day": LAST.isoformat(), "definition": "coverage", "before": None,
    }  # fmt: skip
    section = {"key": "reach", "title": "Täckningsgrad", "empty": "", "figures": [figure], "tables": []}
    before = ["2025-10-01", "2025-12-31"]
    return {"first": FIRST.isoformat(), "last": LAST.isoformat(), "compared": before, "sections": [section]}
