"""Columns of stances: one declaration for page, sheet and tests."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import StanceValue
from crm.common.columns import Column
from crm.templatetags.ui import long_day

# The badge of a value: where they stand with us; the words and the shape say it without colour.
STATE_OF_STANCE = {
    StanceValue.FOR: "ok",
    StanceValue.LEANS_FOR: "ok",
    StanceValue.NEUTRAL: "neutral",
    StanceValue.LEANS_AGAINST: "warn",
    StanceValue.AGAINST: "bad",
}


def value_badge(stance: Any) -> tuple[str, str]:
    return STATE_OF_STANCE[StanceValue(stance.value)], str(stance.get_value_display())


def moved(first: str, now: str) -> str:
    """Which way somebody moved from the one value to the other."""
    steps = StanceValue(now).score - StanceValue(first).score
    if not steps:
        return _("oförändrad")
    return _("↗ närmare oss") if steps > 0 else _("↘ längre från oss")


def _who(stance: Any) -> str:
    return str(stance.person or stance.organization)


def _first(stance: Any) -> str:
    """What it was first, where this is a later note."""
    if stance.first_on is None or (stance.first_on, stance.first) == (stance.stated_on, stance.value):
        return ""
    return f"{StanceValue(stance.first).label}, {long_day(stance.first_on)}"


def _moved(stance: Any) -> str:
    return moved(stance.first, stance.value) if _first(stance) else ""


STANCE_COLUMNS = (
    Column("who", gettext_lazy("Vem"), _who, ("person__sort_key", "organization__sort_key"), "link"),
    Column("priority", gettext_lazy("Sakfråga"), lambda s: str(s.priority), ("priority__position",), phone=True),
    Column("value", gettext_lazy("Inställning"), value_badge, kind="badge", phone=True),
    Column("moved", gettext_lazy("Rörelse"), _moved, phone=True),
    Column("first", gettext_lazy("Först"), _first, is_shown=False),
    Column(
        "party", gettext_lazy("Parti"), lambda s: s.party_code or "", annotate=lambda rows: rows.with_party(),
    ),
    Column("stated_on", gettext_lazy("Dag"), lambda s: s.stated_on, ("stated_on",), "date"),
    Column("kind", gettext_lazy("Underlag"), lambda s: str(s.evidence_kind.label)),
    Column("evidence", gettext_lazy("Vad visar det?"), lambda s: s.evidence, is_shown=False),
    Column("url", gettext_lazy("Länk"), lambda s: s.url, is_shown=False),
    Column("confidence", gettext_lazy("Säkerhet"), lambda s: str(s.get_confidence_display())),
    Column("noted_by", gettext_lazy("Bedömd av"), lambda s: str(s.noted_by), ("noted_by__name",)),
)  # fmt: skip
