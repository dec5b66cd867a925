"""What came of the motions that concern a priority: the figures 'motions' of metrics.md, for page, paper and API."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

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
    return read(priorities, since, until).about(priorities)


class Proposal(NamedTuple):
    """A proposal of a motion, with what became of it."""

    pk: int
    motion: int
    kind: str
    outcome: str
    search_text: str
    report: int | None
    point: int | None


class Signer(NamedTuple):
    """A party that has signed a motion, or the letters of one that is none of ours."""

    motion: int
    party: Any
    letters: str


@dataclass(frozen=True)
class MotionRows:
    """What the figures of motions are made of, for many sets of priorities.

    `links`: (priority, leaning) of each proposal. `reservations`: by report and point, (id, the parties behind it).
    """

    links: Mapping[int, Collection[tuple[int, str]]]
    proposals: Collection[Proposal]
    signers: Collection[Signer]
    reservations: Mapping[tuple[int, int], Collection[tuple[int, list[str]]]]

    def about(self, priorities: Collection[int]) -> MotionFigures:
        """The figures of the proposals that are linked to some of the priorities (ids)."""
        leanings = {
            pk: sides
            for pk, links in self.links.items()
            if (sides := {how for about, how in links if about in priorities})
        }
        found = [row for row in self.proposals if row.pk in leanings]
        kind_of = {row.motion: row.kind for row in found}
        points = {(row.report, row.point) for row in found if row.report and row.point}
        reservations = sorted(one for point in points for one in self.reservations.get(point, ()))
        behind = Counter(letters for _pk, parties in reservations for letters in parties)
        approved = [row for row in found if row.outcome in APPROVED]
        said = Counter(leaning for row in found for leaning in _leaning(leanings[row.pk]))
        outcomes, kinds = Counter(row.outcome for row in found), Counter(kind_of.values())
        return MotionFigures(
            motions=tuple(sorted(kind_of)),
            proposals=tuple(row.pk for row in found),
            parties=_parties(kind_of, self.signers),
            kinds=[(kind.value, kind.label, kinds[kind]) for kind in MotionKind],
            outcomes=[(one.value, one.label, outcomes[one]) for one in ProposalDecision],
            leanings=[(one.value, one.label, said[one]) for one in Leaning],
            approved=tuple(row.pk for row in approved),
            announcements=tuple(row.pk for row in approved if is_announcement(row.search_text)),
            reservations=tuple(pk for pk, _parties in reservations),
            reserving=sorted(behind.items(), key=lambda item: (-item[1], item[0])),
            unplaced=sum(1 for row in found if row.report and not row.point),
        )


def read(priorities: Collection[int], since: dt.date | None, until: dt.date | None) -> MotionRows:
    """The proposals of motions submitted from `since` to `until` that are linked to the priorities. Four queries."""
    from advocacy.models import MotionProposal, ProposalLink

    accepted = ProposalLink.objects.filter(priority__in=priorities, state=LinkState.ACCEPTED).order_by()
    if since:
        accepted = accepted.filter(proposal__motion__submitted_on__gte=since)
    if until:
        accepted = accepted.filter(proposal__motion__submitted_on__lte=until)
    rows = MotionProposal.objects.filter(pk__in=accepted.values("proposal"))
    columns = ("pk", "motion_id", "motion__kind", "outcome", "search_text", "report_id", "point")
    proposals = [Proposal(*row) for row in rows.order_by("pk").values_list(*columns)]
    links: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for pk, priority, leaning in accepted.values_list("proposal_id", "priority_id", "leaning") if proposals else ():
        links[pk].append((priority, leaning))
    points = {(row.report, row.point) for row in proposals if row.report and row.point}
    return MotionRows(links, proposals, _signers({row.motion for row in proposals}), _reservations(points))


def is_announcement(search_text: str) -> bool:
    """Whether a proposal asks the chamber to tell the Government something (tillkännagivande), by its stems."""
    return any(word.startswith(ANNOUNCED) for word in search_text.split())


def _leaning(said: set[str]) -> set[str]:
    """Linked to two priorities of a branch, a proposal leans as the one that takes sides says."""
    return said - {Leaning.NEITHER.value} or said


def _signers(motions: Collection[int]) -> list[Signer]:
    from advocacy.models import MotionSigner

    found = []
    for some in chunks(motions):
        rows = MotionSigner.objects.filter(motion__in=some).order_by().select_related("party")
        found += [Signer(one.motion_id, one.party, one.letters) for one in rows.only("motion", "letters", "party")]
    return found


def _parties(kind_of: dict[int, str], signers: Collection[Signer]) -> list[PartyRow]:
    """Who signed, the party with most motions first."""
    signed: dict[Any, set[int]] = {}
    called: dict[Any, tuple[Any, str]] = {}
    for one in signers:
        if one.motion not in kind_of:
            continue
        letters = one.letters.strip("-").upper()
        key = one.party.pk if one.party else letters
        signed.setdefault(key, set()).add(one.motion)
        called[key] = one.party, letters
    found = []
    for key, motions in signed.items():
        counts = Counter(kind_of[pk] for pk in motions)
        found.append(PartyRow(*called[key], [(kind.value, counts[kind]) for kind in MotionKind], len(motions)))
    return sorted(found, key=lambda row: (-row.total, row.letters))


def _reservations(points: Collection[tuple[int, int]]) -> dict[tuple[int, int], list[tuple[int, list[str]]]]:
    """The reservations at some points of reports, with the parties behind each."""
    from advocacy.models import Reservation

    found: dict[tuple[int, int], list[tuple[int, list[str]]]] = defaultdict(list)
    for some in chunks({report for report, _point in points}):
        rows = Reservation.objects.filter(report__in=some).order_by()
        for pk, report, point, parties in rows.values_list("pk", "report_id", "point", "parties"):
            if point is not None and (report, point) in points:
                found[report, point].append((pk, parties))
    return found
