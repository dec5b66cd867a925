"""Columns of consultations, and their states."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import ConsultationState
from advocacy.services.consultation_times import step_badge, time_badge
from crm.common.columns import Column

STATES = {
    ConsultationState.NEW: "info",
    ConsultationState.ANSWERING: "warn",
    ConsultationState.ANSWERED: "ok",
    ConsultationState.ABSTAINED: "neutral",
    ConsultationState.FOLLOWED_UP: "ok",
}


def state_badge(consultation: Any) -> tuple[str, str]:
    return STATES[ConsultationState(consultation.state)], str(consultation.get_state_display())


def next_step(consultation: Any) -> str:
    """The first step that is not done, of what is being answered."""
    if consultation.state != ConsultationState.ANSWERING:
        return ""
    steps = sorted(consultation.steps.all(), key=lambda step: (step.position, step.pk))
    for step in steps:
        if step.done_on is None:
            return f"{step.name}, {step_badge(step)[1]}"
    return ""


def _priorities(consultation: Any) -> str:
    return ", ".join(str(link.priority) for link in consultation.priority_links.all())


def _sender(consultation: Any) -> str:
    return str(consultation.sender or consultation.get_origin_display())


CONSULTATION_COLUMNS = (
    Column("last", gettext_lazy("Svar senast"), lambda c: c.answer_by, ("last_place",), "date", phone=True),
    Column("title", gettext_lazy("Remiss"), lambda c: c.title, ("title",), "link"),
    Column("time", gettext_lazy("Tid kvar"), time_badge, kind="badge", phone=True),
    Column("sender", gettext_lazy("Avsändare"), _sender, ("sender__sort_key",), phone=True),
    Column("state", gettext_lazy("Läge"), state_badge, ("state",), "badge", phone=True),
    Column("owner", gettext_lazy("Ansvarig"), lambda c: str(c.owner or ""), ("owner__name",)),
    Column("step", gettext_lazy("Nästa steg"), next_step, prefetch=("steps",)),
    Column(
        "priorities", gettext_lazy("Sakfrågor"), _priorities, prefetch=("priority_links__priority",), is_shown=False
    ),
    Column("subjects", gettext_lazy("Avsändarens ämnen"), lambda c: c.subjects, is_shown=False),
    Column("reference", gettext_lazy("Diarienummer"), lambda c: c.reference, ("reference",), is_shown=False),
    Column("our_reference", gettext_lazy("Vårt diarienummer"), lambda c: c.our_reference, is_shown=False),
    Column("is_invited", gettext_lazy("Remissinstans"), lambda c: _("ja") if c.is_invited else "", is_shown=False),
    Column("due_on", gettext_lazy("Sista dag"), lambda c: c.due_on, ("due_on",), "date", is_shown=False),
    Column("postponed_to", gettext_lazy("Anstånd till"), lambda c: c.postponed_to, kind="date", is_shown=False),
    Column("published_on", gettext_lazy("Publicerad"), lambda c: c.published_on, kind="date", is_shown=False),
    Column("answered_on", gettext_lazy("Besvarad"), lambda c: c.answered_on, ("answered_on",), "date", is_shown=False),
)
