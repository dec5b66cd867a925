"""Which seats, who sits on them, and since when nobody does."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery

from crm.common.dates import active_q
from crm.common.permissions import is_member

if TYPE_CHECKING:
    from contacts.models import Post  # noqa: F401


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, user: Any) -> PostQuerySet:
        return self if is_member(user) else self.none()

    def existing_on(self, day: dt.date) -> PostQuerySet:
        return self.filter(active_q(day))

    def vacant_on(self, day: dt.date) -> PostQuerySet:
        """Seats that exist on `day` and that nobody holds then."""
        held = _memberships().active_on(day).filter(post=OuterRef("pk"))
        return self.existing_on(day).filter(~Exists(held))

    def with_days(self, day: dt.date) -> PostQuerySet:
        """`left_on`: the last day of whoever sat there before `day`; `taken_on`: when the next one begins after it."""
        sat = _memberships().valid().filter(post=OuterRef("pk")).order_by()
        left = sat.filter(ends_on__lt=day).order_by("-ends_on").values("ends_on")[:1]
        coming = sat.filter(starts_on__gt=day).order_by("starts_on").values("starts_on")[:1]
        return self.annotate(left_on=Subquery(left), taken_on=Subquery(coming))

    def with_holders(self, day: dt.date) -> PostQuerySet:
        """`holders`: the roles held on the seat on `day`; `earlier`: those that ended before it, newest first."""
        sat = _memberships().valid().filter(person__merged_into__isnull=True)
        sat = sat.select_related("person", "party", "represents", "area")
        now = sat.filter(active_q(day)).order_by("starts_on", "pk")
        past = sat.filter(Q(ends_on__lt=day)).order_by("-ends_on", "pk")
        return self.select_related("area").prefetch_related(
            Prefetch("memberships", queryset=now, to_attr="holders"),
            Prefetch("memberships", queryset=past, to_attr="earlier"),
        )


def vacant_since(post: Any) -> dt.date | None:
    """The first day on which nobody holds a seat of `with_days`; None where it has never been said."""
    after = post.left_on + dt.timedelta(days=1) if post.left_on else None
    return max((d for d in (after, post.starts_on) if d), default=None)


def _memberships() -> Any:
    return apps.get_model("contacts", "Membership").objects
