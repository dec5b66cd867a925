"""Columns of the rows behind a figure, whichever they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from advocacy.columns.measure import MEASURE_COLUMNS
from advocacy.columns.motion import MOTION_COLUMNS
from advocacy.columns.outcome import OUTCOME_COLUMNS
from advocacy.columns.talk import COMMITMENT_COLUMNS, placed_by_day
from advocacy.models import (
    Commitment,
    Consultation,
    Goal,
    Measure,
    Motion,
    MotionProposal,
    Outcome,
    Reservation,
    Viewpoint,
)
from contacts.columns.person import ORGANIZATION_COLUMNS, PERSON_COLUMNS
from contacts.models import Organization, Person
from crm.common.columns import Column

SHORT = 160

GOAL_COLUMNS = (
    Column("code", _("Mål"), lambda g: g.code, ("code",)),
    Column("statement", _("Vad"), lambda g: g.statement, ("statement",), "link"),
    Column("priority", _("Sakfråga"), lambda g: str(g.priority), ("priority__position",), phone=True),
    Column("target", _("Målvärde, %"), lambda g: g.target_percent, ("target_percent",), "number", phone=True),
)
PROPOSAL_COLUMNS = (
    Column("motion", _("Motion"), lambda p: str(p.motion), ("motion__session", "motion__number", "position"), "link"),
    Column("position", _("Yrkande"), lambda p: p.position, kind="number", phone=True),
    Column("text", _("Lydelse"), lambda p: Truncator(p.text).chars(SHORT), phone=True),
    Column("outcome", _("Utfall"), lambda p: p.get_outcome_display(), ("outcome",), phone=True),
)
RESERVATION_COLUMNS = (
    Column("report", _("Betänkande"), lambda r: str(r.report), ("report__session", "report__designation", "number")),
    Column("number", _("Reservation"), lambda r: r.number, kind="number"),
    Column("title", _("Rubrik"), lambda r: r.title),
    Column("parties", _("Partier"), lambda r: ", ".join(r.parties)),
)
VIEWPOINT_COLUMNS = (
    Column("text", _("Synpunkt"), lambda v: Truncator(v.text).chars(SHORT), ("pk",), "link"),
    Column("consultation", _("Remiss"), lambda v: str(v.consultation), ("consultation__title",), phone=True),
    Column("taken_up", _("Gehör"), lambda v: v.get_taken_up_display(), ("taken_up",), phone=True),
    Column("document", _("I dokumentet"), lambda v: v.document),
)


@dataclass(frozen=True)
class Kind:
    """A sort of rows behind a figure: its columns and sort, which of them `rows(user)` one may see, and `prepare`.

    `link`: where a row without a page of its own leads, by the name of the relation.
    """

    columns: Sequence[Column]
    sort: str
    rows: Callable[[Any], Any]
    related: tuple[str, ...] = ()
    link: str = ""


KINDS: dict[str, Kind] = {
    "contacts.Person": Kind(PERSON_COLUMNS, "name", lambda user: Person.objects.visible_to(user)),
    "contacts.Organization": Kind(
        ORGANIZATION_COLUMNS, "name", lambda user: Organization.objects.visible_to(user)
    ),
    "advocacy.Goal": Kind(GOAL_COLUMNS, "code", lambda user: Goal.objects.visible_to(user)),
    "advocacy.Outcome": Kind(OUTCOME_COLUMNS, "-happened_on", lambda user: Outcome.objects.visible_to(user)),
    "advocacy.Motion": Kind(MOTION_COLUMNS, "-submitted", lambda user: Motion.objects.visible_to(user)),
    "advocacy.MotionProposal": Kind(
        PROPOSAL_COLUMNS, "motion", lambda user: MotionProposal.objects.visible_to(user), ("motion",), "motion"
    ),
    "advocacy.Reservation": Kind(
        RESERVATION_COLUMNS, "report", lambda user: Reservation.objects.all(), ("report",)
    ),
    "advocacy.Viewpoint": Kind(
        VIEWPOINT_COLUMNS, "consultation",
        lambda user: Viewpoint.objects.filter(consultation__in=Consultation.objects.visible_to(user)),
        ("consultation",), "consultation",
    ),
    "advocacy.Measure": Kind(MEASURE_COLUMNS, "name", lambda user: Measure.objects.visible_to(user)),
    "advocacy.Commitment": Kind(
        COMMITMENT_COLUMNS, "due_on", lambda user: placed_by_day(Commitment.objects.visible_to(user))
    ),
}  # fmt: skip
