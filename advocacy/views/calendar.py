"""The calendar that programs fetch: no login, an address that nobody can guess instead."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import View

from advocacy.exports.calendar import calendar_of
from advocacy.services import calendar_feeds


@method_decorator(login_not_required, name="dispatch")
class CalendarRead(View):
    """The calendar behind a token. Unknown, closed, or of somebody who may not log in: nothing is there."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        user = calendar_feeds.reader(token)
        if user is None:
            return HttpResponseNotFound(_("Sidan finns inte."), content_type="text/plain; charset=utf-8")
        with translation.override(user.language):
            content = calendar_of(user)
        return HttpResponse(
            content,
            content_type="text/calendar; charset=utf-8",
            headers={"Cache-Control": "no-store", "Content-Disposition": 'inline; filename="samsyn.ics"'},
        )
