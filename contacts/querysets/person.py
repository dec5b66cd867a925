"""Which people."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Prefetch

from contacts.querysets.named import NamedQuerySet
from crm.common.dates import today
from crm.common.permissions import is_member

if TYPE_CHECKING:
    from contacts.models import Person


def _memberships() -> Any:
    return apps.get_model("contacts", "Membership").objects


def _links(model: str) -> Any:
    return apps.get_model("contacts", model).objects


class PersonQuerySet(NamedQuerySet["Person"]):
    def visible_to(self, user: Any) -> PersonQuerySet:
        """The one gate: members see everybody who was not merged away, outsiders nobody."""
        return self.filter(merged_into__isnull=True) if is_member(user) else self.none()

    def pickable(self) -> PersonQuerySet:
        """Those that pickers offer: not archived."""
        return self.filter(is_archived=False, merged_into__isnull=True)

    def suggested(self, text: str, limit: int = 10) -> list[Person]:
        """What a picker or the search offers for `text`, best first."""
        chosen = self.named(text, limit)
        found = {person.pk: person for person in self.filter(pk__in=chosen).order_by().with_current_memberships()}
        return [found[pk] for pk in chosen if pk in found]

    def holding(self, memberships: models.QuerySet[Any]) -> PersonQuerySet:
        """People with at least one of the given memberships, never a doubled row.

        Not EXISTS: SQLite then reads all mandates of the party, county … anew for each person.
        """
        return self.filter(pk__in=memberships.order_by().values("person"))

    def tagged(self, *tags: Any) -> PersonQuerySet:
        """People with any of the tags."""
        return self.filter(pk__in=_links("PersonTag").filter(tag__in=tags).values("person"))

    def not_tagged(self, *tags: Any) -> PersonQuerySet:
        """People with none of the tags."""
        return self.exclude(pk__in=_links("PersonTag").filter(tag__in=tags).values("person"))

    def active_on(self, day: dt.date) -> PersonQuerySet:
        """People with any membership that holds on `day`."""
        return self.holding(_memberships().active_on(day))

    def with_current_memberships(self, day: dt.date | None = None) -> PersonQuerySet:
        """`current_memberships`: the list of memberships that hold on `day` (today), most weighty first. One query."""
        held = _memberships().active_on(day or today()).by_weight().with_names()
        return self.prefetch_related(Prefetch("memberships", queryset=held, to_attr="current_memberships"))

    def for_list(self, day: dt.date | None = None) -> PersonQuerySet:
        """All that a row of a list shows, with the memberships of `day` (today)."""
        return self.select_related("owner").with_current_memberships(day)
