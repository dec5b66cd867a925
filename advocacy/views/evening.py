"""The evening's page: the day in short, on one page for screen and paper."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from advocacy.choices import Tone
from advocacy.columns.interaction import few, our_side, their_side
from advocacy.forms.field import EveningForm
from advocacy.models import Event
from advocacy.services import evening
from crm.common.dates import today
from crm.common.permissions import Role, can
from crm.common.views import MemberView

STATE_OF_TONE = {Tone.POSITIVE: "ok", Tone.NEUTRAL: "neutral", Tone.NEGATIVE: "bad"}
NAMED = 6  # of one contact; all of them stand under whom we met


class EveningPage(MemberView):
    """`?day=2026-06-24&event=ID`; without a day today. A day that cannot be read shows the form with what is wrong."""

    def get(self, request: HttpRequest) -> HttpResponse:
        data = {"day": today(), **request.GET.dict()}
        form = EveningForm(data, events=_events(request.user))
        context: dict[str, Any] = {
            "title": _("Dagen i korthet"),
            "form": form,
            "crumbs": [{"label": _("Fältläge"), "url": reverse("advocacy:field")}]
            if can(request.user, Role.EDITOR)
            else [],
        }
        if form.is_valid():
            day, event = form.cleaned_data["day"] or today(), form.cleaned_data["event"]
            context |= _shown(evening.of_day(user=request.user, day=day, event=event), day, event)
        return TemplateResponse(request, "advocacy/field_evening.html", context)


def _shown(found: evening.Evening, day: dt.date, event: Event | None) -> dict[str, Any]:
    return {
        "day": day,
        "event": event,
        "evening": found,
        "contacts": [
            (contact.interaction, _who(contact), few(our_side(contact.interaction), NAMED))
            for contact in found.contacts
        ],
        "planned": [(row, few(their_side(row)), few(our_side(row))) for row in found.planned],
        "people": [(one, [_badge(tone) for tone in one.tones]) for one in found.people],
        "tones": [(*_badge(tone), found.tones[tone]) for tone in Tone.values if tone in found.tones],
        "next_day": day + dt.timedelta(days=1),
        "earlier": _address(day - dt.timedelta(days=1), event),
        "later": _address(day + dt.timedelta(days=1), event) if day < today() else "",
    }


def _who(contact: evening.Contact) -> str:
    names = [f"{p.shown_name} ({p.held_party})" if p.held_party else p.shown_name for p in contact.theirs]
    return few(names, NAMED) or str(contact.interaction.organization or "")


def _badge(tone: str) -> tuple[str, str]:
    return STATE_OF_TONE[Tone(tone)], str(Tone(tone).label)


def _address(day: dt.date, event: Event | None) -> str:
    of_event = f"&event={event.pk}" if event else ""
    return f"{reverse('advocacy:field_evening')}?day={day:%Y-%m-%d}{of_event}"


def _events(user: Any) -> Any:
    """Events that hold others or last for days, the newest first: an evening is asked of these."""
    return Event.objects.visible_to(user).filter(Q(children__isnull=False) | Q(kind="week")).distinct()
