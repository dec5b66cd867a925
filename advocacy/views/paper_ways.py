"""Where a paper's figures and rows of tables lead: to the lists of those that they count, or what they are about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from advocacy.models import BoardPaper, Outcome
from advocacy.services.paper_content import ACTIVITY, GROUPS
from advocacy.services.reach import Reach
from crm.models import User

Content = dict[str, Any]
REACH, COMMITMENTS = "reach", "commitments"
# The figure whose list a row leads to by its name; else that of all who are in the group.
BY_NAME = {"white_spots": "missed"}
DOCUMENT = "document"


@dataclass(frozen=True)
class Ways:
    """The ways on from one chapter of a paper.

    `parts`: the ids of each part of it; `chapters`: the places of the goals that have one, by code; `outcomes`: the ids
    of those that there are still, for who reads.
    """

    pk: int
    place: int
    parts: Sequence[Content]
    chapters: Mapping[str, int] = field(default_factory=dict)
    outcomes: Collection[int] = ()

    def figure(self, part: int, section: str, key: str, **groups: str) -> str:
        """The list behind a figure, of some groups of the audience alone; '' where the paper keeps none."""
        kept = self.parts[part] if part < len(self.parts) else {}
        if not kept.get(section, {}).get(key, {"ids": ()})["ids"] or not groups.keys() <= kept.get(GROUPS, {}).keys():
            return ""
        return self._list(self.place, part, section, key, groups)

    def cells(self, part: int, table: Content, row: int) -> list[str]:
        """Where each cell of a row leads, '' for most."""
        keys, values = [head["key"] for head in table["heads"]], table["rows"][row]
        asks = table.get("asks", ())
        ask = asks[row] if row < len(asks) else {}
        links = table.get("links", ())
        counted = [n for n, head in enumerate(table["heads"]) if head["kind"] == "number"]
        if counted and not any(values[n] for n in counted):  # a step that nobody stands on
            return [""] * len(values)
        return [
            self._cell(part, table["key"], ask, key, values[n], is_first=n == 0, code=str(values[0]))
            or (links[row] if links and key == (DOCUMENT if DOCUMENT in keys else keys[0]) else "")
            for n, key in enumerate(keys)
        ]

    def _cell(self, part: int, table: str, ask: Content, key: str, value: Any, *, is_first: bool, code: str) -> str:
        if not value:
            return ""
        if table == "goals":
            return self._of_goal(part, code, key, is_first=is_first)
        if "promiser" in ask:
            return "" if is_first else self.figure(part, COMMITMENTS, f"{ask['promiser']}_{key}")
        if "outcome" in ask:
            is_there = is_first and int(ask["outcome"]) in self.outcomes
            return reverse("advocacy:outcome_detail", args=[ask["outcome"]]) if is_there else ""
        if not ask:
            return ""
        is_of_all = is_first or key == "people"
        figure = key if key in Reach.FIGURES else BY_NAME.get(table, "audience") if is_of_all else ""
        return self.figure(part, REACH, figure, **ask) if figure else ""

    def _of_goal(self, part: int, code: str, key: str, *, is_first: bool) -> str:
        """A goal that has a chapter of its own: the chapter, and the figures that stand there too."""
        place = self.chapters.get(code)
        if place is None:
            return ""
        if is_first:
            return f"{reverse('advocacy:paper_detail', args=[self.pk])}#kapitel-{place}"
        return self._list(place, part, REACH, key, {}) if key in Reach.FIGURES else ""

    def _list(self, place: int, part: int, section: str, key: str, groups: Mapping[str, str]) -> str:
        address = reverse("advocacy:paper_rows", args=[self.pk, place, part, section, key])
        return f"{address}?{urlencode(groups)}" if groups else address


def ways(pk: int, place: int, ids: Content, chapters: Iterable[str] = (), outcomes: Collection[int] = ()) -> Ways:
    """Those of a chapter, its ids as `paper_content.chapter` gives them. `chapters`: the scopes of all, in order."""
    places = {scope.rpartition(":")[2]: n for n, scope in enumerate(chapters) if n}
    return Ways(pk, place, [ids[days] for days in sorted(ids)], places, outcomes)


def ways_of_activity(pk: int, kept: Content) -> Ways:
    """Those of the appendix."""
    return Ways(pk, 0, [{ACTIVITY: kept}])


def kept_activity(paper: BoardPaper) -> Content:
    """The ids behind what we have done."""
    days: Content = paper.snapshot.ids.get(ACTIVITY, {}).get(f"{paper.first}–{paper.last}", {})
    return days.get(ACTIVITY, {})  # type: ignore[no-any-return]


def outcomes_there(chapters: Iterable[Content], reader: User) -> set[int]:
    """Of the outcomes that the chapters tell of, those that there are still. One query where they tell of any."""
    tables = (table for one in chapters for part in one["parts"] for s in part["sections"] for table in s["tables"])
    told = {int(ask["outcome"]) for table in tables for ask in table.get("asks", ()) if "outcome" in ask}
    if not told:
        return set()
    return set(Outcome.objects.visible_to(reader).filter(pk__in=told).order_by().values_list("pk", flat=True))
