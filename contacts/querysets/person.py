"""Which people."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from crm.common.dates import today
from crm.common.permissions import is_member
from crm.common.text import fold, sort_key, words

if TYPE_CHECKING:
    from contacts.models import Person


def _memberships() -> Any:
    return apps.get_model("contacts", "Membership").objects


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
        """What a picker offers for `text`, best first: whole names, names that begin so, words that begin so, the rest.

        Each step asks for no more than is still wanted, in the order of the index on `sort_key`.
        """
        asked = words(text)
        if not asked:
            return []
        key = sort_key(text)
        by_word = self
        for word in asked:
            by_word = by_word.filter(Q(search_text__startswith=word) | Q(search_text__contains=f" {word}"))
        steps = [self.filter(search_text__startswith=f"{fold(text)} "), by_word]
        if key:  # 'lindqvist ma'
            steps.insert(0, self.filter(sort_key__startswith=key))
        if max(map(len, asked)) > 2:
            steps.append(self.matching(text))
        found: dict[int, Person] = {}
        for step in steps:
            if len(found) >= limit:
                break
            rows = step.exclude(pk__in=list(found)).order_by("sort_key", "pk").with_current_memberships()
            found.update({person.pk: person for person in rows[: limit - len(found)]})
        return list(found.values())

    def holding(self, memberships: models.QuerySet[Any]) -> PersonQuerySet:
        """People with at least one of the given memberships. One EXISTS, never a doubled row."""
        return self.filter(Exists(memberships.filter(person=OuterRef("pk"))))

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
