"""Which stances and commitments."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models

from advocacy.choices import CommitmentState
from advocacy.querysets.interaction import of_readable_contact
from crm.common.permissions import is_member


class StanceQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> StanceQuerySet:
        """What a member may see: those of confidential contacts only with the contact."""
        if not is_member(user):
            return self.none()
        return self.filter(of_readable_contact(user))


class CommitmentQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> CommitmentQuerySet:
        """What a member may see: those of confidential contacts only with the contact."""
        if not is_member(user):
            return self.none()
        return self.filter(of_readable_contact(user))

    def open(self) -> CommitmentQuerySet:
        return self.filter(state=CommitmentState.OPEN)

    def late_on(self, day: dt.date) -> CommitmentQuerySet:
        """Open, and to be kept before `day`."""
        return self.open().filter(due_on__lt=day)
