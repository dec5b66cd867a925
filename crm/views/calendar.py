"""One's own calendar address: made, told once, closed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from advocacy.services import calendar_feeds
from crm.common.views import MemberView


class CalendarMake(MemberView):
    """Makes an address and shows it in the answer itself, so that it is kept nowhere on the way."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        had = calendar_feeds.of(request.user) is not None
        token = calendar_feeds.make(actor=request.user)
        context = {
            "title": _("Din kalenderadress"),
            "address": request.build_absolute_uri(reverse("advocacy:calendar", args=[token])),
            "replaced": had,
            "crumbs": [{"label": _("Mina inställningar"), "url": reverse("crm:settings")}],
        }
        return TemplateResponse(request, "crm/calendar_made.html", context, headers={"Cache-Control": "no-store"})


class CalendarClose(MemberView):
    """Closes the address at once."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if calendar_feeds.close(actor=request.user):
            messages.success(request, _("Kalenderadressen är stängd. Program som läste den får inget mer."))
        else:
            messages.info(request, _("Det fanns ingen kalenderadress att stänga."))
        return HttpResponseRedirect(reverse("crm:settings"))
