"""An approved board paper as a file: for colleagues, and as PDF for those who read it by a link."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views import View

from advocacy.exports import paper_kept
from advocacy.exports.paper_files import FORMATS, PaperFormat
from advocacy.exports.paper_pdf import TooSlow, pdf
from advocacy.exports.paper_reading import PaperLook
from advocacy.models import BoardPaper, PaperSnapshot
from advocacy.views.paper_links import READ_HEADERS, opened
from advocacy.views.papers import AboutPaper
from crm.models import Look

logger = logging.getLogger(__name__)


def own_look() -> PaperLook:
    """The customer's look as papers take it. One query."""
    look = Look.objects.current()
    logo = b""
    if look.logo:
        with look.logo.file.open("rb") as file:
            logo = file.read()
    return PaperLook(look.name, look.accent, look.typeface, logo)


def made(paper: BoardPaper, extension: str) -> HttpResponse:
    """The frozen paper as a file to keep: the same figures whenever it is asked for."""
    kind = FORMATS[extension]
    title = paper.title.replace("–", "-")  # 'januari–maj' is two words
    name = f"{slugify(title) or 'underlag'}-{paper.meeting_on}.{kind.extension}"
    try:
        content = _content(paper.snapshot, kind)
    except TooSlow:
        logger.exception("A board paper could not be made as a file in time", extra={"paper": paper.pk})
        text = _("Registret är upptaget en stund. Försök igen om en minut.")
        return HttpResponse(text, status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "60"})
    return HttpResponse(
        content,
        content_type=kind.content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def _content(snapshot: PaperSnapshot, kind: PaperFormat) -> bytes:
    """PDF, which is read by links, is kept when it has been made; what only colleagues take out is made anew."""
    if kind.make is pdf:
        return paper_kept.pdf_of(snapshot, own_look())
    day = timezone.localtime(snapshot.taken_at).date()
    return kind.make(snapshot.content, look=own_look(), approved_on=day)


class PaperFile(AboutPaper):
    """An approved paper as PDF, slides, Word or Excel."""

    def get(self, request: HttpRequest, pk: int, extension: str) -> HttpResponse:
        if not self.paper.is_frozen or extension not in FORMATS:
            raise Http404(_("Underlaget finns som fil när det är fastställt."))
        return made(self.paper, extension)


@method_decorator(login_not_required, name="dispatch")
class PaperReadFile(View):
    """The paper of a link as PDF."""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        link = opened(request, token)
        if isinstance(link, HttpResponse):
            return link
        answer: Any = made(link.paper, "pdf")
        for name, said in READ_HEADERS.items():
            answer[name] = said
        return answer
