"""A board paper as a workbook to count on in: all figures on one sheet, each table on one of its own for all goals."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import repeat
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from advocacy.exports.paper_pictures import rows_by_key
from advocacy.exports.paper_reading import Content, PaperLook, Reading, read
from advocacy.services.figures.figure import FigureKind
from crm.common.columns import Column
from crm.common.sheets import SheetOut, write_workbook

Row = dict[str, Any]
LONGEST_NAME = 31
LINK = "link"


def xlsx(content: Content, *, look: PaperLook, approved_on: dt.date | None = None) -> bytes:
    """The whole paper; its texts, period and definitions stand on the last sheet."""
    reading = read(content, look=look, approved_on=approved_on)
    stream = io.BytesIO()
    with override("sv"):
        sheets = [_figures(content), *_tables(content)]
        if approved_on is None:
            sheets = [replace(sheet, mark=reading.mark) for sheet in sheets]
        write_workbook(stream, sheets, note=_note(reading))
    return stream.getvalue()


def _figures(content: Content) -> SheetOut:
    columns = [
        *_where(),
        _column("section", _("Avsnitt")),
        _column("label", _("Mått")),
        _column("value", _("Värde"), "number"),
        _column("unit", _("Enhet")),
        _column("part", _("Täljare"), "number"),
        _column("whole", _("Nämnare"), "number"),
        _column("before", _("Jämförd period"), "number"),
        _column("target", _("Målvärde"), "number"),
    ]
    return SheetOut(_("Siffror"), columns, list(_figure_rows(content)))


def _figure_rows(content: Content) -> Iterator[Row]:
    for place, section in _sections(content):
        for figure in section["figures"]:
            kind = figure["kind"]
            yield {
                **place,
                **{key: figure[key] for key in ("label", "part", "whole")},
                **{key: _number(kind, figure[key]) for key in ("value", "before", "target")},
                "section": section["title"],
                "unit": "%" if kind == FigureKind.SHARE else str(FigureKind(kind).label),
            }


def _tables(content: Content) -> Iterator[SheetOut]:
    """A sheet for each sort of table, with the rows of all goals and all their columns."""
    found: dict[str, list[tuple[Row, Content]]] = {}
    for place, section in _sections(content):
        for table in section["tables"]:
            found.setdefault(table["key"], []).append((place, table))
    names: set[str] = {_("Siffror").casefold(), _("Om listan").casefold()}
    for tables in found.values():
        heads = {head["key"]: head for _place, table in tables for head in table["heads"]}
        rows = [
            {**place, **{f"cell-{key}": _cell(heads[key]["kind"], value) for key, value in row.items()}, LINK: link}
            for place, table in tables
            for row, link in zip(rows_by_key(table), table.get("links") or repeat(""), strict=False)
        ]
        columns = [_column(f"cell-{key}", _head(head), _sheet_kind(head["kind"])) for key, head in heads.items()]
        if any(row[LINK] for row in rows):
            columns.append(_column(LINK, _("Länk"), "url"))
        yield SheetOut(_free(tables[0][1]["title"], names), [*_where(), *columns], rows)


def _sections(content: Content) -> Iterator[tuple[Row, Content]]:
    """Every section with where it stands: which goal, which days."""
    for chapter in (content["plan"], *content["goals"]):
        for part in chapter["parts"]:
            place = {
                "scope": chapter["scope"].split(":")[-1],
                "first": dt.date.fromisoformat(part["first"]),
                "last": dt.date.fromisoformat(part["last"]),
            }
            yield from ((place, section) for section in part["sections"])


def _where() -> list[Column]:
    return [
        _column("scope", _("Del av planen")),
        _column("first", _("Från och med"), "date"),
        _column("last", _("Till och med"), "date"),
    ]


def _column(name: str, label: str, kind: str = "text") -> Column:
    return Column(name, label, _value_of(name), kind=kind)


def _value_of(name: str) -> Callable[[Row], Any]:
    return lambda row: row.get(name)


def _head(head: Content) -> str:
    return f"{head['label']}, %" if head["kind"] == "percent" else str(head["label"])


def _sheet_kind(kind: str) -> str:
    return kind if kind in ("date", "number", "percent") else "text"


def _cell(kind: str, value: Any) -> Any:
    if value is None or value == "":
        return None
    if kind == "date":
        return dt.date.fromisoformat(value)
    return round(100 * value, 1) if kind == "percent" else value


def _number(kind: str, value: float | None) -> float | None:
    if value is None:
        return None
    if kind == FigureKind.SHARE:
        return round(100 * value, 1)
    return round(value, 4) if isinstance(value, float) else value


def _free(title: str, names: set[str]) -> str:
    """A name that no other sheet has: Excel refuses two alike, however they are spelt."""
    name, number = title[:LONGEST_NAME], 2
    while name.casefold() in names:
        ending = f" {number}"
        name, number = f"{title[: LONGEST_NAME - len(ending)]}{ending}", number + 1
    names.add(name.casefold())
    return name


def _note(reading: Reading) -> str:
    words = reading.words
    lines = [reading.title, reading.mark, *(f"{label}: {value}" for label, value in reading.facts)]
    for heading, blocks in (
        (words["changed"], reading.summary), (words["needs"], reading.needs), (words["proposal"], reading.proposal),
    ):  # fmt: skip
        lines += ["", heading, *(text for block in blocks for text in block.texts)]
    lines += ["", words["goals"], *(f"{goal.code}: {goal.title}" for goal in reading.goals)]
    lines += ["", words["definitions"], *(f"{name}. {said}" for name, said in reading.definitions)]
    return "\n".join([*lines, reading.definitions_note])
