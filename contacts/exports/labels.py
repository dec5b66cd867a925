"""Address labels as PDF: for sheets of Avery L7160 and L7163 size, typeset by typst from data that are only data."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

import typst
from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from contacts.exports.recipients import contacted, people_of, recipients, refusing, with_address, without_address
from crm.common.exports import Taking
from crm.common.sheets import safe_text
from crm.common.widgets import PillRadio

# A page set by typst stays in memory until the file is whole: 1,000 labels take a second and 80 MB, 5,000 half a GB.
MOST, AT_ONCE = 5_000, 500
SOURCE = Path(__file__).with_name("labels.typ")


@dataclass(frozen=True)
class Sheet:
    """A sheet of labels on A4, in millimetres."""

    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    gap: float

    @property
    def places(self) -> int:
        return self.columns * self.rows


SHEETS = {
    "l7160": Sheet(3, 7, 63.5, 38.1, 7.25, 15.15, 2.5),
    "l7163": Sheet(2, 7, 99.1, 38.1, 4.65, 15.15, 2.5),
}
LABELS = [
    ("l7160", gettext_lazy("21 på arket, 63,5 × 38,1 mm (L7160)")),
    ("l7163", gettext_lazy("14 på arket, 99,1 × 38,1 mm (L7163)")),
]


class LabelForm(forms.Form):
    """Which sheet, and where on it to begin."""

    sheet = forms.ChoiceField(
        label=gettext_lazy("Etikettark"), choices=LABELS, initial="l7160", widget=PillRadio, required=False
    )
    start = forms.IntegerField(
        label=gettext_lazy("Börja på etikett"),
        initial=1,
        min_value=1,
        max_value=21,
        required=False,
        help_text=gettext_lazy(
            "1 är överst till vänster, räknat rad för rad. Så kan ett påbörjat ark användas färdigt."
        ),
    )

    def clean_sheet(self) -> str:
        return self.cleaned_data["sheet"] or "l7160"

    def clean_start(self) -> int:
        return self.cleaned_data["start"] or 1

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        sheet = SHEETS.get(data.get("sheet", ""))
        if sheet and data.get("start", 1) > sheet.places:
            self.add_error("start", _("Arket har %(places)s etiketter.") % {"places": sheet.places})
        return data


def write(stream: BinaryIO, taking: Taking) -> int:
    """The labels of all who may be written to and have an address. Returns how many."""
    people = taking.counted(people_of(contacted(taking.queryset)))
    labels = [[safe_text(line) for line in r.lines] for r in recipients(people) if r.lines]
    stream.write(pdf(labels, taking.options, title=_("Etiketter: %(list)s") % {"list": taking.name}))
    return len(labels)


def pdf(labels: list[list[str]], options: Any, *, title: str) -> bytes:
    sheet = SHEETS[options.get("sheet", "l7160")]
    data = {
        "title": title,
        "lang": (get_language() or "sv")[:2],
        "sheet": asdict(sheet),
        "start": int(options.get("start", 1)),
        "labels": labels,
    }
    made: Any = typst.compile(
        str(SOURCE),
        root=str(SOURCE.parent),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        pdf_standards="ua-1",
    )
    return bytes(made)


@lru_cache
def _fonts() -> Any:
    """The fonts that come with typst: none of the machine's, none fetched, so that a label looks the same anywhere."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def summary(rows: int, missing: list[int]) -> tuple[int, str]:
    """A label for each who has an address."""
    return rows - sum(missing), with_address(rows, missing)


def left_out(rows: Any) -> dict[str, Any]:
    return {
        _("Saknar adress"): without_address(rows),
        _("Vill inte bli kontaktade, och är inte med"): refusing(rows),
    }
