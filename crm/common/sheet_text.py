"""Text files of rows: how they were written, and their rows."""

from __future__ import annotations

import csv
import io
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from django.utils.translation import gettext as _

SEPARATORS = ";\t,|"  # of two that part the rows as well, the first
SAMPLE_ROWS = 60
SAMPLE_TEXT = 400_000

# What XML does not take: control characters but for line breaks and tabs, half surrogates, non-characters.
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\ufeff]")
_ESCAPED = re.compile(r"'(?='*\s*[=+\-@＝＋－＠\t\r\n])")
# å ä ö Å Ä Ö é in the code pages that Swedish programs have written.
_CODE_PAGES = {
    "cp1252": b"\xe5\xe4\xf6\xc5\xc4\xd6\xe9",
    "mac_roman": b"\x8c\x8a\x9a\x81\x80\x85\x8e",
    "cp850": b"\x86\x84\x94\x8f\x8e\x99\x82",
}


class SheetError(Exception):
    """The file cannot be used; the text is for the one who chose it."""


def clean(text: str) -> str:
    """`text` without what nobody typed: hard spaces, control characters, composed letters in parts."""
    # What can be printed holds neither control characters nor hard spaces.
    if text.isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return text.strip()
    text = _REFUSED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", text.replace("\u00a0", " ").replace("\u202f", " ")).strip()


def clean_row(cells: Sequence[Any]) -> list[Any] | None:
    """What `clean` makes of every cell of a row, where it only takes spaces off their ends; else None.

    One look at the whole row: nearly every row of a long list is plain.
    """
    whole = "".join(cells)
    if whole.isprintable() and (whole.isascii() or unicodedata.is_normalized("NFC", whole)):
        return [*map(str.strip, cells)]
    return None


class TextRows:
    """The rows of a text file, read anew from its bytes each time: they take a quarter of the room of the text."""

    def __init__(self, content: bytes, encoding: str, *, quoted: bool = True) -> None:
        self.content, self.encoding, self.first = content, encoding, 1
        self.quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
        head = self._opened().read(SAMPLE_TEXT)
        if head[:4].lower() == "sep=" and head[4:5] not in ("", '"', "\r", "\n"):
            self.separator, self.first = head[4], 2
        else:
            self.separator = _separator(head)

    def rows(self, _number: int, _extent: object) -> Iterator[tuple[int, list[str]]]:
        lines = self._opened()
        for _said_by_the_first in range(1, self.first):
            next(lines, None)
        reader = csv.reader(lines, delimiter=self.separator, quoting=self.quoting)
        try:
            for number, cells in enumerate(reader, start=self.first):
                whole = "".join(cells)
                cleaned = None if "'" in whole or '"' in whole else clean_row(cells)
                if cleaned is None:
                    cleaned = [_cell(cell) for cell in cells]
                if any(cleaned):
                    yield number, cleaned
        except csv.Error as error:
            raise SheetError(_("Filen går inte att läsa som CSV.")) from error

    def _opened(self) -> io.TextIOWrapper:
        """The text, its lines with whatever ends they have."""
        return io.TextIOWrapper(io.BytesIO(self.content), self.encoding, errors="replace", newline="")


def _cell(cell: str) -> str:
    # An apostrophe before what would be a formula is our own writer's.
    if cell[:1] == "'" and _ESCAPED.match(cell):
        cell = cell[1:]
    elif cell[:2] == '="' and cell[-1:] == '"':  # how some programs keep '0012' from becoming 12
        cell = cell[2:-1]
    return clean(cell)


def encoding_of(content: bytes, name: str) -> tuple[str, str]:
    """(codec, what it is called) of UTF-8 with or without its mark, UTF-16, or the code page of Swedish Windows,
    Macintosh or DOS. Raises SheetError."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", "UTF-16"
    if not content.lstrip().startswith((b"<", b"%PDF", b"{\\rtf")):
        start = content[:2000]
        if start[1::2].count(0) / max(1, len(start) / 2) > 0.3 and not start[::2].count(0):
            return "utf-16-le", "UTF-16"
        if b"\x00" not in content:
            try:
                content.decode()
            except UnicodeDecodeError:
                page = max(_CODE_PAGES, key=lambda code: sum(map(content.count, _bytes(_CODE_PAGES[code]))))
                return page, page
            return "utf-8-sig", "UTF-8"
    raise SheetError(_("Filen %(name)s är varken ett kalkylblad eller en CSV-fil.") % {"name": name})


def _bytes(text: bytes) -> list[bytes]:
    return [bytes([byte]) for byte in text]


def _separator(text: str) -> str:
    """The separator that parts most rows alike."""
    sample = text.lstrip("\r\n")

    def weight(separator: str) -> int:
        try:
            rows = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
            counted = Counter(len(row) for row in itertools.islice(rows, SAMPLE_ROWS) if len(row) > 1)
        except csv.Error:
            return 0
        return max((n * (columns - 1) for columns, n in counted.items()), default=0)

    return max(SEPARATORS, key=weight)
