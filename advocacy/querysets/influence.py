"""Which acts and decisions. All of them can be read in public: every colleague sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from advocacy.choices import Leaning
from crm.common import search
from crm.common.permissions import is_member

if TYPE_CHECKING:
    from advocacy.models import Act, Decision, Influence  # noqa: F401


class ActQuerySet(models.QuerySet["Act"]):
    def visible_to(self, user: Any) -> ActQuerySet:
        return self.filter(person__merged_into__isnull=True) if is_member(user) else self.none()

    def matching(self, text: str) -> ActQuerySet:
        """Every word of `text`, in any form, stands in what was done or in the quote."""
        return search.holding_stems(self, text)

    def unplaced(self) -> ActQuerySet:
        """Those that nobody has said the priority of."""
        return self.filter(priority__isnull=True)

    def for_list(self) -> ActQuerySet:
        return self.select_related("person", "priority")


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: Any) -> DecisionQuerySet:
        return self.all() if is_member(user) else self.none()

    def matching(self, text: str) -> DecisionQuerySet:
        """Every word of `text`, in any form, stands in it or in its §."""
        return search.holding_stems(self, text)

    def backed_by(self, party: Any) -> DecisionQuerySet:
        """Those that the party stood behind."""
        from advocacy.models import DecisionParty

        stood = DecisionParty.objects.filter(party=party, leaning=Leaning.FOR)
        return self.filter(pk__in=stood.order_by().values("decision"))

    def in_county(self, county: Any) -> DecisionQuerySet:
        """Those of bodies in the county: its own, and those of its municipalities."""
        return self.filter(body__area__county=county)

    def for_list(self) -> DecisionQuerySet:
        return self.select_related("body__area__county", "priority", "position", "attachment")


class InfluenceQuerySet(models.QuerySet["Influence"]):
    def visible_to(self, user: Any) -> InfluenceQuerySet:
        return self.filter(person__merged_into__isnull=True) if is_member(user) else self.none()

    def for_list(self) -> InfluenceQuerySet:
        return self.select_related("person", "priority", "set_by")
