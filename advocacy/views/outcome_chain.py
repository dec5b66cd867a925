"""The chain to an outcome: adding a link, saying how it contributed, taking it out, and what is suggested."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.forms.outcome import ContributionForm, NoteForm
from advocacy.models import Consultation, Interaction, Motion, MotionProposal, Outcome, OutcomeContribution, Viewpoint
from advocacy.services import outcome_chain, outcome_suggestions, outcomes
from advocacy.views.outcomes import crumbs
from crm.common import search
from crm.common.messages import done
from crm.common.permissions import Role
from crm.common.text import tokens
from crm.common.views import FormPage, MemberView, get_visible
from crm.templatetags.ui import long_day

LIMIT = 12
LENGTH = 110  # characters of a proposal or viewpoint among those to choose


class ContributionAdd(FormPage):
    """One link more; below, what concerns the same priority and lies before the outcome."""

    form_class = ContributionForm
    template_name = "advocacy/outcome_contribution.html"
    success_message = gettext_lazy("Ledet är tillagt.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.outcome = get_visible(Outcome.objects.for_list(), request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.request.user}

    def save(self, form: ContributionForm) -> str:
        user: Any = self.request.user
        outcomes.contribute(
            actor=user, outcome=self.outcome, source=form.source, note=form.cleaned_data["note"].strip()
        )
        stays = "more" in self.request.POST
        return self.request.path if stays else f"{self.outcome.get_absolute_url()}#kedja"

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Lägg till led i kedjan"),
            "lead": self.outcome.title,
            "leads": outcome_suggestions.leads(self.outcome, self.request.user),
            "steps": outcome_chain.steps_of(self.outcome, self.request.user),
            "cancel_url": f"{self.outcome.get_absolute_url()}#kedja",
            "crumbs": crumbs(self.outcome),
        }


def contribution_of(user: Any, pk: int) -> OutcomeContribution:
    """A link that `user` may read, of an outcome that they may see. Raises Http404."""
    rows = OutcomeContribution.objects.visible_to(user).for_chain().select_related("outcome")
    return get_object_or_404(rows, pk=pk, outcome__in=Outcome.objects.visible_to(user).values("pk"))


class ContributionEdit(FormPage):
    form_class = NoteForm
    template_name = "advocacy/outcome_form.html"
    success_message = gettext_lazy("Ändringarna är sparade.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.contribution = contribution_of(request.user, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"note": self.contribution.note}}

    def save(self, form: NoteForm) -> str:
        user: Any = self.request.user
        outcomes.explain(actor=user, contribution=self.contribution, note=form.cleaned_data["note"].strip())
        return f"{self.contribution.outcome.get_absolute_url()}#kedja"

    def extra_context(self) -> dict[str, Any]:
        outcome = self.contribution.outcome
        return {
            "title": _("Hur bidrog det?"),
            "lead": str(self.contribution),
            "was_checked": outcome.checked_by,
            "cancel_url": f"{outcome.get_absolute_url()}#kedja",
            "crumbs": crumbs(outcome),
        }


class ContributionRemove(MemberView):
    """Takes a link out of the chain; the message offers to take that back."""

    role = Role.EDITOR
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        contribution = contribution_of(request.user, pk)
        user: Any = request.user
        done(request, outcomes.take_out(actor=user, contribution=contribution))
        return HttpResponseRedirect(f"{contribution.outcome.get_absolute_url()}#kedja")


# --- Type-ahead ---------------------------------------------------------------------------------------------------


class Suggest(MemberView):
    """GET ?q=… → {"results": [{id, text, detail}]}; with nothing typed the latest."""

    def get(self, request: HttpRequest) -> JsonResponse:
        return JsonResponse({"results": [self.shown(row) for row in self.found(request.GET.get("q", ""))[:LIMIT]]})

    def found(self, text: str) -> Any:
        raise NotImplementedError

    def shown(self, row: Any) -> dict[str, Any]:
        raise NotImplementedError


class InteractionSuggest(Suggest):
    """Contacts that the user may read, by what they were about or who took part."""

    def found(self, text: str) -> Any:
        rows = Interaction.objects.visible_to(self.request.user).counted()
        return (rows.matching(text) if tokens(text) else rows).order_by("-held_on", "-pk")

    def shown(self, row: Any) -> dict[str, Any]:
        return {"id": row.pk, "text": row.title, "detail": f"{row.get_kind_display()}, {long_day(row.held_on)}"}


class ProposalSuggest(Suggest):
    """Proposals by their words, or those of a motion by its number or title."""

    def found(self, text: str) -> Any:
        rows = MotionProposal.objects.visible_to(self.request.user).select_related("motion")
        if tokens(text):
            own = search.holding_stems(MotionProposal.objects.order_by(), text).values("pk")
            motions = search.holding_stems(Motion.objects.order_by(), text).values("pk")
            rows = rows.filter(Q(pk__in=own) | Q(motion__in=motions))
        return rows.order_by("-motion__submitted_on", "-motion_id", "position")

    def shown(self, row: Any) -> dict[str, Any]:
        detail = f"{row.motion.title}. {row.text}"
        return {"id": row.pk, "text": str(row), "detail": _short(detail)}


class ViewpointSuggest(Suggest):
    """Our viewpoints by their words, or those of a consultation by its title."""

    def found(self, text: str) -> Any:
        rows = Viewpoint.objects.select_related("consultation")
        for word in tokens(text):
            about = Consultation.objects.visible_to(self.request.user).matching(word).order_by().values("pk")
            rows = rows.filter(Q(text__icontains=word) | Q(consultation__in=about))
        return rows.order_by("-consultation__answered_on", "-pk")

    def shown(self, row: Any) -> dict[str, Any]:
        return {"id": row.pk, "text": _short(row.text), "detail": _short(row.consultation.title)}


def _short(text: str) -> str:
    return text if len(text) <= LENGTH else f"{text[:LENGTH].rsplit(' ', 1)[0]} …"
