"""Arguments: the list to look over, one of them, wording it, taking it out of use."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.columns.argument import ARGUMENT_COLUMNS, quoted, state_badge
from advocacy.filters.argument import IN_USE, STAGES, ArgumentFilterSet, stage_counts
from advocacy.forms.argument import ArgumentForm, RetireForm
from advocacy.models import Argument, Priority
from advocacy.services import arguments
from advocacy.services.argument_uses import uses_shown
from advocacy.views.changes import summed_up
from crm.common.exports import ExportPage
from crm.common.history import changes_of
from crm.common.permissions import Role
from crm.common.text import row_id
from crm.common.views import FormPage, ListPage, MemberView, get_visible

LIST = "advocacy:argument_list"
LENGTH = 80  # characters of an argument in the way to its page


def crumbs(argument: Argument | None = None) -> list[dict[str, str]]:
    """The way to the list, or on to one of its arguments."""
    found = [{"label": _("Argument"), "url": reverse(LIST)}]
    if argument:
        found.append({"label": Truncator(argument.text).chars(LENGTH), "url": argument.get_absolute_url()})
    return found


class ArgumentList(ListPage):
    """What we argue with; what has expired or soon will comes first."""

    columns = ARGUMENT_COLUMNS
    default_sort = "state"
    filterset_class = ArgumentFilterSet
    template_name = "advocacy/argument_list.html"
    results_template = "contacts/_results.html"

    def queryset(self) -> Any:
        return Argument.objects.visible_to(self.request.user).with_last_day()

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Argument"),
            "results_template": self.results_template,
            "export_url": reverse("advocacy:argument_export"),
            "tabs": self.tabs(),
            "empty": {
                "title": _("Inga argument här"),
                "text": _("Här visas de fakta vi använder, med källa och hur länge de gäller."),
            },
        }

    def tabs(self) -> list[dict[str, Any]]:
        """The stages with how many there are; one that is empty is left out unless it is where one is."""
        counts = stage_counts(self.queryset())
        chosen = self.request.GET.get("show") or IN_USE
        return [
            {"label": label, "url": f"?show={name}", "active": name == chosen, "count": counts[name]}
            for name, label in STAGES
            if counts[name] or name in (IN_USE, chosen)
        ]


class ArgumentExport(ExportPage, ArgumentList):
    """Exactly the filtered list as .xlsx or .csv."""

    export_name = gettext_lazy("Argument")


class ArgumentDetail(MemberView):
    """One argument: how long it holds, a text to paste, where it was used."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        argument = get_visible(Argument.objects.for_list(), request.user, pk=pk)
        uses, hidden = uses_shown(argument, request.user)
        context = {
            "title": Truncator(argument.text).chars(LENGTH * 2),
            "argument": argument,
            "crumbs": crumbs(),
            "state": state_badge(argument),
            "quoted": quoted(argument),
            "uses": uses,
            "hidden": hidden,
            "changes": summed_up(changes_of(argument)),
        }
        return TemplateResponse(request, "advocacy/argument_detail.html", context)


class ArgumentAdd(FormPage):
    form_class = ArgumentForm
    template_name = "advocacy/argument_form.html"
    success_message = gettext_lazy("Argumentet är sparat.")

    def form_kwargs(self) -> dict[str, Any]:
        pk, initial = row_id(self.request.GET.get("priority", "")), {}
        if pk is not None:
            initial["priority"] = Priority.objects.visible_to(self.request.user).filter(pk=pk).first()
        return {"user": self.request.user, "initial": initial}

    def save(self, form: ArgumentForm) -> str:
        return arguments.add(actor=self.request.user, **form.content()).get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {"title": _("Nytt argument"), "cancel_url": reverse(LIST), "crumbs": crumbs()}


class ArgumentPage(FormPage):
    """A form about one argument."""

    template_name = "advocacy/argument_form.html"
    title: Any = ""
    submit_label: Any = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.argument = get_visible(Argument.objects.for_list(), request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "submit_label": self.submit_label,
            "cancel_url": self.argument.get_absolute_url(),
            "crumbs": crumbs(self.argument),
        }


class ArgumentEdit(ArgumentPage):
    form_class = ArgumentForm
    title = gettext_lazy("Redigera argument")
    success_message = gettext_lazy("Ändringarna är sparade.")

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.request.user, "argument": self.argument}

    def save(self, form: ArgumentForm) -> str:
        version = form.cleaned_data["version"]
        arguments.edit(actor=self.request.user, argument=self.argument, version=version, **form.content())
        return self.argument.get_absolute_url()


class ArgumentRetire(ArgumentPage):
    """Nobody is to use it any more; why stands in its history."""

    form_class = RetireForm
    title = gettext_lazy("Ta argumentet ur bruk")
    submit_label = gettext_lazy("Ta ur bruk")
    success_message = gettext_lazy("Argumentet är taget ur bruk.")

    def save(self, form: RetireForm) -> str:
        arguments.retire(actor=self.request.user, argument=self.argument, reason=form.cleaned_data["reason"])
        return self.argument.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {**super().extra_context(), "quote": self.argument.text}


class ArgumentTakeUp(MemberView):
    role = Role.EDITOR
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        argument = get_visible(Argument.objects.all(), request.user, pk=pk)
        arguments.take_up(actor=request.user, argument=argument)
        messages.success(request, _("Argumentet är i bruk igen."))
        return HttpResponseRedirect(argument.get_absolute_url())
