"""Which radar runs and changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Cast

from crm.common.permissions import is_member
from crm.common.text import sort_key

if TYPE_CHECKING:
    from contacts.models import RadarChange, RadarRun  # noqa: F401


class RadarRunQuerySet(models.QuerySet["RadarRun"]):
    def visible_to(self, user: Any) -> RadarRunQuerySet:
        return self.all() if is_member(user) else self.none()


class RadarChangeQuerySet(models.QuerySet["RadarChange"]):
    def visible_to(self, user: Any) -> RadarChangeQuerySet:
        return self.all() if is_member(user) else self.none()

    def for_list(self) -> RadarChangeQuerySet:
        """With all that a line of the page shows."""
        return self.select_related("person", "other", "organization", "party", "area", "decided_by", "run")

    def matching(self, text: str) -> RadarChangeQuerySet:
        """Every word stands in the name, or the whole is the number that the source gives the person."""
        in_name = Q()
        for word in sort_key(text).split():
            in_name &= Q(sort_key__contains=word)
        return self.filter(in_name | Q(number=text.strip()))

    def of_kinds(self, kinds: Iterable[str]) -> RadarChangeQuerySet:
        """Those that are any of these in the first place, or besides."""
        wanted = Q()
        for kind in kinds:
            wanted |= Q(kind=kind) | Q(also_text__contains=f'"{kind}"')
        return self.annotate(also_text=Cast("also", models.TextField())).filter(wanted)

    def tallied(self) -> list[tuple[str, list[str], str, bool, int | None, int]]:
        """(kind, what else, state, is certain, who carried it out, how many), in one question."""
        rows = self.order_by().values_list("kind", "also", "state", "is_certain", "operation__created_by")
        return list(rows.annotate(Count("pk")))
