"""What a board paper says: its texts and all figures, with the ids behind each, as plain values that can be kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from advocacy.choices import InteractionKind
from advocacy.models import BoardPaper, PaperGoal
from advocacy.services import paper_groups, paper_series
from advocacy.services.activity_figures import contacts_by_kind
from advocacy.services.figures.definitions import DEFINITIONS as WORDINGS
from advocacy.services.figures.figure import Figure, FigureKind
from advocacy.services.figures.gathering import Gathering
from advocacy.services.figures.periods import Period
from advocacy.services.figures.scope import Scope
from advocacy.services.figures.section import FigureTable, Section
from advocacy.services.figures.whole import FigureSet
from advocacy.services.reach import periods

# Goes up when a definition in docs/metrics.md changes: a paper says which it was counted by.
DEFINITIONS = "2026-11"

ACTIVITY = "activity"
# Who knows somebody and what is planned with them is of the day on which one reads, and for colleagues: a paper is
# kept, is read by others too, and an erasure does not reach what stands in it.
NOT_KEPT = ("known_by", "next_on", "next")
GROUPS = "groups"
# What a row of a table may be about that the paper keeps the ids of.
ASKED = {*paper_groups.NAMES, "promiser", "outcome"}

Content = dict[str, Any]


def gather(paper: BoardPaper, told: Callable[[int, int], None] | None = None) -> tuple[Content, Content]:
    """The paper as of now: (content, ids), both plain JSON. `told(done, total)` hears of every chapter that is counted.

    content: {"heading", "texts", "plan": chapter, "goals": [chapter], "activity": section, "definitions"}, a chapter
    being {"scope", "title", "text", "trend", "target", "parts": [{"first", "last", "compared", "is_over_election",
    "sections", "counties"}]}: two parts where the period crosses an election, each with its own audience;
    "is_over_election": what it is compared with lies on the other side of one. A section: {"key", "title", "empty",
    "figures", "tables"}, every figure with its value before. "trend" and "counties": what pictures are made of
    (`paper_series`); "definitions": the words that explain the figures: [{"key", "title", "said"}].
    ids: {scope: {"first–last": {section: {figure: {"model", "ids"}}, "groups": as `paper_groups.kept`}}}.

    In Swedish, whoever asks: what is frozen is printed as it is.
    """
    with override("sv"):
        return _gathered(paper, told)


def _gathered(paper: BoardPaper, told: Callable[[int, int], None] | None) -> tuple[Content, Content]:
    every = subjects(paper)
    among = Gathering([subject.scope for subject in every], is_kept=True)
    chapters, ids = [], {}
    # The plan last: it tells of goals that have been counted by then.
    for done, subject in enumerate([*every[1:], every[0]]):
        if told:
            told(done, len(every))
        said, behind = chapter(paper, subject, is_whole=True, among=among)
        chapters.append(said)
        ids[subject.scope.code] = behind
    section, behind = activity(paper)
    ids[ACTIVITY] = {f"{paper.first}–{paper.last}": {ACTIVITY: behind}}
    content = {
        "heading": _heading(paper), "texts": _texts(paper), "plan": chapters[-1], "goals": chapters[:-1],
        "activity": section, "definitions": definitions(),
    }  # fmt: skip
    return content, ids


def definitions() -> list[Content]:
    """What the figures mean, in the words of today."""
    return [{"key": one.key, "title": str(one.title), "said": [str(said) for said in one.said]} for one in WORDINGS]


@dataclass(frozen=True)
class Subject:
    """What a chapter is about: the plan, or one of the goals that the paper tells of."""

    scope: Scope
    title: str
    text: str = ""
    row: PaperGoal | None = None


def subjects(paper: BoardPaper) -> list[Subject]:
    """The plan first, then the goals in order. One query."""
    rows = paper.goals.select_related("goal__plan", "goal__priority", "goal__audience")
    goals = [Subject(Scope(paper.plan, r.goal.priority, r.goal), r.goal.statement, r.text, r) for r in rows]
    return [Subject(Scope(paper.plan), str(paper.plan)), *goals]


def chapter(
    paper: BoardPaper,
    of: Subject,
    keys: Collection[str] | None = None,
    *,
    is_whole: bool = False,
    among: Gathering | None = None,
    parts: Iterable[Period] | None = None,
) -> tuple[Content, Content]:
    """What is said of one subject, and the ids behind it; some sections of it alone where `keys` names them.

    With `is_whole` also what its pictures are made of. `among`: what it is counted together with. `parts`: the days
    that it tells of one after the other, where they are not to be split by the elections that are known today.
    """
    among = among or Gathering([of.scope], is_kept=True)
    whole = FigureSet(of.scope, paper.first, paper.last, paper.compared_with, among=among).asked_with_all_before()
    told, ids = _parts(whole, parts or whole.parts, keys, is_whole=is_whole)
    said: Content = {"scope": of.scope.code, "title": of.title, "text": of.text, "parts": told}
    if is_whole and of.scope.goal:
        said |= {"trend": paper_series.quarters_of(whole, of.scope.goal), "target": of.scope.goal.target_percent}
    return said, ids


def words(paper: BoardPaper) -> Content:
    """All that the paper says but the figures: whoever approves it has read this."""
    goals = [[of.scope.code, of.title, of.text] for of in subjects(paper)]
    return {"heading": _heading(paper), "texts": _texts(paper), "goals": goals}


def activity(paper: BoardPaper) -> tuple[Content, Content]:
    """The section on what we have done in the period, for the appendix, and the ids behind it."""
    scope = Scope(paper.plan)
    of = FigureSet(scope, paper.first, paper.last, paper.compared_with)
    days = [(of.first, of.last), of.earlier]
    now, before = contacts_by_kind(scope.branch, [goal.pk for goal in of.goals], days)
    section = _activity(of, now)
    return _section(section, _activity(of.before, before)), _ids(section)


def _activity(of: FigureSet, found: dict[InteractionKind, list[int]]) -> Section:
    figures = tuple(
        Figure(
            f"contacts_{kind}", str(kind.label), FigureKind.COUNT, len(ids), of.last, ACTIVITY,
            model="advocacy.Interaction", ids=tuple(ids),
        )
        for kind, ids in found.items()
    )  # fmt: skip
    return Section(ACTIVITY, _("Vad vi har gjort"), figures, empty=_("Inga kontakter är registrerade i perioden."))


def digest(content: Content, ids: Content) -> str:
    """SHA-256 of both, whichever order their keys come in."""
    said = json.dumps([content, ids], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def _parts(
    whole: FigureSet, days: Iterable[Period], keys: Collection[str] | None, *, is_whole: bool
) -> tuple[list[Content], Content]:
    parts, ids = [], {}
    for first, last in days:
        of = whole.of(first, last)
        sections = [of.section(key) for key in of.keys if keys is None or key in keys]
        before = {one.key: of.before.section(one.key) for one in sections if one.figures}
        parts.append(
            {
                "first": first.isoformat(),
                "last": last.isoformat(),
                "compared": [day.isoformat() for day in of.earlier],
                "is_over_election": len(periods(of.earlier[1], first)) > 1,
                "sections": [_section(one, before.get(one.key)) for one in sections],
            }
        )
        if is_whole:
            parts[-1]["counties"] = paper_series.counties_of(of)
        ids[f"{first}–{last}"] = {one.key: _ids(one) for one in sections}
        if keys is None:
            ids[f"{first}–{last}"][GROUPS] = paper_groups.kept(of)
    return parts, ids


def _section(section: Section, before: Section | None) -> Content:
    earlier = {one.key: one.value for one in before.figures} if before else {}
    return {
        "key": section.key,
        "title": section.title,
        "empty": section.empty if section.is_empty else "",
        "figures": [_figure(one, earlier.get(one.key)) for one in section.figures],
        "tables": [_table(table) for table in section.tables if table.rows],
    }


def _figure(figure: Figure, before: float | None) -> Content:
    return {
        **figure.as_json(),
        "label": str(figure.label),
        "definition": figure.definition,
        "before": before,
    }


def _table(table: FigureTable) -> Content:
    kept = [n for n, (key, _label, _kind) in enumerate(table.heads) if key not in NOT_KEPT]
    heads = [dict(zip(("key", "label", "kind"), map(str, table.heads[n]), strict=True)) for n in kept]
    said = table.as_json()
    rows = [[row[n] for n in kept] for row in said["rows"]]
    said |= {"title": str(table.title), "heads": heads, "rows": rows, "note": str(table.note)}
    if any(ASKED & ask.keys() for ask in table.asks):
        said["asks"] = list(table.asks)
    return {**said, "links": list(table.links)} if table.links else said


def _ids(section: Section) -> Content:
    return {one.key: {"model": one.model, "ids": list(one.ids)} for one in section.figures if one.model}


def _heading(paper: BoardPaper) -> Content:
    return {
        "title": paper.title,
        "body": str(paper.body or ""),
        "meeting_on": paper.meeting_on.isoformat(),
        "dispatch_on": paper.dispatch_on.isoformat() if paper.dispatch_on else "",
        "agenda_item": paper.agenda_item,
        "plan": str(paper.plan),
        "first": paper.first.isoformat(),
        "last": paper.last.isoformat(),
        "compared_with": paper.compared_with,
        "definitions": DEFINITIONS,
    }


def _texts(paper: BoardPaper) -> Content:
    return {"summary": paper.summary, "needs": paper.needs, "proposal": paper.proposal}
