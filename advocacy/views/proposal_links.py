"""A proposal linked to a priority by hand, from the page of its motion; what was said of it, changed or removed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.forms.search_term import ProposalLinkEditForm, ProposalLinkForm
from advocacy.models import Motion, MotionProposal, Priority, ProposalLink
from advocacy.services import proposal_links
from advocacy.views.changes import summed_up
from crm.common.history import changes_among
from crm.common.permissions import Role
from crm.common.views import FormPage, MemberView, get_visible
from crm.models import User


def links(motion: Motion, proposals: Sequence[MotionProposal], user: User) -> dict[str, Any]:
    """What is said of each proposal, put on it as `shown_links`: a part of the motion's page. One query."""
    rows = ProposalLink.objects.filter(proposal__in=[one.pk for one in proposals]).order_by("priority__position", "pk")
    held: dict[int, list[ProposalLink]] = {}
    for link in rows.select_related("priority"):
        held.setdefault(link.proposal_id, []).append(link)
    for one in proposals:
        one.shown_links = held.get(one.pk, [])  # type: ignore[attr-defined]
    return {}


class LinkPage(FormPage):
    template_name = "advocacy/proposal_link_form.html"
    proposal: MotionProposal

    def back(self) -> str:
        return f"{self.proposal.motion.get_absolute_url()}#yrkande-{self.proposal.position}"

    def extra_context(self) -> dict[str, Any]:
        motion = self.proposal.motion
        return {
            "proposal": self.proposal,
            "cancel_url": self.back(),
            "crumbs": [{"label": f"{motion} {motion.title}", "url": motion.get_absolute_url()}],
        }


class ProposalLinkAdd(LinkPage):
    """By hand, whether the search words find it or not."""

    form_class = ProposalLinkForm
    success_message = gettext_lazy("Kopplingen är sparad.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rows = MotionProposal.objects.select_related("motion")
        self.proposal = get_visible(rows, request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        return {"priorities": Priority.objects.visible_to(self.request.user).filter(is_archived=False)}

    def save(self, form: Any) -> str:
        proposal_links.decide(actor=self.request.user, proposal=self.proposal, **form.cleaned_data)  # type: ignore[arg-type]
        return self.back()

    def extra_context(self) -> dict[str, Any]:
        return {**super().extra_context(), "title": _("Koppla till sakfråga")}


class ProposalLinkEdit(LinkPage):
    form_class = ProposalLinkEditForm
    success_message = gettext_lazy("Ändringen är sparad.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.link = link_of(request, kwargs["pk"])
        self.proposal = self.link.proposal
        return super().dispatch(request, *args, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        return {"link": self.link}

    def save(self, form: Any) -> str:
        link = self.link
        proposal_links.decide(
            actor=self.request.user,
            proposal=link.proposal,
            priority=link.priority,
            **form.cleaned_data,  # type: ignore[arg-type]
        )
        return self.back()

    def extra_context(self) -> dict[str, Any]:
        written = ProposalLink.history.filter(id=self.link.pk).values_list("pk", flat=True)
        return {
            **super().extra_context(),
            "title": _("Kopplingen till %(priority)s") % {"priority": self.link.priority.name},
            "link": self.link,
            "changes": summed_up(changes_among(ProposalLink.history.model, written)),
        }


class ProposalLinkRemove(MemberView):
    """What the words find is a suggestion again; what was linked by hand is linked no more."""

    role = Role.EDITOR
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        link = link_of(request, pk)
        proposal_links.remove(actor=request.user, link=link)  # type: ignore[arg-type]
        messages.success(request, _("Kopplingen är borttagen."))
        return HttpResponseRedirect(link.proposal.motion.get_absolute_url())


def link_of(request: HttpRequest, pk: int) -> ProposalLink:
    rows = ProposalLink.objects.select_related("proposal__motion", "priority", "decided_by").prefetch_related(
        "priority__positions"
    )
    return get_visible(rows, request.user, pk=pk)  # type: ignore[no-any-return]
