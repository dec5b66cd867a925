"""Saved views as a list reads them: which state an address says, which views there are, how many rows each finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Value
from django.http import QueryDict

from crm.common.filters import PANEL
from crm.common.permissions import Role, can
from crm.common.text import row_id, sort_key
from crm.models import SavedView

PAGE, COLUMNS, VIEW, MENU = "sida", "kolumner", "vy", "vyer"
# What an address may say besides filters and sort.
NOT_FILTERS = (PAGE, COLUMNS, VIEW, MENU, PANEL, "urval", "format")


@dataclass(frozen=True)
class State:
    """What a list shows: its query string without page and columns, and the columns in order."""

    query: str
    columns: tuple[str, ...]

    @classmethod
    def of(cls, data: QueryDict) -> State:
        """The state that an address says. Empty values are left out."""
        left = QueryDict(mutable=True)
        for name, values in data.lists():
            if name not in NOT_FILTERS and (given := [v for v in values if v]):
                left.setlist(name, given)
        names = [name for text in data.getlist(COLUMNS) for name in text.split(",") if name]
        return cls(left.urlencode(), tuple(dict.fromkeys(names)))

    @classmethod
    def kept_in(cls, view: SavedView) -> State:
        return cls(view.query, tuple(view.columns))

    def is_like(self, other: State) -> bool:
        """The same, in whatever order the filters stand."""
        return self.columns == other.columns and sorted(self.query.split("&")) == sorted(other.query.split("&"))

    def address(self, view: SavedView | None = None) -> str:
        """The query string that shows it."""
        parts = [self.query] if self.query else []
        if self.columns:
            parts.append(f"{COLUMNS}={','.join(self.columns)}")
        if view:
            parts.append(f"{VIEW}={view.pk}")
        return "?" + "&".join(parts)


@dataclass(frozen=True)
class MenuRow:
    """A saved view in the menu of its list."""

    view: SavedView
    url: str
    count: int
    is_mine: bool
    is_open: bool


def may_change(user: Any, view: SavedView) -> bool:
    """Its owner may; a shared one also managers."""
    return view.owner_id == user.pk or (view.is_shared and can(user, Role.MANAGER))


def opened(user: Any, list_name: str, data: QueryDict) -> SavedView | None:
    """The view that the address says is open."""
    pk = row_id(data.get(VIEW, ""))
    if pk is None:
        return None
    return SavedView.objects.visible_to(user).filter(pk=pk, list_name=list_name).first()


def counts(querysets: Sequence[QuerySet[Any]]) -> list[int]:
    """How many rows each has, in one statement."""
    numbered = [_counted(queryset, number) for number, queryset in enumerate(querysets)]
    if not numbered:
        return []
    rows = numbered[0].union(*numbered[1:], all=True) if len(numbered) > 1 else numbered[0]
    found = dict(rows.values_list("counted_set", "counted_rows"))
    return [found.get(n, 0) for n in range(len(querysets))]


def _counted(queryset: QuerySet[Any], number: int) -> QuerySet[Any]:
    """One row: the number and how many rows there are. The same row twice is one where the queryset says so."""
    rows = Count("pk", distinct=True) if queryset.query.distinct else Count("*")
    numbered = queryset.order_by()
    numbered.query.distinct = False
    return numbered.values(counted_set=Value(number, output_field=IntegerField())).annotate(counted_rows=rows)


def of_list(user: Any, list_name: str) -> list[SavedView]:
    """The views of a list that a user may open: one's own first, then those that others share."""
    rows = SavedView.objects.visible_to(user).filter(list_name=list_name).select_related("owner")
    return sorted(rows, key=lambda view: (view.owner_id != user.pk, sort_key(view.name)))
