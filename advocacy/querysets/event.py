"""Which events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from crm.common import search
from crm.common.permissions import is_member

if TYPE_CHECKING:
    from advocacy.models import Event  # noqa: F401


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, user: Any) -> EventQuerySet:
        return self if is_member(user) else self.none()

    def matching(self, text: str) -> EventQuerySet:
        """Every word of `text`, in any form, stands in the name or the description."""
        return search.holding_stems(self, text)

    def for_list(self) -> EventQuerySet:
        return self.select_related("parent")
