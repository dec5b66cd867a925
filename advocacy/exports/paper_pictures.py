"""The pictures of a paper as lying bars: read by their numbers and marks in words, so also in grey and without colour.

A picture says its figures in words (`alt`), and the table that it is made of stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from django.utils.translation import gettext as _

from advocacy.exports.paper_words import plain
from crm.templatetags.ui import DASH, percent

# Of the name of a goal: two lines. The table beside has all of it.
LETTERS = 84


@dataclass(frozen=True)
class Bar:
    """One bar: its name, how long it is (0–1), its figure as number and in words, and where a target crosses it."""

    label: str
    value: float
    number: float
    text: str
    target: float | None = None


@dataclass(frozen=True)
class Picture:
    """Bars under a title; `counts`: what is counted, as a share or in number; `note`: how to read them."""

    title: str
    alt: str
    bars: list[Bar]
    counts: str
    is_share: bool = True
    note: str = ""


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


def rows_by_key(table: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a table as dicts."""
    keys = [head["key"] for head in table["heads"]]
    return [dict(zip(keys, row, strict=True)) for row in table["rows"]]


def _picture(title: str, bars: list[Bar], counts: str, *, is_share: bool = True, note: str = "") -> Picture:
    said = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
    alt = _("Stapeldiagram. %(title)s. %(said)s.") % {"title": title, "said": said}
    return Picture(title, alt, bars, counts, is_share, note)
