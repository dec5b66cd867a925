"""A draft of a board paper as a file: counted anew by the job worker, marked on every page, for who asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, BinaryIO

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from advocacy.exports.paper_files import FORMATS, PaperFormat
from advocacy.models import BoardPaper
from advocacy.services import paper_content
from advocacy.views.paper_files import own_look
from crm.common.exports import Format, Taking, log
from crm.common.exports.jobs import make_export
from crm.common.views import MemberView, get_visible
from crm.models import ExportLog


class PaperDraft(MemberView):
    """Asked for by a button; the page of the export says how far it has come and has the file for its week.

    Never the file of the approved paper: that one is made of what was frozen, and this one says on each page that it is
    not. Asked for when the paper has been approved meanwhile, it is the approved one that is shown.
    """

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int, extension: str) -> HttpResponse:
        self.arrange(pk, extension)
        user: Any = request.user
        if self.paper.is_frozen:
            messages.info(request, _("Underlaget är fastställt. Hämta det som fil här."))
            return HttpResponseRedirect(self.paper.get_absolute_url())
        with transaction.atomic():
            asked = log(
                actor=user, what=_("UTKAST %(paper)s") % {"paper": self.paper}, file_format=extension,
                rows=len(paper_content.subjects(self.paper)), is_personal=False, path=request.path,
                filters=str(self.paper.plan), state=ExportLog.State.QUEUED, choices={"unit": "chapters"},
            )  # fmt: skip
            make_export.enqueue(asked.pk)
        return HttpResponseRedirect(asked.get_absolute_url())

    # --- What the job asks of it ------------------------------------------------------------------------

    def arrange(self, pk: int, extension: str) -> None:
        """The paper and the sort of file that the address names."""
        if extension not in FORMATS:
            raise Http404(_("Sidan finns inte."))
        self.paper: BoardPaper = get_visible(BoardPaper.objects.for_list(), self.request.user, pk=pk)

    def format_named(self, name: str) -> Format:
        kind = FORMATS[name]
        return Format(kind.extension, kind.name, "", kind.extension, kind.content_type, partial(_write, kind))

    def taking(self, format_: Format, names: Sequence[str], options: Mapping[str, Any]) -> Taking:
        return Taking(self.paper.title, self.paper, (), lambda rows, columns: (), str)


def _write(kind: PaperFormat, stream: BinaryIO, taking: Taking) -> int:
    """All chapters counted as of now; returns how many."""
    told = 0

    def tell(done: int, total: int) -> None:
        nonlocal told
        told = total
        taking.tell(done)

    content, _ids = paper_content.gather(taking.queryset, tell)
    stream.write(kind.make(content, look=own_look()))
    return told
