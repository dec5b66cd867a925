"""Coverage of a goal over the last quarters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from advocacy.choices import GoalUnit
from advocacy.models import Goal
from advocacy.services.figures.trend import TrendPoint, trend
from advocacy.services.reach_audience import Audiences
from crm.common import charts
from crm.templatetags.ui import long_day, number, percent, share


def trend_of_goal(goal: Goal, last: dt.date, audiences: Audiences | None = None) -> charts.Chart | None:
    """A point for each of the last eight quarters; the line breaks at an election. None without an audience."""
    if goal.audience_id is None or goal.unit == GoalUnit.SEAT:
        return None
    return trend_of_points(goal.code, trend(goal, last, audiences=audiences), goal.target_percent)


def trend_of_points(code: str, points: Sequence[TrendPoint], target_percent: int | None) -> charts.Chart | None:
    """The same of points that have been counted already."""
    if not any(point.audience for point in points):
        return None
    rows = [
        [name, number(one.covered), number(one.audience), share(one.coverage)]
        for one, name in zip(points, quarter_names(points), strict=True)
    ]
    return charts.broken_line(
        title=_("%(goal)s: täckningsgrad per kvartal") % {"goal": code},
        description=_described(points, target_percent),
        points=[
            charts.Point(under(points, n), one.coverage, share(one.coverage), one.side)
            for n, one in enumerate(points)
        ],
        table=charts.Table([_("Kvartal"), _("Träffade"), _("Målgrupp"), _("Andel")], rows),
        unit=_("Andel av målgruppen"),
        cut=_("val"),
        target=target_percent / 100 if target_percent else None,
        target_word=_("målvärde %(percent)s") % {"percent": percent(target_percent)},
    )  # fmt: skip


def _quarter(point: TrendPoint) -> int:
    return (point.last.month + 2) // 3


def quarter_names(points: Sequence[TrendPoint]) -> list[str]:
    """'Kv 3 2026', with its last day where an election has cut it short."""
    found = []
    for n, one in enumerate(points):
        name = _("Kv %(n)s %(year)s") % {"n": _quarter(one), "year": one.last.year}
        found.append(
            _("%(quarter)s, till %(day)s") % {"quarter": name, "day": long_day(one.last)}
            if _is_cut(points, n)
            else name
        )
    return found


def _is_cut(points: Sequence[TrendPoint], n: int) -> bool:
    """Whether its quarter has another part, on the other side of an election."""
    own = (points[n].last.year, _quarter(points[n]))
    return any((one.last.year, _quarter(one)) == own for m, one in enumerate(points) if m != n)


def under(points: Sequence[TrendPoint], n: int) -> list[str]:
    """'kv 3' over the year, which is written where it begins."""
    one = points[n]
    quarter = _("kv %(n)s") % {"n": _quarter(one)}
    return [quarter, str(one.last.year)] if n == 0 or points[n - 1].last.year != one.last.year else [quarter]


def _described(points: Sequence[TrendPoint], target: int | None) -> str:
    last = points[-1]
    words = [
        _("Hur stor del av målgruppen vi har träffat i vart och ett av de senaste kvartalen."),
        _("Senast, till och med %(day)s: %(covered)s av %(audience)s, %(share)s.") % {
            "day": long_day(last.last), "covered": number(last.covered), "audience": number(last.audience),
            "share": share(last.coverage),
        },
    ]  # fmt: skip
    same = [
        one for n, one in enumerate(points[:-1])
        if one.side == last.side and one.coverage is not None and not _is_cut(points, n)
    ]  # fmt: skip
    if same:
        best = max(same, key=lambda one: one.coverage or 0)
        words.append(
            _("Högst dessförinnan med samma målgrupp: %(share)s i kvartal %(n)s %(year)s.")
            % {"share": share(best.coverage), "n": _quarter(best), "year": best.last.year}
        )
    if points[0].side != last.side:
        words.append(_("Vid valet bryts linjen, eftersom målgruppen då blev en annan."))
    if target:
        words.append(_("Målvärdet är %(percent)s.") % {"percent": percent(target)})
    return " ".join(words)
