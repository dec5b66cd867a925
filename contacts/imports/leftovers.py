"""Sheets to take away: what an import left out, to mend and read again, and the report of what became of each row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from django.urls import reverse
from django.utils.translation import gettext as _

from contacts.imports import cells, engine, layout
from contacts.imports.result import Unusable
from contacts.models import ImportRow
from crm.common.columns import Column
from crm.common.sheets import write_xlsx
from crm.models import ImportRun

LEFT = ("wrong", "doubtful", "skipped")


def outcome_words() -> dict[str, str]:
    return {
        "new": _("Ny"),
        "changed": _("Ändrad"),
        "unchanged": _("Oförändrad"),
        "doubtful": _("Tveksam"),
        "wrong": _("Fel"),
        "skipped": _("Överhoppad"),
    }


def write_rest(stream: BinaryIO, run: ImportRun) -> int:
    """The rows that are wrong, undecided or skipped, as they stand in the file, and why. Raises Unusable."""
    try:
        with run.file.open("rb") as file:
            content = file.read()
    except (OSError, ValueError) as error:
        raise Unusable(_("Den uppladdade filen finns inte kvar. Ladda upp den igen.")) from error
    opened = engine.book(content, run.file_name)
    found = layout.restored(opened, run.options)
    left = dict(run.rows.filter(outcome__in=LEFT).values_list("number", "detail"))
    columns = [
        Column(f"c{column.index}", column.heading, _value(column)) for column in found.columns
    ]  # fmt: skip
    columns.append(Column("wrong", _("Fel"), lambda row: left.get(row[0], "")))
    return write_xlsx(stream, columns, _rows(opened, found, left), _("Att rätta"))


def _rows(opened: Any, found: layout.Layout, left: dict[int, str]) -> Iterator[tuple[int, list[str]]]:
    for number, values in layout.DataRows(opened, found):
        if number in left:
            yield number, values


def _value(column: layout.Column) -> Any:
    return lambda row: cells.without_personal_numbers(str(row[1][column.index]), is_phone=column.is_phone)


def write_report(stream: BinaryIO, run: ImportRun, root: str) -> int:
    """Every row, what became of it, and where the person is."""
    words = outcome_words()
    columns = [
        Column("number", _("Rad"), lambda row: row.number, kind="number"),
        Column("name", _("Namn"), lambda row: row.name),
        Column("outcome", _("Utfall"), lambda row: words.get(row.outcome, row.outcome)),
        Column("detail", _("Uppgifter"), lambda row: row.detail),
        Column("person", _("Person"), lambda row: _address(row, root)),
    ]
    rows = run.rows.order_by("number").iterator(chunk_size=2000)
    return write_xlsx(stream, columns, rows, _("Rapport"), f"{run.file_name}")


def _address(row: ImportRow, root: str) -> str:
    return f"{root}{reverse('contacts:person_detail', args=[row.person_id])}" if row.person_id else ""
