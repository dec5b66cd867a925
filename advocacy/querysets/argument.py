"""Which positions, arguments and uses of arguments."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, DateField, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from advocacy.choices import InteractionStatus
from advocacy.querysets.interaction import of_readable_contact
from crm.common import search
from crm.common.permissions import is_member

if TYPE_CHECKING:
    from advocacy.models import Argument, ArgumentUse, Position  # noqa: F401

# An argument that holds for no longer than this is to be looked over.
SOON = dt.timedelta(days=60)


class PositionQuerySet(models.QuerySet["Position"]):
    def visible_to(self, user: Any) -> PositionQuerySet:
        return self.all() if is_member(user) else self.none()

    def in_use(self) -> PositionQuerySet:
        """What we say now."""
        return self.filter(retired_on__isnull=True)

    def matching(self, text: str) -> PositionQuerySet:
        """Every word of `text`, in any form, stands in it."""
        return search.holding_stems(self, text)


class ArgumentQuerySet(models.QuerySet["Argument"]):
    def visible_to(self, user: Any) -> ArgumentQuerySet:
        return self.all() if is_member(user) else self.none()

    def matching(self, text: str) -> ArgumentQuerySet:
        """Every word of `text`, in any form, stands in it or in its source."""
        return search.holding_stems(self, text)

    def in_use(self) -> ArgumentQuerySet:
        return self.filter(retired_on__isnull=True)

    def to_review(self, day: dt.date) -> ArgumentQuerySet:
        """In use, and expired on `day` or soon."""
        return self.filter(expired_q(day) | soon_q(day))

    def serving(self, priorities: list[int]) -> ArgumentQuerySet:
        """Those of these priorities (ids), and those that serve all."""
        return self.filter(Q(priority__in=priorities) | Q(priority__isnull=True))

    def with_last_day(self) -> ArgumentQuerySet:
        """`last_place`: the last day on which it holds, for sorting; those without one come last."""
        never = Value(dt.date.max, output_field=DateField())
        return self.annotate(last_place=Coalesce("valid_until", never))

    def with_uses(self) -> ArgumentQuerySet:
        """`use_count`: in how many places it was used, whoever may read them: figures count all."""
        from advocacy.models import ArgumentUse

        uses = ArgumentUse.objects.counted().filter(argument=OuterRef("pk")).order_by().values("argument")
        counted = Subquery(uses.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
        return self.annotate(use_count=Coalesce(counted, 0))

    def for_list(self) -> ArgumentQuerySet:
        return self.select_related("priority", "owner")


def expired_q(day: dt.date) -> Q:
    """In use, though it does not hold on `day`."""
    return Q(retired_on__isnull=True, valid_until__lt=day)


def soon_q(day: dt.date) -> Q:
    """In use, and holding on `day`, but not for long."""
    return Q(retired_on__isnull=True, valid_until__range=(day, day + SOON))


class ArgumentUseQuerySet(models.QuerySet["ArgumentUse"]):
    def visible_to(self, user: Any) -> ArgumentUseQuerySet:
        """Those in confidential contacts only with the contact."""
        return self.filter(of_readable_contact(user)) if is_member(user) else self.none()

    def counted(self) -> ArgumentUseQuerySet:
        """Those that can count in a figure: a draft of a contact is none yet."""
        return self.filter(Q(interaction__isnull=True) | ~Q(interaction__status=InteractionStatus.DRAFT))

    def for_list(self) -> ArgumentUseQuerySet:
        return self.select_related(
            "argument", "interaction", "viewpoint__consultation", "act__person", "outcome__priority"
        )
