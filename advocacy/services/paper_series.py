"""What the pictures of a paper are made of, as values that can be kept: quarters of a goal, counties of a part."""

from __future__ import annotations

import datetime as dt
from typing import Any

from advocacy.choices import GoalUnit
from advocacy.models import Goal
from advocacy.services.figures.trend import TrendPoint
from advocacy.services.figures.whole import FigureSet
from advocacy.services.reach_units import UNKNOWN
from contacts.models import Area

Row = dict[str, Any]


def quarters_of(of: FigureSet, goal: Goal) -> list[Row]:
    """The quarters up to the last day with whom we met of whom, oldest first; nothing of a goal without an audience."""
    if goal.audience_id is None or goal.unit == GoalUnit.SEAT:
        return []
    points = of.among.trend(goal, of.last, of.audiences)
    return [
        {"first": one.first.isoformat(), "last": one.last.isoformat(), "side": one.side, "covered": one.covered,
         "audience": one.audience}
        for one in points
    ] if any(one.audience for one in points) else []  # fmt: skip


def points_of(rows: list[Row]) -> list[TrendPoint]:
    """The same quarters as they are drawn."""
    day = dt.date.fromisoformat
    return [TrendPoint(day(r["first"]), day(r["last"]), r["side"], r["covered"], r["audience"]) for r in rows]


def counties_of(of: FigureSet) -> list[Row]:
    """The counties of the audience with whom we met of whom; those of no county last, with a blank code."""
    if not of.has_audience:
        return []
    groups = of.the_reach.by_county
    names = dict(Area.objects.filter(kind="county", code__in=groups).order_by("code").values_list("code", "name"))
    rows = [
        {"code": code, "name": name, "covered": groups[code].covered, "audience": groups[code].audience}
        for code, name in names.items()
    ]
    unknown = groups.get(UNKNOWN)
    if unknown and rows:
        rows.append({"code": "", "name": "", "covered": unknown.covered, "audience": unknown.audience})
    return rows
