"""Which measures of the national plans, and how it stood with them on a day. All of it is public."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from advocacy.choices import MeasureState
from crm.common import search
from crm.common.permissions import is_member

if TYPE_CHECKING:
    from advocacy.models import Measure  # noqa: F401


class MeasureQuerySet(models.QuerySet["Measure"]):
    def visible_to(self, user: Any) -> MeasureQuerySet:
        return self.all() if is_member(user) else self.none()

    def matching(self, text: str) -> MeasureQuerySet:
        """Every word of `text`, in any form, stands in the name or is the object's number."""
        return search.holding_stems(self, text)

    def about(self, priorities: Collection[int]) -> MeasureQuerySet:
        return self.filter(priority__in=priorities)

    def in_counties(self, counties: Any) -> MeasureQuerySet:
        """Lying, wholly or in part, in one of the counties."""
        return self.filter(Exists(self._part("areas").filter(area__in=counties)))

    def with_state(self, day: dt.date, name: str = "now") -> MeasureQuerySet:
        """`<name>_state`, `<name>_on` and `<name>_until`: what was said last by `day`; None: nothing was."""
        said = self._part("statuses").filter(stated_on__lte=day).order_by("-stated_on")
        return self.annotate(
            **{
                f"{name}_state": Subquery(said.values("state")[:1]),
                f"{name}_on": Subquery(said.values("stated_on")[:1]),
                f"{name}_until": Subquery(said.values("expected_until")[:1]),
            }
        )

    def in_state(self, states: Collection[str], day: dt.date, *, or_unknown: bool = False) -> MeasureQuerySet:
        """Of which this was said last; `or_unknown`: or nothing was."""
        said = self._part("statuses").filter(stated_on__lte=day).order_by("-stated_on")
        asked = Q(_state__in=list(states)) | (Q(_state__isnull=True) if or_unknown else Q())
        return self.alias(_state=Subquery(said.values("state")[:1])).filter(asked)

    def overdue(self, day: dt.date) -> MeasureQuerySet:
        """To have begun in an earlier year, or in this one and it is over, and nobody has said that it has."""
        return self.filter(planned_from__lt=day.year).in_state([MeasureState.NOT_STARTED], day, or_unknown=True)

    def for_list(self) -> MeasureQuerySet:
        return self.select_related("priority", "responsible", "predecessor")

    def _part(self, name: str) -> Any:
        """The rows of a part of the measure that a query is about."""
        part: Any = self.model._meta.get_field(name).related_model
        return part.objects.filter(measure=OuterRef("pk")).order_by()
