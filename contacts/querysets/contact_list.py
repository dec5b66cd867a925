from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from crm.common.dates import active_q, today
from crm.common.permissions import is_member

if TYPE_CHECKING:
    from contacts.models import ContactList  # noqa: F401


class ContactListQuerySet(models.QuerySet["ContactList"]):
    def visible_to(self, user: Any) -> ContactListQuerySet:
        """Shared lists and one's own."""
        if not is_member(user):
            return self.none()
        return self.filter(Q(is_shared=True) | Q(owner=user))

    def pickable(self) -> ContactListQuerySet:
        """Those that pickers offer: not archived."""
        return self.filter(is_archived=False)

    def static(self) -> ContactListQuerySet:
        return self.filter(kind="static")

    def with_member_count(self, day: dt.date | None = None) -> ContactListQuerySet:
        """`member_count`: people on a static list on `day` (today)."""
        held = (
            apps.get_model("contacts", "ContactListMember")
            .objects.filter(active_q(day or today()), contact_list=OuterRef("pk"), person__merged_into__isnull=True)
            .order_by()
            .values("contact_list")
            .annotate(n=Count("person", distinct=True))
            .values("n")
        )
        return self.annotate(member_count=Coalesce(Subquery(held, output_field=IntegerField()), 0))
