"""Tasks: what is to be done, and doing it with one click."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.columns.task import TASK_COLUMNS, placed_by_day
from advocacy.filters.task import TaskFilterSet
from advocacy.forms.task import TaskForm
from advocacy.models import Commitment, Interaction, Priority, Task
from advocacy.services import tasks
from contacts.models import Person
from crm.common.permissions import Role
from crm.common.views import FormPage, ListPage, MemberView, get_visible
from crm.templatetags.ui import date_long

WEEK = "vecka"
# What the address may name: ?person=ID and so on.
NAMED: dict[str, Any] = {
    "interaction": Interaction,
    "person": Person,
    "priority": Priority,
    "commitment": Commitment,
}


def _crumb() -> dict[str, str]:
    return {"label": _("Att göra"), "url": reverse("advocacy:task_list")}


def tabs(shown: str) -> list[dict[str, Any]]:
    """The ways to look at tasks; `shown` is the one that is looked at."""
    url, week = reverse("advocacy:task_list"), reverse("advocacy:task_week")
    ways = (
        (TaskFilterSet.MINE, _("Mina"), f"{url}?show={TaskFilterSet.MINE}"),
        (WEEK, _("Min vecka"), week),
        (TaskFilterSet.ALL, _("Allas"), f"{url}?show={TaskFilterSet.ALL}"),
        (TaskFilterSet.DONE, _("Klara"), f"{url}?show={TaskFilterSet.DONE}"),
    )
    return [{"label": label, "url": address, "active": name == shown} for name, label, address in ways]


class TaskList(ListPage):
    columns = TASK_COLUMNS
    filterset_class = TaskFilterSet
    template_name = "advocacy/task_list.html"
    results_template = "advocacy/_task_results.html"

    @property
    def default_sort(self) -> str:  # type: ignore[override]
        return "-done_at" if self.request.GET.get("show") == TaskFilterSet.DONE else "due_on"

    def queryset(self) -> Any:
        return placed_by_day(Task.objects.visible_to(self.request.user))

    def extra_context(self) -> dict[str, Any]:
        shown = self.request.GET.get("show") or TaskFilterSet.MINE
        return {
            "title": _("Att göra"),
            "tabs": tabs(shown),
            "shown": shown,
            "total": None,
            "results_template": self.results_template,
        }


class TaskAdd(FormPage):
    form_class = TaskForm
    template_name = "advocacy/task_form.html"
    success_message = gettext_lazy("Uppgiften är sparad.")

    def form_kwargs(self) -> dict[str, Any]:
        user, initial = self.request.user, {}
        for name, model in NAMED.items():
            value = self.request.GET.get(name, "")
            if value.isdecimal():
                initial[name] = model.objects.visible_to(user).filter(pk=value).first()
        return {"user": user, "initial": initial}

    def save(self, form: TaskForm) -> str:
        task = tasks.add(actor=self.request.user, **form.content())
        return _place_of(task)

    def extra_context(self) -> dict[str, Any]:
        return {"title": _("Ny uppgift"), "cancel_url": reverse("advocacy:task_list"), "crumbs": [_crumb()]}


class TaskFollowUp(MemberView):
    """One click from a contact: the task to follow it up. Its day and words are changed on its own page."""

    role = Role.EDITOR
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        interaction = get_visible(Interaction.objects.all(), request.user, pk=pk)
        task = tasks.follow_up(actor=request.user, interaction=interaction)
        messages.success(
            request,
            format_html(
                '{} <a href="{}">{}</a>',
                _("Uppföljningen ligger på din lista till %(day)s.") % {"day": date_long(task.due_on)},
                reverse("advocacy:task_edit", args=[task.pk]),
                _("Ändra"),
            ),
        )
        return HttpResponseRedirect(interaction.get_absolute_url())


class TaskEdit(FormPage):
    form_class = TaskForm
    template_name = "advocacy/task_form.html"
    success_message = gettext_lazy("Ändringarna är sparade.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.task = get_visible(Task.objects.select_related("interaction"), request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.request.user, "task": self.task}

    def save(self, form: TaskForm) -> str:
        version = form.cleaned_data["version"]
        tasks.edit(actor=self.request.user, task=self.task, version=version, **form.content())
        return reverse("advocacy:task_list")

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Redigera uppgift"),
            "object": self.task,
            "cancel_url": reverse("advocacy:task_list"),
            "crumbs": [_crumb()],
        }


class TaskDone(MemberView):
    """Marks a task as done; `undo` in the post takes it back. An htmx request gets the row as it then is."""

    role = Role.EDITOR
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        task = get_visible(Task.objects.for_list(), request.user, pk=pk)
        is_done = "undo" not in request.POST
        tasks.mark(actor=request.user, task=task, is_done=is_done)
        if request.htmx:  # type: ignore[attr-defined]
            task = get_visible(Task.objects.for_list(), request.user, pk=pk)
            return TemplateResponse(request, "advocacy/_task.html", {"task": task, "just_marked": True})
        messages.success(request, _("Uppgiften är klar.") if is_done else _("Uppgiften är öppen igen."))
        return HttpResponseRedirect(_next(request))


def _place_of(task: Task) -> str:
    return task.interaction.get_absolute_url() if task.interaction else reverse("advocacy:task_list")


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else reverse("advocacy:task_list")
