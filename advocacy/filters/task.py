"""Filters of tasks."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from advocacy.models import Task
from crm.common.filters import StrictFilterSet


class TaskFilterSet(StrictFilterSet):
    """Which tasks: one's own open ones unless something else is asked for."""

    MINE, ALL, DONE = "mina", "alla", "klara"

    show = django_filters.ChoiceFilter(
        choices=[(MINE, _("Mina")), (ALL, _("Allas")), (DONE, _("Klara"))], method="no_op", label=_("Visa")
    )

    class Meta:
        model = Task
        fields: list[str] = []

    def no_op(self, queryset: Any, name: str, value: str) -> Any:
        return queryset

    def unasked(self) -> Any:
        tasks: Any = super().unasked()
        return tasks.open().owned_by(self.request.user)

    def filter_queryset(self, queryset: QuerySet[Any]) -> Any:
        shown = self.form.cleaned_data.get("show") or self.MINE
        tasks: Any = super().filter_queryset(queryset)
        if shown == self.DONE:
            return tasks.filter(done_at__isnull=False)
        return tasks.open() if shown == self.ALL else tasks.open().owned_by(self.request.user)

    @property
    def shown(self) -> str:
        return (self.form.cleaned_data.get("show") if self.form.is_valid() else "") or self.MINE
