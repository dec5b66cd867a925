"""Which people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Prefetch, Q

from crm.common.dates import today
from crm.common.permissions import is_member
from crm.common.text import fold, sort_key, words

if TYPE_CHECKING:
    from contacts.models import Person

FEW = 300


def _memberships() -> Any:
    return apps.get_model("contacts", "Membership").objects


def _links(model: str) -> Any:
    return apps.get_model("contacts", model).objects


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: Any) -> PersonQuerySet:
        """The one gate: members see everybody who was not merged away, outsiders nobody."""
        return self.filter(merged_into__isnull=True) if is_member(user) else self.none()

    def pickable(self) -> PersonQuerySet:
        """Those that pickers offer: not archived."""
        return self.filter(is_archived=False, merged_into__isnull=True)

    def matching(self, text: str) -> PersonQuerySet:
        """Every word of `text` stands somewhere in the name, in any order, without regard to å ä ö or case."""
        found = self
        for word in words(text):
            found = found.filter(search_text__contains=word)
        return found

    def suggested(self, text: str, limit: int = 10) -> list[Person]:
        """What a picker offers for `text`, best first: family names that begin so, whole given names, words, the rest.

        Few that match are ranked here, after one reading. Of many, each step asks the database for no more than
        is still wanted, in the order of the index on `sort_key`.
        """
        asked = words(text)
        if not asked:
            return []
        few = list(self.matching(text).order_by().values_list("pk", "sort_key", "search_text")[:FEW])
        chosen = _ranked(few, text)[:limit] if len(few) < FEW else self._best(text, limit)
        found = {person.pk: person for person in self.filter(pk__in=chosen).order_by().with_current_memberships()}
        return [found[pk] for pk in chosen if pk in found]

    def _best(self, text: str, limit: int) -> list[int]:
        """The ids that `_ranked` would put first, when there are too many to read."""
        by_word = self
        for word in words(text):
            by_word = by_word.filter(Q(search_text__startswith=word) | Q(search_text__contains=f" {word}"))
        steps: list[PersonQuerySet] = [
            self.filter(sort_key__startswith=sort_key(text)),
            self.filter(search_text__startswith=f"{fold(text)} "),
            by_word,
            self.matching(text),
        ]
        found: list[int] = []
        for step in steps:
            if len(found) < limit:
                rows = step.exclude(pk__in=found).order_by("sort_key", "pk")
                found += rows.values_list("pk", flat=True)[: limit - len(found)]
        return found

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

    def for_list(self) -> PersonQuerySet:
        """All that a row of a list shows."""
        return self.select_related("owner").with_current_memberships()


def _ranked(rows: Iterable[tuple[int, str, str]], text: str) -> list[int]:
    """The ids of (id, sort key, search text), best match for `text` first."""
    key, start, asked = sort_key(text), f"{fold(text)} ", words(text)

    def rank(sorting: str, searched: str) -> int:
        if key and sorting.startswith(key):
            return 0
        if searched.startswith(start):
            return 1
        return 2 if all(f" {searched}".find(f" {word}") >= 0 for word in asked) else 3

    return [pk for _rank, _sorting, pk in sorted((rank(k, s), k, pk) for pk, k, s in rows)]
