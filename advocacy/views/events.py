"""Events: the list, one of them with its contacts, adding and changing."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from advocacy.columns.event import EVENT_COLUMNS
from advocacy.columns.interaction import few, their_side
from advocacy.confidentiality import conceal
from advocacy.filters.event import EventFilterSet
from advocacy.forms.event import EventForm
from advocacy.models import Event, Interaction
from advocacy.services import events
from advocacy.views.changes import summed_up
from crm.common.history import changes_of
from crm.common.views import FormPage, ListPage, MemberView, get_visible

MOST_PARTS = 12  # so many parts are listed beside an event; the programme has them all


def _crumb() -> dict[str, str]:
    return {"label": pgettext("several", "Arrangemang"), "url": reverse("advocacy:event_list")}


class EventList(ListPage):
    columns = EVENT_COLUMNS
    default_sort = "-starts_on"
    filterset_class = EventFilterSet
    template_name = "advocacy/event_list.html"

    def queryset(self) -> Any:
        return Event.objects.visible_to(self.request.user).annotate(interaction_count=Count("interactions"))

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": pgettext("several", "Arrangemang"),
            "empty": {
                "title": _("Inga arrangemang än"),
                "text": _("Här visas Almedalsveckan och dess seminarier, Mälartinget, studieresor och konferenser."),
                "action_label": _("Nytt arrangemang"),
                "action_url": reverse("advocacy:event_add"),
            },
        }


class EventDetail(MemberView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        event = get_visible(Event.objects.select_related("parent"), request.user, pk=pk)
        found = Interaction.objects.listed_for(request.user).filter(event=event)
        rows = list(conceal(found.for_list().order_by("-held_on", "-pk")[:100]))
        for row in rows:
            if row.is_readable:
                row.who = few(their_side(row))
        parts = Event.objects.visible_to(request.user).filter(parent=event)
        children = list(
            parts.annotate(interaction_count=Count("interactions")).order_by("starts_on", "starts_at", "name")[
                : MOST_PARTS + 1
            ]
        )
        parents = [{"label": event.parent.name, "url": event.parent.get_absolute_url()}] if event.parent else []
        context = {
            "title": event.name,
            "event": event,
            "crumbs": [_crumb(), *parents],
            "children": children[:MOST_PARTS],
            "is_cut": len(children) > MOST_PARTS,
            "speakers": event.speakers.select_related("person"),
            "staff": event.staff.select_related("user").order_by("user__name"),
            "interactions": rows,
            "changes": summed_up(changes_of(event)),
        }
        return TemplateResponse(request, "advocacy/event_detail.html", context)


class EventAdd(FormPage):
    form_class = EventForm
    template_name = "advocacy/event_form.html"
    success_message = gettext_lazy("Arrangemanget är sparat.")

    def form_kwargs(self) -> dict[str, Any]:
        parent = self.request.GET.get("parent", "")
        initial = {"parent": parent} if parent.isdecimal() else {}
        return {"user": self.request.user, "initial": initial}

    def save(self, form: EventForm) -> str:
        return events.add(actor=self.request.user, **form.content()).get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Nytt arrangemang"),
            "cancel_url": reverse("advocacy:event_list"),
            "crumbs": [_crumb()],
        }


class EventEdit(FormPage):
    form_class = EventForm
    template_name = "advocacy/event_form.html"
    success_message = gettext_lazy("Ändringarna är sparade.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.event = get_visible(Event.objects.all(), request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.request.user, "event": self.event}

    def save(self, form: EventForm) -> str:
        version = form.cleaned_data["version"]
        return events.edit(
            actor=self.request.user, event=self.event, version=version, **form.content()
        ).get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Redigera arrangemang"),
            "object": self.event,
            "cancel_url": self.event.get_absolute_url(),
            "crumbs": [_crumb(), {"label": self.event.name, "url": self.event.get_absolute_url()}],
        }
