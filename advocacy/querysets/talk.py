"""Which stances and commitments."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Window
from django.db.models.functions import Lead, RowNumber

from advocacy.choices import CommitmentState
from advocacy.querysets.interaction import of_readable_contact
from crm.common.dates import today
from crm.common.permissions import is_member


class StanceQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> StanceQuerySet:
        """What a member may see: those of confidential contacts only with the contact."""
        if not is_member(user):
            return self.none()
        return self.filter(of_readable_contact(user))

    def latest_of_each(self) -> StanceQuerySet:
        """The latest of each person or organization on each priority, with what it was `before` and `before_on`.

        The latest of those that the queryset holds: ask `visible_to` first, so that nothing hidden shows as movement.
        """
        each = [F("priority"), F("person"), F("organization")]
        newest = [F("stated_on").desc(), F("pk").desc()]
        return (
            self.annotate(
                place=Window(RowNumber(), partition_by=each, order_by=newest),
                before=Window(Lead("value"), partition_by=each, order_by=newest),
                before_on=Window(Lead("stated_on"), partition_by=each, order_by=newest),
            )
            .filter(place=1)
            .order_by("-stated_on", "-pk")
        )

    def now(self) -> StanceQuerySet:
        """The latest of each person or organization on each priority, of those that the queryset holds; unordered."""
        return self.filter(pk__in=self.latest_of_each().order_by().values("pk"))

    def alongside(self, stance: Any) -> StanceQuerySet:
        """Those of the same person or organization on the same priority, itself included."""
        same = {"person": stance.person_id, "organization": stance.organization_id, "priority": stance.priority_id}
        return self.filter(**same)

    def with_first(self, user: Any) -> StanceQuerySet:
        """`first` and `first_on`: where the same one first stood on the same priority, of what `user` may read."""
        one = Q(person=OuterRef("person")) | Q(organization=OuterRef("organization"))
        rows = apps.get_model("advocacy", "Stance").objects.visible_to(user).filter(one, priority=OuterRef("priority"))
        oldest = rows.order_by("stated_on", "pk")
        return self.annotate(
            first=Subquery(oldest.values("value")[:1]), first_on=Subquery(oldest.values("stated_on")[:1])
        )

    def with_party(self) -> StanceQuerySet:
        """`party_code`: of the weightiest mandate that the person holds today with one."""
        held = _held_today().filter(person=OuterRef("person"), party__isnull=False)
        return self.annotate(party_code=Subquery(held.by_weight().values("party__code")[:1]))

    def for_list(self) -> StanceQuerySet:
        return self.select_related(
            "person", "organization", "priority", "interaction", "motion", "vote__report", "noted_by"
        )


def open_q(day: dt.date) -> Q:
    """Commitments that were made by `day` and open on it, however it went since."""
    return Q(made_on__lte=day) & (Q(closed_on__isnull=True) | Q(closed_on__gt=day))


def late_q(day: dt.date) -> Q:
    """Those of them that were to be kept before `day`."""
    return open_q(day) & Q(due_on__lt=day)


class CommitmentQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> CommitmentQuerySet:
        """What a member may see: those of confidential contacts only with the contact."""
        if not is_member(user):
            return self.none()
        return self.filter(of_readable_contact(user))

    def open(self) -> CommitmentQuerySet:
        return self.filter(state=CommitmentState.OPEN)

    def closed(self) -> CommitmentQuerySet:
        return self.exclude(state=CommitmentState.OPEN)

    def late_on(self, day: dt.date) -> CommitmentQuerySet:
        """Open, and to be kept before `day`."""
        return self.open().filter(due_on__lt=day)

    def owned_by(self, user: Any) -> CommitmentQuerySet:
        """Those that `user` watches."""
        return self.filter(owner=user)

    def for_list(self) -> CommitmentQuerySet:
        return self.select_related("person", "organization", "priority", "interaction", "owner")

    def soonest_first(self) -> CommitmentQuerySet:
        """By the day it is to be kept; those without one last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")


def _held_today() -> Any:
    return apps.get_model("contacts", "Membership").objects.active_on(today())
