"""Which mails."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from advocacy.choices import MailState
from crm.common.permissions import Role, can, is_member


class IncomingMailQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> IncomingMailQuerySet:
        """One's own. Administrators also see that a mail was refused, and from whom."""
        if not is_member(user):
            return self.none()
        refused = Q(owner__isnull=True, state=MailState.REFUSED) if can(user, Role.ADMIN) else Q()
        return self.filter(Q(owner=user) | refused)

    def for_list(self) -> IncomingMailQuerySet:
        return self
