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
        """`last_place`: the last day that holds, for sorting; those without one come last."""
        never = Value(dt.date.max, output_field=DateField())
        return self.annotate(last_place=Coalesce("postponed_to", "due_on", never))

    def at_work(self, day: dt.date) -> ConsultationQuerySet:
        """To decide on, or being answered."""
        return self.filter(to_decide_q(day) | Q(state=ConsultationState.ANSWERING))

    def due_by(self, first: dt.date, last: dt.date) -> ConsultationQuerySet:
        """Not answered, and to be from `first` to `last`."""
        return self.filter(last_q("range", (first, last)), state__in=UNANSWERED)

    def for_list(self) -> ConsultationQuerySet:
        return self.select_related("sender", "owner")


def last_q(lookup: str, value: Any) -> Q:
    """The last day that holds, the one granted or else the sender's, is so."""
    granted, senders = Q((f"postponed_to__{lookup}", value)), Q((f"due_on__{lookup}", value))
    return granted | (Q(postponed_to__isnull=True) & senders)


def to_decide_q(day: dt.date) -> Q:
    """Whether we are to answer is not decided, and there is time, or no last day."""
    is_endless = Q(postponed_to__isnull=True, due_on__isnull=True)
    return Q(state=ConsultationState.NEW) & (is_endless | last_q("gte", day))


def lapsed_q(day: dt.date) -> Q:
    """The last day passed without a decision."""
    return Q(state=ConsultationState.NEW) & last_q("lt", day)


def late_q(day: dt.date) -> Q:
    """Being answered, and its last day or that of a step has passed."""
    from advocacy.models import ConsultationStep

    behind = ConsultationStep.objects.filter(consultation=OuterRef("pk"), done_on__isnull=True, due_on__lt=day)
    return Q(last_q("lt", day) | Q(Exists(behind)), state=ConsultationState.ANSWERING)


class ConsultationStepQuerySet(models.QuerySet[Any]):
    def waiting_for(self, user: Any) -> ConsultationStepQuerySet:
        """Steps that `user` is to take in what we are answering."""
        found = self.filter(owner=user, done_on__isnull=True)
        answering = found.filter(consultation__state=ConsultationState.ANSWERING)
        return answering.select_related("consultation").order_by(
            F("due_on").asc(nulls_last=True), "consultation", "position"
        )
