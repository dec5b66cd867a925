"""What the contacts of a goal add to its reach, read from the kept entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Case, F, IntegerField, Max, Min, Q, Value, When

from advocacy.choices import CountsAs, LadderStep
from crm.common.aggregates import grouped

if TYPE_CHECKING:
    from advocacy.models import ReachEntry  # noqa: F401

MET = Q(counts_as=CountsAs.MET)
# So many things can be told apart in one number.
NUMBERS = 100
# What somebody did, as one number.
MET_THEN, TOUCHED_THEN, STEP = 1, 2, 4


class ReachEntryQuerySet(models.QuerySet["ReachEntry"]):
    def of_goal(self, goal: Any) -> ReachEntryQuerySet:
        """Of contacts that belong to `goal` (metrics: links to a goal). One linked in two ways has two entries."""
        return self.about(goal.branch, goal.counted_goals)

    def about(self, priorities: Iterable[int], goals: Iterable[int]) -> ReachEntryQuerySet:
        """Of contacts linked to any of these priorities or goals."""
        return self.filter(subject__in=[*priorities, *(-goal for goal in goals)])

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

    def by_subject(self, name: str, told: Sequence[Q]) -> dict[tuple[int, int], set[int]]:
        """The ids of the column `name` by subject and the number of the first of `told` that an entry fits. One query.

        At most a hundred; entries that fit none are left out.
        """
        number = Case(*(When(q, then=Value(n)) for n, q in enumerate(told)))
        # Above none: where few have one, both databases then read these by the index that they have.
        there = self.filter(**{f"{name}__gt": 0})
        keyed = there.annotate(key=F("subject") * NUMBERS + number)
        rows = keyed.filter(key__isnull=False).order_by().values_list("key", name).distinct()
        found = grouped(rows, "key", name)
        return {divmod(key, NUMBERS): set(ids) for key, ids in found.items()}

    def by_what_they_did(self, *, first: dt.date, year: dt.date) -> dict[int, list[int]]:
        """The people by what the entries say of them, in one query whose rows are some dozens.

        The key is MET_THEN and TOUCHED_THEN, for the days from `first`, and STEP times their step of the relation
        ladder, for the days from `year` (metrics: relation ladder).
        """
        period, months = Q(held_on__gte=first), Q(held_on__gte=year)
        met_on = Case(When(MET & months, then=F("held_on")))
        people = (
            self.order_by()
            .values("person")
            .annotate(
                met=_any(MET & period),
                touched=_any(period),
                first_met=Min(met_on),
                last_met=Max(met_on),
                has_asked=_any(MET & months & Q(is_by_them=True)),
                highest=Max(Case(When(months, then=F("counts_as")), default=Value(0))),
            )
        )
        step = Case(
            When(Q(has_asked=1) | Q(first_met__lt=F("last_met")), then=Value(int(LadderStep.IN_DIALOGUE))),
            default=F("highest"),  # the lowest steps are what a contact counts as
            output_field=IntegerField(),
        )
        does = MET_THEN * F("met") + TOUCHED_THEN * F("touched") + STEP * step
        return grouped(people.annotate(does=does).values_list("does", "person"), "does", "person")


def _any(q: Q) -> Max:
    """1 where a row of the group is so, else 0."""
    return Max(Case(When(q, then=Value(1)), default=Value(0), output_field=IntegerField()))
