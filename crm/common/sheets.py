"""The only writer of spreadsheets; `sheet_reading` is the only reader.

Every cell is written safe: text is never a formula, dates are dates, characters that a spreadsheet refuses are left
out.
"""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, BinaryIO

from django.utils import timezone
from django.utils.translation import gettext as _
from rustpy_xlsxwriter import FastExcel, Format

from crm.common.batches import Batch, Batches, Listed
from crm.common.columns import Column
from crm.common.sheet_reading import Sheet, SheetError, read_sheet

__all__ = [
    "Sheet",
    "SheetError",
    "SheetOut",
    "cell_value",
    "read_sheet",
    "safe_text",
    "write_csv",
    "write_workbook",
    "write_xlsx",
]

MAX_CELL = 32_767
MAX_SHEET_ROWS = 1_048_575

# What XML does not take: control characters but for line breaks and tabs, half surrogates, non-characters.
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠\t\r\n]")
_PHONE = re.compile(r"\+[0-9][0-9 ()-]{4,28}")
# Text that Excel would make something else of: leading zeros and long numbers lost, '1-2' a day, '1E5' a number.
_TAKEN_FOR_NUMBER = re.compile(
    r"0[0-9]+|[0-9]{12,}|[0-9]+[eE][0-9]+|[0-9]{1,4}[-/.:][0-9]{1,2}(?:[-/.:][0-9]{1,4})?|[0-9]{1,3}(?:[ .][0-9]{3})+"
)

_QUOTED = re.compile(r'[;,"\t\r\n]|^\s|\s$')


def safe_text(value: str) -> str:
    """`value` as a cell can hold it: no control characters, at most 32,767 characters, cut with a mark."""
    text = _REFUSED.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) <= MAX_CELL:
        return text
    mark = _("… [avkortat]")
    return text[: MAX_CELL - len(mark)] + mark


def cell_value(column: Column, row: Any) -> Any:
    """What a column says of a row as a cell: None, text, number, date or local time."""
    return _cell(_plain(column, column.value(row)))


def cells(column: Column, batch: Batch) -> list[Any]:
    """`cell_value` of every row. Values that are all short clean text, or all days, are looked at as one."""
    values = batch.values(column)
    if column.kind in ("badge", "party"):
        values = [_plain(column, value) for value in values]
    kinds = set(map(type, values))
    if kinds <= _AS_IT_IS:
        return values
    if kinds <= _TEXT and not _needs_care("".join(texts := [value for value in values if value]), texts):
        return [value or None for value in values]
    return [*map(_cell, values)]


_AS_IT_IS = {dt.date, int, float, type(None)}
_TEXT = {str, type(None)}


def _needs_care(whole: str, texts: Sequence[str]) -> bool:
    return "\r" in whole or _REFUSED.search(whole) is not None or (len(whole) > MAX_CELL < max(map(len, texts)))


def _plain(column: Column, value: Any) -> Any:
    """The text of a badge, the code of a party, another value as it is."""
    if column.kind == "badge" and isinstance(value, tuple):
        return value[1]
    return getattr(value, "code", value) if column.kind == "party" and value is not None else value


def _cell(value: Any) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, list | tuple):
        return safe_text("\n".join(str(part) for part in value)) or None
    if isinstance(value, dt.datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).replace(tzinfo=None)
    if isinstance(value, int | float | dt.date):
        return value
    if isinstance(value, Decimal):
        return float(value)
    return safe_text(str(value))


@dataclass(frozen=True)
class SheetOut:
    """One sheet to write: its name, columns and rows; `mark` stands at the top of every page that is printed of it."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Any]
    mark: str = ""


def write_xlsx(
    stream: BinaryIO, columns: Sequence[Column], rows: Iterable[Any], sheet_name: str, note: str = ""
) -> int:
    """Write the exported columns of `rows` as a workbook, row by row; return how many.

    `note` (sources, what was filtered) comes on a sheet of its own, so that the list stays a list.
    """
    return write_workbook(stream, [SheetOut(sheet_name, columns, rows)], note)[0]


def write_workbook(stream: BinaryIO, sheets: Sequence[SheetOut], note: str = "") -> list[int]:
    """Write several sheets as one workbook, with `note` on a last one; return the number of rows of each."""
    workbook = FastExcel(stream).format(datetime_format="yyyy-mm-dd hh:mm").freeze(row=1)
    counts = [_add_sheet(workbook, sheet) for sheet in sheets]
    if note:
        head = _("Om listan")
        lines = [{head: safe_text(line)} for line in note.splitlines()]
        wrapped = {head: Format().set_num_format("@").set_text_wrap()}
        options: dict[str, Any] = {"column_formats": wrapped, "header_format": _head_format()}
        widths = {head: 100.0}
        options |= {"column_widths": widths, "row_heights": _heights(lines, widths, [head])}
        options["page_setup"] = {**_PAGE, "fit_to_pages": (1, 0)}
        workbook.sheet(_sheet_name(head), lines, **options)
    workbook.save()
    return [counted.count for counted in counts]


def _add_sheet(workbook: Any, sheet: SheetOut) -> _Counter:
    chosen = _exported(sheet.columns)
    counted = _Counter(sheet.rows)
    records = map(dict, map(zip, itertools.repeat(tuple(chosen)), _by_column(chosen.values(), counted)))
    first = list(itertools.islice(records, PEEK))
    widths = {label: _width(label, column, first) for label, column in chosen.items()}
    page = {**_PAGE, "fit_to_pages": (1, 0)} if sum(widths.values()) <= READABLE else _PAGE
    page = {**page, "header": f"&C&B{sheet.mark.replace('&', '&&')}"} if sheet.mark else page
    workbook.sheet(
        _sheet_name(sheet.name),
        itertools.chain(first or [dict.fromkeys(chosen)], records),
        autofilter=True,
        header_format=_head_format(),
        column_formats={label: _FORMATS.get(c.kind, _FORMATS["text"])() for label, c in chosen.items()},
        column_widths=widths,
        row_heights=_heights(first, widths, [label for label, c in chosen.items() if c.kind == "lines"]),
        ignore_errors=[label for label, column in chosen.items() if column.kind not in _TYPED],
        url_columns=[label for label, column in chosen.items() if column.kind == "url"],
        page_setup=page,
    )
    return counted


def write_csv(stream: BinaryIO, columns: Sequence[Column], rows: Iterable[Any]) -> int:
    """Write the exported columns of `rows` as CSV the way a Swedish spreadsheet opens it; return how many."""
    chosen = _exported(columns)
    counted = _Counter(rows)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    try:
        text.write(_csv_line(chosen))
        for values in _by_column(chosen.values(), counted):
            text.write(_csv_line(values))
    finally:
        text.detach()
    return counted.count


def _by_column(columns: Collection[Column], rows: _Counter) -> Iterator[tuple[Any, ...]]:
    """The cells row by row; made column by column, some rows at a time."""
    return itertools.chain.from_iterable(
        zip(*(cells(column, batch) for column in columns), strict=True) for batch in rows.batches()
    )


_TYPED = {"date", "moment", "number", "percent"}
_FORMATS = {
    "text": lambda: Format().set_num_format("@").set_align("top"),
    "lines": lambda: Format().set_num_format("@").set_align("top").set_text_wrap(),
    "date": lambda: Format().set_num_format("yyyy-mm-dd").set_align("top").set_align("left"),
    "moment": lambda: Format().set_num_format("yyyy-mm-dd hh:mm").set_align("top").set_align("left"),
    "number": lambda: Format().set_num_format("General").set_align("top"),
    "percent": lambda: Format().set_num_format("General").set_align("top"),
}
# On paper: A4 on its side, the heads on every page; all columns beside each other where that can be read.
_PAGE = {"paper_size": 9, "landscape": True, "repeat_rows": 0, "footer": "&C&P/&N"}
READABLE = 220.0
PEEK = 2000
BATCH = 1000
WIDEST = 60.0
LINE_HEIGHT, TALLEST = 15.0, 10


def _heights(first: Sequence[dict[str, Any]], widths: dict[str, float], wrapped: Sequence[str]) -> dict[int, float]:
    """How tall the first rows are, by what is wrapped in them. Excel sees to that itself, LibreOffice does not."""
    heights = {}
    for number, record in enumerate(first, start=1):
        lines = max((_lines(record[label], widths[label]) for label in wrapped), default=1)
        if lines > 1:
            heights[number] = LINE_HEIGHT * min(lines, TALLEST)
    return heights


def _lines(value: Any, width: float) -> int:
    return sum(1 + len(line) // int(width) for line in value.split("\n")) if value else 1


def _head_format() -> Any:
    return Format().set_bold().set_background_color("#E6F0F6").set_border_bottom("thin").set_align("top")


class _Counter:
    """Counts what passes, and stops where a sheet ends."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self.rows = rows
        self.count = 0

    def batches(self) -> Iterator[Batch]:
        for batch in self._parts():
            self.count += len(batch)
            if self.count > MAX_SHEET_ROWS:
                raise SheetError(_("Listan är längre än ett kalkylblad rymmer."))
            yield batch

    def _parts(self) -> Iterator[Batch]:
        if isinstance(self.rows, Batches):
            yield from self.rows.in_turn()
            return
        rest = iter(self.rows)
        while rows := list(itertools.islice(rest, BATCH)):
            yield Listed(rows)


def _exported(columns: Sequence[Column]) -> dict[str, Column]:
    """The exported columns by their heads, which are made different."""
    chosen: dict[str, Column] = {}
    for column in columns:
        if column.is_exported:
            label, number = str(column.label), 2
            while label in chosen:
                label, number = f"{column.label} {number}", number + 1
            chosen[safe_text(label)] = column
    return chosen


def _sheet_name(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", name)[:31].strip() or "1"


def _width(label: str, column: Column, first: Sequence[dict[str, Any]]) -> float:
    """Wide enough for the head with its filter button, and for what the first rows hold, within reason."""
    least = {"date": 12, "moment": 17}.get(column.kind, 8)
    said = (len(line) for record in first for line in str(record[label] or "").split("\n"))
    longest = 0 if column.kind in ("date", "moment") else max(said, default=0)
    return min(WIDEST, float(max(least, len(label) + 4, longest + 2)))


def _csv_line(values: Iterable[Any]) -> str:
    """Not `csv.writer`, which leaves tabs unquoted unless it quotes everything."""
    cells = (_csv_cell(value) for value in values)
    quoted = (f'"{cell.replace(chr(34), chr(34) * 2)}"' if _QUOTED.search(cell) else cell for cell in cells)
    return ";".join(quoted) + "\r\n"


def _csv_cell(value: Any) -> str:
    """A value as a CSV cell that Excel opens as it is written.

    What would be taken for a formula gets an apostrophe, a number that is none (a telephone, leading zeros) a tab,
    which no one sees; our reader removes both. The tab is quoted, as some programs part columns by tabs too.
    """
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return str(value).replace(".", ",")
    if isinstance(value, str):
        if _PHONE.fullmatch(value) or _TAKEN_FOR_NUMBER.fullmatch(value):
            return f"\t{value}"
        if _FORMULA.match(value):
            return f"'{value}"
    return str(value)
