"""How late a task is."""

from __future__ import annotations

import datetime as dt

from django import template

from crm.common.dates import today

register = template.Library()


@register.filter
def days_late(due_on: dt.date) -> int:
    """Days since `due_on`: 0 today, negative ahead of it."""
    return (today() - due_on).days
