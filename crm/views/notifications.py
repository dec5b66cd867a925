"""What concerns a colleague: the bell leads here."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.common.text import row_id
from crm.common.views import PAGE_SIZE, MemberView
from crm.models import Notification
from crm.services import notifications


class NotificationList(MemberView):
    """One's own, unread ones first. `?oppna=` names one to follow: it is read then."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if (pk := row_id(request.GET.get("oppna", ""))) is not None:
            return self.follow(request, pk)
        rows = Notification.objects.visible_to(request.user).select_related("actor").unread_first()
        page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("sida"))
        user: Any = request.user
        about = notifications.subjects(page.object_list, user)
        context = {
            "title": _("Aviseringar"),
            "unread": getattr(user, "unread", 0),
            "page_obj": page,
            "rows": [(row, about.get(row.pk, "")) for row in page.object_list],
        }
        return TemplateResponse(request, "crm/notification_list.html", context)

    def follow(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = Notification.objects.visible_to(request.user).filter(pk=pk).first()
        if found is None:
            return redirect("crm:notification_list")
        notifications.read(notification=found)
        return HttpResponseRedirect(found.url)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Everything is read."""
        user: Any = request.user
        count = notifications.read_all(user=user)
        if count:
            said = ngettext("%(n)d avisering är läst.", "%(n)d aviseringar är lästa.", count)
            messages.success(request, said % {"n": count})
        return redirect("crm:notification_list")
