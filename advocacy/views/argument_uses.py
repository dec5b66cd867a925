"""Where arguments were used: noting it from the argument's page, taking it away; and type-ahead over arguments."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy

from advocacy.columns.argument import state_badge
from advocacy.forms.argument import ArgumentUseForm
from advocacy.models import Act, Argument, ArgumentUse, Outcome
from advocacy.services import argument_uses
from advocacy.views.arguments import ArgumentPage
from advocacy.views.outcome_chain import Suggest
from crm.common.messages import done
from crm.common.permissions import Role
from crm.common.text import tokens
from crm.common.views import MemberView, get_visible
from crm.templatetags.ui import long_day

LENGTH = 140


class ArgumentUseAdd(ArgumentPage):
    form_class = ArgumentUseForm
    title = gettext_lazy("Notera var argumentet användes")
    success_message = gettext_lazy("Användningen är noterad.")

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.request.user}

    def save(self, form: ArgumentUseForm) -> str:
        argument_uses.note(actor=self.request.user, argument=self.argument, **form.cleaned_data)
        return self.argument.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {**super().extra_context(), "quote": self.argument.text}


class ArgumentUseRemove(MemberView):
    """Takes away what was noted by mistake; the message offers to take that back."""

    role = Role.EDITOR
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        use = get_visible(ArgumentUse.objects.for_list(), request.user, pk=pk)
        done(request, argument_uses.remove(actor=request.user, use=use))
        return HttpResponseRedirect(use.argument.get_absolute_url())


# --- Type-ahead ---------------------------------------------------------------------------------------------------


class ArgumentSuggest(Suggest):
    """Arguments in use by their words or their source; with nothing typed the newest."""

    def found(self, text: str) -> Any:
        rows = Argument.objects.visible_to(self.request.user).in_use()
        return (rows.matching(text) if tokens(text) else rows).order_by("-pk")

    def shown(self, row: Argument) -> dict[str, Any]:
        return {"id": row.pk, **describe_argument(row)}


def describe_argument(argument: Argument) -> dict[str, Any]:
    """How a picker shows an argument: its words, its source, how long it holds."""
    detail = f"{argument.source} · {state_badge(argument)[1]}"
    return {"text": Truncator(argument.text).chars(LENGTH), "detail": detail}


class ActSuggest(Suggest):
    """Acts by who did them or what they were called; with nothing typed the latest."""

    def found(self, text: str) -> Any:
        rows = Act.objects.visible_to(self.request.user).select_related("person")
        for word in tokens(text):
            rows = rows.filter(person__search_text__contains=word) | rows.filter(title__icontains=word)
        return rows.order_by("-acted_on", "-pk")

    def shown(self, row: Act) -> dict[str, Any]:
        detail = f"{row.person}, {long_day(row.acted_on)}"
        return {"id": row.pk, "text": Truncator(str(row)).chars(LENGTH), "detail": detail}


class OutcomeSuggest(Suggest):
    """Outcomes by their words; with nothing typed the latest."""

    def found(self, text: str) -> Any:
        rows = Outcome.objects.visible_to(self.request.user)
        return (rows.matching(text) if tokens(text) else rows).order_by("-happened_on", "-pk")

    def shown(self, row: Outcome) -> dict[str, Any]:
        return {"id": row.pk, "text": row.title, "detail": f"{row.document}, {long_day(row.happened_on)}"}
