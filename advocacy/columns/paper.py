"""Columns of board papers."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Value
from django.utils.translation import gettext_lazy

from advocacy.choices import PaperState
from advocacy.columns.figures import KINDS, Kind
from advocacy.columns.interaction import INTERACTION_COLUMNS
from advocacy.models import Interaction
from crm.common.columns import Column
from crm.templatetags.ui import period_days

STATES = {
    PaperState.DRAFT: "neutral",
    PaperState.REVIEW: "warn",
    PaperState.APPROVED: "ok",
    PaperState.DECIDED: "info",
}


def state_badge(paper: Any) -> tuple[str, str]:
    return STATES[PaperState(paper.state)], str(paper.get_state_display())


class _Period:
    def __init__(self, paper: Any) -> None:
        self.starts_on, self.ends_on = paper.first, paper.last


def period_of(paper: Any) -> str:
    """'1 jan 2026–30 jun 2026'."""
    return str(period_days(_Period(paper)))


PAPER_COLUMNS = (
    Column("meeting_on", gettext_lazy("Sammanträde"), lambda p: p.meeting_on, ("meeting_on",), "date", phone=True),
    Column("title", gettext_lazy("Underlag"), lambda p: p.title, ("title",), "link"),
    Column("state", gettext_lazy("Läge"), state_badge, kind="badge", phone=True),
    Column("agenda_item", gettext_lazy("Ärende, §"), lambda p: p.agenda_item),
    Column("period", gettext_lazy("Period"), period_of, ("first",), phone=True),
    Column("body", gettext_lazy("Till"), lambda p: str(p.body or ""), is_shown=False),
    Column("plan", gettext_lazy("Plan"), lambda p: str(p.plan), is_shown=False),
    Column("written_by", gettext_lazy("Handläggare"), lambda p: str(p.written_by), ("written_by__name",)),
    Column("approved_by", gettext_lazy("Fastställt av"), lambda p: str(p.approved_by or ""), is_shown=False),
)


def _readable(user: Any) -> Any:
    """Contacts whose content one may read, as their columns ask for them."""
    return Interaction.objects.visible_to(user).annotate(is_readable=Value(True, output_field=BooleanField()))


# The rows behind the figures of a paper: what we have done stands in its appendix.
PAPER_KINDS = {**KINDS, "advocacy.Interaction": Kind(INTERACTION_COLUMNS, "-held_on", _readable)}
