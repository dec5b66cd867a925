"""The only reader and the only writer of spreadsheets.

Everything is read as text: dates as ISO, whole numbers without '.0', nothing guessed. Every cell is written safe:
text is never a formula, dates are dates, characters that a spreadsheet refuses are left out.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import IO, Any, BinaryIO

from django.conf import settings
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum
from rustpy_xlsxwriter import FastExcel, Format

from crm.common.columns import Column

MAX_COLUMNS = 200
MAX_UNPACKED_BYTES = 400 * 1024 * 1024
MAX_CELL = 32_767
MAX_SHEET_ROWS = 1_048_575
SEPARATORS = ";\t,|"  # of two that make as many columns, the first

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_SPACES = re.compile(r"[ \t\u00a0\u202f]+")
# What XML does not take: control characters but for line breaks and tabs, half surrogates, non-characters.
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠\t\r\n]")
_ESCAPED = re.compile(r"'(?='*\s*[=+\-@＝＋－＠\t\r\n])")
_PHONE = re.compile(r"\+[0-9][0-9 ()-]{4,28}")
# Text that Excel would make something else of: leading zeros and long numbers lost, '1-2' a day, '1E5' a number.
_TAKEN_FOR_NUMBER = re.compile(
    r"0[0-9]+|[0-9]{12,}|[0-9]+[eE][0-9]+|[0-9]{1,4}[-/.:][0-9]{1,2}(?:[-/.:][0-9]{1,4})?|[0-9]{1,3}(?:[ .][0-9]{3})+"
)

_QUOTED = re.compile(r'[;,"\t\r\n]|^\s|\s$')


class SheetError(Exception):
    """The file cannot be used; the text is for the one who chose it."""


# --- Reading ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sheet:
    """A file's first sheet: its heads, and its rows as (row number, {head: text}), blank rows left out."""

    headers: list[str]
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)


def read_sheet(
    file: IO[bytes],
    name: str,
    *,
    max_bytes: int | None = None,
    max_rows: int | None = None,
    max_columns: int = MAX_COLUMNS,
) -> Sheet:
    """Read .xlsx, .xls, .ods or .csv, told apart by what they hold. Raises SheetError.

    Of a workbook the first visible sheet with something in it is read. The first row that is not blank holds the heads.
    """
    content = _content(file, settings.IMPORT_MAX_BYTES if max_bytes is None else max_bytes)
    if content.startswith((_ZIP, _OLE)):
        numbered = _workbook_rows(content)
    elif name.lower().endswith((".xlsx", ".xls", ".ods", ".xlsm", ".xlsb")):
        raise SheetError(_("Filen %(name)s är inte ett läsbart kalkylblad.") % {"name": name})
    else:
        numbered = _csv_rows(content, name)
    return _sheet(numbered, settings.IMPORT_MAX_ROWS if max_rows is None else max_rows, max_columns)


def _content(file: IO[bytes], max_bytes: int) -> bytes:
    content = file.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise SheetError(_("Filen är större än %(size)s MB.") % {"size": max_bytes // (1024 * 1024)})
    if not content.strip():
        raise SheetError(_("Filen är tom."))
    return content


def _sheet(numbered: Iterator[tuple[int, list[str]]], max_rows: int, max_columns: int) -> Sheet:
    filled = ((number, cells) for number, cells in numbered if any(cells))
    _number, head = next(filled, (0, []))
    if not head:
        raise SheetError(_("Filen är tom."))
    headers = _headers(head, max_columns)
    rows: list[tuple[int, dict[str, str]]] = []
    for number, cells in filled:
        if len(rows) >= max_rows:
            raise SheetError(_("Filen har fler än %(rows)s rader.") % {"rows": number_format(max_rows)})
        rows.append((number, _row(headers, cells, number)))
    return Sheet([h for h in headers if h], rows)


def _headers(cells: list[str], max_columns: int) -> list[str]:
    headers = [_SPACES.sub(" ", cell.replace("\n", " ")).strip() for cell in cells]
    while headers and not headers[-1]:
        headers.pop()
    if len(headers) > max_columns:
        raise SheetError(_("Filen har fler än %(columns)s kolumner.") % {"columns": max_columns})
    seen: set[str] = set()
    for header in filter(None, headers):
        if header.casefold() in seen:
            raise SheetError(_("Två kolumner heter ”%(header)s”.") % {"header": header})
        seen.add(header.casefold())
    return headers


def _row(headers: list[str], cells: list[str], number: int) -> dict[str, str]:
    row: dict[str, str] = {}
    for header, cell in itertools.zip_longest(headers, cells, fillvalue=""):
        if header:
            row[header] = cell
        elif cell:
            raise SheetError(_("Rad %(row)s har text i en kolumn utan rubrik.") % {"row": number})
    return row


def _workbook_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    if content.startswith(_ZIP):
        _check_unpacked_size(content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for number, meta in enumerate(workbook.sheets_metadata):
            if meta.typ != SheetTypeEnum.WorkSheet or meta.visible != SheetVisibleEnum.Visible:
                continue
            sheet = workbook.get_sheet_by_index(number)
            if sheet.height:
                for row_number, cells in enumerate(sheet.iter_rows(), start=1):
                    yield row_number, [_text(cell) for cell in cells]
                return
    except PasswordError as error:
        raise SheetError(_("Filen är skyddad med lösenord. Ta bort skyddet och försök igen.")) from error
    except CalamineError as error:
        raise SheetError(_("Filen är inte ett läsbart kalkylblad.")) from error


def _check_unpacked_size(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except zipfile.BadZipFile as error:
        raise SheetError(_("Filen är skadad och går inte att läsa.")) from error
    if size > MAX_UNPACKED_BYTES:
        raise SheetError(_("Filen är för stor när den packas upp."))


def _text(value: Any) -> str:
    """A cell as text."""
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    return str(value)


def _clean(text: str) -> str:
    """`text` without what nobody typed: hard spaces, control characters, composed letters in parts."""
    text = _REFUSED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize(
        "NFC", text.replace("\u00a0", " ").replace("\u202f", " ").replace("\ufeff", "")
    ).strip()


def _csv_rows(content: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content, name)
    first = 1
    try:
        if text[:4].lower() == "sep=" and text[4:5] not in ("", '"', "\r", "\n"):
            separator, text, first = text[4], text.split("\n", 1)[1] if "\n" in text else "", 2
        else:
            separator = _separator(text)
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=first):
            yield number, [_clean(_ESCAPED.sub("", cell, count=1) if _ESCAPED.match(cell) else cell) for cell in cells]
    except csv.Error as error:
        raise SheetError(_("Filen går inte att läsa som CSV.")) from error


def _decoded(content: bytes, name: str) -> str:
    """UTF-8 with or without its mark, UTF-16 with one, else the code page of Swedish Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" not in content and not content.lstrip().startswith((b"<", b"%PDF")):
        for encoding in ("utf-8-sig", "cp1252"):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise SheetError(_("Filen %(name)s är varken ett kalkylblad eller en CSV-fil.") % {"name": name})


def _separator(text: str) -> str:
    """The separator that makes most columns of the first row."""
    start = next((line for line in text.splitlines() if line.strip(f"{SEPARATORS} \t")), "")
    quoted = start.count('"') % 2
    sample = text.lstrip("\r\n") if quoted else start

    def columns(separator: str) -> int:
        return len(next(csv.reader(io.StringIO(sample, newline=""), delimiter=separator), []))

    return max(SEPARATORS, key=columns)


# --- Writing ------------------------------------------------------------------------------------


def safe_text(value: str) -> str:
    """`value` as a cell can hold it: no control characters, at most 32,767 characters, cut with a mark."""
    text = _REFUSED.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) <= MAX_CELL:
        return text
    mark = _("… [avkortat]")
    return text[: MAX_CELL - len(mark)] + mark


def cell_value(column: Column, row: Any) -> Any:
    """What a column says of a row as a cell: None, text, number, date or local time."""
    value = column.value(row)
    if column.kind == "badge" and isinstance(value, tuple):
        value = value[1]
    if column.kind == "party" and value is not None:
        value = getattr(value, "code", value)
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
    """One sheet to write: its name, columns and rows."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Any]


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
        options = {"column_widths": {head: 100.0}, "column_formats": wrapped, "header_format": _head_format()}
        workbook.sheet(_sheet_name(head), lines, **options)
    workbook.save()
    return [counted.count for counted in counts]


def _add_sheet(workbook: Any, sheet: SheetOut) -> _Counter:
    chosen = _exported(sheet.columns)
    counted = _Counter(sheet.rows)
    records = ({label: cell_value(column, row) for label, column in chosen.items()} for row in counted)
    first = list(itertools.islice(records, PEEK))
    workbook.sheet(
        _sheet_name(sheet.name),
        itertools.chain(first or [dict.fromkeys(chosen)], records),
        autofilter=True,
        header_format=_head_format(),
        column_formats={label: _FORMATS.get(c.kind, _FORMATS["text"])() for label, c in chosen.items()},
        column_widths={label: _width(label, column, first) for label, column in chosen.items()},
        ignore_errors=[label for label, column in chosen.items() if column.kind not in _TYPED],
        page_setup=_PAGE,
    )
    return counted


def write_csv(stream: BinaryIO, columns: Sequence[Column], rows: Iterable[Any]) -> int:
    """Write the exported columns of `rows` as CSV the way a Swedish spreadsheet opens it; return how many."""
    chosen = _exported(columns)
    counted = _Counter(rows)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    try:
        text.write(_csv_line(chosen))
        for row in counted:
            text.write(_csv_line(cell_value(column, row) for column in chosen.values()))
    finally:
        text.detach()
    return counted.count


_TYPED = {"date", "moment", "number", "percent"}
_FORMATS = {
    "text": lambda: Format().set_num_format("@").set_align("top"),
    "lines": lambda: Format().set_num_format("@").set_align("top").set_text_wrap(),
    "date": lambda: Format().set_num_format("yyyy-mm-dd").set_align("top"),
    "moment": lambda: Format().set_num_format("yyyy-mm-dd hh:mm").set_align("top"),
    "number": lambda: Format().set_num_format("General").set_align("top"),
    "percent": lambda: Format().set_num_format("General").set_align("top"),
}
# On paper: A4 on its side, all columns beside each other, the heads on every page.
_PAGE = {"paper_size": 9, "landscape": True, "fit_to_pages": (1, 0), "repeat_rows": 0, "footer": "&C&P/&N"}
PEEK = 200
WIDEST = 60.0


def _head_format() -> Any:
    return Format().set_bold().set_background_color("#E6F0F6").set_border_bottom("thin").set_align("top")


class _Counter:
    """Counts what passes, and stops where a sheet ends."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self.rows = iter(rows)
        self.count = 0

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        row = next(self.rows)
        self.count += 1
        if self.count > MAX_SHEET_ROWS:
            raise SheetError(_("Listan är längre än ett kalkylblad rymmer."))
        return row


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
