"""The files that a board paper can be had as: PDF, slides, Word and Excel, each made of its content alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from advocacy.exports.letters_docx import DOCX
from advocacy.exports.paper_docx import docx
from advocacy.exports.paper_pdf import pdf
from advocacy.exports.paper_pptx import pptx
from advocacy.exports.paper_reading import Content, PaperLook
from advocacy.exports.paper_xlsx import xlsx


class Maker(Protocol):
    """Makes the file. Without `approved_on`, the day of the approval, it is marked as a draft."""

    def __call__(self, content: Content, *, look: PaperLook, approved_on: dt.date | None = None) -> bytes: ...


@dataclass(frozen=True)
class PaperFormat:
    """A sort of file: what the reader calls it, what the browser is told, how its name ends, and who makes it."""

    name: Any
    content_type: str
    extension: str
    make: Maker


FORMATS: dict[str, PaperFormat] = {
    one.extension: one
    for one in (
        PaperFormat(_("PDF"), "application/pdf", "pdf", pdf),
        PaperFormat(
            _("PowerPoint"),
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "pptx",
            pptx,
        ),
        PaperFormat(_("Word"), DOCX, "docx", docx),
        PaperFormat(_("Excel"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", xlsx),
    )
}
