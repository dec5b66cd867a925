"""Which memberships."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from contacts.choices import LEVEL_RANK, RoleKind, ServingStatus
from crm.common.dates import active_q
from crm.common.permissions import is_member

if TYPE_CHECKING:
    from contacts.models import Membership  # noqa: F401


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, user: Any) -> MembershipQuerySet:
        return self.filter(person__merged_into__isnull=True) if is_member(user) else self.none()

    def valid(self) -> MembershipQuerySet:
        """Those that were not struck as mistyped."""
        return self.filter(struck_at__isnull=True)

    def active_on(self, day: dt.date | OuterRef) -> MembershipQuerySet:
        """Held on `day`, first and last day included, struck ones never."""
        return self.valid().filter(active_q(day))

    def serving_on(self, day: dt.date | OuterRef) -> MembershipQuerySet:
        """Those who serve on `day`: not on leave from the seat; of substitutes, only those who stand in for somebody.

        `day` may be an OuterRef: 'on the day of the meeting'.
        """
        inner = OuterRef(day) if isinstance(day, OuterRef) else day
        leave = apps.get_model("contacts", "MembershipStatus").objects.filter(
            active_q(inner), status=ServingStatus.ON_LEAVE, membership=OuterRef("pk")
        )
        idle = Q(kind=RoleKind.SUBSTITUTE, stands_in_for__isnull=True)
        return self.active_on(day).filter(~Exists(leave)).exclude(idle)

    def with_names(self) -> MembershipQuerySet:
        return self.select_related(
            "organization__area__county", "organization__parent", "party", "area__county", "term"
        )

    def with_county(self) -> MembershipQuerySet:
        """`county_id`: the mandate's own area's county, else the organization's."""
        return self.annotate(county_id=Coalesce(F("area__county_id"), F("organization__area__county_id")))

    def by_weight(self) -> MembershipQuerySet:
        """Highest level first, an assembly's seat before other roles of that level, then the newest."""
        rank = Case(
            *[When(organization__level=level, then=Value(n)) for level, n in LEVEL_RANK.items()],
            default=Value(9),
            output_field=IntegerField(),
        )
        seat = Case(When(organization__kind="assembly", then=Value(0)), default=Value(1), output_field=IntegerField())
        return self.annotate(level_rank=rank, seat_rank=seat).order_by(
            "level_rank", "seat_rank", F("starts_on").desc(nulls_last=True), "pk"
        )
