"""The content of a board paper in words: each figure with what it was before, each table with its cells written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from advocacy.choices import Comparison
from advocacy.pictures import papers as pictures
from advocacy.services import paper_content
from advocacy.services.figures.figure import FigureKind
from advocacy.views.goals import span
from advocacy.views.paper_ways import Ways
from crm.templatetags.ui import DASH, number, percent, share

SHAPES = {1: "▲", -1: "▼", 0: "■"}
# Tables that the board reads at once; the others are opened by whoever asks.
OPEN = ("goals", "white_spots", "evidence")
Content = dict[str, Any]


def value_of(kind: str, value: Any) -> str:
    """A figure as it is printed: '1 284', '62 %', '0,95', '–'."""
    if value is None:
        return DASH
    if kind == FigureKind.SHARE:
        return share(value)
    if kind == FigureKind.INDEX:
        return number(value, 2)
    return number(value) + {FigureKind.DAYS: _(" dagar"), FigureKind.KRONOR: _(" kr")}.get(FigureKind(kind), "")


def difference(kind: str, value: Any, before: Any) -> tuple[str, str]:
    """(shape, words) of what has changed; two empty texts where there is nothing to hold it against."""
    if value is None or before is None:
        return "", ""
    more = round((value - before) * 100) if kind == FigureKind.SHARE else value - before
    if kind == FigureKind.INDEX:
        more = round(more, 2)
    sign = (more > 0) - (more < 0)
    if not sign:
        return SHAPES[0], _("oförändrat")
    amount = value_of(kind, abs(more))
    if kind == FigureKind.SHARE:
        amount = _("1 procentenhet") if abs(more) == 1 else _("%(n)s procentenheter") % {"n": number(abs(more))}
    return SHAPES[sign], (_("upp %(n)s") if sign > 0 else _("ner %(n)s")) % {"n": amount}


def shown_section(section: Content, ways: Ways | None = None, part: int = 0) -> Content:
    """A section with its figures and tables written out, each with the ways on from it."""
    key = section["key"]
    figures = [
        {**_figure(one), "url": ways.figure(part, key, one["key"]) if ways else ""} for one in section["figures"]
    ]
    tables = [_table(one, ways, part) for one in section["tables"]]
    return {**section, "figures": figures, "tables": tables}


def shown_chapter(chapter: Content, ways: Ways | None = None) -> Content:
    """A chapter with its sections and pictures; sections with nothing to tell are told in one line."""
    parts = []
    for place, part in enumerate(chapter["parts"]):
        full = [
            {**shown_section(one, ways, place), "pictures": pictures.of_section(chapter, part, one["key"])}
            for one in part["sections"]
            if not one["empty"]
        ]
        empty = [one["empty"] for one in part["sections"] if one["empty"]]
        days = {name: dt.date.fromisoformat(part[name]) for name in ("first", "last")}
        parts.append({**part, **days, **held_against(part, place), "sections": full, "nothing": empty})
    return {**chapter, "parts": parts, "is_split": len(parts) > 1}


def pictures_of(chapters: Iterable[Content]) -> Iterator[pictures.Picture]:
    """All pictures of shown chapters."""
    parts = (part for chapter in chapters for part in chapter["parts"])
    return (one for part in parts for section in part["sections"] for one in section["pictures"])


def held_against(part: Content, place: int) -> Content:
    """The days that a part is compared with, and whether they lie on the other side of an election.

    Papers of old do not say so; the later part of a period over an election always has it between.
    """
    days = [dt.date.fromisoformat(day) for day in part["compared"]]
    return {"earlier": str(span(*days)), "is_over_election": part.get("is_over_election", place > 0)}


def shown_heading(heading: Content) -> Content:
    """The heading with its days as days and the comparison in words."""
    days = {
        name: dt.date.fromisoformat(heading[name]) if heading[name] else None
        for name in ("meeting_on", "dispatch_on", "first", "last")
    }
    return {**heading, **days, "compared_with": Comparison(heading["compared_with"]).label}


def _figure(figure: Content) -> Content:
    kind = figure["kind"]
    shape, words = difference(kind, figure["value"], figure["before"])
    of = _("%(part)s av %(whole)s") % {"part": number(figure["part"]), "whole": number(figure["whole"])}
    return {
        **figure,
        "shown": value_of(kind, figure["value"]),
        "of": of if figure["whole"] is not None else "",
        "was": value_of(kind, figure["before"]),
        "target_shown": value_of(kind, figure["target"]) if figure["target"] is not None else "",
        "percent": round(figure["value"] * 100) if kind == FigureKind.SHARE and figure["value"] is not None else None,
        "target_percent": round(figure["target"] * 100) if figure["target"] is not None else None,
        "shape": shape,
        "words": words,
    }


def _table(table: Content, ways: Ways | None, part: int) -> Content:
    rows = []
    for n, row in enumerate(table["rows"]):
        urls = ways.cells(part, table, n) if ways else [""] * len(row)
        cells = zip(table["heads"], row, urls, strict=True)
        rows.append([_linked({**_cell(head["kind"], value), "head": head["label"]}, url) for head, value, url in cells])
    return {**table, "rows": rows, "is_open": table["key"] in OPEN}


def _linked(cell: Content, url: str) -> Content:
    """A cell with where it leads; where a document elsewhere has no name, it is called by its site."""
    host = urlsplit(url).hostname or ""
    text = host if host and cell["text"] == DASH else cell["text"]
    return {**cell, "text": text, "url": url, "is_elsewhere": bool(host)}


def overview_of(content: Content) -> list[Content]:
    """A row for each goal of a paper: its coverage on each side of an election. `at` is the number of its chapter."""
    return [{"title": titled(goal), "at": at, "sides": _sides(goal)} for at, goal in enumerate(content["goals"], 1)]


def overview_of_plan(plan: Content, goals: Sequence[tuple[str, str]]) -> list[Content]:
    """The same of a paper whose plan alone is counted: `goals` are the codes of their scopes and their titles."""
    parts = []
    for part in plan["parts"]:
        tables = [table for one in part["sections"] for table in one["tables"] if table["key"] == "goals"]
        rows = {row[0]: row for table in tables for row in table["rows"]}
        parts.append((part, rows))
    return [
        {
            "title": titled({"scope": scope, "title": title}),
            "at": at,
            "sides": [
                {**_row_of_goal(rows[code]), "days": days_of(part) if len(parts) > 1 else ""}
                for part, rows in parts
                for code in [scope.rpartition(":")[2]]
                if code in rows
            ],
        }
        for at, (scope, title) in enumerate(goals, 1)
    ]


def _row_of_goal(row: Sequence[Any]) -> Content:
    """A row of the table 'goals' as a figure: code, statement, covered, audience, coverage, target, reached."""
    _code, _statement, covered, audience, coverage, target, reached = row
    is_share = audience is not None
    figure = {
        "kind": FigureKind.SHARE if is_share else FigureKind.COUNT, "value": coverage if is_share else reached,
        "part": covered, "whole": audience, "target": target, "before": None,
    }  # fmt: skip
    return _figure(figure)


def days_of(part: Content) -> str:
    """'1 jan 2026 – 31 maj 2026', of a part of a chapter."""
    return str(span(*(dt.date.fromisoformat(part[name]) for name in ("first", "last"))))


def _sides(goal: Content) -> list[Content]:
    sides = []
    for part in goal["parts"]:
        figures: list[Content] = next((one["figures"] for one in part["sections"] if one["key"] == "reach"), [])
        if figures:
            sides.append({**_figure(figures[0]), "days": days_of(part) if len(goal["parts"]) > 1 else ""})
    return sides


def titled(chapter: Content) -> str:
    """'EBS-1 Politiker känner till …'; the plan by its name."""
    _of, is_coded, code = chapter["scope"].partition(":")
    return chapter["title"] if chapter["scope"].startswith("plan:") or not is_coded else f"{code} {chapter['title']}"


def shown_wordings(content: Content) -> Content:
    """What explains the figures of a frozen paper, for its page."""
    kept = content.get("definitions")
    version = content["heading"]["definitions"]
    return {"wordings": kept or paper_content.definitions(), "are_todays": not kept, "version": version}


def _cell(kind: str, value: Any) -> Content:
    if value is None or value == "":
        return {"text": DASH, "is_number": kind in ("number", "percent")}
    if kind == "percent":
        return {"text": percent(float(value) * 100), "is_number": True}
    if kind == "number":
        return {"text": number(value), "is_number": True}
    return {"text": str(value), "is_number": False}
