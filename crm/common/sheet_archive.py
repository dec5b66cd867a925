"""What a packed workbook really holds, seen while it is unpacked: its size, its extent, its merged and broken cells.

The archive's own directory is not believed: a file that says it is small may not be, and a single cell far away makes
a reader take memory for all that lies before it.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.parsers import expat

CHUNK = 1 << 20
MAX_PARTS = 5_000
MAX_RATIO = 2_000
_LOCAL = struct.Struct("<4s5H3L2H")
_FAR = re.compile(rb' r="(?:([A-Z]{3,4})\d|[A-Z]*(\d{6,8})")[^<]*')
_ROW = re.compile(rb"<row ([^>]*)>")
_HIDDEN = re.compile(rb'hidden="(?:1|true)"')
_NUMBER = re.compile(rb'r="(\d+)"')
_NO_VALUE = re.compile(
    rb'<c r="([A-Z]{1,3})(\d+)"[^>]*><f[^>]*(?:/>|>[^<]*</f>)(?:<v></v>|<v ?/>)?</c>'
)  # fmt: skip
_ERROR = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"[^>]*t="e"[^>]*>')


class Unsafe(Exception):
    """Why the archive is not opened: 'size', 'rows', 'columns', 'password' or 'damaged'."""


@dataclass
class Extent:
    """What was seen in one sheet. Rows and columns count from 0; merged as ((row, column), (row, column))."""

    hidden_rows: set[int] = field(default_factory=set)
    no_value: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)


def inspect(content: bytes, *, max_bytes: int, max_rows: int, max_columns: int) -> list[Extent]:
    """The extents of the sheets, in the order of the workbook. Raises Unsafe."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError) as error:
        raise Unsafe("damaged") from error
    if len(entries) > MAX_PARTS:
        raise Unsafe("size")
    left = [max_bytes]
    small: dict[str, bytes] = {}
    extents: dict[str, Extent] = {}
    for entry in entries:
        unpacked = _counted(_unpacked(content, entry), left)
        name = entry.filename
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            extents[name] = _seen_in_xml(unpacked, max_rows, max_columns)
        elif name == "content.xml":
            return _after(unpacked, left, entries, content, max_rows, max_columns)
        elif name.endswith((".rels", "workbook.xml", "manifest.xml")):
            small[name] = b"".join(unpacked)
        else:
            for _part in unpacked:
                pass
    return [extents.get(name, Extent()) for name in _order(small)]


def _after(
    unpacked: Iterator[bytes],
    left: list[int],
    entries: list[zipfile.ZipInfo],
    content: bytes,
    max_rows: int,
    max_columns: int,
) -> list[Extent]:
    """An OpenDocument's sheets; the rest of its archive is counted too."""
    for entry in entries:
        if entry.filename == "META-INF/manifest.xml" and b"encryption-data" in b"".join(
            _counted(_unpacked(content, entry), left)
        ):
            raise Unsafe("password")
    sheets = _OpenDocument(max_rows, max_columns).read(unpacked)
    for entry in entries:
        if entry.filename not in ("content.xml", "META-INF/manifest.xml"):
            for _part in _counted(_unpacked(content, entry), left):
                pass
    return sheets


def _counted(parts: Iterator[bytes], left: list[int]) -> Iterator[bytes]:
    for part in parts:
        left[0] -= len(part)
        if left[0] < 0:
            raise Unsafe("size")
        yield part


def _unpacked(content: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """What a part unpacks to, in pieces, for as long as it goes on."""
    try:
        head = _LOCAL.unpack_from(content, entry.header_offset)
    except struct.error as error:
        raise Unsafe("damaged") from error
    if head[0] != b"PK\x03\x04":
        raise Unsafe("damaged")
    start = entry.header_offset + _LOCAL.size + head[9] + head[10]
    if entry.compress_type == zipfile.ZIP_STORED:
        yield content[start : start + entry.compress_size]
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise Unsafe("damaged")
    inflate = zlib.decompressobj(-15)
    position, waiting = start, b""
    try:
        while not inflate.eof:
            if not waiting:
                waiting = content[position : position + CHUNK]
                position += CHUNK
                if not waiting:
                    raise Unsafe("damaged")
            yield inflate.decompress(waiting, CHUNK)
            waiting = inflate.unconsumed_tail
    except zlib.error as error:
        raise Unsafe("damaged") from error


def _order(small: dict[str, bytes]) -> list[str]:
    """The parts that hold the sheets, in the workbook's order."""
    try:
        book = ElementTree.fromstring(small["xl/workbook.xml"])  # noqa: S314 expat refuses to be blown up
        rels = ElementTree.fromstring(small["xl/_rels/workbook.xml.rels"])  # noqa: S314
    except (KeyError, ElementTree.ParseError):
        return []
    targets = {rel.get("Id"): rel.get("Target", "") for rel in rels}
    order = []
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet"):
            target = targets.get(next((v for k, v in sheet.attrib.items() if k.endswith("}id")), ""), "")
            order.append(target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}"))
    return order


def _seen_in_xml(parts: Iterator[bytes], max_rows: int, max_columns: int) -> Extent:
    """Searched, not parsed: a long sheet has millions of cells."""
    extent, rest = Extent(), b""
    for part in parts:
        text = rest + part
        _far(text, max_rows, max_columns)
        if b"hidden=" in text:
            for found in _ROW.finditer(text):
                if _HIDDEN.search(found[1]) and (number := _NUMBER.search(found[1])):
                    extent.hidden_rows.add(int(number[1]) - 1)
        if b"<f" in text:
            extent.no_value.update(_place(found) for found in _NO_VALUE.finditer(text))
        if b't="e"' in text:
            extent.errors.update(_place(found) for found in _ERROR.finditer(text))
        cut = text.rfind(b"<row")
        rest = text[cut:] if cut > 0 and len(text) - cut < CHUNK else text[-200:]
    extent.no_value -= extent.errors
    return extent


def _far(text: bytes, max_rows: int, max_columns: int) -> None:
    """Raise Unsafe for a filled cell beyond what is read. Cells that are only formatted do not matter."""
    for found in _FAR.finditer(text.replace(b"r='", b'r="') if b" r='" in text else text):
        if found[0].rstrip().endswith(b"/>") or b">" not in found[0]:
            continue
        if found[1] and column_number(found[1].decode()) > max_columns:
            raise Unsafe("columns")
        # A row of its own, however far down, is nothing without cells.
        if found[2] and int(found[2]) > max_rows and not found[0].startswith(b' r="' + found[2]):
            raise Unsafe("rows")


def _place(found: re.Match[bytes]) -> tuple[int, int]:
    return int(found[2]) - 1, column_number(found[1].decode()) - 1


def column_number(letters: str) -> int:
    """'A' → 1, 'AA' → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letter(number: int) -> str:
    """1 → 'A', 27 → 'AA'."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class _OpenDocument:
    """The sheets of content.xml: rows and cells may be told once and meant a million times."""

    def __init__(self, max_rows: int, max_columns: int) -> None:
        self.max_rows, self.max_columns = max_rows, max_columns
        self.sheets: list[Extent] = []
        self.row = self.column = self.rows_meant = 0
        self.cell: tuple[int, int] | None = None

    def read(self, parts: Iterator[bytes]) -> list[Extent]:
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        try:
            for part in parts:
                parser.Parse(part)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Unsafe("damaged") from error
        return self.sheets

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self.sheets.append(Extent())
            self.row = 0
        elif name == "table:table-row" and self.sheets:
            self.column, self.rows_meant = 0, _meant(attributes, "table:number-rows-repeated")
            if attributes.get("table:visibility", "visible") != "visible" and self.rows_meant < self.max_rows:
                self.sheets[-1].hidden_rows.update(range(self.row, self.row + self.rows_meant))
        elif name in ("table:table-cell", "table:covered-table-cell") and self.sheets:
            self._cell(attributes)

    def _cell(self, attributes: dict[str, str]) -> None:
        meant = _meant(attributes, "table:number-columns-repeated")
        if "office:value-type" in attributes:
            if self.row + self.rows_meant > self.max_rows:
                raise Unsafe("rows")
            if self.column + meant > self.max_columns:
                raise Unsafe("columns")
        elif "table:formula" in attributes:
            self.sheets[-1].no_value.add((self.row, self.column))
        down, across = (
            _meant(attributes, "table:number-rows-spanned"),
            _meant(attributes, "table:number-columns-spanned"),
        )
        if 1 < down <= self.max_rows:
            last = (self.row + down - 1, self.column + across - 1)
            self.sheets[-1].merged.append(((self.row, self.column), last))
        self.column += meant

    def _end(self, name: str) -> None:
        if name == "table:table-row":
            self.row += self.rows_meant


def _meant(attributes: dict[str, str], name: str) -> int:
    told = attributes.get(name, "1")
    return int(told) if told.isdecimal() and len(told) < 9 else 1
