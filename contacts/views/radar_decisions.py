"""What is said of a radar run's proposals, and what is done with the run: carried out, taken back, thrown away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts import jobs_radar
from contacts.choices import ChangeKind, ChangeState, RadarState
from contacts.filters.radar import RadarFilterSet
from contacts.imports.web_sources import attribution
from contacts.models import RadarChange, RadarRun
from contacts.services import radar, radar_decisions, radar_undoing
from contacts.views.radar import user_of
from contacts.views.radar_lines import lines_of
from contacts.views.radar_run import Tally, crumbs, summary
from crm.common import undo_trace
from crm.common.permissions import Role
from crm.common.views import MemberView, get_visible

# How a decision is called in an address and a form.
ANSWERS = {
    "godkann": ChangeState.ACCEPTED,
    "avvisa": ChangeState.REFUSED,
    "ta-tillbaka": ChangeState.OPEN,
}


class RunAction(MemberView):
    """Something that is done with one run; `run` is it."""

    role = Role.EDITOR

    def run_of(self, pk: int) -> RadarRun:
        return get_visible(RadarRun.objects.select_related("created_by"), self.request.user, pk=pk)  # type: ignore[no-any-return]


class RadarDecide(MemberView):
    """Accept, refuse or take back one change. With htmx the line and the counts come back."""

    role = Role.EDITOR

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        change = get_visible(RadarChange.objects.select_related("run"), request.user, pk=pk)
        answer, choice = request.POST.get("beslut", ""), request.POST.get("choice", "")
        error = ""
        try:
            radar_decisions.decide(
                actor=user_of(request),
                change=change,
                state=ANSWERS.get("godkann" if choice else answer, ""),
                choice=choice,
            )
        except ValidationError as wrong:
            error = " ".join(wrong.messages)
        if not request.htmx:  # type: ignore[attr-defined]
            if error:
                messages.error(request, error)
            return HttpResponseRedirect(f"{change.run.get_absolute_url()}?{_kept(request).urlencode()}#change-{pk}")
        return self.line(pk, error)

    def line(self, pk: int, error: str) -> HttpResponse:
        change = RadarChange.objects.for_list().get(pk=pk)
        query = _kept(self.request)
        context = {
            "line": lines_of([change], self.request.user)[0],
            "error": error,
            "attribution": attribution(change.run),
            "is_update": True,
            "query": query.urlencode(),
            **summary(change.run, Tally(change.run), query, self.request.user),
        }
        status = 422 if error else 200
        return TemplateResponse(self.request, "contacts/_radar_decided.html", context, status=status)


class RadarDecideMany(RunAction):
    """The same for all that the filter finds: how many of each kind, then yes."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run, state = self.run_of(pk), self.state()
        if state is None:
            return redirect(run)
        rows = self.rows(run)
        about = rows.exclude(state__in=(*radar_decisions.FINAL, state))
        asked = about.exclude(kind=ChangeKind.DOUBTFUL) if state == ChangeState.ACCEPTED else about
        counts = _by_kind(asked)
        n, doubtful = sum(n for _label, n in counts), about.count() if state == ChangeState.ACCEPTED else 0
        titles = {
            ChangeState.ACCEPTED: ngettext("Godkänn %(n)s förändring", "Godkänn %(n)s förändringar", n),
            ChangeState.REFUSED: ngettext("Avvisa %(n)s förändring", "Avvisa %(n)s förändringar", n),
            ChangeState.OPEN: ngettext("Ta tillbaka %(n)s beslut", "Ta tillbaka %(n)s beslut", n),
        }
        context = {
            **_confirming(run, f"{run.get_absolute_url()}?{self.filter_query().urlencode()}"),
            "title": titles[state] % {"n": n},
            "submit_label": titles[state] % {"n": n},
            "counts": counts,
            "n": n,
            "doubtful": max(0, doubtful - n),
            "filters": self.filterset(run).chips,
            "what": state,
        }
        return TemplateResponse(request, "contacts/radar_decide_many.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run, state = self.run_of(pk), self.state()
        try:
            if state is None:
                raise ValidationError(_("Välj att godkänna, avvisa eller ta tillbaka."))
            n = radar_decisions.decide_many(actor=user_of(request), run=run, changes=self.rows(run), state=state)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _said(state, n))
        return HttpResponseRedirect(f"{run.get_absolute_url()}?{self.filter_query().urlencode()}")

    def state(self) -> ChangeState | None:
        return ANSWERS.get(self.request.GET.get("beslut", ""))

    def filter_query(self) -> Any:
        query = self.request.GET.copy()
        query.pop("beslut", None)
        return query

    def filterset(self, run: RadarRun) -> RadarFilterSet:
        rows = RadarChange.objects.visible_to(self.request.user).filter(run=run)
        return RadarFilterSet(self.filter_query(), queryset=rows, request=self.request)

    def rows(self, run: RadarRun) -> Any:
        return self.filterset(run).qs


class RadarAcceptCertain(RunAction):
    """Accept all certain ones that nobody has decided."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.run_of(pk)
        try:
            n = radar_decisions.accept_certain(actor=user_of(request), run=run)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _said(ChangeState.ACCEPTED, n))
        return HttpResponseRedirect(f"{run.get_absolute_url()}?{_kept(request).urlencode()}")


class RadarApply(RunAction):
    """What is accepted, kind by kind; then a job carries it out."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.run_of(pk)
        tally = Tally(run)
        if run.state != RadarState.OPEN or not tally.accepted:
            messages.info(request, _("Ingenting är godkänt att genomföra."))
            return redirect(run)
        n = tally.accepted
        label = ngettext("Genomför %(n)s godkänd", "Genomför %(n)s godkända", n) % {"n": n}
        context = {
            **_confirming(run),
            "title": label,
            "submit_label": label,
            "counts": [(kind.label, tally.accepted_kinds[kind]) for kind in ChangeKind if tally.accepted_kinds[kind]],
            "tally": tally,
        }
        return TemplateResponse(request, "contacts/radar_apply.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.run_of(pk)
        if not run.changes.filter(state=ChangeState.ACCEPTED).exists():
            messages.info(request, _("Ingenting är godkänt att genomföra."))
        elif not jobs_radar.start_applying(run=run, actor=user_of(request)):
            messages.info(request, _("Körningen arbetar redan."))
        return redirect(run)


class RadarUndo(RunAction):
    """Take the run back: what it did, then yes."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.run_of(pk)
        if not radar_undoing.may_undo(run=run, user=user_of(request)):
            messages.info(request, _("Det finns inget att ångra, eller så är det någon annans att ångra."))
            return redirect(run)
        found = radar_undoing.operations(run)
        context = {
            **_confirming(run),
            "title": _("Ångra %(name)s") % {"name": run},
            "submit_label": _("Ångra körningen"),
            "danger": True,
            "operations": found,
            "rows": sum(undo_trace.size(one) for one in found),
        }
        return TemplateResponse(request, "contacts/radar_undo.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.run_of(pk)
        try:
            undone = jobs_radar.start_undoing(run=run, actor=user_of(request))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            if undone and undone.refused:
                messages.warning(request, _("Ångrat, utom det som har ändrats sedan dess."))
            elif undone:
                messages.success(request, _("Ångrat. Registret är som före körningen."))
        return redirect(run)


class RadarAgain(RunAction):
    """Compare anew, or start a job once more that was stopped half-way."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.run_of(pk)
        if not jobs_radar.start_again(run=run, actor=user_of(request)):
            messages.info(request, _("Jobbet pågår redan."))
        return redirect(run)


class RadarDiscard(RunAction):
    """Throw away a run of which nothing was carried out."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.run_of(pk)
        try:
            radar.discard(actor=user_of(request), run=run)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(run)
        messages.success(request, _("Körningen är bortkastad. Ingenting i registret är ändrat."))
        return redirect("contacts:radar_list")


def _kept(request: HttpRequest) -> Any:
    """What the list was asked for when a button on it was pressed."""
    return QueryDict(request.POST.get("fran", ""), mutable=True)


def _by_kind(rows: Any) -> list[tuple[str, int]]:
    counted = dict(rows.order_by().values_list("kind").annotate(Count("pk")))
    return [(kind.label, counted[kind]) for kind in ChangeKind if kind in counted]


def _confirming(run: RadarRun, back: str = "") -> dict[str, Any]:
    return {
        "run": run,
        "cancel_url": back or run.get_absolute_url(),
        "crumbs": [*crumbs(), {"label": str(run), "url": run.get_absolute_url()}],
    }


def _said(state: str, n: int) -> str:
    said = {
        ChangeState.ACCEPTED: ngettext(
            "%(n)s förändring är godkänd. Inget är genomfört än.",
            "%(n)s förändringar är godkända. Inget är genomfört än.", n
        ),
        ChangeState.REFUSED: ngettext("%(n)s förändring är avvisad.", "%(n)s förändringar är avvisade.", n),
        ChangeState.OPEN: ngettext("%(n)s beslut är tillbakataget.", "%(n)s beslut är tillbakatagna.", n),
    }  # fmt: skip
    return said[ChangeState(state)] % {"n": n}
