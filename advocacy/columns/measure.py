"""Columns of measures, and how a state is said."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import MeasureState
from advocacy.services.measure_figures import STATES, UNKNOWN
from crm.common.columns import Column
from crm.common.dates import today

BADGE_OF_STATE = {
    MeasureState.DONE: "ok",
    MeasureState.ON_TIME: "ok",
    MeasureState.LATE: "bad",
    MeasureState.NOT_STARTED: "neutral",
    MeasureState.DROPPED: "warn",
}


def state_words(state: str | None) -> str:
    return _("Läge okänt") if state in (None, UNKNOWN) else str(MeasureState(state).label)


def state_badge(state: str | None) -> tuple[str, str]:
    """The badge of a state; None: nobody has said."""
    return ("neutral" if state in (None, UNKNOWN) else BADGE_OF_STATE[MeasureState(state)]), state_words(state)


def with_state_now(rows: QuerySet[Any]) -> QuerySet[Any]:
    """What was said last of each."""
    return rows.with_state(today())  # type: ignore[attr-defined]


def _state_placed(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Puts on the queryset the place of the state in the order in which they are told."""
    whens = [When(now_state=state, then=Value(place)) for place, state in enumerate(STATES) if state != UNKNOWN]
    placed = Case(*whens, default=Value(len(STATES)), output_field=IntegerField())
    return with_state_now(rows).annotate(state_place=placed)


def counties_of(measure: Any) -> list[str]:
    return [link.area.short_name or link.area.name for link in measure.areas.all()]


MEASURE_COLUMNS = (
    Column("name", gettext_lazy("Åtgärd"), lambda m: m.name, ("name",), "link"),
    Column(
        "state", gettext_lazy("Läge"), lambda m: state_badge(m.now_state), ("state_place",), "badge", phone=True,
        annotate=with_state_now, annotate_sort=_state_placed,
    ),
    Column(
        "stated_on", gettext_lazy("Läget den"), lambda m: m.now_on, ("now_on",), "date", phone=True,
        annotate=with_state_now, annotate_sort=with_state_now,
    ),
    Column("plan", gettext_lazy("Plan"), lambda m: str(m.get_national_plan_display()), ("national_plan",), phone=True),
    Column("priority", gettext_lazy("Sakfråga"), lambda m: str(m.priority or ""), ("priority__position",)),
    Column(
        "counties", gettext_lazy("Län"), lambda m: ", ".join(counties_of(m)), prefetch=("areas__area",),
    ),
    Column("responsible", gettext_lazy("Ansvarig"), lambda m: str(m.responsible or ""), ("responsible__sort_key",)),
    Column("planned_until", gettext_lazy("Planerat klar"), lambda m: _year(m.planned_until), ("planned_until",)),
    Column(
        "expected_until", gettext_lazy("Väntas klar"), lambda m: _year(m.now_until), ("now_until",),
        annotate=with_state_now, annotate_sort=with_state_now,
    ),
    Column(
        "planned_from", gettext_lazy("Planerad byggstart"), lambda m: _year(m.planned_from), ("planned_from",),
        is_shown=False,
    ),
    Column("cost", gettext_lazy("Kostnad, mnkr"), lambda m: m.cost, ("cost",), "number", is_shown=False),
    Column("code", gettext_lazy("Objektsnummer"), lambda m: m.code, ("code",), is_shown=False),
    Column("predecessor", gettext_lazy("I förra planen"), lambda m: str(m.predecessor or ""), is_shown=False),
    Column("url", gettext_lazy("Länk"), lambda m: m.url, is_shown=False),
    Column("source", gettext_lazy("Källa"), lambda m: m.source, is_shown=False),
)  # fmt: skip


def _year(value: int | None) -> str:
    """A year as years are written, without a space."""
    return str(value) if value else ""
