"""Who and what a figure of a paper counts: by the ids that were kept with it, as far as somebody may see them today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from advocacy.models import BoardPaper, Interaction, Participation, Stance
from advocacy.querysets.interaction import ids_about
from advocacy.services import paper_content, paper_groups
from advocacy.services.figures.scope import Scope
from advocacy.services.paper_content import ACTIVITY, GROUPS, Content
from advocacy.services.paper_groups import STEP
from advocacy.services.reach import Reach
from crm.common.dates import months_later
from crm.common.instances import among
from crm.models import User

PERSON, ORGANIZATION = "contacts.Person", "contacts.Organization"
# Of a goal these are told of whoever is in the audience or has left it, whether we met or not.
OPEN = ("audience", "joined", "left", "on_target")
LADDER_MONTHS = 12
# The section whose figures are of the audience, or held against it: the others are not split into groups.
REACH = "reach"


@dataclass(frozen=True)
class Behind:
    """The rows behind a figure.

    `ids`: those that the reader may be shown, as they are called today; `counted`: how many the figure counts;
    `merged`: how many of those are one with another now; `erased`: how many are no more. `has_groups`: whether those of
    a group of the audience can be asked for.
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
    has_groups: bool = False


def behind(
    paper: BoardPaper,
    place: int,
    part: int,
    section: str,
    key: str,
    reader: User,
    groups: Mapping[str, str] | None = None,
) -> Behind:
    """The rows behind a figure of chapter `place` (0: the plan); those of 'activity' are counted anew in a draft.

    Of some `groups` of the audience alone, as it was when the paper was frozen: {'party': 'S', 'step': '3'}.
    Raises LookupError where the paper has no such figure, or keeps no ids of it or no such groups.
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
    split = _Split(chapter[GROUPS] if section == REACH else {}, kept, groups or {})
    model, stored = kept[key]["model"], split.of(key)
    now, there = _as_called_today(model, stored)
    merged, erased = there - len(now), len(stored) - there
    first, last = (dt.date.fromisoformat(chapter[name]) for name in ("first", "last"))
    if section in CLOSED_BY:
        asked = _Asked(paper, place, first, last, model, reader)
        if split.step:  # which step somebody is on may rest on what the reader may not read
            now = _as_called_today(model, split.of(key, but=STEP))[0]
        covered = _as_called_today(model, split.of("covered", but=STEP))[0] if "covered" in kept else set()
        now = CLOSED_BY[section](asked, key, now, covered)
        if split.step:
            now &= _on_step(asked, split)
    has_groups = bool(split.groups)
    return Behind(figure, chapter["title"], first, last, model, now, len(stored), merged, erased, has_groups)


@dataclass(frozen=True)
class _Split:
    """What a paper keeps of a section, `groups` of the audience and `ids` behind its figures; and what is `asked`."""

    groups: Content
    ids: Content
    asked: Mapping[str, str]

    @property
    def step(self) -> str:
        return self.asked.get(STEP, "")

    def of(self, key: str, but: str = "") -> set[int]:
        """The ids behind a figure, of those in the groups that are asked for, `but` one of these."""
        found, asked = set(self.ids[key]["ids"]), {name: group for name, group in self.asked.items() if name != but}
        return found & self.members(asked) if asked else found

    def members(self, asked: Mapping[str, str]) -> set[int]:
        return paper_groups.members(self.groups, self.ids["audience"]["ids"], asked)


def _activity(paper: BoardPaper) -> tuple[Content, Any, Content]:
    """What we have done: of the plan, in all of the period."""
    if paper.is_frozen:
        said = paper.snapshot.content[ACTIVITY]
        kept = paper.snapshot.ids.get(ACTIVITY, {}).get(f"{paper.first}–{paper.last}", {}).get(ACTIVITY, {})
    else:
        said, kept = paper_content.activity(paper)
    days = {"first": paper.first.isoformat(), "last": paper.last.isoformat()}
    return {**days, "title": str(paper.plan), GROUPS: {}}, said["figures"], kept


def _chapter(paper: BoardPaper, place: int, part: int, section: str) -> tuple[Content, Any, Content]:
    content, ids = paper.snapshot.content, paper.snapshot.ids
    chapter = [content["plan"], *content["goals"]][place]
    days = chapter["parts"][part]
    nothing: Content = {"figures": []}
    said = next((one for one in days["sections"] if one["key"] == section), nothing)
    kept = ids.get(chapter["scope"], {}).get(f"{days['first']}–{days['last']}", {})
    told = {name: days[name] for name in ("first", "last")}
    return {**told, "title": chapter["title"], GROUPS: kept.get(GROUPS, {})}, said["figures"], kept.get(section, {})


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


def _on_step(asked: _Asked, split: _Split) -> set[int]:
    """Who stood on the step that is asked for; of somebody with a contact that the reader may not read, the step that
    the others give: to be on no step at all would tell of it.
    """
    there = _as_called_today(asked.model, split.members({STEP: split.step}))[0]
    closed = _closed(asked, _as_called_today(asked.model, set(split.ids["audience"]["ids"]))[0])
    if not closed:
        return there
    steps = Reach(asked.scope.goal, asked.first, asked.last, reader=asked.reader).steps  # type: ignore[arg-type]
    return there - closed | {pk for pk in closed if str(int(steps.get(pk, 0))) == split.step}


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
