"""Filters of consultations: one strict set for page and export."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from advocacy.choices import ConsultationState
from advocacy.filters.visible import colleagues, visible_organizations, visible_priorities
from advocacy.imports.consultations import SUBJECTS
from advocacy.models import Consultation, ConsultationPriority, Priority
from advocacy.querysets.consultation import lapsed_q, late_q, to_decide_q
from crm.common.dates import today
from crm.common.filters import StrictFilterSet
from crm.common.widgets import Combobox, PillRadio

WITHIN = (("7", _("7 dagar")), ("14", _("14 dagar")), ("30", _("30 dagar")), ("60", _("60 dagar")))


OPEN, ALL = "aktuella", "alla"
STAGES = (
    (OPEN, _("Aktuella")), ("sena", _("Försenade")), ("nya", _("Att ta ställning till")), ("besvaras", _("Besvaras")),
    ("besvarade", _("Besvarade")), ("uppfoljda", _("Uppföljda")), ("avstar", _("Vi avstår")),
    ("utgangna", _("Svarstiden gick ut")), (ALL, _("Alla")),
)  # fmt: skip


def conditions(day: dt.date) -> dict[str, Q]:
    """What each stage means on `day`."""
    to_decide, answering = to_decide_q(day), Q(state=ConsultationState.ANSWERING)
    return {
        OPEN: to_decide | answering,
        "sena": late_q(day),
        "nya": to_decide,
        "besvaras": answering,
        "besvarade": Q(state=ConsultationState.ANSWERED),
        "uppfoljda": Q(state=ConsultationState.FOLLOWED_UP),
        "avstar": Q(state=ConsultationState.ABSTAINED),
        "utgangna": lapsed_q(day),
        ALL: Q(pk__isnull=False),
    }


class ConsultationFilterSet(StrictFilterSet):
    """Which consultations: those at work unless something else is asked for."""

    q = django_filters.CharFilter(method="search", label=_("Sök"))
    show = django_filters.ChoiceFilter(
        choices=STAGES, method="no_op", label=_("Läge"), widget=PillRadio, empty_label=None
    )
    within = django_filters.ChoiceFilter(choices=WITHIN, method="by_days", label=_("Svar inom"), empty_label=_("Alla"))
    sender = django_filters.ModelChoiceFilter(
        queryset=visible_organizations, label=_("Avsändare"), widget=Combobox("contacts:organization_suggest")
    )
    priority = django_filters.ModelChoiceFilter(
        queryset=visible_priorities, method="by_priority", label=_("Sakfråga"), empty_label=_("Alla")
    )
    owner = django_filters.ModelChoiceFilter(queryset=colleagues, label=_("Ansvarig"), empty_label=_("Alla"))
    is_invited = django_filters.ChoiceFilter(
        choices=(("true", _("Vi är remissinstans")), ("false", _("Eget initiativ"))),
        method="by_invited",
        label=_("Inbjudan"),
        empty_label=_("Alla"),
    )

    subject = django_filters.ChoiceFilter(
        choices=[(name, name) for name in sorted(SUBJECTS.values())],
        field_name="subjects",
        lookup_expr="contains",
        label=_("Avsändarens ämne"),
        empty_label=_("Alla"),
    )

    class Meta:
        model = Consultation
        fields: list[str] = []

    def no_op(self, queryset: Any, name: str, value: str) -> Any:
        return queryset

    def by_days(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.due_by(today(), today() + dt.timedelta(days=int(value)))

    def by_priority(self, queryset: Any, name: str, value: Priority) -> Any:
        links = ConsultationPriority.objects.filter(priority__in=Priority.objects.branch_ids(value.pk))
        return queryset.filter(pk__in=links.values("consultation"))

    def by_invited(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(is_invited=value == "true")

    def unasked(self) -> Any:
        return super().unasked().at_work(today())

    def filter_queryset(self, queryset: Any) -> Any:
        """A search looks among all there is unless a stage is named."""
        found: Any = super().filter_queryset(queryset)
        asked = self.form.cleaned_data
        return found.filter(conditions(today())[asked.get("show") or (ALL if asked.get("q") else OPEN)])


def stage_counts(rows: Any) -> dict[str, int]:
    """How many there are in each stage, in one query."""
    counts = {name: Count("pk", filter=condition) for name, condition in conditions(today()).items()}
    found: dict[str, int] = rows.order_by().aggregate(**counts)
    return found
