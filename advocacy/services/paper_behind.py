"""Who and what a figure of a paper counts: by the ids that were kept with it, as far as somebody may see them today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from advocacy.models import BoardPaper, Interaction, Participation, Stance
from advocacy.querysets.interaction import ids_about
from advocacy.services import paper_content
from advocacy.services.figures.scope import Scope
from advocacy.services.paper_content import ACTIVITY, Content
from advocacy.services.reach import Reach
from crm.common.dates import months_later
from crm.common.instances import among
from crm.models import User

PERSON, ORGANIZATION = "contacts.Person", "contacts.Organization"
# Of a goal these are told of whoever is in the audience or has left it, whether we met or not.
OPEN = ("audience", "joined", "left", "on_target")
LADDER_MONTHS = 12


@dataclass(frozen=True)
class Behind:
    """The rows behind a figure.

    `ids`: those that the reader may be shown, as they are called today; `counted`: how many the figure counts;
    `merged`: how many of those are one with another now; `erased`: how many are no more.
    """

    figure: Content
    about: str
    first: dt.date
    last: dt.date
    model: str
    ids: Collection[int]
    counted: int
    merged: int = 0
    erased: int = 0


def behind(paper: BoardPaper, place: int, part: int, section: str, key: str, reader: User) -> Behind:
    """The rows behind a figure of chapter `place` (0: the plan); those of 'activity' are counted anew in a draft.

    Raises LookupError where the paper has no such figure, or keeps no ids of it.
    """
    if section == ACTIVITY:
        chapter, figures, kept = _activity(paper)
    elif paper.is_frozen:
        chapter, figures, kept = _chapter(paper, place, part, section)
    else:
        raise LookupError(section)
    figure = next((one for one in figures if one["key"] == key), None)
    if figure is None or key not in kept:
        raise LookupError(key)
    model, stored = kept[key]["model"], set(kept[key]["ids"])
    now, there = _as_called_today(model, stored)
    merged, erased = there - len(now), len(stored) - there
    first, last = (dt.date.fromisoformat(chapter[name]) for name in ("first", "last"))
    if section in CLOSED_BY:
        covered = _as_called_today(model, set(kept["covered"]["ids"]))[0] if "covered" in kept else set()
        asked = _Asked(paper, place, first, last, model, reader)
        now = CLOSED_BY[section](asked, key, now, covered)
    return Behind(figure, chapter["title"], first, last, model, now, len(stored), merged, erased)


def _activity(paper: BoardPaper) -> tuple[Content, Any, Content]:
    """What we have done: of the plan, in all of the period."""
    if paper.is_frozen:
        said = paper.snapshot.content[ACTIVITY]
        kept = paper.snapshot.ids.get(ACTIVITY, {}).get(f"{paper.first}–{paper.last}", {}).get(ACTIVITY, {})
    else:
        said, kept = paper_content.activity(paper)
    days = {"first": paper.first.isoformat(), "last": paper.last.isoformat()}
    return {**days, "title": str(paper.plan)}, said["figures"], kept


def _chapter(paper: BoardPaper, place: int, part: int, section: str) -> tuple[Content, Any, Content]:
    content, ids = paper.snapshot.content, paper.snapshot.ids
    chapter = [content["plan"], *content["goals"]][place]
    days = chapter["parts"][part]
    nothing: Content = {"figures": []}
    said = next((one for one in days["sections"] if one["key"] == section), nothing)
    kept = ids.get(chapter["scope"], {}).get(f"{days['first']}–{days['last']}", {}).get(section, {})
    told = {name: days[name] for name in ("first", "last")}
    return {**told, "title": chapter["title"]}, said["figures"], kept


def _as_called_today(model: str, ids: set[int]) -> tuple[set[int], int]:
    """The ids of what they are now, merged ones as who they were merged with, and how many of `ids` are still there."""
    of: Any = apps.get_model(model)
    if not ids:
        return set(), 0
    if model not in (PERSON, ORGANIZATION):
        left = set(of._base_manager.filter(among(of, "id", ids)).order_by().values_list("pk", flat=True))
        return left, len(left)
    into = _merged(of, ids)
    there = len(into)
    found, moved = set(into), {kept for kept in into.values() if kept}
    while moved:  # merged, and merged again
        again = _merged(of, moved)
        found |= set(again)
        into |= again
        moved = {kept for kept in again.values() if kept and kept not in into}
    return {pk for pk in found if not into[pk]}, there


def _merged(of: Any, ids: Iterable[int]) -> dict[int, int | None]:
    """Whom each was merged with, of those that are there."""
    rows = of._base_manager.filter(among(of, "id", list(ids))).order_by()
    return dict(rows.values_list("pk", "merged_into"))


# --- What was said in confidence -------------------------------------------------------------------------


@dataclass(frozen=True)
class _Asked:
    """Whose confidences are to be kept from whom: the chapter and days of a figure, and who asks."""

    paper: BoardPaper
    place: int
    first: dt.date
    last: dt.date
    model: str
    reader: User

    @property
    def scope(self) -> Scope:
        return paper_content.subjects(self.paper)[self.place].scope


def _of_reach(asked: _Asked, key: str, ids: set[int], covered: set[int]) -> set[int]:
    """Without those who are only counted for a contact that the reader may not read.

    To such a reader they are not met yet, here as on the page of figures: the list of the missed would otherwise name
    them by leaving them out.
    """
    if key in OPEN:
        return ids
    if key == "missed":
        return ids | _only_in_confidence(asked, covered, "covered")
    return ids - _only_in_confidence(asked, ids, key)


def _of_ladder(asked: _Asked, key: str, ids: set[int], covered: set[int]) -> set[int]:
    """Without those with a contact that the reader may not read: a step may rest on it."""
    return ids if key in OPEN else ids - _closed(asked, ids)


def _of_stances(asked: _Asked, key: str, ids: set[int], covered: set[int]) -> set[int]:
    """Those of whom the reader may see a note on the priority."""
    branch = asked.scope.branch
    seen = Stance.objects.visible_to(asked.reader).filter(stated_on__lte=asked.last, priority__in=branch)
    return ids & set(seen.filter(person__isnull=False).order_by().values_list("person", flat=True))


CLOSED_BY: dict[str, Callable[[_Asked, str, set[int], set[int]], set[int]]] = {
    "reach": _of_reach, "ladder": _of_ladder, "stances": _of_stances,
}  # fmt: skip


def _only_in_confidence(asked: _Asked, ids: set[int], key: str) -> set[int]:
    """Of `ids`, those with a closed contact and none on the scope that the reader may read."""
    closed = _closed(asked, ids)
    if not closed:
        return closed
    scope = asked.scope
    if asked.model == ORGANIZATION:  # closed by anybody who answers for them: as today's reach counts for this reader
        return ids - Reach(scope.goal, asked.first, asked.last, reader=asked.reader).ids("reached")  # type: ignore[arg-type]
    read: Any = Participation.objects.counted_between(asked.first, asked.last).readable_by(asked.reader)
    read = read.touched() if key == "informed" else read.met()
    about = read.filter(interaction__in=ids_about(scope.branch, [goal.pk for goal in scope.goals]))
    return closed - set(about.order_by().values_list("person", flat=True))


def _closed(asked: _Asked, ids: set[int]) -> set[int]:
    """Of `ids`, those with a contact that the reader may not read; of organizations all, where there is any such.

    Whatever it is about and whether it counts by now: somebody may have changed it since the paper was frozen.
    """
    # Who went down stood higher for a contact of the months before the earlier period's last day.
    since = min(months_later(asked.first, -LADDER_MONTHS), months_later(asked.last, -2 * LADDER_MONTHS))
    confidential = Interaction.objects.filter(is_confidential=True, held_on__range=(since, asked.last))
    unread = confidential.exclude(pk__in=confidential.visible_to(asked.reader).values("pk")).order_by().values("pk")
    if asked.model == ORGANIZATION:
        return ids if unread.exists() else set()
    closed = Participation.objects.filter(interaction__in=unread, person__isnull=False).order_by()
    return ids & set(closed.values_list("person", flat=True))
