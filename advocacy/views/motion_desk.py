"""The desk of a motion period: its days, who asked, what was offered to which party, what came out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from advocacy.choices import Confidence, InteractionStatus, ProposalDecision
from advocacy.columns.interaction import few, our_side
from advocacy.models import Interaction, MotionPeriod, PartyDeadline
from advocacy.services import motion_agenda, motion_desk
from advocacy.services.motion_desk import Came, Material, Requests
from advocacy.views.motion_before import badge_of
from contacts.models import Party
from crm.common.dates import today
from crm.common.permissions import Role, can
from crm.common.views import MemberView

SHOWN = 40  # of the motions that came out
OUTCOME_STATES = {
    ProposalDecision.APPROVED: "ok",
    ProposalDecision.PARTLY: "ok",
    ProposalDecision.REJECTED: "neutral",
    ProposalDecision.FILED: "neutral",
    ProposalDecision.NONE: "info",
}


def period_of(session: str) -> MotionPeriod:
    """The period of a session as it stands in an address ('2026-27'). Raises Http404."""
    return get_object_or_404(MotionPeriod, session=session.replace("-", "/", 1))


class CurrentDesk(MemberView):
    """The desk of the period that goes on or comes next, else of the last one; the list where there is none."""

    def get(self, request: HttpRequest) -> HttpResponse:
        ahead = MotionPeriod.objects.filter(ends_on__gte=today()).order_by("starts_on").first()
        period = ahead or MotionPeriod.objects.order_by("-starts_on").first()
        return HttpResponseRedirect(period.get_absolute_url() if period else reverse("advocacy:motion_period_list"))


@dataclass(frozen=True)
class PartyLine:
    """A party of the period: its own last day, and how many asked and were answered."""

    party: Party
    deadline: PartyDeadline | None
    badge: tuple[str, str] | None
    asked: int
    answered: int


@dataclass(frozen=True)
class MaterialLine:
    """A material, and for each party of the table what it was given (None: nothing yet)."""

    material: Material
    cells: list[Any]
    missing: int
    offer_url: str


class MotionDesk(MemberView):
    def get(self, request: HttpRequest, session: str) -> HttpResponse:
        period, user = period_of(session), request.user
        parties = motion_desk.parties_of(period)
        requests = motion_desk.requests_of(period, user)
        materials, hidden = motion_desk.materials_of(period, user)
        came = motion_desk.came_out(period.session, user)
        known = {party.code: party for party in parties}
        context = {
            "title": _("Motionstid %(session)s") % {"session": period},
            "crumbs": [{"label": _("Allmänna motionstider"), "url": reverse("advocacy:motion_period_list")}],
            "period": period,
            "badge": motion_agenda.badge_of(period),
            "parties": _party_lines(period, parties, requests),
            "others": _of_others(parties, requests),
            "requests": requests,
            "named": [NamedRequest.of(row) for row in requests.named],
            "unnamed": requests.asked - len(requests.named),
            "table_parties": parties,
            "materials": [_material_line(period, material, parties) for material in materials],
            "hidden": hidden,
            "came": [_came_line(row) for row in came[:SHOWN]],
            "came_count": len(came),
            "came_parties": [(known.get(row.letters), row) for row in motion_desk.by_party(came)],
            "confidences": [Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW],
            "is_cut": len(came) > SHOWN,
            "may_manage": can(user, Role.MANAGER),
        }
        return TemplateResponse(request, "advocacy/motion_desk.html", context)


@dataclass(frozen=True)
class NamedRequest:
    """A request of which the reader may know who made it."""

    interaction: Interaction
    person: Any
    ours: str
    about: str
    is_answered: bool

    @classmethod
    def of(cls, row: Interaction) -> NamedRequest:
        about = ", ".join(link.priority.name for link in row.priority_links.all())
        is_answered = row.status == InteractionStatus.DONE
        return cls(row, row.facts.asked_by, few(our_side(row)), about, is_answered)


def _party_lines(period: MotionPeriod, parties: list[Party], requests: Requests) -> list[PartyLine]:
    deadlines = {row.party_id: row for row in period.party_deadlines.all()}
    return [
        PartyLine(
            party,
            deadline := deadlines.get(party.pk),
            motion_agenda.deadline_badge(deadline.due_on) if deadline else None,
            *requests.counts.get(party.code, (0, 0)),
        )
        for party in parties
    ]


def _of_others(parties: list[Party], requests: Requests) -> tuple[int, int]:
    """How many asked and were answered who are of none of the period's parties, or of none that is known."""
    codes = {party.code for party in parties}
    others = [counts for code, counts in requests.counts.items() if code not in codes]
    return sum(asked for asked, _answered in others), sum(answered for _asked, answered in others)


def _material_line(period: MotionPeriod, material: Material, parties: list[Party]) -> MaterialLine:
    cells = [(party, material.given.get(party.code)) for party in parties]
    priority = next(iter(material.priorities), "")
    return MaterialLine(
        material,
        cells,
        sum(given is None for _party, given in cells),
        offer_address(period, material=material.name, priority=priority),
    )


def offer_address(period: MotionPeriod, **said: Any) -> str:
    """The form for offering material, with what is known of it."""
    return reverse("advocacy:motion_offer", args=[period.slug], query=said)


def _came_line(row: Came) -> dict[str, Any]:
    return {
        "motion": row.motion,
        "parties": row.parties,
        "priorities": ", ".join(row.priorities.values()),
        "outcomes": [
            (OUTCOME_STATES[outcome], ProposalDecision(outcome).label, row.outcomes[outcome])
            for outcome in ProposalDecision
            if row.outcomes[outcome]
        ],
        "met": row.contribution.met,
        "signers": len(row.contribution.signers),
        "badge": badge_of(row.contribution.confidence),
    }
