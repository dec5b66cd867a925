"""Last days and steps of consultations as a colleague has them before them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from advocacy.choices import ConsultationState
from advocacy.models import Consultation, ConsultationStep
from advocacy.querysets.consultation import lapsed_q, last_q
from advocacy.services.consultation_times import days_badge, step_badge
from crm.models import User


@dataclass(frozen=True)
class ConsultationDue:
    """Something to be done for a consultation by a day: a step of the colleague's, or the answer (no `step`)."""

    consultation: Consultation
    due_on: dt.date
    step: ConsultationStep | None = None

    @property
    def title(self) -> str:
        """'Styrgruppen går igenom: Remiss av …' or 'Remissvar: Remiss av …'."""
        what = self.step.name if self.step else _("Remissvar")
        return _("%(what)s: %(title)s") % {"what": what, "title": self.consultation.title}

    @property
    def badge(self) -> tuple[str, str]:
        """How long there is: (state, words)."""
        return step_badge(self.step) if self.step else days_badge(self.due_on)

    def get_absolute_url(self) -> str:
        return self.consultation.get_absolute_url()


def owned_by(user: User) -> Any:
    """All that `user` answers for and that is not closed, with or without a last day."""
    closed = (ConsultationState.ABSTAINED, ConsultationState.FOLLOWED_UP)
    return Consultation.objects.filter(owner=user).exclude(state__in=closed).order_by("due_on", "pk")


def all_steps_of(user: User) -> Any:
    """All steps that `user` is to take, with or without a day."""
    return ConsultationStep.objects.waiting_for(user)


def steps_of(user: User) -> Any:
    """Steps that wait for `user` by a day, with their consultations."""
    return all_steps_of(user).filter(due_on__isnull=False)


def answers_of(user: User) -> Any:
    """Consultations that `user` answers for, being answered or to be decided on."""
    mine = Consultation.objects.visible_to(user).filter(owner=user)
    return mine.filter(state__in=(ConsultationState.NEW, ConsultationState.ANSWERING))


def late(user: User, day: dt.date) -> list[ConsultationDue]:
    """What should have been done before `day`, the oldest first; a last day that nobody meant to keep is not late."""
    answers = answers_of(user).filter(last_q("lt", day), state=ConsultationState.ANSWERING)
    return _joined(answers, steps_of(user).filter(due_on__lt=day))


def between(user: User, first: dt.date, last: dt.date) -> list[ConsultationDue]:
    """What is to be done from `first` to `last`, both included. Two queries."""
    return _joined(
        answers_of(user).filter(last_q("range", (first, last))), steps_of(user).filter(due_on__range=(first, last))
    )


def pressing(user: User, day: dt.date, ahead: dt.timedelta) -> list[ConsultationDue]:
    """What is late on `day` or to be done within `ahead` of it, of each consultation what comes first. Two queries."""
    last = day + ahead
    answers = answers_of(user).filter(last_q("lte", last)).exclude(lapsed_q(day))
    found: dict[int, ConsultationDue] = {}
    for due in _joined(answers, steps_of(user).filter(due_on__lte=last)):
        found.setdefault(due.consultation.pk, due)
    return list(found.values())


def _joined(answers: Any, steps: Any) -> list[ConsultationDue]:
    found = [ConsultationDue(row, row.answer_by) for row in answers if row.answer_by]
    found += [ConsultationDue(step.consultation, step.due_on, step) for step in steps]
    return sorted(found, key=lambda due: (due.due_on, due.consultation.pk))
