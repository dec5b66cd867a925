"""Filters of the suggested proposals."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from advocacy.choices import MotionKind, ProposalDecision
from advocacy.filters.visible import visible_priorities
from advocacy.models import Motion, MotionProposal
from crm.common.filters import StrictFilterSet


def sessions() -> list[tuple[str, str]]:
    found = Motion.objects.order_by("-session").values_list("session", flat=True).distinct()
    return [(session, session) for session in found]


class SuggestionFilterSet(StrictFilterSet):
    """Which suggestions: `priority` chooses whose words are asked, by the page itself."""

    priority = django_filters.ModelChoiceFilter(
        queryset=visible_priorities, method="no_op", label=_("Sakfråga"), empty_label=_("Alla")
    )
    session = django_filters.ChoiceFilter(
        choices=sessions, field_name="motion__session", label=_("Riksmöte"), empty_label=_("Alla")
    )
    kind = django_filters.ChoiceFilter(
        choices=MotionKind.choices, field_name="motion__kind", label=_("Slag"), empty_label=_("Alla")
    )
    outcome = django_filters.ChoiceFilter(
        choices=ProposalDecision.choices, label=_("Vad det blev"), empty_label=_("Alla")
    )

    class Meta:
        model = MotionProposal
        fields: list[str] = []

    def no_op(self, queryset: Any, name: str, value: Any) -> Any:
        return queryset
