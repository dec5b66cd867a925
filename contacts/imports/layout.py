"""Where in a file its list stands, and what its columns mean: guessed, shown, and corrected by whoever imports it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from contacts.imports import cells, headings
from contacts.imports.result import Unusable
from crm.common.sheet_archive import column_letter
from crm.common.sheet_reading import MAX_COLUMNS, Book, SheetError, one_line, too_many_columns, too_many_rows
from crm.common.text import fold

SAMPLE = 60
SHOWN = 12
SHEETS = 8
NAMES = {"name", "given", "family"}
# What a post is at, or for.
POSTED = {"organization", "municipality", "party"}
TOTAL = re.compile(
    r"(?:summa|totalt?|antal|sum)(?: (?:antal|st|personer|rader|kontakter))*:? ?[0-9 ]*(?: ?(?:st|personer|rader)\.?)?",
    re.IGNORECASE,
)
Row = tuple[int, list[str]]


@dataclass
class Column:
    """One column of the file: where it stands, its heading, a few values, and the field it is read as ('': not)."""

    index: int
    heading: str
    samples: list[str] = field(default_factory=list)
    field: str = ""
    has_heading: bool = True
    is_secret: bool = False

    @property
    def letter(self) -> str:
        return column_letter(self.index + 1)

    @property
    def is_phone(self) -> bool:
        return (self.field or headings.field_of(self.heading)) in headings.PHONES


@dataclass
class Layout:
    """A sheet, the row of its headings (0: it has none), and its columns."""

    sheet: int
    header_row: int
    columns: list[Column]
    top: list[Row] = field(default_factory=list)
    mapping: str = ""

    def fields(self) -> dict[str, list[Column]]:
        """The columns of each field that is read."""
        found: dict[str, list[Column]] = {}
        for column in self.columns:
            if column.field:
                found.setdefault(column.field, []).append(column)
        return found

    def problem(self) -> str:
        """Why the columns cannot be read as they are; '' when they can."""
        found = self.fields()
        for name, columns in found.items():
            if len(columns) > 1 and name not in headings.SEVERAL:
                told = {"first": columns[0].heading, "second": columns[1].heading, "field": headings.label(name)}
                return _("Kolumnerna ”%(first)s” och ”%(second)s” betyder båda %(field)s. Behåll en.") % told
        if "name" not in found and not {"given", "family"} <= found.keys():
            return _("Filen saknar kolumn för namn. Den ska heta Namn, eller Förnamn och Efternamn.")
        return ""

    def clash(self) -> str:
        """Two columns that both mean one thing, of which the guess has taken the first; '' when there are none."""
        taken = {column.field: column.heading for column in self.columns if column.field}
        for column in self.columns:
            name = headings.field_of(column.heading) or headings.field_of(column.heading.rpartition(" (")[0])
            if not column.field and name in taken and not self.mapping:
                told = {"first": taken[name], "second": column.heading, "field": headings.label(name)}
                return _("Kolumnerna ”%(first)s” och ”%(second)s” betyder båda %(field)s. Behåll en.") % told
        return ""

    def as_options(self) -> dict[str, Any]:
        """What is kept of it with the run."""
        read = {str(column.index): column.field for column in self.columns if column.field}
        return {"sheet": self.sheet, "header_row": self.header_row, "columns": read}

    def as_mapping(self) -> dict[str, str]:
        """{heading: field} to be recognised by next time."""
        return {column.heading: column.field for column in self.columns if column.has_heading}


def detect(
    book: Book,
    *,
    sheet: int | None = None,
    header_row: int | None = None,
    mappings: Iterable[tuple[str, Mapping[str, str]]] = (),
) -> Layout:
    """The likeliest layout; `sheet` and `header_row` when somebody has said which. Raises Unusable.

    `mappings` are saved ones as (name, {heading: field}): the first made for these very headings decides the fields.
    """
    try:
        numbers = _sheets(book) if sheet is None else [sheet]
        found = [(number, list(itertools.islice(book.rows(number), SAMPLE))) for number in numbers]
    except SheetError as error:
        raise Unusable(str(error)) from error
    found = [(number, rows) for number, rows in found if rows]
    if not found:
        raise Unusable(_("Filen är tom."))
    scored = [(_best_heading(rows), number, rows) for number, rows in found]
    (_score, row), number, rows = max(scored, key=lambda one: (one[0][0], -one[1]))
    if header_row is not None:
        row = header_row and next((n for n, _cells in rows if n >= header_row), row)
    layout = Layout(number, row, _columns(rows, row), rows[:SHOWN])
    _guess(layout, mappings)
    return layout


def restored(book: Book, options: Mapping[str, Any]) -> Layout:
    """The layout that was chosen before. Raises Unusable."""
    layout = detect(book, sheet=options.get("sheet"), header_row=options.get("header_row"))
    chosen = options.get("columns")
    if chosen is not None:
        for column in layout.columns:
            column.field = chosen.get(str(column.index), "")
    return layout


def use(layout: Layout, name: str, mapping: Mapping[str, str]) -> None:
    """Read the columns as a saved mapping says; one whose heading it does not name is not read."""
    by_heading = {fold(heading): read for heading, read in mapping.items()}
    layout.mapping = name
    for column in layout.columns:
        read = by_heading.get(fold(column.heading), "")
        column.field = read if read in headings.COLUMNS else ""


def _sheets(book: Book) -> list[int]:
    visible = [number for number in range(len(book.names)) if not book.hidden[number]]
    return visible[:SHEETS]


def _best_heading(rows: Sequence[Row]) -> tuple[int, int]:
    """(how sure, number of the row) of what looks most like a row of headings; row 0 when nothing does."""
    best = (0, rows[0][0])
    for number, values in rows[:30]:
        known = {name for value in values if value and (name := headings.field_of(value))}
        score = 10 * len(known) + (15 if known & NAMES else 0) if len(known) > 1 or known & NAMES else 0
        if score > best[0]:
            best = (score, number)
    if best[0]:
        return best
    # Nothing that we know: the first row with most words and no figures.
    words = [
        (sum(1 for v in values if v and not any(c.isdigit() or c == "@" for c in v)), n) for n, values in rows[:15]
    ]
    most = max(count for count, _number in words)
    likeliest = next(number for count, number in words if count == most)
    is_somebody = any("@" in value for number, values in rows[:15] if number == likeliest for value in values)
    return 0, 0 if is_somebody else likeliest


def _columns(rows: Sequence[Row], header_row: int) -> list[Column]:
    at = next((i for i, (number, _values) in enumerate(rows) if number == header_row), 0) if header_row else -1
    head, above = rows[at][1] if header_row else [], rows[at - 1][1] if at > 0 else []
    data = [values for _number, values in rows[at + 1 :]]
    width = max(_width(head), *(_width(values) for values in data), 0) if data else _width(head)
    if width > MAX_COLUMNS:
        raise Unusable(str(too_many_columns()))
    columns, seen = [], set()
    for index in range(width):
        values = list(dict.fromkeys(one_line(v[index]) for v in data if index < len(v) and v[index]))
        heading = one_line(head[index]) if index < len(head) else ""
        if not heading and values and index < len(above):
            heading = one_line(above[index])  # a heading of two lines
        if not heading and not values:
            continue
        unique, n = heading or _("Kolumn %(letter)s") % {"letter": column_letter(index + 1)}, 2
        while unique.casefold() in seen:
            unique, n = f"{heading} ({n})", n + 1
        seen.add(unique.casefold())
        is_secret = any(cells.holds_personal_number(value) for value in values)
        column = Column(index, unique, has_heading=bool(heading), is_secret=is_secret)
        column.samples = [cells.without_personal_numbers(v, is_phone=column.is_phone)[:60] for v in values[:3]]
        columns.append(column)
    return columns


def _width(values: Sequence[str]) -> int:
    return max((index + 1 for index, value in enumerate(values) if value), default=0)


def _guess(layout: Layout, mappings: Iterable[tuple[str, Mapping[str, str]]]) -> None:
    told = {fold(column.heading) for column in layout.columns if column.has_heading}
    for name, mapping in mappings:
        if told and {fold(heading) for heading in mapping} == told:
            use(layout, name, mapping)
            return
    taken: set[str] = set()
    for column in layout.columns:
        name = headings.field_of(column.heading) or headings.field_of(column.heading.rpartition(" (")[0])
        if column.has_heading and name and (name not in taken or name in headings.SEVERAL):
            column.field = name
            taken.add(name)
    if not {"role", "samsyn"} & taken and taken & POSTED:
        # Beside an organization, 'Titel' says what somebody is there ('VD', 'Kommunalråd'), but for a file of our own.
        for column in layout.columns:
            column.field = "role" if column.field == "title" else column.field


class DataRows:
    """The rows beneath the headings, as often as one likes; what is no row of the list is left out and noted."""

    def __init__(self, book: Book, layout: Layout) -> None:
        self.book, self.layout = book, layout
        self.head = next((cells for n, cells in self._rows() if n == layout.header_row), [])
        self.width = max((column.index for column in layout.columns), default=0) + 1
        self.notes: dict[int, str] = {}

    def _rows(self) -> Iterator[Row]:
        return self.book.rows(self.layout.sheet)

    def __iter__(self) -> Iterator[Row]:
        """Raises SheetError: a file may turn out to be longer than what is read."""
        count, limit = 0, settings.IMPORT_MAX_ROWS
        first = self.layout.header_row
        for number, values in self._rows():
            if number <= first:
                continue
            if len(values) < self.width:
                values += [""] * (self.width - len(values))
            if self._is_no_row(number, values) or not any(values[: self.width]):
                continue
            count += 1
            if count > limit:
                raise too_many_rows(limit)
            yield number, values

    def _is_no_row(self, number: int, values: list[str]) -> bool:
        first = values[0] or next((value for value in values if value), "")
        if self.head and values[: len(self.head)] == self.head:
            reason = _("Rad %(row)s upprepar rubrikerna och läses inte.")
        elif (
            first[:1] in "SsTtAa" and TOTAL.fullmatch(first) and sum(map(bool, values)) <= 3 and "@" not in str(values)
        ):
            reason = _("Rad %(row)s (”%(text)s”) är en summarad och läses inte.")
        else:
            return False
        self.notes[number] = reason % {"row": number, "text": first[:60]}
        return True
