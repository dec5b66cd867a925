"""'Idag', the start page: what to do, what happened last, how this year's goals stand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from advocacy.choices import InteractionStatus
from advocacy.columns.interaction import few, our_side, their_side
from advocacy.confidentiality import conceal
from advocacy.models import Interaction, Outcome
from advocacy.services import agenda, arguments, consultation_agenda, motion_agenda, onboarding_agenda
from contacts.services import bookmarks
from crm.common.dates import today
from crm.common.views import MemberView

TASKS, PROMISES, CONTACTS, COMING, STEPS, CHECKS = 6, 4, 6, 4, 4, 4
ARGUMENTS = 4
# Steps of introductions and of consultations are shown when they are late or due within so many days.
AHEAD = dt.timedelta(days=14)


class Home(MemberView):
    def get(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        tasks, late = agenda.tasks_of(user), agenda.promises_of(user).late_on(today())
        listed = Interaction.objects.listed_for(user)
        latest = listed.filter(status=InteractionStatus.DONE).order_by("-held_on", "-pk")[:CONTACTS]
        coming = listed.filter(status=InteractionStatus.PLANNED, held_on__gte=today()).order_by("held_on", "pk")
        context = {
            "title": greeting(timezone.localtime(), user.get_short_name()),
            "today": today(),
            "tasks": tasks.for_list().most_urgent_first()[:TASKS],
            "late_promises": late.for_list().soonest_first()[:PROMISES],
            "task_count": tasks.count(),
            "steps": onboarding_agenda.between(user, dt.date.min, today() + AHEAD)[:STEPS],
            "consultations": consultation_agenda.pressing(user, today(), AHEAD)[:STEPS],
            "outcomes": _to_check(user),
            "arguments": arguments.pressing(user, today())[:ARGUMENTS],
            "motion_periods": motion_agenda.near(user, today()),
            "latest": _rows(latest),
            "coming": _rows(coming[:COMING]),
            "favourites": bookmarks.favourites_of(user),
            "recent": bookmarks.recent_of(user),
        }
        return TemplateResponse(request, "crm/home.html", context)


def greeting(now: dt.datetime, name: str) -> str:
    """'God morgon, Alma' till ten, 'God dag' till six, 'God kväll' after that and in the small hours."""
    if 5 <= now.hour < 10:
        words = _("God morgon, %(name)s")
    elif 10 <= now.hour < 18:
        words = _("God dag, %(name)s")
    else:
        words = _("God kväll, %(name)s")
    return words % {"name": name}


def _to_check(user: Any) -> list[Outcome]:
    """Outcomes that wait for a second person, those noted first on top."""
    return list(Outcome.objects.visible_to(user).to_check_by(user).for_list().order_by("created_at", "pk")[:CHECKS])


def _rows(interactions: Any) -> list[Any]:
    rows = list(conceal(interactions.for_list()))
    for row in rows:
        if row.is_readable:
            row.who, row.ours = few(their_side(row)), few(our_side(row), 2)
    return rows
