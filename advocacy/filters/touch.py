"""Which of those to call: one strict set for page and export."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from advocacy.choices import ParticipantSide, Touch
from advocacy.filters.visible import visible_priorities
from advocacy.models import Interaction, Participation, Priority
from advocacy.querysets.touch import in_state, intervals
from contacts.choices import Tier
from contacts.models import Person
from crm.common.dates import today
from crm.common.filters import StrictFilterSet
from crm.common.widgets import PillRadio

TO_CALL = (Touch.LOSING, Touch.SOON)


class TouchFilterSet(StrictFilterSet):
    """Those whom we are losing, and soon will be, unless one of the two is asked for."""

    MINE, ALL = "mina", "alla"
    WHOSE = ((ALL, _("Allas")), (MINE, _("Mina")))

    whose = django_filters.ChoiceFilter(
        choices=WHOSE, method="by_owner", label=_("Kontaktansvarig"), widget=PillRadio, empty_label=None
    )
    touch = django_filters.ChoiceFilter(
        choices=[(state.value, state.label) for state in TO_CALL],
        method="by_touch",
        label=_("Kontaktläge"),
        empty_label=_("Alla"),
    )
    tier = django_filters.ChoiceFilter(
        choices=[(tier.value, tier.value) for tier in Tier if tier != Tier.NONE],
        label=_("Kontaktnivå"),
        empty_label=_("Alla"),
    )
    priority = django_filters.ModelChoiceFilter(
        queryset=visible_priorities, method="by_priority", label=_("Har talat med oss om"), empty_label=_("Alla")
    )

    class Meta:
        model = Person
        fields: list[str] = []

    def __init__(self, *args: Any, months: dict[str, int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.months = intervals() if months is None else months

    def by_owner(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(owner=self.request.user) if value == self.MINE else queryset

    def by_touch(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(in_state([value], self.months, today()))

    def unasked(self) -> Any:
        return self._called_for(super().unasked())

    def filter_queryset(self, queryset: Any) -> Any:
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("touch") else self._called_for(found)

    def _called_for(self, queryset: Any) -> Any:
        return queryset.filter(in_state(TO_CALL, self.months, today()))

    def by_priority(self, queryset: Any, name: str, value: Priority) -> Any:
        """In contacts that the reader may read, about the priority or one below it."""
        about = Interaction.objects.visible_to(self.request.user)
        about = about.about_priorities(list(Priority.objects.branch_ids(value.pk)))
        met = Participation.objects.filter(side=ParticipantSide.THEIRS, interaction__in=about, person__isnull=False)
        return queryset.filter(pk__in=met.order_by().values("person"))
