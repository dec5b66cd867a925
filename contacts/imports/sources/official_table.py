"""A table that an authority publishes as text: its headings known in advance, a few columns read, the others never.

What is not asked for is not kept for a moment longer than its row: age, home and the like never reach a reader.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from contacts.imports import headings
from contacts.imports.result import Unusable
from crm.common.sheet_reading import SheetError, open_book, too_many_rows

# So many rows may stand above the headings.
ABOVE = 5


class OfficialTable:
    """`columns` are the ones read, each by the letters of its heading ('PARTIFÖRKORTNING' → 'partiforkortning').

    `others`: further headings that mean one of them. `quoted` False: a quotation mark is a letter as any other, as in
    files that never put cells in quotes. Raises Unusable when one of `needed` is missing.
    """

    def __init__(
        self,
        content: bytes,
        name: str,
        columns: Sequence[str],
        needed: set[str],
        others: Mapping[str, str] | None = None,
        *,
        quoted: bool = True,
    ) -> None:
        self.columns = columns
        try:
            self.book = open_book(content, name, max_rows=settings.RADAR_MAX_ROWS, quoted=quoted)
            self.sheet = self.book.first()
            self.header_row, self.places = 0, {}
            for number, cells in itertools.islice(self.book.rows(self.sheet), ABOVE):
                self.places = self._places(cells, columns, others or {})
                self.header_row = number
                if needed <= self.places.keys():
                    break
        except SheetError as error:
            raise Unusable(str(error)) from error
        if missing := sorted(needed - self.places.keys()):
            told = {"name": name, "missing": ", ".join(missing)}
            raise Unusable(_("Filen %(name)s har inte de kolumner som väntas. Saknas: %(missing)s.") % told)

    @staticmethod
    def _places(cells: Sequence[str], columns: Sequence[str], others: Mapping[str, str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for index, cell in enumerate(cells):
            key = headings.key(cell)
            key = others.get(key, key)
            if key in columns:
                found.setdefault(key, index)
        return found

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """(number of the row, {column: text}), every cell as text; a missing column is ''. Raises Unusable."""
        count, empty = 0, dict.fromkeys(self.columns, "")
        try:
            for number, cells in self.book.rows(self.sheet):
                if number <= self.header_row:
                    continue
                count += 1
                if count > settings.RADAR_MAX_ROWS:
                    raise too_many_rows(settings.RADAR_MAX_ROWS)
                yield number, empty | {name: cells[index] for name, index in self.places.items() if index < len(cells)}
        except SheetError as error:
            raise Unusable(str(error)) from error
