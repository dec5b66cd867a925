"""What a board paper says: its texts and all figures, with the ids behind each, as plain values that can be kept."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from advocacy.models import BoardPaper
from advocacy.services.figures.figure import Figure
from advocacy.services.figures.scope import Scope
from advocacy.services.figures.section import FigureTable, Section
from advocacy.services.figures.whole import FigureSet

# Goes up when a definition in docs/metrics.md changes: a paper says which it was counted by.
DEFINITIONS = "2026-11"

Content = dict[str, Any]


def gather(paper: BoardPaper) -> tuple[Content, Content]:
    """The paper as of now: (content, ids), both plain JSON.

    content: {"heading", "texts", "plan": chapter, "goals": [chapter]}, a chapter being {"scope", "title", "text",
    "parts": [{"first", "last", "sections"}]}: two parts where the period crosses an election, each with its own
    audience. A section: {"key", "title", "empty", "figures", "tables"}, every figure with its value before.
    ids: {scope: {"first–last": {section: {figure: {"model", "ids"}}}}}.
    """
    scopes = [(Scope(paper.plan), "", str(paper.plan))]
    for row in paper.goals.select_related("goal__plan", "goal__priority", "goal__audience"):
        scopes.append((Scope(paper.plan, row.goal.priority, row.goal), row.text, row.goal.statement))
    chapters, ids = [], {}
    for scope, text, title in scopes:
        chapter, behind = _chapter(paper, scope)
        chapters.append({"scope": scope.code, "title": title, "text": text, "parts": chapter})
        ids[scope.code] = behind
    return {"heading": _heading(paper), "texts": _texts(paper), "plan": chapters[0], "goals": chapters[1:]}, ids


def digest(content: Content, ids: Content) -> str:
    """SHA-256 of both, whichever order their keys come in."""
    said = json.dumps([content, ids], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def _chapter(paper: BoardPaper, scope: Scope) -> tuple[list[Content], Content]:
    parts, ids = [], {}
    for first, last in FigureSet(scope, paper.first, paper.last).parts:
        of = FigureSet(scope, first, last, paper.compared_with)
        sections = [of.section(key) for key in of.keys]
        before = {key: of.before.section(key) for key in of.keys}
        parts.append(
            {
                "first": first.isoformat(),
                "last": last.isoformat(),
                "compared": [day.isoformat() for day in of.earlier],
                "sections": [_section(one, before[one.key]) for one in sections],
            }
        )
        ids[f"{first}–{last}"] = {one.key: _ids(one) for one in sections}
    return parts, ids


def _section(section: Section, before: Section) -> Content:
    earlier = {one.key: one.value for one in before.figures}
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
    heads = [{"key": key, "label": str(label), "kind": kind} for key, label, kind in table.heads]
    return {**table.as_json(), "title": str(table.title), "heads": heads, "note": str(table.note)}


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
