"""Columns of commitments: one declaration for page, sheet and tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import DateField, DurationField, ExpressionWrapper, F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import CommitmentState
from crm.common.columns import Column
from crm.common.dates import today

STATE_OF_COMMITMENT = {
    CommitmentState.OPEN: "info",
    CommitmentState.KEPT: "ok",
    CommitmentState.BROKEN: "bad",
    CommitmentState.WITHDRAWN: "neutral",
}


def state_badge(commitment: Any) -> tuple[str, str]:
    """Its state; of one that is open and late, that."""
    if is_late(commitment):
        return "bad", _("Försenat")
    return STATE_OF_COMMITMENT[commitment.state], str(commitment.get_state_display())


def is_late(commitment: Any) -> bool:
    return commitment.state == CommitmentState.OPEN and commitment.due_on is not None and commitment.due_on < today()


def _promiser(commitment: Any) -> str:
    return str(commitment.get_promiser_display())


def _with_whom(commitment: Any) -> str:
    return ", ".join(str(who) for who in (commitment.person, commitment.organization) if who)


def age(commitment: Any) -> int:
    """Days since it was made; of one that is closed, until it was."""
    return int(((commitment.closed_on or today()) - commitment.made_on).days)


def days_late(commitment: Any) -> int | None:
    """Days since it was to be kept; of one that is closed, how late that was. Nothing where it was not late."""
    if commitment.due_on is None or commitment.state == CommitmentState.WITHDRAWN:
        return None
    days = int(((commitment.closed_on or today()) - commitment.due_on).days)
    return days if days > 0 else None


def _state(commitment: Any) -> tuple[str, str]:
    """As `state_badge`, with how late one is that is late."""
    state, words = state_badge(commitment)
    return state, _("Försenat %(n)d d") % {"n": days_late(commitment)} if is_late(commitment) else words


def _by_age(commitments: QuerySet[Any]) -> QuerySet[Any]:
    until = Coalesce("closed_on", Value(today(), output_field=DateField()))
    return commitments.annotate(age_place=ExpressionWrapper(until - F("made_on"), output_field=DurationField()))


def placed_by_day(commitments: QuerySet[Any]) -> QuerySet[Any]:
    """`due_place` for sorting: those without a day come last on every database."""
    return commitments.annotate(due_place=Coalesce("due_on", Value(dt.date.max, output_field=DateField())))


COMMITMENT_COLUMNS = (
    Column("due_on", gettext_lazy("Senast"), lambda c: c.due_on, ("due_place",), "date", phone=True),
    Column("text", gettext_lazy("Åtagande"), lambda c: c.text, kind="link"),
    Column("promiser", gettext_lazy("Vem har lovat"), _promiser, ("promiser",), phone=True),
    Column("who", gettext_lazy("Med"), _with_whom, phone=True),
    Column("priority", gettext_lazy("Sakfråga"), lambda c: str(c.priority or "")),
    Column("owner", gettext_lazy("Bevakas av"), lambda c: str(c.owner), ("owner__name",)),
    Column("age", gettext_lazy("Ålder, dagar"), age, ("age_place",), "number", annotate_sort=_by_age),
    Column("days_late", gettext_lazy("Försenat, dagar"), days_late, kind="number", is_shown=False),
    Column("made_on", gettext_lazy("Lovat"), lambda c: c.made_on, ("made_on",), "date", is_shown=False),
    Column("closed_on", gettext_lazy("Avslutat"), lambda c: c.closed_on, ("closed_on",), "date", is_shown=False),
    Column("interaction", gettext_lazy("Kontakt"), lambda c: str(c.interaction or ""), is_shown=False),
    Column("state", gettext_lazy("Läge"), _state, kind="badge", phone=True),
)  # fmt: skip
