"""Which organizations."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from contacts.querysets.named import NamedQuerySet
from crm.common.dates import active_q, today
from crm.common.permissions import is_member

if TYPE_CHECKING:
    from contacts.models import Organization


def _tag_links() -> Any:
    return apps.get_model("contacts", "OrganizationTag").objects


class OrganizationQuerySet(NamedQuerySet["Organization"]):
    def visible_to(self, user: Any) -> OrganizationQuerySet:
        return self.filter(merged_into__isnull=True) if is_member(user) else self.none()

    def pickable(self) -> OrganizationQuerySet:
        return self.filter(is_archived=False, merged_into__isnull=True)

    def suggested(self, text: str, limit: int = 10) -> list[Organization]:
        """What a picker or the search offers for `text`, best first."""
        chosen = self.named(text, limit)
        found = {one.pk: one for one in self.filter(pk__in=chosen).order_by().select_related("area", "parent")}
        return [found[pk] for pk in chosen if pk in found]

    def tagged(self, *tags: Any) -> OrganizationQuerySet:
        """Organizations with any of the tags."""
        return self.filter(pk__in=_tag_links().filter(tag__in=tags).values("organization"))

    def not_tagged(self, *tags: Any) -> OrganizationQuerySet:
        """Organizations with none of the tags."""
        return self.exclude(pk__in=_tag_links().filter(tag__in=tags).values("organization"))

    def with_customer_status(self, *statuses: str, day: dt.date) -> OrganizationQuerySet:
        """Organizations whose membership of the cooperation on `day` is one of `statuses`."""
        model = apps.get_model("contacts", "CustomerMembership")
        held = model.objects.filter(active_q(day), status__in=statuses, organization=OuterRef("pk"))
        return self.filter(Exists(held))

    def with_member_count(self, day: dt.date | None = None) -> OrganizationQuerySet:
        """`member_count`: people with a role here on `day` (today)."""
        held = (
            apps.get_model("contacts", "Membership")
            .objects.active_on(day or today())
            .filter(organization=OuterRef("pk"))
            .order_by()
            .values("organization")
            .annotate(n=Count("person", distinct=True))
            .values("n")
        )
        return self.annotate(member_count=Coalesce(Subquery(held, output_field=IntegerField()), 0))

    def for_list(self) -> OrganizationQuerySet:
        return self.select_related("area__county", "parent").with_member_count()
