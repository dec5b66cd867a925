"""Who of us is where at an event, and who takes part in it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.forms.programme import SpeakerForm, StaffForm
from advocacy.models import Event, EventSpeaker, EventStaff
from advocacy.services import staffing
from advocacy.views.programme import crumbs
from crm.common.permissions import Role
from crm.common.views import FormPage, MemberView, get_visible
from crm.models import User

MOST_DAYS = 14


class Staffing(MemberView):
    """Colleagues × days: where each is to be, and what is at the same time."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        event = get_visible(Event.objects.all(), request.user, pk=pk)
        first = event.starts_on
        last = min(event.ends_on or first, first + dt.timedelta(days=MOST_DAYS - 1))
        days = [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
        staff = EventStaff.objects.filter(event__in=Event.objects.filter(pk=pk) | Event.objects.filter(parent=pk))
        users = list(User.objects.filter(pk__in=staff.values("user")).order_by("name", "email"))
        stops = staffing.stops(users=[user.pk for user in users], first=first, last=last, reader=request.user)
        context = {
            "title": _("Bemanning"),
            "event": event,
            "crumbs": crumbs(event),
            "days": days,
            "rows": [
                (user, [(day, [s for s in stops if s.user == user.pk and s.day == day]) for day in days])
                for user in users
            ],
            "clashes": sum(1 for stop in stops if stop.clashes),
        }
        return TemplateResponse(request, "advocacy/event_staffing.html", context)


class StaffAdd(FormPage):
    """Colleagues to put at an event. That somebody is elsewhere then is told, and does not stop it."""

    form_class = StaffForm
    template_name = "pages/form.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.event = get_visible(Event.objects.all(), request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        return {"event": self.event}

    def save(self, form: StaffForm) -> str:
        users = list(form.cleaned_data["users"])
        staffing.put(actor=self.request.user, event=self.event, users=users, duty=form.cleaned_data["duty"])
        messages.success(self.request, _("Bemanningen är sparad."))
        clashes = staffing.clashes(event=self.event, users=users, reader=self.request.user)
        for user in users:
            if user.pk in clashes:
                said = _("%(who)s är också på annat håll då: %(what)s.")
                messages.warning(self.request, said % {"who": user, "what": ", ".join(clashes[user.pk])})
        return self.way_back

    @property
    def way_back(self) -> str:
        """To that day of the programme for who came from there: the next part is often staffed at once."""
        event = self.event
        if "program" in self.request.GET and event.parent_id and event.starts_on:
            address = reverse("advocacy:event_programme", args=[event.parent_id])
            return f"{address}?day={event.starts_on:%Y-%m-%d}"
        return event.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Bemanna"),
            "lead": self.event.name,
            "cancel_url": self.way_back,
            "crumbs": crumbs(self.event),
        }


class StaffRemove(MemberView):
    """Takes a colleague off an event."""

    role = Role.EDITOR
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        staff = _part(EventStaff, request, pk)
        staffing.take_off(actor=request.user, staff=staff)
        messages.success(request, _("%(who)s är inte längre satt på arrangemanget.") % {"who": staff.user})
        return HttpResponseRedirect(staff.event.get_absolute_url())


class SpeakerAdd(FormPage):
    form_class = SpeakerForm
    template_name = "advocacy/event_speaker_form.html"
    success_message = gettext_lazy("Medverkan är sparad.")
    speaker: EventSpeaker | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.event = get_visible(Event.objects.all(), request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.request.user, "event": self.event, "speaker": self.speaker}

    def save(self, form: SpeakerForm) -> str:
        staffing.set_speaker(actor=self.request.user, event=self.event, speaker=self.speaker, **form.cleaned_data)
        return self.event.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Koppla till person") if self.speaker else _("Lägg till medverkande"),
            "lead": self.event.name,
            "speaker": self.speaker,
            "cancel_url": self.event.get_absolute_url(),
            "crumbs": crumbs(self.event),
        }


class SpeakerEdit(SpeakerAdd):
    """Says who a name in the programme is."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.speaker = _part(EventSpeaker, request, kwargs["pk"])
        return super().dispatch(request, *args, **{**kwargs, "pk": self.speaker.event_id})


class SpeakerRemove(MemberView):
    role = Role.EDITOR
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        speaker = _part(EventSpeaker, request, pk)
        staffing.remove_speaker(actor=request.user, speaker=speaker)
        messages.success(request, _("%(who)s är borttagen från medverkande.") % {"who": speaker})
        return HttpResponseRedirect(reverse("advocacy:event_detail", args=[speaker.event_id]))


def _part(model: Any, request: HttpRequest, pk: int) -> Any:
    """A part of an event that the user may see. Raises Http404."""
    return get_object_or_404(model.objects.select_related("event"), pk=pk, event__in=_events(request))


def _events(request: HttpRequest) -> Any:
    return Event.objects.visible_to(request.user).values("pk")
