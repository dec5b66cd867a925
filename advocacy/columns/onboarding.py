"""The board of a programme: a row for each person, a column for each step; and the same as a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import CaseState, CohortRule
from advocacy.models import OnboardingCase, OnboardingCaseStep, OnboardingStep
from advocacy.querysets.onboarding_lists import with_late
from contacts.choices import DetailKind
from contacts.columns.person import area_words, county_of_membership, role_line
from crm.common.columns import Column
from crm.common.dates import today

STATE_OF_CASE = {
    CaseState.OPEN: "info",
    CaseState.INTRODUCED: "ok",
    CaseState.LEFT: "neutral",
    CaseState.CLOSED: "neutral",
}


def case_badge(case: OnboardingCase) -> tuple[str, str]:
    """('bad', '2 sena') of a case read with `with_late`, else how it stands: ('ok', 'Introducerad')."""
    late = getattr(case, "late_count", 0)
    if late and case.state == CaseState.OPEN:
        return "bad", _("%(n)s sena") % {"n": late} if late > 1 else _("1 sent")
    if case.state == CaseState.INTRODUCED and case.programme.cohort == CohortRule.LEAVING:
        return "ok", _("Avtackad")
    return STATE_OF_CASE[CaseState(case.state)], str(case.get_state_display())


def _late_today(cases: Any) -> Any:
    return with_late(cases, today())


def _area(case: OnboardingCase) -> Any:
    area = case.membership.area or case.membership.organization.area
    return area_words(area) if area else None


def _county(case: OnboardingCase) -> Any:
    county = county_of_membership(case.membership)
    return county.name if county else None


# --- A step in a cell -------------------------------------------------------------------------------------------


def state_of(row: OnboardingCaseStep, day: dt.date) -> str:
    """'done', 'skipped', 'late', 'today' or 'waiting'."""
    if row.done_on:
        return "done"
    if row.skipped_reason:
        return "skipped"
    if row.due_on and row.due_on <= day:
        return "today" if row.due_on == day else "late"
    return "waiting"


def _short(day: dt.date) -> str:
    """'7 okt', with the year when it is another."""
    return date_format(day, "j M" if day.year == today().year else "j M Y").lower()


def state_words(row: OnboardingCaseStep, day: dt.date) -> str:
    """'klart 3 okt', 'hoppat över', 'sent 4 d', 'idag', '12 dec'."""
    match state_of(row, day):
        case "done" if row.done_on:
            return _("klart %(day)s") % {"day": _short(row.done_on)}
        case "skipped":
            return _("hoppat över")
        case "late" if row.due_on:
            return _("sent %(n)s d") % {"n": (day - row.due_on).days}
        case "today":
            return _("idag")
    return _short(row.due_on) if row.due_on else _("väntar")


STATE_OF_STEP = {"done": "ok", "skipped": "neutral", "late": "bad", "today": "warn", "waiting": "neutral"}


def step_cell(row: OnboardingCaseStep, *, step: str, person: str, may_edit: bool, said: str = "") -> SafeString:
    """A step on the board: its state in words, and as a button for those who may tick it or take the tick back.

    What a contact shows, and what was left out, is changed where it was said.
    """
    state = state_of(row, today())
    words = format_html(
        '<span class="badge" data-state="{}">{}</span>', STATE_OF_STEP[state], state_words(row, today())
    )
    can_press = may_edit and (not row.is_settled or (row.done_on and row.done_by_id))
    if not can_press:
        return format_html('<span class="step-cell" id="steg-{}">{}</span>', row.pk, words)
    label = _("Ångra %(step)s för %(person)s") if row.done_on else _("Bocka av %(step)s för %(person)s")
    url = reverse("advocacy:onboarding_step", args=[row.pk])
    return format_html(
        '<button class="step-cell" id="steg-{}" form="steps" formaction="{}" name="do" value="{}" hx-post="{}"'
        ' hx-vals=\'{{"cell": "1"}}\' hx-target="this" hx-swap="outerHTML"{}>{}'
        '<span class="visually-hidden">. {}</span></button>',
        *(row.pk, url, "untick" if row.done_on else "tick", url),
        format_html(' data-autofocus data-announce="{}"', said) if said else "",
        *(words, label % {"step": step, "person": person}),
    )


def _row_of(case: OnboardingCase, step: OnboardingStep) -> OnboardingCaseStep | None:
    return next((row for row in case.steps.all() if row.step_id == step.pk), None)


def _cell(case: OnboardingCase, *, step: OnboardingStep, may_edit: bool) -> Any:
    row = _row_of(case, step)
    may = may_edit and case.state != CaseState.CLOSED
    return step_cell(row, step=step.name, person=str(case.person), may_edit=may) if row else None


def _day_of(case: OnboardingCase, *, step: OnboardingStep) -> Any:
    row = _row_of(case, step)
    if row is None:
        return None
    return row.done_on or (_("hoppat över: %(why)s") % {"why": row.skipped_reason} if row.skipped_reason else None)


def _due(case: OnboardingCase, *, step: OnboardingStep) -> Any:
    row = _row_of(case, step)
    return row.due_on if row and not row.is_settled else None


# --- Columns ------------------------------------------------------------------------------------------------------


def _detail(kind: str) -> Any:
    def value(case: OnboardingCase) -> Any:
        held = [d for d in case.person.contact_details.all() if d.kind == kind]
        return next((d.value for d in held if d.is_preferred), held[0].value if held else None)

    return value


ADDRESSES = ("person__contact_details",)


def columns_of(steps: Sequence[OnboardingStep], *, may_edit: bool) -> list[Column]:
    """The board's columns: who, then step by step, then how it stands."""
    who = [
        Column("name", gettext_lazy("Namn"), lambda c: c.person.name_sorted, ("person__sort_key",), "link"),
        Column(
            "party",
            gettext_lazy("Parti"),
            lambda c: c.membership.party,
            ("membership__party__position", "person__sort_key"),
            "party",
            phone=True,
        ),
        Column("area", gettext_lazy("Område"), _area, ("membership__area__sort_key", "person__sort_key"), phone=True),
        Column("county", gettext_lazy("Län"), _county, is_shown=False),
        Column("role", gettext_lazy("Uppdrag"), lambda c: role_line(c.membership), is_shown=False),
        Column(
            "seat_taken_on",
            gettext_lazy("Tillträdde"),
            lambda c: c.seat_taken_on,
            ("seat_taken_on", "person__sort_key"),
            "date",
            is_shown=False,
        ),
        Column(
            "host",
            gettext_lazy("Kontaktansvarig"),
            lambda c: str(c.host or ""),
            ("host__name", "person__sort_key"),
            phone=True,
        ),
    ]
    shown = [
        Column(f"step{step.pk}", step.name, partial(_cell, step=step, may_edit=may_edit), is_exported=False, phone=True)
        for step in steps
    ]
    taken_out = [
        column
        for step in steps
        for column in (
            Column(f"done{step.pk}", step.name, partial(_day_of, step=step), kind="date", is_shown=False),
            Column(
                f"due{step.pk}",
                _("%(step)s, senast") % {"step": step.name},
                partial(_due, step=step),
                kind="date",
                is_shown=False,
            ),
        )
    ]
    how = [
        Column(
            "state",
            gettext_lazy("Läge"),
            case_badge,
            ("state", "person__sort_key"),
            "badge",
            phone=True,
            annotate=_late_today,
        ),
        Column("closed_on", gettext_lazy("Avslutad"), lambda c: c.closed_on, ("closed_on",), "date", is_shown=False),
        Column("closed_reason", gettext_lazy("Varför avslutad"), lambda c: c.closed_reason, is_shown=False),
        Column("email", gettext_lazy("E-post"), _detail(DetailKind.EMAIL), is_shown=False, prefetch=ADDRESSES),
    ]
    return [*who, how[0], *shown, *taken_out, *how[1:]]
