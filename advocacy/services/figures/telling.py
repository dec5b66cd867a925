"""Figures in words: as page, paper and sheet write them, and how they differ from what they are held against."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from advocacy.services.figures.figure import Figure, FigureKind
from crm.templatetags.ui import number, share

UP, DOWN, SAME = "up", "down", "same"


@dataclass(frozen=True)
class Difference:
    """Which way a figure has gone ('up', 'down', 'same'), and the words for it."""

    way: str
    words: str


def said(kind: str, value: float | None) -> str:
    """'62 %', '1 284', '0,87', '12 dagar', '25 000 000 kr'; '–' where there is nothing to tell."""
    if value is None:
        return "–"
    match kind:
        case FigureKind.SHARE:
            return share(value)
        case FigureKind.INDEX:
            return number(value, 2)
        case FigureKind.DAYS:
            return _("%(n)s dagar") % {"n": number(value)}
        case FigureKind.KRONOR:
            return _("%(n)s kr") % {"n": number(value)}
    return number(value)


def difference(now: Figure, before: Figure | None) -> Difference | None:
    """How a figure differs from the same one of the earlier period; None where either has nothing to tell."""
    if before is None or now.value is None or before.value is None:
        return None
    was = said(now.kind, before.value)
    change = round(100 * now.value) - round(100 * before.value) if now.kind in _PARTS else now.value - before.value
    if not change:
        return Difference(SAME, _("oförändrat, %(was)s") % {"was": was})
    told = {"n": _size(now.kind, abs(change)), "was": was}
    if change > 0:
        return Difference(UP, _("upp %(n)s från %(was)s") % told)
    return Difference(DOWN, _("ner %(n)s från %(was)s") % told)


_PARTS = (FigureKind.SHARE, FigureKind.INDEX)


def _size(kind: str, size: float) -> str:
    if kind == FigureKind.SHARE:
        return _("%(n)s procentenheter") % {"n": number(size)} if size != 1 else _("1 procentenhet")
    return said(kind, size / 100 if kind == FigureKind.INDEX else size)
