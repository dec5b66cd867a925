"""Outcomes: the list, one of them with its chain, noting, changing, checking and taking away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import Confidence, OutcomeStrength
from advocacy.columns.outcome import CONFIDENCE_MEANS, OUTCOME_COLUMNS, check_badge, strength_badge
from advocacy.filters.outcome import OutcomeFilterSet
from advocacy.forms.outcome import SOURCES, OutcomeForm, sources_for
from advocacy.models import Outcome, OutcomeContribution
from advocacy.querysets.interaction import of_readable_contact
from advocacy.services import outcome_chain, outcome_figures, outcome_suggestions, outcomes
from advocacy.views.changes import summed_up
from crm.common.exports import ExportPage
from crm.common.history import changes_of
from crm.common.messages import done
from crm.common.permissions import Role
from crm.common.text import row_id
from crm.common.views import FormPage, ListPage, MemberView, get_visible
from crm.common.writes import Conflict

LIST = "advocacy:outcome_list"


def crumbs(outcome: Outcome | None = None) -> list[dict[str, str]]:
    """The way to the list, or on to one of its outcomes."""
    found = [{"label": _("Genomslag"), "url": reverse(LIST)}]
    if outcome:
        found.append({"label": outcome.title, "url": outcome.get_absolute_url()})
    return found


class OutcomeList(ListPage):
    columns = OUTCOME_COLUMNS
    default_sort = "-happened_on"
    filterset_class = OutcomeFilterSet
    template_name = "advocacy/outcome_list.html"
    results_template = "contacts/_results.html"

    def queryset(self) -> Any:
        return Outcome.objects.visible_to(self.request.user)

    def extra_context(self) -> dict[str, Any]:
        is_whole = not self.request.htmx  # type: ignore[attr-defined]
        return {
            "title": _("Genomslag"),
            "results_template": self.results_template,
            "export_url": reverse("advocacy:outcome_export"),
            "figures": outcome_figures.outcomes() if is_whole else None,
            "worth_count": outcome_suggestions.count() if is_whole else 0,
            "empty": {
                "title": _("Inget genomslag här"),
                "text": _("Här visas det som har ändrats i våra sakfrågor, var det står och vad vi bidrog med."),
            },
        }


class OutcomeExport(ExportPage, OutcomeList):
    """Exactly the filtered list as .xlsx or .csv."""

    export_name = gettext_lazy("Genomslag")


class OutcomeDetail(MemberView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        outcome = get_visible(Outcome.objects.for_list().select_related("changed_by"), request.user, pk=pk)
        steps = outcome_chain.steps_of(outcome, request.user)
        user: Any = request.user
        context = {
            "title": outcome.title,
            "outcome": outcome,
            "crumbs": crumbs(),
            "strength": strength_badge(outcome),
            "check": check_badge(outcome),
            "ladder": list(OutcomeStrength.labels),
            "rung": OutcomeStrength.values.index(outcome.strength) + 1,
            "confidence_means": CONFIDENCE_MEANS[Confidence(outcome.confidence)],
            "steps": steps,
            "picture": outcome_chain.picture(outcome, steps),
            "may_check": outcome.checked_by_id is None and outcomes.may_check(user, outcome),
            "may_remove": outcomes.may_remove(user, outcome),
            "changes": summed_up(changes_of(outcome, [history_of_chain(outcome, user)])),
        }
        return TemplateResponse(request, "advocacy/outcome_detail.html", context)


def history_of_chain(outcome: Outcome, user: Any) -> Any:
    """What was done to the chain, without what concerns contacts that `user` may not read."""
    return OutcomeContribution.history.filter(of_readable_contact(user), outcome_id=outcome.pk)


class OutcomeAdd(FormPage):
    """?proposal=, ?viewpoint= or ?interaction= is the first link of the chain and says what is known from it."""

    form_class = OutcomeForm
    template_name = "advocacy/outcome_form.html"
    success_message = gettext_lazy("Resultatet är noterat. En kollega behöver kontrollera det.")

    def form_kwargs(self) -> dict[str, Any]:
        self.source = self._source()
        initial: dict[str, Any] = {"priority": row_id(self.request.GET.get("priority", ""))}
        for name, source in self.source.items():
            initial |= {key: value for key, value in outcome_suggestions.prefilled(source).items() if value}
            initial[name] = source.pk
        return {"user": self.request.user, "initial": initial}

    def _source(self) -> dict[str, Any]:
        """What was named in the address or stands in the form, if it may be seen."""
        user: Any = self.request.user
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        for name, rows in sources_for(user).items():
            pk = row_id(given.get(name, ""))
            if pk is not None and (row := rows.filter(pk=pk).first()):
                return {name: row}
        return {}

    def save(self, form: OutcomeForm) -> str:
        user: Any = self.request.user
        return outcomes.note(actor=user, sources=form.sources, **form.content()).get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        named = {name: row for name, row in self.source.items() if name in SOURCES}
        return {
            "title": _("Notera genomslag"),
            "source": next(iter(named.values()), None),
            "source_sort": outcome_chain.SORTS.get(next(iter(named), ""), ""),
            "cancel_url": reverse(LIST),
            "crumbs": crumbs(),
        }


class AboutOutcome(MemberView):
    """A page about the outcome that the address names."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.outcome = get_visible(Outcome.objects.for_list(), request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)


class OutcomeEdit(AboutOutcome, FormPage):
    form_class = OutcomeForm
    template_name = "advocacy/outcome_form.html"
    success_message = gettext_lazy("Ändringarna är sparade.")

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.request.user, "outcome": self.outcome}

    def save(self, form: OutcomeForm) -> str:
        user: Any = self.request.user
        version = form.cleaned_data["version"]
        outcomes.edit(actor=user, outcome=self.outcome, version=version, **form.content())
        return self.outcome.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Redigera resultat"),
            "object": self.outcome,
            "was_checked": self.outcome.checked_by,
            "cancel_url": self.outcome.get_absolute_url(),
            "crumbs": crumbs(self.outcome),
        }


class OutcomeCheck(AboutOutcome):
    """A second person says that it is as it says, of the version that they read."""

    role = Role.EDITOR
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user: Any = request.user
        try:
            outcomes.check(actor=user, outcome=self.outcome, version=row_id(request.POST.get("version", "")))
        except Conflict:
            messages.error(request, _("Resultatet har ändrats sedan du öppnade sidan. Läs igenom det igen."))
        else:
            messages.success(request, _("Resultatet är kontrollerat."))
        return HttpResponseRedirect(self.outcome.get_absolute_url())


class OutcomeRemove(AboutOutcome):
    """Asks before one that was noted by mistake is taken away."""

    role = Role.EDITOR

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not outcomes.may_remove(request.user, self.outcome):  # type: ignore[arg-type]
            raise PermissionDenied
        context = {
            "title": _("Ta bort resultatet"),
            "question": _("%s, med kedjan som ledde dit. Det går att ångra efteråt.") % self.outcome.title,
            "submit_label": _("Ta bort"),
            "cancel_url": self.outcome.get_absolute_url(),
            "danger": True,
            "crumbs": crumbs(self.outcome),
        }
        return TemplateResponse(request, "pages/confirm.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        made = outcomes.remove(actor=request.user, outcome=self.outcome)  # type: ignore[arg-type]
        done(request, made, _("Resultatet är borttaget."))
        return HttpResponseRedirect(reverse(LIST))


class OutcomeWorth(MemberView):
    """What became of our work and that no outcome says yet."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {
            "title": _("Att notera"),
            "rows": outcome_suggestions.worth_noting(),
            "crumbs": crumbs(),
        }
        return TemplateResponse(request, "advocacy/outcome_worth.html", context)
