"""Filters of arguments: one strict set for page, API and export."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from advocacy.filters.visible import colleagues, visible_priorities
from advocacy.models import Argument, ArgumentUse, Priority
from advocacy.querysets.argument import expired_q, soon_q
from crm.common.dates import today
from crm.common.filters import StrictFilterSet
from crm.common.widgets import PillRadio

IN_USE, REVIEW, ALL = "i-bruk", "se-over", "alla"
STAGES = (
    (IN_USE, _("I bruk")), (REVIEW, _("Att se över")), ("utgangna", _("Gått ut")), ("snart", _("Går ut snart")),
    ("ur-bruk", _("Ur bruk")), (ALL, _("Alla")),
)  # fmt: skip


def conditions(day: dt.date) -> dict[str, Q]:
    """What each stage means on `day`."""
    return {
        IN_USE: Q(retired_on__isnull=True),
        REVIEW: expired_q(day) | soon_q(day),
        "utgangna": expired_q(day),
        "snart": soon_q(day),
        "ur-bruk": Q(retired_on__isnull=False),
        ALL: Q(pk__isnull=False),
    }


class ArgumentFilterSet(StrictFilterSet):
    """Which arguments: those in use unless something else is asked for."""

    q = django_filters.CharFilter(method="search", label=_("Sök"))
    show = django_filters.ChoiceFilter(
        choices=STAGES, method="no_op", label=_("Läge"), widget=PillRadio, empty_label=None
    )
    priority = django_filters.ModelChoiceFilter(
        queryset=visible_priorities, method="by_priority", label=_("Sakfråga"), empty_label=_("Alla")
    )
    owner = django_filters.ModelChoiceFilter(
        queryset=colleagues, label=_("Ansvarig"), empty_label=_("Alla"), null_label=_("Ingen"), null_value="ingen"
    )
    used = django_filters.ChoiceFilter(
        choices=(("true", _("Använda")), ("false", _("Aldrig använda"))),
        method="by_use",
        label=_("Användning"),
        empty_label=_("Alla"),
    )

    class Meta:
        model = Argument
        fields: list[str] = []

    def no_op(self, queryset: Any, name: str, value: str) -> Any:
        return queryset

    def by_priority(self, queryset: Any, name: str, value: Priority) -> Any:
        """Those of the priority and of those under it; what serves all priorities is none of them."""
        return queryset.filter(priority__in=Priority.objects.branch_ids(value.pk))

    def by_use(self, queryset: Any, name: str, value: str) -> Any:
        uses = Exists(ArgumentUse.objects.filter(argument=OuterRef("pk")))
        return queryset.filter(uses if value == "true" else ~uses)

    def unasked(self) -> Any:
        return super().unasked().in_use()

    def filter_queryset(self, queryset: Any) -> Any:
        found: Any = super().filter_queryset(queryset)
        return found.filter(conditions(today())[self.form.cleaned_data.get("show") or IN_USE])


def stage_counts(rows: Any) -> dict[str, int]:
    """How many there are in each stage, in one query."""
    counts = {name: Count("pk", filter=condition) for name, condition in conditions(today()).items()}
    found: dict[str, int] = rows.order_by().aggregate(**counts)
    return found
