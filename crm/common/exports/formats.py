"""In which forms a list can be taken out. Each writes what a `Taking` says to a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from crm.common.batches import Batches
from crm.common.columns import Column
from crm.common.sheets import write_csv, write_xlsx

TELL_EVERY = 1000


def _silent(count: int) -> None:
    pass


@dataclass
class Taking:
    """What is to be written: the list as filtered and sorted, its columns, what was chosen beside them.

    `rows` goes through the list in pieces and tells how far it has come.
    """

    name: str
    queryset: Any
    columns: Sequence[Column]
    read: Callable[[Any, Sequence[Column]], Iterable[Any]]
    note: Callable[[], str]
    options: Mapping[str, Any] = field(default_factory=dict)
    tell: Callable[[int], None] = _silent

    def rows(self) -> Iterable[Any]:
        found = self.read(self.queryset, self.columns)
        if isinstance(found, Batches):
            found.tell = self.tell
            return found
        return self.counted(iter(found))

    def counted(self, rows: Iterator[Any]) -> Iterator[Any]:
        for number, row in enumerate(rows, start=1):
            yield row
            if number % TELL_EVERY == 0:
                self.tell(number)


@dataclass(frozen=True)
class Format:
    """One form: `write(stream, taking)` returns how many rows it wrote.

    `has_columns`: one chooses which, in what order. `options` is a form of further choices. `shown(taking)` gives what
    a page needs to show it as text to copy, before it is a file. `left_out(rows)` tells beforehand who will be missing,
    as {why: queryset}; `summary(rows, missing)` how many rows there will be and what to say of it, where `missing` are
    the numbers of `left_out`. `most` is how long a list it takes, `at_once` how long a one is made while one waits.
    """

    name: str
    label: Any
    help: Any
    extension: str
    content_type: str
    write: Callable[[BinaryIO, Taking], int]
    has_columns: bool = False
    options: type[forms.Form] | None = None
    shown: Callable[[Taking], dict[str, Any]] | None = None
    left_out: Callable[[Any], dict[str, Any]] | None = None
    summary: Callable[[int, list[int]], tuple[int, str]] | None = None
    most: int | None = None
    at_once: int | None = None

    def is_long(self, rows: int) -> bool:
        """Whether so many rows are the job worker's."""
        return rows >= min(settings.EXPORT_JOB_ROWS, self.at_once or settings.EXPORT_JOB_ROWS)


def _xlsx(stream: BinaryIO, taking: Taking) -> int:
    return write_xlsx(stream, taking.columns, taking.rows(), taking.name, taking.note())


def _csv(stream: BinaryIO, taking: Taking) -> int:
    return write_csv(stream, taking.columns, taking.rows())


XLSX = Format(
    "xlsx",
    _("Excel"),
    _("En arbetsbok med datum som datum, filter på rubrikerna och källorna på ett eget blad."),
    "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    _xlsx,
    has_columns=True,
)
CSV = Format(
    "csv",
    _("CSV"),
    _("Text med semikolon, som svenska Excel öppnar med å, ä, ö, inledande nollor och telefonnummer i behåll."),
    "csv",
    "text/csv; charset=utf-8",
    _csv,
    has_columns=True,
)
