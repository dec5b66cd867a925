from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from crm.common.permissions import is_member


class ContactListQuerySet(models.QuerySet["ContactList"]):
    def visible_to(self, user: Any) -> ContactListQuerySet:
        """Shared lists and one's own."""
        if not is_member(user):
            return self.none()
        return self.filter(Q(is_shared=True) | Q(owner=user))
