"""Which consultations."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import DateField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from advocacy.choices import ConsultationState
from crm.common import search
from crm.common.permissions import is_member

if TYPE_CHECKING:
    from advocacy.models import Consultation  # noqa: F401

UNANSWERED = (ConsultationState.NEW, ConsultationState.ANSWERING)


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, user: Any) -> ConsultationQuerySet:
        return self.all() if is_member(user) else self.none()

    def matching(self, text: str) -> ConsultationQuerySet:
        """Every word of `text`, in any form, stands in the title or in a diary number."""
        return search.holding_stems(self, text)

    def with_last_day(self) -> ConsultationQuerySet:
        """`last_on`: the day that holds; `last_place`: the same for sorting, those without one last."""
        last = Coalesce("postponed_to", "due_on")
        never = Value(dt.date.max, output_field=DateField())
        return self.annotate(last_on=last, last_place=Coalesce(last, never))

    def at_work(self, day: dt.date) -> ConsultationQuerySet:
        """To decide on, or being answered."""
        return self.filter(to_decide_q(day) | Q(state=ConsultationState.ANSWERING))

    def due_by(self, first: dt.date, last: dt.date) -> ConsultationQuerySet:
        """Not answered, and to be from `first` to `last`."""
        return self.filter(state__in=UNANSWERED, last_on__range=(first, last))

    def for_list(self) -> ConsultationQuerySet:
        return self.select_related("sender", "owner")


def to_decide_q(day: dt.date) -> Q:
    return Q(state=ConsultationState.NEW) & (Q(last_on__isnull=True) | Q(last_on__gte=day))


def late_q(day: dt.date) -> Q:
    from advocacy.models import ConsultationStep

    behind = ConsultationStep.objects.filter(consultation=OuterRef("pk"), done_on__isnull=True, due_on__lt=day)
    return Q(state=ConsultationState.ANSWERING) & (Q(last_on__lt=day) | Exists(behind))


class ConsultationStepQuerySet(models.QuerySet[Any]):
    def waiting_for(self, user: Any) -> ConsultationStepQuerySet:
        """Steps that `user` is to take in what we are answering."""
        found = self.filter(owner=user, done_on__isnull=True)
        answering = found.filter(consultation__state=ConsultationState.ANSWERING)
        return answering.select_related("consultation").order_by(
            F("due_on").asc(nulls_last=True), "consultation", "position"
        )
