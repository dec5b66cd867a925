"""Decisions of bodies: the list, one of them, noting it, and what is to be done after it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advocacy.choices import Leaning
from advocacy.columns.decision import DECISION_COLUMNS
from advocacy.filters.decision import DecisionFilterSet
from advocacy.forms.decision import DecisionForm, DecisionTasksForm
from advocacy.models import Decision, DecisionParty, Position, Priority, Task
from advocacy.services import decisions
from advocacy.views.changes import summed_up
from contacts.models import Organization
from crm.common import attachments
from crm.common.exports import ExportPage
from crm.common.history import Change, changes_of, changes_since
from crm.common.messages import done
from crm.common.permissions import Role
from crm.common.text import row_id
from crm.common.views import FormPage, ListPage, MemberView, get_visible

LIST = "advocacy:decision_list"
# What the address of a new one may name: ?priority=ID and so on.
NAMED: dict[str, Any] = {"body": Organization, "priority": Priority, "position": Position}


def crumbs(decision: Decision | None = None) -> list[dict[str, str]]:
    """The way to the list, or on to one of its decisions."""
    found = [{"label": _("Beslut"), "url": reverse(LIST)}]
    if decision:
        found.append({"label": str(decision), "url": decision.get_absolute_url()})
    return found


class DecisionList(ListPage):
    columns = DECISION_COLUMNS
    default_sort = "-decided_on"
    filterset_class = DecisionFilterSet
    template_name = "advocacy/decision_list.html"
    results_template = "contacts/_results.html"
    counted_by = Decision

    def queryset(self) -> Any:
        return Decision.objects.visible_to(self.request.user)

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Beslut"),
            "results_template": self.results_template,
            "export_url": reverse("advocacy:decision_export"),
            "empty": {
                "title": _("Inga beslut här"),
                "text": _("Här visas vad regioner, kommuner och andra organ har beslutat i våra sakfrågor."),
            },
        }


class DecisionExport(ExportPage, DecisionList):
    """Exactly the filtered list as .xlsx or .csv."""

    export_name = gettext_lazy("Beslut")


class DecisionDetail(MemberView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        stood = Prefetch("parties", DecisionParty.objects.select_related("party").order_by("party__position", "pk"))
        decision = get_visible(Decision.objects.for_list().prefetch_related(stood), request.user, pk=pk)
        by_leaning = {leaning: [r.party for r in decision.parties.all() if r.leaning == leaning] for leaning in Leaning}
        context = {
            "title": f"{decision.body}, § {decision.paragraph}" if decision.paragraph else str(decision.body),
            "decision": decision,
            "crumbs": crumbs(),
            "stood": [
                (_("Bakom beslutet"), by_leaning[Leaning.FOR]),
                (_("Emot"), by_leaning[Leaning.AGAINST]),
                (_("Avstod"), by_leaning[Leaning.NEITHER]),
            ],
            "tasks": Task.objects.visible_to(request.user).filter(decision=decision).for_list(),
            "changes": summed_up(changes_of(decision, histories(decision))),
        }
        return TemplateResponse(request, "advocacy/decision_detail.html", context)


def histories(decision: Decision) -> list[Any]:
    """What was done to the parts of a decision."""
    return [DecisionParty.history.filter(decision_id=decision.pk)]


class DecisionAdd(FormPage):
    form_class = DecisionForm
    template_name = "advocacy/decision_form.html"
    success_message = gettext_lazy("Beslutet är sparat.")

    def form_kwargs(self) -> dict[str, Any]:
        initial: dict[str, Any] = {}
        for name, model in NAMED.items():
            if (pk := row_id(self.request.GET.get(name, ""))) is not None:
                initial[name] = model.objects.visible_to(self.request.user).filter(pk=pk).first()
        if position := initial.get("position"):
            initial.setdefault("priority", position.priority)
        return {"user": self.request.user, "initial": initial}

    def save(self, form: DecisionForm) -> str:
        return decisions.add(actor=self.request.user, **form.content()).get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {"title": _("Nytt beslut"), "cancel_url": reverse(LIST), "crumbs": crumbs()}


class DecisionPage(FormPage):
    """A form about one decision."""

    template_name = "advocacy/decision_form.html"
    title: Any = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.decision = get_visible(Decision.objects.for_list(), request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "decision": self.decision,
            "cancel_url": self.decision.get_absolute_url(),
            "crumbs": crumbs(self.decision),
        }


class DecisionEdit(DecisionPage):
    form_class = DecisionForm
    title = gettext_lazy("Redigera beslut")
    success_message = gettext_lazy("Ändringarna är sparade.")

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.request.user, "decision": self.decision}

    def save(self, form: DecisionForm) -> str:
        version = form.cleaned_data["version"]
        decisions.edit(actor=self.request.user, decision=self.decision, version=version, **form.content())
        return self.decision.get_absolute_url()

    def changes_since(self, obj: Any, version: Any) -> list[Change]:
        return changes_since(obj, version, histories(obj))

    def extra_context(self) -> dict[str, Any]:
        return {**super().extra_context(), "remove_url": reverse("advocacy:decision_remove", args=[self.decision.pk])}


class DecisionTasks(DecisionPage):
    """What is to be done after a decision: several tasks at once."""

    form_class = DecisionTasksForm
    template_name = "advocacy/decision_tasks.html"
    title = gettext_lazy("Uppgifter efter beslutet")

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.request.user}

    def save(self, form: DecisionTasksForm) -> str:
        made = decisions.make_tasks(actor=self.request.user, decision=self.decision, planned=form.content())
        said = ngettext("%(n)d uppgift är skapad.", "%(n)d uppgifter är skapade.", len(made)) % {"n": len(made)}
        messages.success(self.request, said)
        return self.decision.get_absolute_url()


class DecisionRemove(MemberView):
    """Takes away one that was noted by mistake; the message offers to take that back."""

    role = Role.EDITOR
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        decision = get_visible(Decision.objects.all(), request.user, pk=pk)
        done(request, decisions.remove(actor=request.user, decision=decision))
        return HttpResponseRedirect(reverse(LIST))


class DecisionFile(MemberView):
    """The extract of the minutes, to save, never to show."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        decision = get_visible(Decision.objects.select_related("attachment"), request.user, pk=pk)
        if decision.attachment is None:
            raise Http404(_("Beslutet har ingen fil."))
        return attachments.response(decision.attachment)
