"""What we say on a priority: the positions in order, wording them, taking them out of use."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.forms.argument import PositionForm, RetireForm
from advocacy.models import Decision, Position, Priority
from advocacy.services import positions
from advocacy.views.plans import crumbs
from crm.common.permissions import Role
from crm.common.views import FormPage, MemberView, get_visible


def way_to(priority: Priority) -> list[dict[str, str]]:
    """The way down to the positions of `priority`, themselves left out."""
    return [*crumbs(priority), {"label": str(priority), "url": priority.get_absolute_url()}]


class PositionList(MemberView):
    """The positions of one priority, in order, with the decisions behind each; those taken out of use below."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        priority = get_visible(Priority.objects.select_related("parent__parent"), request.user, pk=pk)
        behind = Prefetch("decisions", Decision.objects.visible_to(request.user).select_related("body"))
        rows = Position.objects.visible_to(request.user).filter(priority=priority).prefetch_related(behind)
        context = {
            "title": _("Våra ståndpunkter: %(priority)s") % {"priority": priority},
            "priority": priority,
            "crumbs": way_to(priority),
            "positions": [row for row in rows if row.retired_on is None],
            "earlier": sorted((row for row in rows if row.retired_on), key=lambda row: row.retired_on, reverse=True),
        }
        return TemplateResponse(request, "advocacy/position_list.html", context)


class PositionAdd(FormPage):
    form_class = PositionForm
    template_name = "advocacy/position_form.html"
    success_message = gettext_lazy("Ståndpunkten är sparad.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rows = Priority.objects.select_related("parent__parent")
        self.priority = get_visible(rows, request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def save(self, form: PositionForm) -> str:
        text = form.cleaned_data["text"]
        return positions.add(actor=self.request.user, priority=self.priority, text=text).get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Ny ståndpunkt"),
            "lead": str(self.priority),
            "cancel_url": reverse("advocacy:position_list", args=[self.priority.pk]),
            "crumbs": way_to(self.priority),
        }


class PositionPage(FormPage):
    """A form about one position."""

    template_name = "advocacy/position_form.html"
    title: Any = ""
    submit_label: Any = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rows = Position.objects.select_related("priority__parent__parent")
        self.position = get_visible(rows, request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "lead": str(self.position.priority),
            "submit_label": self.submit_label,
            "cancel_url": self.position.get_absolute_url(),
            "crumbs": way_to(self.position.priority),
        }


class PositionEdit(PositionPage):
    form_class = PositionForm
    title = gettext_lazy("Redigera ståndpunkt")
    success_message = gettext_lazy("Ändringarna är sparade.")

    def form_kwargs(self) -> dict[str, Any]:
        return {"position": self.position}

    def save(self, form: PositionForm) -> str:
        positions.edit(actor=self.request.user, position=self.position, **form.cleaned_data)
        return self.position.get_absolute_url()


class PositionRetire(PositionPage):
    """We no longer say it; why stands in its history."""

    form_class = RetireForm
    title = gettext_lazy("Ta ståndpunkten ur bruk")
    submit_label = gettext_lazy("Ta ur bruk")
    success_message = gettext_lazy("Ståndpunkten är tagen ur bruk.")

    def save(self, form: RetireForm) -> str:
        positions.retire(actor=self.request.user, position=self.position, reason=form.cleaned_data["reason"])
        return self.position.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {**super().extra_context(), "quote": self.position.text}


class PositionButton(MemberView):
    """A POST without a page of its own."""

    role = Role.EDITOR
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        position = get_visible(Position.objects.all(), request.user, pk=pk)
        self.act(position)
        return HttpResponseRedirect(position.get_absolute_url())

    def act(self, position: Position) -> None:
        raise NotImplementedError


class PositionMove(PositionButton):
    """Up when the post says `direction=up`, else down."""

    def act(self, position: Position) -> None:
        is_up = self.request.POST.get("direction") == "up"
        positions.move(actor=self.request.user, position=position, is_up=is_up)


class PositionTakeUp(PositionButton):
    def act(self, position: Position) -> None:
        positions.take_up(actor=self.request.user, position=position)
        messages.success(self.request, _("Ståndpunkten är i bruk igen."))
