"""Coverage of each goal against its target."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy.services.reach import Reach
from crm.common import charts
from crm.templatetags.ui import long_day, number, share

Row = Sequence[Any]


def coverage_of_goals(rows: Iterable[Row], day: dt.date) -> charts.Chart | None:
    """A bar for each goal that has an audience, with a mark at its target; None where no goal has one.

    `rows` are those of the table 'goals' of section 'reach', of a `FigureSet` as well as of a paper's content:
    code, statement, covered, audience, coverage, target and more.
    """
    told = [row for row in rows if row[4] is not None]
    if not told:
        return None
    shares = [
        charts.Share(code, coverage, target, _told(coverage, target))
        for code, _s, _c, _a, coverage, target, *_r in told
    ]
    heads = [_("Mål"), _("Träffade"), _("Målgrupp"), _("Andel"), _("Målvärde")]
    table = charts.Table(heads, [[row[0], *row[2:4], share(row[4]), share(row[5])] for row in told])
    series = [
        charts.Series("there", _("Når målvärdet"), "strong"),
        charts.Series("below", _("Under målvärdet"), "pale"),
        charts.Series("free", _("Utan målvärde"), "hollow"),
    ]
    return charts.target_bars(
        title=_("Täckningsgrad per mål mot målvärdet, %(day)s") % {"day": long_day(day)},
        description=_described(told), shares=shares, table=table, series=series,
        unit=_("Andel av målgruppen; strecket är målvärdet"),
    )  # fmt: skip


def rows_of(reaches: Iterable[Reach]) -> list[Row]:
    """The same rows of goals that have been counted already."""
    return [
        (
            reach.goal.code, reach.goal.statement, reach.covered, reach.audience, reach.coverage,
            reach.goal.target_percent / 100 if reach.goal.target_percent else None,
        )
        for reach in reaches if reach.has_audience
    ]  # fmt: skip


def _told(coverage: float, target: float | None) -> str:
    """'62 %', and whether that is enough: a word for those who see no colours."""
    return f"{share(coverage)} · {_('nått')}" if target is not None and coverage >= target else share(coverage)


def _described(rows: Sequence[Row]) -> str:
    asked = [row for row in rows if row[5] is not None]
    there = [row for row in asked if row[4] >= row[5]]
    best, worst = max(rows, key=lambda row: row[4]), min(rows, key=lambda row: row[4])
    words = ngettext(
        "%(there)s av %(n)s mål med målvärde når det.", "%(there)s av %(n)s mål med målvärde når sitt.", len(asked)
    ) % {"there": number(len(there)), "n": number(len(asked))}  # fmt: skip
    if len(rows) == 1:
        return words
    return f"{words} " + _("Högst täckning har %(best)s med %(high)s, lägst har %(worst)s med %(low)s.") % {
        "best": best[0], "high": share(best[4]), "worst": worst[0], "low": share(worst[4]),
    }  # fmt: skip
