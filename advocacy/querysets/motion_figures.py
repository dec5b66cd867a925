"""What came of the motions that concern a priority: the figures 'motions' of metrics.md, for page, paper and API."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from advocacy.choices import Leaning, LinkState, MotionKind, ProposalDecision
from crm.common.undo_log import chunks

APPROVED = (ProposalDecision.APPROVED, ProposalDecision.PARTLY)
# The stem of 'tillkännager detta för regeringen': what the chamber tells the Government when it approves.
ANNOUNCED = "tillkannag"


@dataclass(frozen=True)
class PartyRow:
    """The motions that a party has signed, by kind. `party` is None for those outside the parties."""

    party: Any
    letters: str
    kinds: list[tuple[str, int]]
    total: int


@dataclass(frozen=True)
class MotionFigures:
    """Motions with a proposal linked to a priority, and what became of those proposals.

    A motion signed by several parties counts for each of them, and once in the totals. Days are those of submitting,
    first and last included; None: from the beginning, until now. The ids stand behind every number. Reservations are
    those at the points where the proposals were decided; `unplaced` is how many were decided at a point that the
    Riksdag's data does not tell.
    """

    motions: tuple[int, ...]
    proposals: tuple[int, ...]
    parties: list[PartyRow]
    kinds: list[tuple[str, Any, int]]
    outcomes: list[tuple[str, Any, int]]
    leanings: list[tuple[str, Any, int]]
    approved: tuple[int, ...]
    announcements: tuple[int, ...]
    reservations: tuple[int, ...]
    reserving: list[tuple[str, int]]
    unplaced: int


def motion_figures(
    priorities: Collection[int], *, since: dt.date | None = None, until: dt.date | None = None
) -> MotionFigures:
    """The figures of priorities by their ids (one and all below it: `branch_ids`), the same for all. Four queries."""
    from advocacy.models import MotionProposal, ProposalLink

    links = ProposalLink.objects.filter(priority__in=priorities, state=LinkState.ACCEPTED).order_by()
    leanings: dict[int, set[str]] = {}
    for pk, leaning in links.values_list("proposal_id", "leaning"):
        leanings.setdefault(pk, set()).add(leaning)
    rows = MotionProposal.objects.filter(pk__in=links.values("proposal"))
    if since:
        rows = rows.filter(motion__submitted_on__gte=since)
    if until:
        rows = rows.filter(motion__submitted_on__lte=until)
    found = list(
        rows.order_by("pk").values("pk", "motion_id", "motion__kind", "outcome", "search_text", "report_id", "point")
    )
    kind_of = {row["motion_id"]: row["motion__kind"] for row in found}
    reservations, reserving = _reservations(
        {(r["report_id"], r["point"]) for r in found if r["report_id"] and r["point"]}
    )
    approved = [row for row in found if row["outcome"] in APPROVED]
    said = Counter(leaning for row in found for leaning in _leaning(leanings.get(row["pk"], set())))
    outcomes, kinds = Counter(row["outcome"] for row in found), Counter(kind_of.values())
    return MotionFigures(
        motions=tuple(sorted(kind_of)),
        proposals=tuple(row["pk"] for row in found),
        parties=_parties(kind_of),
        kinds=[(kind.value, kind.label, kinds[kind]) for kind in MotionKind],
        outcomes=[(one.value, one.label, outcomes[one]) for one in ProposalDecision],
        leanings=[(one.value, one.label, said[one]) for one in Leaning],
        approved=tuple(row["pk"] for row in approved),
        announcements=tuple(row["pk"] for row in approved if is_announcement(row["search_text"])),
        reservations=reservations,
        reserving=reserving,
        unplaced=sum(1 for row in found if row["report_id"] and not row["point"]),
    )


def is_announcement(search_text: str) -> bool:
    """Whether a proposal asks the chamber to tell the Government something (tillkännagivande), by its stems."""
    return any(word.startswith(ANNOUNCED) for word in search_text.split())


def _leaning(said: set[str]) -> set[str]:
    """Linked to two priorities of a branch, a proposal leans as the one that takes sides says."""
    return said - {Leaning.NEITHER.value} or said


def _parties(kind_of: dict[int, str]) -> list[PartyRow]:
    """Who signed, the party with most motions first."""
    from advocacy.models import MotionSigner

    signed: dict[Any, set[int]] = {}
    called: dict[Any, tuple[Any, str]] = {}
    for some in chunks(kind_of):
        rows = MotionSigner.objects.filter(motion__in=some).order_by().select_related("party")
        for one in rows.only("motion", "letters", "party"):
            letters = one.letters.strip("-").upper()
            key = one.party_id or letters
            signed.setdefault(key, set()).add(one.motion_id)
            called[key] = one.party, letters
    found = []
    for key, motions in signed.items():
        counts = Counter(kind_of[pk] for pk in motions)
        found.append(PartyRow(*called[key], [(kind.value, counts[kind]) for kind in MotionKind], len(motions)))
    return sorted(found, key=lambda row: (-row.total, row.letters))


def _reservations(points: Collection[tuple[int, int]]) -> tuple[tuple[int, ...], list[tuple[str, int]]]:
    """The reservations at some points of reports, and how many of them each party stands behind."""
    from advocacy.models import Reservation

    found: dict[int, list[str]] = {}
    for some in chunks({report for report, _point in points}):
        rows = Reservation.objects.filter(report__in=some).order_by("pk")
        said = rows.values_list("pk", "report_id", "point", "parties")
        found.update((pk, parties) for pk, report, point, parties in said if (report, point) in points)
    counts = Counter(letters for parties in found.values() for letters in parties)
    return tuple(found), sorted(counts.items(), key=lambda item: (-item[1], item[0]))
