"""Figures of a paper in Swedish: '50 % (2 av 4)', '↑ upp 12 procentenheter', '1 250 000 kr'."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from advocacy.services.figures.figure import FigureKind
from advocacy.services.figures.telling import said
from crm.templatetags.ui import DASH, NBSP, number, percent

UP, DOWN, SAME = "\N{UPWARDS ARROW}", "\N{DOWNWARDS ARROW}", "="


def written(kind: str, value: float | None) -> str:
    """A figure as the page tells it, on one line, with a decimal where a count or a number of days has one."""
    if value is not None and kind in (FigureKind.COUNT, FigureKind.DAYS) and not float(value).is_integer():
        return f"{plain(value)}{NBSP}{_('dagar')}" if kind == FigureKind.DAYS else plain(value)
    return said(kind, value).replace(" ", NBSP)


def plain(value: float) -> str:
    """A number with a decimal only where it has one: 12, 12,5."""
    return number(int(value)) if float(value).is_integer() else number(float(value), 1)


def value_with_whole(figure: dict[str, Any]) -> str:
    """A figure, a share with what it is a share of."""
    value = written(figure["kind"], figure["value"])
    if figure["whole"] is None or figure["value"] is None:
        return value
    of = _("%(part)s av %(whole)s") % {"part": number(figure["part"]), "whole": number(figure["whole"])}
    return f"{value} ({of})".replace(" ", NBSP)


def change(figure: dict[str, Any]) -> str:
    """From the period before, of the figures as they are printed: by arrow and word, never by colour."""
    kind, now, then = figure["kind"], figure["value"], figure["before"]
    if now is None or then is None:
        return DASH
    difference = _printed(kind, now) - _printed(kind, then)
    if not difference:
        return f"{SAME}{NBSP}{_('oförändrat')}"
    arrow, word = (UP, _("upp")) if difference > 0 else (DOWN, _("ner"))
    return NBSP.join([arrow, word, _amount(kind, abs(difference))])


def _printed(kind: str, value: float) -> float:
    """The number that the reader sees, so that the difference is the one they would work out."""
    if kind == FigureKind.SHARE:
        return float(percent(value * 100).split(NBSP)[0].replace("\N{MINUS SIGN}", "-"))
    return round(value, 2 if kind == FigureKind.INDEX else 0 if kind == FigureKind.KRONOR else 1)


def _amount(kind: str, difference: float) -> str:
    if kind == FigureKind.SHARE:
        unit = _("procentenhet") if difference == 1 else _("procentenheter")
        return f"{plain(difference)}{NBSP}{unit}"
    return written(kind, difference)


def cell(kind: str, value: Any) -> str:
    """A value of a table by the kind of its column."""
    if value is None or value == "":
        return DASH
    if kind == "percent":
        return written(FigureKind.SHARE, value)
    if kind == "date":
        return format_date(dt.date.fromisoformat(value), "j b Y").replace(" ", NBSP)
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    return plain(value) if isinstance(value, int | float) else str(value)
