"""The people or organizations behind a figure of a goal, taken out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from advocacy.views.goals import FIGURE_TITLES, GoalUnits, span
from contacts.columns import export as sheet_columns
from contacts.exports import PERSON_FORMATS
from crm.common.columns import Column, prepared
from crm.common.exports import CHUNK, CSV, XLSX, ExportPage

ADDRESSES = ("email", "phone", "mobile", "address")


class GoalUnitsExport(ExportPage, GoalUnits):
    """Exactly the list behind the figure, each by the mandate that counts; of people in every form there is."""

    @property
    def export_name(self) -> str:  # type: ignore[override]
        return f"{FIGURE_TITLES[self.figure]} {self.goal.code}"

    @property
    def formats(self) -> Any:
        return PERSON_FORMATS if self.reach.is_about_people else (XLSX, CSV)

    @property
    def is_personal(self) -> bool:  # type: ignore[override]
        return self.reach.is_about_people

    def export_columns(self) -> Sequence[Column]:
        more = sheet_columns.of_people if self.reach.is_about_people else sheet_columns.of_organizations
        addresses = [column for column in more([]) if column.name in ADDRESSES]
        return [*self.get_columns(), *addresses]

    def export_rows(self, queryset: Any, columns: Sequence[Column]) -> Iterator[Any]:
        related = [] if self.reach.is_about_people else ["area__county"]
        rows = prepared(queryset.select_related(*related), columns).iterator(chunk_size=CHUNK)
        while chunk := list(islice(rows, CHUNK)):
            yield from self.reach.rows(chunk)

    def filters_in_words(self) -> list[str]:
        told = [f"{self.goal.code} {self.goal.statement}", _("Period: %(span)s") % {"span": span(*self.period.shown)}]
        return [*told, *super().filters_in_words()]

    def sources(self, queryset: Any) -> list[str]:
        return self.reach.sources() if self.reach.has_audience else []
