"""The week: what a colleague has on each of its days."""

from __future__ import annotations

import datetime as dt
import re

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from advocacy.services import agenda
from advocacy.views import tasks
from crm.common.dates import today
from crm.common.views import MemberView

WEEK = re.compile(r"(\d{4})-W(\d{2})")
YEARS = range(1901, 2100)  # as for all days here, less a year for the weeks beside


class TaskWeek(MemberView):
    def get(self, request: HttpRequest) -> HttpResponse:
        now = today()
        monday = _monday(request.GET.get("week", ""), now)
        this_week = now - dt.timedelta(days=now.weekday())
        rows = agenda.days(request.user, monday, monday + dt.timedelta(days=6))
        context = {
            "title": _("Vecka %(number)s") % {"number": monday.isocalendar().week},
            "crumbs": [{"label": _("Att göra"), "url": reverse("advocacy:task_list")}],
            "tabs": tasks.tabs(tasks.WEEK),
            "days": rows,
            "is_empty": not any(rows),
            "last": rows[-1].day,
            "today": now,
            "late": agenda.late(request.user, monday) if monday == this_week else None,
            "before": _address(monday - dt.timedelta(days=7)),
            "after": _address(monday + dt.timedelta(days=7)),
            "now": "" if monday == this_week else reverse("advocacy:task_week"),
        }
        return TemplateResponse(request, "advocacy/task_week.html", context)


def _monday(asked: str, now: dt.date) -> dt.date:
    """The first day of the week that '2026-W47' names, of this week where none is named. Raises Http404."""
    if not asked:
        return now - dt.timedelta(days=now.weekday())
    found = WEEK.fullmatch(asked)
    if not found or int(found[1]) not in YEARS:
        raise Http404
    try:
        return dt.date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError as error:
        raise Http404 from error


def _address(monday: dt.date) -> str:
    year, week, _day = monday.isocalendar()
    return f"{reverse('advocacy:task_week')}?week={year}-W{week:02d}"
