"""The only reader of spreadsheets: .xlsx, .xls, .ods and .csv, told apart by what they hold.

Everything is read as text: dates as ISO, whole numbers without '.0', nothing guessed. `open_book` gives the sheets of
a file, each read row by row as often as one likes; `read_sheet` the first of them with its heads, for tests and tools.
"""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from crm.common import sheet_archive
from crm.common.sheet_archive import Extent
from crm.common.sheet_text import SheetError, TextRows, clean, clean_row, encoding_of

MAX_COLUMNS = 200
MAX_UNPACKED_BYTES = 400 * 1024 * 1024
BEFORE_HEADS = 1_000  # so many rows may stand above and among the list's own


_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# An .xls begins with the record BOF; next comes FILEPASS when it is locked.
_LOCKED_XLS = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}\x2f\x00", re.DOTALL)
_UNTYPED = "\x1f"  # which `clean` leaves in no cell
_SPACES = re.compile(r"[ \t\u00a0\u202f]+")


class Broken(str):
    """A cell that holds no value to read: a formula that was never worked out, or one that failed."""

    __slots__ = ()


@dataclass(frozen=True)
class Sheet:
    """A file's first sheet: its heads, and its rows as (row number, {head: text}), blank rows left out."""

    headers: list[str]
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)


@dataclass
class Book:
    """A file's sheets. `kind` is 'workbook' or 'csv'; `told` says of a CSV file how it was understood."""

    kind: str
    names: list[str]
    hidden: list[bool]
    extents: list[Extent]
    source: Any
    told: dict[str, str] = field(default_factory=dict)

    def first(self) -> int:
        """The first visible sheet with something in it."""
        for number in range(len(self.names)):
            if not self.hidden[number] and any(True for _row in self.rows(number)):
                return number
        raise SheetError(_("Filen är tom."))

    def rows(self, number: int) -> Iterator[tuple[int, list[str]]]:
        """(row number, cells) of the rows of a sheet that are not blank, as often as one asks."""
        return self.source.rows(number, self.extents[number])

    def notes(self, number: int) -> list[str]:
        """What whoever imports the sheet ought to know of how it was read."""
        extent, notes = self.extents[number], []
        if extent.hidden_rows:
            n = len(extent.hidden_rows)
            told = ngettext(
                "%(n)s rad är dold i filen. Den läses också.", "%(n)s rader är dolda i filen. De läses också.", n
            )
            notes.append(told % {"n": n})
        if down := sum(1 for (top, _left), (bottom, _right) in extent.merged if bottom > top):
            told = ngettext(
                "%(n)s sammanfogad cell: värdet gäller alla rader i den.",
                "%(n)s sammanfogade celler: värdet gäller alla rader i cellen.",
                down,
            )
            notes.append(told % {"n": down})
        others = [name for at, name in enumerate(self.names) if at != number and not self.hidden[at]]
        if others:
            notes.append(_("Andra blad läses inte: %(names)s.") % {"names": ", ".join(others[:8])})
        if unseen := [name for at, name in enumerate(self.names) if at != number and self.hidden[at]]:
            notes.append(_("Dolda blad läses inte: %(names)s.") % {"names": ", ".join(unseen[:8])})
        return notes


def open_book(content: bytes, name: str, *, max_rows: int | None = None, quoted: bool = True) -> Book:
    """The sheets of a file; `quoted` False for a text in which a quotation mark is a letter. Raises SheetError."""
    if not content.strip():
        raise SheetError(_("Filen är tom."))
    if content.startswith((_ZIP, _OLE)):
        return _workbook(content, settings.IMPORT_MAX_ROWS if max_rows is None else max_rows)
    if name.lower().endswith((".xlsx", ".xls", ".ods", ".xlsm", ".xlsb")):
        raise SheetError(_("Filen %(name)s är inte ett läsbart kalkylblad.") % {"name": name})
    codec, encoding = encoding_of(content, name)
    source = TextRows(content, codec, quoted=quoted)
    told = {"encoding": encoding, "separator": source.separator}
    return Book("csv", [""], [False], [Extent()], source, told)


def read_sheet(
    file: IO[bytes],
    name: str,
    *,
    max_bytes: int | None = None,
    max_rows: int | None = None,
    max_columns: int = MAX_COLUMNS,
) -> Sheet:
    """The first visible sheet with something in it; its first row that is not blank holds the heads.

    Raises SheetError.
    """
    limit = settings.IMPORT_MAX_BYTES if max_bytes is None else max_bytes
    content = file.read(limit + 1)
    if len(content) > limit:
        raise SheetError(_("Filen är större än %(size)s MB.") % {"size": limit // (1024 * 1024)})
    rows = settings.IMPORT_MAX_ROWS if max_rows is None else max_rows
    book = open_book(content, name, max_rows=rows)
    return _sheet(book.rows(book.first()), rows, max_columns)


def _sheet(filled: Iterator[tuple[int, list[str]]], max_rows: int, max_columns: int) -> Sheet:
    headers = _headers(next(filled)[1], max_columns)
    rows: list[tuple[int, dict[str, str]]] = []
    for number, cells in filled:
        if len(rows) >= max_rows:
            raise too_many_rows(max_rows)
        rows.append((number, _row(headers, cells, number)))
    return Sheet([h for h in headers if h], rows)


def too_many_rows(max_rows: int) -> SheetError:
    return SheetError(_("Filen har fler än %(rows)s rader.") % {"rows": number_format(max_rows, force_grouping=True)})


def too_many_columns(max_columns: int = MAX_COLUMNS) -> SheetError:
    return SheetError(_("Filen har fler än %(columns)s kolumner.") % {"columns": max_columns})


def one_line(cell: str) -> str:
    """A heading as it is shown and compared."""
    return _SPACES.sub(" ", cell.replace("\n", " ")).strip()


def _headers(cells: list[str], max_columns: int) -> list[str]:
    headers = [one_line(cell) for cell in cells]
    while headers and not headers[-1]:
        headers.pop()
    if len(headers) > max_columns:
        raise too_many_columns(max_columns)
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


# --- Workbooks --------------------------------------------------------------------------------------------


def _workbook(content: bytes, max_rows: int) -> Book:
    extents = _inspected(content, max_rows) if content.startswith(_ZIP) else []
    if not extents and "EncryptedPackage".encode("utf-16-le") in content:
        raise _protected()
    if content.startswith(_OLE) and _LOCKED_XLS.search(content):
        raise _protected()  # which the library takes for no workbook at all
    with _Understood():
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        wanted = [(n, m) for n, m in enumerate(workbook.sheets_metadata) if m.typ == SheetTypeEnum.WorkSheet]
    if not wanted:
        raise SheetError(_("Filen är tom."))
    return Book(
        "workbook",
        [meta.name for _n, meta in wanted],
        [meta.visible != SheetVisibleEnum.Visible for _n, meta in wanted],
        [extents[n] if n < len(extents) else Extent() for n, _meta in wanted],
        _Workbook(workbook, [n for n, _meta in wanted]),
    )


def _inspected(content: bytes, max_rows: int) -> list[Extent]:
    far = max(max_rows, settings.IMPORT_MAX_ROWS) + BEFORE_HEADS
    try:
        return sheet_archive.inspect(
            content, max_bytes=MAX_UNPACKED_BYTES, max_rows=far, max_columns=MAX_COLUMNS
        )  # fmt: skip
    except sheet_archive.Unsafe as unsafe:
        raise {
            "size": SheetError(_("Filen är för stor när den packas upp.")),
            "rows": too_many_rows(max_rows),
            "columns": too_many_columns(),
            "password": _protected(),
        }.get(str(unsafe), SheetError(_("Filen är skadad och går inte att läsa."))) from unsafe


def _protected() -> SheetError:
    return SheetError(_("Filen är skyddad med lösenord. Ta bort skyddet och försök igen."))


class _Understood:
    """What the library says of a file it cannot read, in words for the one who chose it."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: Any, error: BaseException | None, _trace: Any) -> None:
        if isinstance(error, PasswordError):
            raise _protected() from error
        # The library stumbles over some damaged files instead of refusing them.
        if isinstance(error, CalamineError) or type(error).__name__ == "PanicException":
            raise SheetError(_("Filen är inte ett läsbart kalkylblad.")) from error


class _Workbook:
    """The rows of a workbook's sheets."""

    def __init__(self, workbook: Any, numbers: list[int]) -> None:
        self.workbook, self.numbers = workbook, numbers
        self.sheets: dict[int, Any] = {}
        # A sheet that was read to its end, a text for each row: a fifth of the room that the library's own takes.
        self.kept: dict[int, list[str]] = {}

    def rows(self, number: int, extent: Extent) -> Iterator[tuple[int, list[str]]]:
        rows = self._kept(number) if number in self.kept else self._opened(number, extent)
        special = _Special(extent)
        for at, cells in rows:
            if at in special.rows:
                special.mend(at, cells)
            if any(cells):
                yield at + 1, cells

    def _kept(self, number: int) -> Iterator[tuple[int, list[str]]]:
        for at, text in enumerate(self.kept[number]):
            yield at, text.split(_UNTYPED)

    def _opened(self, number: int, extent: Extent) -> Iterator[tuple[int, list[str]]]:
        with _Understood():
            if number not in self.sheets:
                self.sheets = {number: self.workbook.get_sheet_by_index(self.numbers[number])}
            sheet = self.sheets[number]
            merged = sheet.merged_cell_ranges or []
        if merged and not extent.merged:
            extent.merged += merged
        return self._texts(number, sheet)

    def _texts(self, number: int, sheet: Any) -> Iterator[tuple[int, list[str]]]:
        if not sheet.height:
            return
        before = [""] * (sheet.start or (0, 0))[1]
        kept = []
        with _Understood():
            for at, values in enumerate(sheet.iter_rows()):
                texts = [value if type(value) is str else _text(value) for value in values]
                cells = before + (clean_row(texts) or [*map(clean, texts)])
                kept.append(_UNTYPED.join(cells))
                yield at, cells
        self.kept, self.sheets = {number: kept}, {}


class _Special:
    """Cells that are not what they seem: merged downwards, or formulas without a value."""

    def __init__(self, extent: Extent) -> None:
        self.broken = {place: _("formel utan värde") for place in extent.no_value}
        self.broken |= {place: _("formel som gav fel") for place in extent.errors}
        self.tops: dict[int, list[tuple[int, int]]] = {}
        self.below: dict[int, dict[int, str]] = {}
        for (top, left), (bottom, _right) in extent.merged:
            if bottom > top:
                self.tops.setdefault(top, []).append((left, bottom))
        self.columns: dict[int, list[int]] = {}
        for row, column in self.broken:
            self.columns.setdefault(row, []).append(column)
        spanned = (range(top, last + 1) for top, ends in self.tops.items() for _left, last in ends)
        self.rows = {*self.columns, *itertools.chain.from_iterable(spanned)}

    def mend(self, at: int, cells: list[str]) -> None:
        for column in self.columns.get(at, ()):
            if column < len(cells):
                cells[column] = Broken(self.broken[at, column])
        for column, value in self.below.pop(at, {}).items():
            if column < len(cells) and not cells[column]:
                cells[column] = value
        for left, bottom in self.tops.get(at, ()):
            if left < len(cells) and cells[left]:
                for row in range(at + 1, bottom + 1):
                    self.below.setdefault(row, {})[left] = cells[left]


def _text(value: Any) -> str:
    """A cell that is none, as text."""
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    return str(value)
