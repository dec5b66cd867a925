"""The pictures of a paper: lying bars, quarters as a line that breaks at an election, the counties on a map.

They are read by their numbers and marks in words, so also in grey and without colour. A picture says its figures in
words (`alt`), and the table that it is made of stands beside it, or in the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from textwrap import shorten
from typing import Any

from django.utils.translation import gettext as _

from advocacy.exports.paper_words import plain
from advocacy.pictures import papers as pictures
from advocacy.pictures.trend import quarter_names, under
from advocacy.services.paper_series import points_of
from crm.common import charts
from crm.templatetags.ui import DASH, percent

# Of the name of a goal: two lines. The table beside has all of it.
LETTERS = 84
_SIZE = re.compile(r'font-size="(\d+)"')


@dataclass(frozen=True)
class Bar:
    """One bar: its name, how long it is (0–1), its figure as number and in words, and where a target crosses it."""

    label: str
    value: float
    number: float
    text: str
    target: float | None = None


@dataclass(frozen=True)
class Dot:
    """One quarter: its whole name, the lines under it, its share 0–1 or None, and on which side of elections it is."""

    name: str
    under: list[str]
    value: float | None
    text: str
    side: int


@dataclass(frozen=True)
class Picture:
    """Bars, dots of a line or a map (SVG) under a title.

    `counts`: what is counted, as a share or in number; `note`: how to read it; `target`: that of a line, 0–1, and
    `target_text`; `cut`: the word at an election.
    """

    title: str
    alt: str
    bars: list[Bar]
    counts: str
    is_share: bool = True
    note: str = ""
    dots: list[Dot] = field(default_factory=list)
    target: float | None = None
    target_text: str = ""
    cut: str = ""
    svg: str = ""


def of_goals(table: dict[str, Any], when: str = "") -> Picture:
    """Coverage of each goal against its target in `when`. Goals without an audience have no bar."""
    bars = []
    for row in rows_by_key(table):
        if row["coverage"] is None:
            continue
        target = row["target"]
        said = percent(row["coverage"] * 100)
        said = _("%(share)s, mål %(target)s") % {"share": said, "target": percent(target * 100)} if target else said
        label = shorten(f"{row['code']} {row['statement']}", LETTERS, placeholder=" …")
        bars.append(Bar(label, row["coverage"], row["coverage"], said, target))
    note = _("Det svarta strecket är målvärdet.") if any(bar.target for bar in bars) else ""
    title = _("Täckningsgrad mot målvärde")
    return _picture(f"{title}, {when}" if when else title, bars, _("Täckningsgrad"), note=note)


def of_groups(table: dict[str, Any]) -> Picture:
    """Coverage of each group of a table of spread."""
    bars = []
    for row in rows_by_key(table):
        of = _("%(covered)s av %(audience)s") % {
            "covered": plain(row["covered"]),
            "audience": plain(row["audience"]),
        }
        covered = row["coverage"] or 0
        bars.append(Bar(str(row["group"]), covered, covered, f"{percent(covered * 100)} ({of})"))
    return _picture(_("Täckningsgrad: %(by)s") % {"by": table["title"].lower()}, bars, _("Täckningsgrad"))


def of_ladder(table: dict[str, Any]) -> Picture:
    """How many stand on each step, the highest first."""
    rows = rows_by_key(table)
    most = max((row["people"] for row in rows), default=0) or 1
    bars = []
    for row in rows:
        share = DASH if row["share"] is None else percent(row["share"] * 100)
        bars.append(Bar(str(row["step"]), row["people"] / most, row["people"], f"{plain(row['people'])} ({share})"))
    return _picture(_("Antal personer på varje steg"), bars, _("Personer"), is_share=False)


def of_quarters(chapter: dict[str, Any]) -> Picture | None:
    """Coverage of a goal quarter by quarter; None of a goal, or a paper of old, that keeps no quarters."""
    points = points_of(chapter.get("trend", []))
    chart = pictures.quarters(chapter)
    if chart is None:
        return None
    names = quarter_names(points)
    dots = [
        Dot(
            name,
            under(points, n),
            one.coverage,
            DASH if one.coverage is None else percent(one.coverage * 100),
            one.side,
        )
        for n, (one, name) in enumerate(zip(points, names, strict=True))
    ]
    target = chapter.get("target")
    told = "; ".join(f"{dot.name}: {dot.text} ({_of(one)})" for dot, one in zip(dots, points, strict=True))
    alt = _("Linjediagram. %(title)s. %(described)s %(said)s.")
    return Picture(
        _("Täckningsgrad per kvartal"), alt % {"title": chart.title, "described": chart.description, "said": told}, [],
        _("Täckningsgrad"), dots=dots, target=target / 100 if target else None, cut=_("val"),
        target_text=_("målvärde %(percent)s") % {"percent": percent(target)} if target else "",
    )  # fmt: skip


def of_counties(chapter: dict[str, Any], part: dict[str, Any]) -> Picture | None:
    """The counties of the audience on a map; None where they are fewer than two, or nothing is kept of them."""
    drawn = pictures.counties(chapter, part)
    if drawn is None:
        return None
    of = _("%(part)s av %(whole)s")
    told = "; ".join(
        f"{name}: {share} ({of % {'part': covered, 'whole': audience}})"
        for name, covered, audience, share in drawn.table.rows
    )
    alt = _("Karta. %(title)s. %(described)s %(said)s.")
    return Picture(
        _("Täckningsgrad per län"), alt % {"title": drawn.title, "described": drawn.description, "said": told}, [],
        _("Täckningsgrad"), note=drawn.description, svg=_lettered(drawn),
    )  # fmt: skip


def _lettered(drawn: charts.AreaMap) -> str:
    """The drawing in letters that come with the product, none of the machine's, and large enough to be read far off."""
    said = drawn.drawing().replace('font-family="sans-serif"', 'font-family="Source Sans Pro" font-weight="600"')
    return _SIZE.sub(lambda size: f'font-size="{round(int(size[1]) * 1.4)}"', said)


def _of(held: Any) -> str:
    return _("%(part)s av %(whole)s") % {"part": plain(held.covered), "whole": plain(held.audience)}


def rows_by_key(table: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a table as dicts."""
    keys = [head["key"] for head in table["heads"]]
    return [dict(zip(keys, row, strict=True)) for row in table["rows"]]


def _picture(title: str, bars: list[Bar], counts: str, *, is_share: bool = True, note: str = "") -> Picture:
    said = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
    alt = _("Stapeldiagram. %(title)s. %(said)s.") % {"title": title, "said": said}
    return Picture(title, alt, bars, counts, is_share, note)
