"""What the contacts of a goal add to its reach, read from the kept entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Case, F, IntegerField, Max, Min, Q, Value, When

from advocacy.choices import CountsAs

if TYPE_CHECKING:
    from advocacy.models import ReachEntry  # noqa: F401

MET = Q(counts_as=CountsAs.MET)


class ReachEntryQuerySet(models.QuerySet["ReachEntry"]):
    def of_goal(self, goal: Any) -> ReachEntryQuerySet:
        """Of contacts that belong to `goal` (metrics: links to a goal). One linked in two ways has two entries."""
        return self.about(goal.branch, goal.counted_goals)

    def about(self, priorities: Iterable[int], goals: Iterable[int]) -> ReachEntryQuerySet:
        """Of contacts linked to any of these priorities or goals."""
        return self.filter(Q(priority__in=list(priorities)) | Q(goal__in=list(goals)))

    def between(self, first: dt.date, last: dt.date) -> ReachEntryQuerySet:
        """Held from `first` to `last`, both included."""
        return self.filter(held_on__range=(first, last))

    def readable_by(self, reader: Any) -> ReachEntryQuerySet:
        """Of contacts whose content `reader` may read; with None all, as figures count."""
        if reader is None:
            return self
        return self.filter(interaction__in=apps.get_model("advocacy", "Interaction").objects.visible_to(reader))

    def met(self) -> ReachEntryQuerySet:
        """They and we talked."""
        return self.filter(MET)

    def of_people(self) -> ReachEntryQuerySet:
        """Of people, but those merged into another, who have none for long."""
        # The few that were merged away are one set; joined, every person would be read.
        gone = apps.get_model("contacts", "Person").objects.filter(merged_into__isnull=False).order_by().values("pk")
        return self.filter(person__isnull=False).exclude(person__in=gone)

    def per_person(self, *, first: dt.date, year: dt.date) -> Any:
        """A row for each person, in one pass: what the figures from `first` and the ladder from `year` are made of."""
        period, months = Q(held_on__gte=first), Q(held_on__gte=year)
        met_on = Case(When(MET & months, then=F("held_on")))
        return (
            self.order_by()
            .values("person")
            .annotate(
                met=_any(MET & period),
                touched=_any(period),
                first_met=Min(met_on),
                last_met=Max(met_on),
                asked_us=_any(MET & months & Q(is_by_them=True)),
                took_part=_any(Q(counts_as=CountsAs.TOOK_PART) & months),
                informed=_any(Q(counts_as=CountsAs.INFORMED) & months),
            )
        )


def _any(q: Q) -> Max:
    """1 where a row of the group is so, else 0."""
    return Max(Case(When(q, then=Value(1)), default=Value(0), output_field=IntegerField()))


def step_of(row: dict[str, Any]) -> int:
    """The step of the relation ladder that a row of `per_person` stands on (metrics: relation ladder)."""
    if row["asked_us"] or (row["first_met"] and row["first_met"] < row["last_met"]):
        return 4
    if row["first_met"]:
        return 3
    return 2 if row["took_part"] else 1 if row["informed"] else 0
