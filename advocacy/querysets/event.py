"""Which events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from crm.common.permissions import is_member
from crm.common.text import words

if TYPE_CHECKING:
    from advocacy.models import Event  # noqa: F401


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, user: Any) -> EventQuerySet:
        return self if is_member(user) else self.none()

    def matching(self, text: str) -> EventQuerySet:
        found = self
        for word in words(text):
            found = found.filter(search_text__contains=word)
        return found

    def for_list(self) -> EventQuerySet:
        return self.select_related("parent")
