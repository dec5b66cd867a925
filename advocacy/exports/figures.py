"""All figures of a scope as a workbook: the figures first, then a sheet for each table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Told:
    """A section as the page shows it: of which side of an election, where there are two, and what it is held against.

    `side` is '' where the period is told of as one.
    """

    side: str
    of: FigureSet
    section: Section
    before: Section


def gathered(sides: Mapping[str, Sequence[tuple[str, FigureSet]]]) -> list[Told]:
    """Every section of each side that it is told of: `sides` by its key."""
    return [Told(name, of, of.section(key), of.before.section(key)) for key, each in sides.items() for name, of in each]


def workbook(stream: Any, of: FigureSet, sections: Sequence[Told], *, actor: Any) -> None:
    """Write the workbook to `stream` and log who took it. Shares are numbers 0–1."""
    figures = [(one, figure) for one in sections for figure in one.section.figures]
    tables = [(one, table) for one in sections for table in one.section.tables if table.rows]
    exports.log(
        actor=actor,
        what=_("Uppföljning %(scope)s") % {"scope": of.scope.code},
        file_format="xlsx",
        rows=len(figures) + sum(len(table.rows) for _one, table in tables),
        is_personal=False,
        filters="\n".join(_about(of)),
    )
    sheets = [SheetOut(_("Siffror"), _figure_columns(), figures), *_sheets(tables)]
    write_workbook(stream, [*sheets, _definitions()], note="\n".join(_about(of)))


def _figure_columns() -> list[Column]:
    return [
        Column("section", _("Avsnitt"), lambda row: str(row[0].section.title)),
        Column("side", _("Sida av valet"), lambda row: row[0].side),
        Column("figure", _("Siffra"), lambda row: str(row[1].label)),
        Column("value", _("Värde"), lambda row: row[1].value, kind="number"),
        Column("part", _("Täljare"), lambda row: row[1].part, kind="number"),
        Column("whole", _("Nämnare"), lambda row: row[1].whole, kind="number"),
        Column("target", _("Målvärde"), lambda row: row[1].target, kind="number"),
        Column("before", _("Jämförd period"), lambda row: _earlier(*row), kind="number"),
        Column("kind", _("Slag"), lambda row: str(row[1].kind.label)),
        Column("first", _("Från och med"), lambda row: row[0].of.first, kind="date"),
        Column("day", _("Dag"), lambda row: row[1].day, kind="date"),
        Column("definition", _("Så räknas den"), lambda row: _place(row[1].definition), kind="url"),
    ]


def _earlier(one: Told, figure: Figure) -> float | None:
    return next((row.value for row in one.before.figures if row.key == figure.key), None)


def _sheets(tables: Sequence[tuple[Told, FigureTable]]) -> Iterator[SheetOut]:
    """A sheet for each table; both sides of an election stand on one."""
    alike: dict[tuple[str, str], list[tuple[Told, FigureTable]]] = {}
    for one, table in tables:
        alike.setdefault((one.section.key, table.key), []).append((one, table))
    for each in alike.values():
        columns = [
            Column(key, str(label), itemgetter(at), kind=KINDS.get(kind, kind))
            for at, (key, label, kind) in enumerate(each[0][1].heads, start=1)
        ]
        if any(one.side for one, _table in each):
            columns.insert(0, Column("side", _("Sida av valet"), itemgetter(0)))
        yield SheetOut(str(each[0][1].title), columns, [(one.side, *row) for one, table in each for row in table.rows])


def _definitions() -> SheetOut:
    columns = [
        Column("title", _("Siffra"), lambda one: str(one.title)),
        Column("said", _("Vad den betyder"), lambda one: "\n".join(map(str, one.said)), kind="lines"),
    ]
    return SheetOut(_("Definitioner"), columns, DEFINITIONS)


def _place(definition: str) -> str:
    """Where in the workbook a figure is explained, as a link."""
    row = next(at for at, one in enumerate(DEFINITIONS, start=2) if one.key == definition)
    return f"internal:{_('Definitioner')}!A{row}"


def _about(of: FigureSet) -> list[str]:
    told = [str(of.scope)]
    if of.scope.audience:
        told.append(_("Målgrupp: %(name)s") % {"name": of.scope.audience})
    told.append(_("Period: %(first)s – %(last)s") % {"first": of.first, "last": of.last})
    return [*told, _("Jämfört med: %(first)s – %(last)s") % dict(zip(("first", "last"), of.earlier, strict=True))]
