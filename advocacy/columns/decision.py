"""Columns of decisions: one declaration for page, sheet and tests."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from advocacy.choices import Leaning
from crm.common.columns import Column


def _county(decision: Any) -> str:
    area = decision.body.area
    return str(area.county or area) if area else ""


def codes(decision: Any, leaning: str) -> str:
    """'C, KD, M': the parties that took this stand, read off `parties__party`."""
    rows = sorted(decision.parties.all(), key=lambda row: (row.party.position, row.party.code))
    return ", ".join(row.party.code for row in rows if row.leaning == leaning)


def _parties(leaning: str) -> Any:
    return lambda decision: codes(decision, leaning)


PARTIES = ("parties__party",)
DECISION_COLUMNS = (
    Column("decided_on", gettext_lazy("Dag"), lambda d: d.decided_on, ("decided_on",), "date", phone=True),
    Column("text", gettext_lazy("Beslut"), lambda d: d.text, kind="link"),
    Column("body", gettext_lazy("Organ"), lambda d: str(d.body), ("body__sort_key",), phone=True),
    Column("paragraph", gettext_lazy("§"), lambda d: d.paragraph),
    Column("county", gettext_lazy("Län"), _county, is_shown=False),
    Column("priority", gettext_lazy("Sakfråga"), lambda d: str(d.priority or ""), ("priority__position",), phone=True),
    Column("position", gettext_lazy("Ståndpunkt"), lambda d: str(d.position or "")),
    Column("for", gettext_lazy("Partier bakom"), _parties(Leaning.FOR), prefetch=PARTIES, phone=True),
    Column("against", gettext_lazy("Partier emot"), _parties(Leaning.AGAINST), prefetch=PARTIES, is_shown=False),
    Column("neither", gettext_lazy("Avstod"), _parties(Leaning.NEITHER), prefetch=PARTIES, is_shown=False),
    Column("file", gettext_lazy("Protokollsutdrag"), lambda d: str(d.attachment or ""), is_shown=False),
    Column("url", gettext_lazy("Länk"), lambda d: d.url, is_shown=False),
)
