"""Columns of motions, and what became of their proposals in words."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import LinkState, ProposalDecision
from advocacy.models import MotionProposal, MotionSigner, ProposalLink
from advocacy.querysets.contribution import with_signers_met
from crm.common.columns import Column

ACCEPTED = ProposalLink.objects.filter(state=LinkState.ACCEPTED).select_related("priority").order_by("pk")
PROPOSALS = Prefetch(
    "proposals",
    MotionProposal.objects.order_by("motion_id", "position")
    .only("motion_id", "position", "outcome")
    .prefetch_related(Prefetch("links", ACCEPTED, to_attr="accepted_links")),
    to_attr="shown_proposals",
)
SIGNERS = Prefetch("signers", MotionSigner.objects.order_by("motion_id", "position"), to_attr="shown_signers")
STATES = {
    ProposalDecision.REJECTED: "neutral",
    ProposalDecision.APPROVED: "ok",
    ProposalDecision.PARTLY: "warn",
    ProposalDecision.FILED: "neutral",
    ProposalDecision.NONE: "info",
}


def outcome_badge(outcome: str) -> tuple[str, str]:
    return STATES[ProposalDecision(outcome)], str(ProposalDecision(outcome).label)


def in_all(outcomes: Counter[str]) -> str:
    """'3 avslag, 1 bifall': how many proposals each became of, the most first."""
    return ", ".join(f"{n} {counted_as(outcome)}" for outcome, n in outcomes.most_common())


def counted_as(outcome: str) -> str:
    """An outcome after a number: '37 bifall', '2 utan beslut'."""
    return _("utan beslut") if outcome == ProposalDecision.NONE else str(ProposalDecision(outcome).label).lower()


def _outcomes(motion: Any) -> str:
    return in_all(Counter(proposal.outcome for proposal in motion.shown_proposals))


def first_signer(motion: Any) -> str:
    """'Ada Ek (S) m.fl.'"""
    if not motion.first_signer:
        return ""
    letters = motion.first_letters.strip("-")
    name = f"{motion.first_signer} ({letters})" if letters else motion.first_signer
    return _("%(name)s m.fl.") % {"name": name} if motion.has_more_signers else name


def _parties(motion: Any) -> str:
    """Those of the signers that day, in the order of the signers."""
    return ", ".join(dict.fromkeys(one.letters for one in motion.shown_signers if one.letters.strip("-")))


def _priorities(motion: Any) -> str:
    linked = (str(link.priority) for one in motion.shown_proposals for link in one.accepted_links)
    return ", ".join(dict.fromkeys(linked))


MOTION_COLUMNS = (
    Column("number", gettext_lazy("Nummer"), str, ("session", "number"), phone=True),
    Column("title", gettext_lazy("Motion"), lambda m: m.title, kind="link"),
    Column(
        "signers",
        gettext_lazy("Undertecknad av"),
        first_signer,
        phone=True,
        annotate=lambda rows: rows.with_first_signer(),
    ),
    Column("parties", gettext_lazy("Partier"), _parties, prefetch=(SIGNERS,), phone=True, is_shown=False),
    Column("kind", gettext_lazy("Slag"), lambda m: str(m.get_kind_display()), ("kind",), is_shown=False),
    Column(
        "committee",
        gettext_lazy("Utskott"),
        lambda m: str(m.committee or ""),
        ("committee__sort_key",),
        is_shown=False,  # the titles are long, and need the place
    ),
    Column("submitted", gettext_lazy("Inlämnad"), lambda m: m.submitted_on, ("submitted_on",), "date", phone=True),
    Column(
        "proposals",
        gettext_lazy("Yrkanden"),
        lambda m: len(m.shown_proposals),
        kind="number",
        prefetch=(PROPOSALS,),
        is_shown=False,
    ),
    Column("outcomes", gettext_lazy("Utfall"), _outcomes, prefetch=(PROPOSALS,), phone=True),
    Column("priorities", gettext_lazy("Sakfrågor"), _priorities, prefetch=(PROPOSALS,)),
    Column(
        "met",
        gettext_lazy("Vi hade träffat"),
        lambda m: m.signers_met,
        kind="number",
        annotate=with_signers_met,
        is_shown=False,
        described=gettext_lazy("Undertecknare vi hade träffat under de 12 månaderna innan"),
    ),
    Column("status", gettext_lazy("Läge"), lambda m: m.status, ("status",), is_shown=False),
    Column("cause", gettext_lazy("Med anledning av"), lambda m: m.cause, is_shown=False),
    Column("document", gettext_lazy("Dokument-id"), lambda m: m.document, is_shown=False),
    Column("url", gettext_lazy("Hos Riksdagen"), lambda m: m.url, is_shown=False),
)
