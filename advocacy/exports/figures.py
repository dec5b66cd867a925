"""All figures of a scope as a workbook: the figures first, then a sheet for each table."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from django.utils.translation import gettext as _

from advocacy.services.figures.definitions import DEFINITIONS
from advocacy.services.figures.figure import Figure
from advocacy.services.figures.section import FigureTable, Section
from advocacy.services.figures.whole import FigureSet
from crm.common import exports
from crm.common.columns import Column
from crm.common.sheets import SheetOut, write_workbook

# As columns of a sheet know them: a share is a number there, 0–1.
KINDS = {"percent": "number", "party": "text"}


def workbook(stream: Any, of: FigureSet, *, actor: Any) -> None:
    """Write the workbook to `stream` and log who took it. Shares are numbers 0–1."""
    sections = [of.section(key) for key in of.keys]
    before = {key: of.before.section(key) for key in of.keys}
    figures = [(section, one, _earlier(before[section.key], one)) for section in sections for one in section.figures]
    tables = [table for section in sections for table in section.tables if table.rows]
    exports.log(
        actor=actor,
        what=_("Uppföljning %(scope)s") % {"scope": of.scope.code},
        file_format="xlsx",
        rows=len(figures) + sum(len(table.rows) for table in tables),
        is_personal=False,
        filters="\n".join(_about(of)),
    )
    sheets = [SheetOut(_("Siffror"), _figure_columns(), figures), *map(_sheet, tables)]
    write_workbook(stream, sheets, note="\n".join([*_about(of), *_meanings()]))


def _earlier(section: Section, figure: Figure) -> float | None:
    return next((one.value for one in section.figures if one.key == figure.key), None)


def _figure_columns() -> list[Column]:
    return [
        Column("section", _("Avsnitt"), lambda row: str(row[0].title)),
        Column("figure", _("Siffra"), lambda row: str(row[1].label)),
        Column("value", _("Värde"), lambda row: row[1].value, kind="number"),
        Column("part", _("Täljare"), lambda row: row[1].part, kind="number"),
        Column("whole", _("Nämnare"), lambda row: row[1].whole, kind="number"),
        Column("target", _("Målvärde"), lambda row: row[1].target, kind="number"),
        Column("before", _("Jämförd period"), lambda row: row[2], kind="number"),
        Column("kind", _("Slag"), lambda row: str(row[1].kind.label)),
        Column("day", _("Dag"), lambda row: row[1].day, kind="date"),
    ]


def _sheet(table: FigureTable) -> SheetOut:
    columns = [
        Column(key, str(label), itemgetter(at), kind=KINDS.get(kind, kind))
        for at, (key, label, kind) in enumerate(table.heads)
    ]
    return SheetOut(str(table.title), columns, table.rows)


def _about(of: FigureSet) -> list[str]:
    told = [str(of.scope)]
    if of.scope.audience:
        told.append(_("Målgrupp: %(name)s") % {"name": of.scope.audience})
    told.append(_("Period: %(first)s – %(last)s") % {"first": of.first, "last": of.last})
    return [*told, _("Jämfört med: %(first)s – %(last)s") % dict(zip(("first", "last"), of.earlier, strict=True))]


def _meanings() -> list[str]:
    return [f"{one.title}: {' '.join(map(str, one.said))}" for one in DEFINITIONS]
