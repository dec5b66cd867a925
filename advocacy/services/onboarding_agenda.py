"""Steps of introductions as a colleague has them before them: the same step of many people on one day is one thing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy.models import OnboardingCaseStep, OnboardingProgramme, OnboardingStep
from crm.models import User


@dataclass
class Due:
    """A step that is to be done by a day, and with whom."""

    step: OnboardingStep
    programme: OnboardingProgramme
    due_on: dt.date
    rows: list[OnboardingCaseStep] = field(default_factory=list)

    @property
    def whom(self) -> str:
        """The person's name, or how many there are."""
        if len(self.rows) == 1:
            return str(self.rows[0].case.person)
        return ngettext("%(n)d person", "%(n)d personer", len(self.rows)) % {"n": len(self.rows)}

    @property
    def title(self) -> str:
        """'Introduktionsmöte: Maja Lind' or 'Introduktionsmöte: 12 personer'."""
        return _("%(step)s: %(whom)s") % {"step": self.step.name, "whom": self.whom}

    def get_absolute_url(self) -> str:
        return (self.rows[0].case if len(self.rows) == 1 else self.programme).get_absolute_url()


def waiting_for(user: User) -> Any:
    """Steps that wait for `user` to do them."""
    return OnboardingCaseStep.objects.visible_to(user).waiting().owned_by(user)


def late(user: User, day: dt.date) -> list[Due]:
    """Those whose last day lies before `day`, the oldest first. One query."""
    return grouped(waiting_for(user).filter(due_on__lt=day).for_list())


def between(user: User, first: dt.date, last: dt.date) -> list[Due]:
    """Those to be done from `first` to `last`, both included. One query."""
    return grouped(waiting_for(user).filter(due_on__range=(first, last)).for_list())


def grouped(rows: Iterable[OnboardingCaseStep]) -> list[Due]:
    """Rows of `for_list`, the same step with the same last day together, in the order of the first of each."""
    found: dict[tuple[int, dt.date | None], Due] = {}
    for row in rows:
        if row.due_on is None:
            continue
        key = (row.step_id, row.due_on)
        if key not in found:
            found[key] = Due(row.step, row.case.programme, row.due_on)
        found[key].rows.append(row)
    return list(found.values())
