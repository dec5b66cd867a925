"""Whether we keep in touch with those we mean to meet (metrics: recency). The one definition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db.models import Case, DateField, DurationField, ExpressionWrapper, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from advocacy.choices import Touch
from crm.common.dates import months_later, today

NEVER_MET = dt.timedelta(days=-100_000)


def bounds(months: int, day: dt.date) -> tuple[dt.date, dt.date]:
    """Of an interval of `months` that ends on `day`: its first day, and the last day of its first quarter.

    Who was last met before the first is being lost; who was last met up to the second has used three quarters of it.
    """
    first = months_later(day, -months)
    return first, first + dt.timedelta(days=(day - first).days // 4)


def state_of(met_on: dt.date | None, months: int | None, day: dt.date) -> Touch | None:
    """How we stand with somebody last met on `met_on`; None where no interval is expected."""
    if not months:
        return None
    lost_before, soon_to = bounds(months, day)
    if met_on is None or met_on < lost_before:
        return Touch.LOSING
    return Touch.SOON if met_on <= soon_to else Touch.KEPT


def intervals() -> dict[str, int]:
    """The months of each tier that has an interval. One query."""
    return dict(apps.get_model("advocacy", "ContactInterval")._default_manager.values_list("tier", "months"))


def in_state(states: Collection[str], months_of: dict[str, int], day: dt.date) -> Q:
    """People in one of `states`, as `state_of` has it."""
    wanted = Q(pk__in=())
    for tier, months in months_of.items():
        lost_before, soon_to = bounds(months, day)
        parts = {
            Touch.LOSING: Q(last_met__isnull=True) | Q(last_met__met_on__lt=lost_before),
            Touch.SOON: Q(last_met__met_on__gte=lost_before, last_met__met_on__lte=soon_to),
            Touch.KEPT: Q(last_met__met_on__gt=soon_to),
        }
        for state in states:
            wanted |= Q(tier=tier) & parts[Touch(state)]
    return wanted


def with_touch(people: Any) -> Any:
    """`last_met_on` and `touch_months`: what `state_of` asks for."""
    rows = apps.get_model("advocacy", "ContactInterval")._default_manager.filter(tier=OuterRef("tier"))
    return people.annotate(last_met_on=F("last_met__met_on"), touch_months=Subquery(rows.values("months")))


def with_slack(people: Any, months_of: dict[str, int]) -> Any:
    """`slack`, to sort by: how much of the interval is left, less than nothing when it has passed.

    Those never met come before all.
    """
    day = today()
    firsts = [When(tier=tier, then=Value(bounds(months, day)[0])) for tier, months in months_of.items()]
    since = Case(*firsts, default=Value(day), output_field=DateField())
    left = ExpressionWrapper(F("last_met__met_on") - since, output_field=DurationField())
    return people.annotate(slack=Coalesce(left, Value(NEVER_MET), output_field=DurationField()))


def touch_of(person: Any) -> Touch | None:
    """The state of a person read with `with_touch`."""
    return state_of(person.last_met_on, person.touch_months, today())
