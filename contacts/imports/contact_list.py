"""A contact list (.xlsx, .xls, .ods, .csv): read part by part, so that a long one needs no more memory than a short."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from contacts.imports.contact_matching import Matching, Overview
from contacts.imports.entry import Reader, emails_in
from contacts.imports.layout import DataRows, Layout
from contacts.imports.marks import Options
from contacts.imports.register import Areas, Parties
from contacts.imports.result import Unusable
from contacts.services.import_plan import Plan
from crm.common.instances import uncollected
from crm.common.sheet_reading import Book, SheetError

SOURCE = "Kontaktlista"
PART = 2_000


class ContactList:
    """One reading of a list with its layout settled. Raises Unusable when its columns cannot be read."""

    def __init__(self, book: Book, layout: Layout, options: Options) -> None:
        if problem := layout.problem():
            raise Unusable(problem)
        self.book, self.layout, self.options = book, layout, options
        self.data = DataRows(book, layout)
        self.rows = 0

    def parts(self, *, is_stored: bool = False, progress: Callable[[int], Any] | None = None) -> Iterator[Plan]:
        """Plans of the list, in order. `is_stored`: each part is stored before the next is asked for.

        Raises Unusable.
        """
        # Hundreds of thousands of objects come and go here, in no circles.
        with uncollected():
            yield from self._parts(is_stored, progress)

    def _parts(self, is_stored: bool, progress: Callable[[int], Any] | None) -> Iterator[Plan]:
        parties, areas = Parties(), Areas()
        reader = Reader(self.layout, parties, areas, is_strict=not self.options.asks)
        matching = Matching(reader, parties, areas, self.options)
        try:
            overview = self._look_through()
            matching.look_at(overview)
            rows = iter(self.data)
            repeated: dict[int, int] = {}
            while chunk := list(islice(rows, PART)):
                plan = Plan(source=SOURCE, rows=len(chunk), is_checked=True)
                reader.result = plan
                entries = [reader.entry(row, values, f"rad:{overview.digest}:{row}") for row, values in chunk]
                if overview.repeated:
                    self._note_repeated(plan, chunk, overview, repeated)
                matching.part(plan, entries, is_stored=is_stored)
                self.rows += len(chunk)
                if progress:
                    progress(self.rows)
                yield plan
        except SheetError as error:
            raise Unusable(str(error)) from error

    def holds_secrets(self) -> bool:
        return any(column.is_secret for column in self.layout.columns)

    def warnings(self) -> list[str]:
        """What was left out, and how the file was read. After `parts`."""
        unread = [column for column in self.layout.columns if not column.field]
        told = [_("Kolumnen ”%(name)s” läses inte in.") % {"name": c.heading} for c in unread if not c.is_secret]
        told += [
            _("Kolumnen ”%(name)s” innehåller personnummer. De läses inte och sparas inte i registret.")
            % {"name": column.heading}
            for column in unread
            if column.is_secret
        ]
        return [*told, *self.data.notes.values(), *self.book.notes(self.layout.sheet)]

    def _look_through(self) -> Overview:
        columns = [column.index for column in self.layout.fields().get("email", ())]
        found, seen = Overview(), set()
        told = hashlib.sha256(repr([column.heading for column in self.layout.columns]).encode())
        for row, values in self.data:
            told.update(f"{row}\x1f".encode() + "\x1f".join(values[: self.data.width]).encode("utf-8", "replace"))
            same = hash(tuple(values))
            (found.repeated if same in seen else seen).add(same)
            for email in {email for index in columns if values[index] for email in emails_in(values[index])}:
                (found.shared_emails if email in found.emails else found.emails).add(email)
        found.digest = told.hexdigest()[:24]
        return found

    @staticmethod
    def _note_repeated(
        plan: Plan, chunk: Sequence[tuple[int, list[str]]], overview: Overview, seen: dict[int, int]
    ) -> None:
        for row, values in chunk:
            same = hash(tuple(values))
            if same in overview.repeated and (first := seen.setdefault(same, row)) != row:
                plan.outcomes[row].notes.append(_("Samma som rad %(row)s.") % {"row": first})
