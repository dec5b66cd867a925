"""Consultations: the way there, finding them, handing them over, the cards of a priority and an organization."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from advocacy.choices import ConsultationState
from crm.common import extensions, search
from crm.common.extensions import Handover, NavigationItem, Panel, SearchHit, SearchProvider
from crm.common.kept_queries import KeptQuery

PRIORITY, ORGANIZATION = "advocacy.Priority", "contacts.Organization"
MOST = 6


def register() -> None:
    """Called once, when the apps are ready."""
    extensions.navigation.add(
        NavigationItem("consultations", "legislation", gettext_lazy("Remisser"), "advocacy:consultation_list", 30)
    )
    extensions.search_providers.add(
        SearchProvider("consultations", gettext_lazy("Remisser"), _rows, _hits, "advocacy:consultation_list", 48)
    )
    for model, context in ((PRIORITY, _of_priority), (ORGANIZATION, _of_organization)):
        name = f"consultations_{model.rpartition('.')[2].lower()}"
        extensions.panels.add(Panel(name, model, "advocacy/_consultations_panel.html", context, 30, is_later=True))
    _handovers()


def _rows(asked: search.Asked, user: Any) -> Any:
    from advocacy.models import Consultation

    found = Consultation.objects.visible_to(user).matching(asked.text).order_by("-due_on", "pk")
    return search.narrow(found, sort="reference", said="title", found="sender__name", more="state")


def _hits(rows: list[search.Row], asked: search.Asked, user: Any) -> list[SearchHit]:
    return [
        SearchHit(
            row.said,
            " · ".join(part for part in (row.found, row.sort, str(ConsultationState(row.more).label)) if part),
            reverse("advocacy:consultation_detail", args=[row.pk]),
        )
        for row in rows
    ]


# --- Cards --------------------------------------------------------------------------------------------------------


def _about(condition: Q, user: Any) -> Any:
    """The newest that `condition` finds, with our viewpoints."""
    from advocacy.models import Consultation

    found = Consultation.objects.visible_to(user).with_last_day().filter(condition).select_related("sender")
    return found.prefetch_related("viewpoints").order_by("-last_place", "-pk")[: MOST + 1]


def _priority_rows(pk: int, user: Any) -> Any:
    from advocacy.models import ConsultationPriority

    return _about(Q(pk__in=ConsultationPriority.objects.filter(priority=pk).values("consultation")), user)


def _organization_rows(pk: int, user: Any) -> Any:
    from advocacy.models import MemberAnswer

    answered = MemberAnswer.objects.filter(organization=pk).values("consultation")
    return _about(Q(sender=pk) | Q(pk__in=answered), user)


ROWS = {PRIORITY: KeptQuery(_priority_rows), ORGANIZATION: KeptQuery(_organization_rows)}


def _of_priority(obj: Any, user: Any) -> dict[str, Any] | None:
    return _panel(obj, user, "priority")


def _of_organization(obj: Any, user: Any) -> dict[str, Any] | None:
    return _panel(obj, user, "sender")


def _panel(obj: Any, user: Any, parameter: str) -> dict[str, Any] | None:
    from advocacy.columns.consultation import state_badge
    from advocacy.services.consultation_times import time_badge

    rows = ROWS[obj._meta.label].rows(obj.pk, user)
    if not rows:
        return None
    for row in rows:
        row.badge = time_badge(row) or state_badge(row)
    return {"rows": rows[:MOST], "is_cut": len(rows) > MOST, "parameter": parameter}


# --- Handing over -------------------------------------------------------------------------------------------------


def _handovers() -> None:
    from advocacy.services import consultation_agenda as agenda
    from advocacy.services import handovers as work

    for name, label, rows, said, order in (
        ("consultations", gettext_lazy("remisser"), agenda.owned_by, lambda row: row.title, 62),
        (
            "consultation_steps", gettext_lazy("steg i remisser"), agenda.all_steps_of,
            lambda step: f"{step.name}, {step.consultation}", 64,
        ),
    ):  # fmt: skip
        extensions.handovers.add(
            Handover(
                name=name,
                label=label,
                every=lambda giver, day, rows=rows: rows(giver),
                rows=lambda giver, receiver, day, actor, rows=rows: rows(giver),
                said=said,
                hand=work.hand_owned,
                order=order,
            )
        )
