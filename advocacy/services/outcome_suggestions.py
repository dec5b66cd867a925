"""What may be worth noting as an outcome, and what may have led to one. Nothing is noted by itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from advocacy.choices import (
    ConsultationState,
    Leaning,
    LinkState,
    OutcomeStrength,
    ProposalDecision,
    TakenUp,
)
from advocacy.models import (
    Interaction,
    MotionProposal,
    Outcome,
    OutcomeContribution,
    Priority,
    ProposalLink,
    Viewpoint,
)
from advocacy.querysets.interaction import counted_q

APPROVED = (ProposalDecision.APPROVED, ProposalDecision.PARTLY)
TAKEN_UP = (TakenUp.YES, TakenUp.PARTLY)
# How long before an outcome that which led to it is looked for.
BEFORE = dt.timedelta(days=730)
MOST = 6


@dataclass(frozen=True)
class Worth:
    """Something that became of our work and that no outcome says yet: a proposal or a viewpoint."""

    name: str
    source: Any
    day: dt.date | None
    title: str
    priority: Priority | None


# --- What may be worth noting -------------------------------------------------------------------------------------


def approved_links() -> Any:
    """Links to a priority of proposals that the chamber approved, wholly or partly, and that no outcome names.

    What speaks against our position is no outcome of ours.
    """
    named = OutcomeContribution.objects.filter(proposal=OuterRef("proposal"))
    links = ProposalLink.objects.filter(state=LinkState.ACCEPTED, proposal__outcome__in=APPROVED)
    return links.exclude(leaning=Leaning.AGAINST).filter(~Exists(named))


def taken_up() -> Any:
    """Our viewpoints that were taken up, wholly or partly, and that no outcome names."""
    named = OutcomeContribution.objects.filter(viewpoint=OuterRef("pk"))
    return Viewpoint.objects.filter(taken_up__in=TAKEN_UP).filter(~Exists(named))


def worth_noting(limit: int = 100) -> list[Worth]:
    """The newest of both sorts, a proposal once though it concerns several priorities. Two queries."""
    links = approved_links().select_related("proposal__motion", "proposal__report", "priority")
    proposals: dict[int, Worth] = {}
    for link in links.order_by("-proposal__motion__submitted_on", "priority__position")[: 2 * limit]:
        one = link.proposal
        day = one.report.decided_on if one.report else None
        proposals.setdefault(one.pk, Worth("proposal", one, day, _proposal_title(one), link.priority))
    viewpoints = [
        Worth("viewpoint", one, one.assessed_on, _short(one.text, 160), one.priority)
        for one in taken_up().select_related("consultation", "priority").order_by("-assessed_on", "-pk")[:limit]
    ]
    found = [*proposals.values(), *viewpoints]
    return sorted(found, key=lambda worth: worth.day or dt.date.min, reverse=True)[:limit]


def count() -> int:
    """How many there are to look at. Two queries."""
    proposals: int = approved_links().order_by().values("proposal").distinct().count()
    viewpoints: int = taken_up().count()
    return proposals + viewpoints


def prefilled(source: Any) -> dict[str, Any]:
    """What can be said of an outcome from the source alone. Confidence is for a person to say."""
    if isinstance(source, MotionProposal):
        return _from_proposal(source)
    return _from_viewpoint(source) if isinstance(source, Viewpoint) else _from_contact(source)


def _proposal_title(proposal: MotionProposal) -> str:
    said = _("Riksdagen biföll delvis") if proposal.outcome == ProposalDecision.PARTLY else _("Riksdagen biföll")
    return _("%(said)s yrkande %(n)d i motion %(motion)s: %(title)s") % {
        "said": said, "n": proposal.position, "motion": proposal.motion, "title": proposal.motion.title,
    }  # fmt: skip


def _from_proposal(proposal: MotionProposal) -> dict[str, Any]:
    link = proposal.links.filter(state=LinkState.ACCEPTED).order_by("priority__position").first()
    report = proposal.report
    # One that was not approved may still have been heard: how, only a person can say.
    title = _proposal_title(proposal) if proposal.outcome in APPROVED else ""
    return {
        "title": _short(title, 300),
        "description": proposal.text,
        "priority": link.priority_id if link else None,
        "strength": OutcomeStrength.ADOPTED if proposal.outcome in APPROVED else "",
        "happened_on": report.decided_on if report else None,
        "document": _("Betänkande %s") % report if report else "",
        "page": _("punkt %d") % proposal.point if report and proposal.point else "",
        "url": proposal.motion.url,
    }


def _from_viewpoint(viewpoint: Viewpoint) -> dict[str, Any]:
    strength = {TakenUp.YES: OutcomeStrength.ADOPTED, TakenUp.PARTLY: OutcomeStrength.ARGUMENT_USED}
    return {
        "title": _short(viewpoint.text, 300),
        "priority": viewpoint.priority_id,
        "strength": strength.get(TakenUp(viewpoint.taken_up), ""),
        "document": viewpoint.document,
        "page": viewpoint.page,
        "url": viewpoint.url,
    }


def _from_contact(interaction: Interaction) -> dict[str, Any]:
    link = interaction.priority_links.order_by("priority__position").first()
    return {"priority": link.priority_id if link else None}


def _short(text: str, longest: int) -> str:
    return Truncator(" ".join(text.split())).chars(longest)


# --- What may have led to one -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Leads:
    """What concerns an outcome's priority, lies before it and is not in its chain."""

    interactions: list[Interaction] = field(default_factory=list)
    proposals: list[MotionProposal] = field(default_factory=list)
    viewpoints: list[Viewpoint] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.interactions or self.proposals or self.viewpoints)


def leads(outcome: Outcome, user: Any) -> Leads:
    """The newest of each sort in the two years before, of what `user` may read. Four queries."""
    branch = Priority.objects.branch_ids(outcome.priority_id)
    first, last = outcome.happened_on - BEFORE, outcome.happened_on
    within = (first, last)
    links = OutcomeContribution.objects.filter(outcome=outcome)
    contacts = Interaction.objects.visible_to(user).about_priorities(branch).between(first, last)
    contacts = contacts.filter(counted_q())
    about = ProposalLink.objects.filter(proposal=OuterRef("pk"), priority__in=branch, state=LinkState.ACCEPTED)
    proposals = MotionProposal.objects.filter(Exists(about), motion__submitted_on__range=within)
    answered = (ConsultationState.ANSWERED, ConsultationState.FOLLOWED_UP)
    viewpoints = Viewpoint.objects.filter(
        priority__in=branch, consultation__state__in=answered, consultation__answered_on__range=within
    )
    return Leads(
        interactions=list(
            contacts.exclude(pk__in=_linked(links, "interaction")).order_by("-held_on", "-pk")[:MOST]
        ),
        proposals=list(
            proposals.exclude(pk__in=_linked(links, "proposal"))
            .select_related("motion").order_by("-motion__submitted_on", "motion_id", "position")[:MOST]
        ),
        viewpoints=list(
            viewpoints.exclude(pk__in=_linked(links, "viewpoint"))
            .select_related("consultation").order_by("-consultation__answered_on", "position")[:MOST]
        ),
    )  # fmt: skip


def _linked(links: Any, name: str) -> Any:
    return links.filter(**{f"{name}__isnull": False}).order_by().values(name)
