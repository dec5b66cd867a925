"""Pictures of charts: drawn after the page that shows them has come, and to save for a paper."""

from __future__ import annotations

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from crm.common import charts
from crm.common.views import MemberView

logger = logging.getLogger(__name__)


class ChartPicture(MemberView):
    """The picture that a page of ours asks for. Its key follows from the figures: whoever has it has seen them."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        try:
            drawing = charts.drawn(key)
        except LookupError as error:
            raise Http404(_("Bilden finns inte längre. Ladda om sidan som den står på.")) from error
        except charts.Undrawable:
            logger.exception("a chart could not be drawn")
            drawing = None
        return TemplateResponse(request, "crm/_chart.html", {"drawing": drawing})


class ChartFile(MemberView):
    """The same as a PNG file, wide, in the colours of paper."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        try:
            content = charts.png_of(key)
        except LookupError as error:
            raise Http404(_("Bilden finns inte längre. Ladda om sidan som den står på.")) from error
        except charts.Undrawable as error:
            logger.exception("a chart could not be drawn")
            raise Http404(_("Bilden kunde inte ritas. Siffrorna står i tabellen.")) from error
        headers = {"Content-Disposition": 'attachment; filename="diagram.png"', "X-Content-Type-Options": "nosniff"}
        return HttpResponse(content, content_type="image/png", headers=headers)
