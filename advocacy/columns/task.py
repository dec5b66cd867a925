"""Columns of tasks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import DateField, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy

from crm.common.columns import Column

TASK_COLUMNS = (
    Column("due_on", gettext_lazy("Senast"), lambda t: t.due_on, ("due_place",), "date"),
    Column("done_at", gettext_lazy("Klar"), lambda t: t.done_at, ("done_at",), "date"),
    Column("title", gettext_lazy("Uppgift"), lambda t: t.title),
)


def placed_by_day(tasks: QuerySet[Any]) -> QuerySet[Any]:
    """`due_place` for sorting: those without a day come last on every database."""
    return tasks.annotate(due_place=Coalesce("due_on", Value(dt.date.max, output_field=DateField())))
