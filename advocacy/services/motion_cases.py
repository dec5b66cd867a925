"""How a motion was dealt with, in words: what committee and chamber said of each proposal, and the points of the
reports in which that was decided, with votes and reservations.

The Riksdag's lists of documents seldom say at which point of a report a proposal was decided. Where a report has one
point alone it was there; else all its points are told, and that the right one is not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from django.utils.translation import gettext as _

from advocacy.choices import ProposalDecision, ReportDecision
from advocacy.models import CommitteeReport, MotionProposal, ReportPoint, Reservation
from contacts.models import Party

COMMITTEE = "utskottet"  # as the Riksdag writes who won
RESERVATION = "reservation "


@dataclass(frozen=True)
class PartyVotes:
    """How those of a party voted: yes to what the committee proposed, no, abstained, absent. `party` None: no party."""

    letters: str
    party: Party | None
    counts: Sequence[int]


@dataclass(frozen=True)
class NamedParty:
    """A party by its letters, and as the row that we know it by."""

    letters: str
    party: Party | None


@dataclass(frozen=True)
class PointReservation:
    number: int
    title: str
    parties: list[NamedParty]


@dataclass(frozen=True)
class Point:
    """A point of decision: how it was decided in words, who voted how, who had wanted something else."""

    number: int
    title: str
    said: str
    votes: list[PartyVotes]
    total: list[int]
    reservations: list[PointReservation]

    @property
    def sides(self) -> list[tuple[str, list[str]]]:
        """How most of each party voted: (yes, no or abstained in words, the parties)."""
        found: dict[int, list[str]] = defaultdict(list)
        for row in self.votes:
            voted = row.counts[:3]
            if row.letters.strip("-") and any(voted):
                found[voted.index(max(voted))].append(row.letters)
        words = (_("Ja"), _("Nej"), _("Avstod"))
        return [(words[place], found[place]) for place in sorted(found)]


@dataclass(frozen=True)
class Case:
    """A report, and the motion's proposals that it deals with.

    `points` are those at which they were decided, `others` the rest of the report where it is not known which.
    """

    report: CommitteeReport
    proposals: list[MotionProposal]
    points: list[Point]
    others: list[Point]

    @property
    def numbers(self) -> str:
        return in_ranges(proposal.position for proposal in self.proposals)

    @property
    def unplaced(self) -> str:
        """The proposals of which it is not known at which point they were decided."""
        return in_ranges(proposal.position for proposal in self.proposals if not proposal.point)

    def reserved_by(self, letters: Collection[str]) -> list[Point]:
        """Of the other points those at which one of the parties reserved itself."""
        return [
            point
            for point in self.others
            if any(party.letters in letters for one in point.reservations for party in one.parties)
        ]


def cases_of(proposals: Sequence[MotionProposal]) -> list[Case]:
    """The reports that deal with a motion's proposals, in the order of the proposals. Three queries."""
    dealt_with: dict[CommitteeReport, list[MotionProposal]] = {}
    for proposal in proposals:
        if proposal.report is not None:
            dealt_with.setdefault(proposal.report, []).append(proposal)
    if not dealt_with:
        return []
    points = _points(dealt_with)
    return [_case(report, own, points[report.pk]) for report, own in dealt_with.items()]


def _case(report: CommitteeReport, proposals: list[MotionProposal], points: list[Point]) -> Case:
    known = {proposal.point for proposal in proposals if proposal.point}
    if len(points) == 1:
        return Case(report, proposals, points, [])
    here = [point for point in points if point.number in known]
    is_all_known = all(proposal.point for proposal in proposals)
    others = [] if is_all_known else [point for point in points if point.number not in known]
    return Case(report, proposals, here, others)


def _points(reports: Iterable[CommitteeReport]) -> dict[int, list[Point]]:
    ids = [report.pk for report in reports]
    rows = ReportPoint.objects.filter(report__in=ids).order_by("report_id", "number")
    reserved: dict[tuple[int, int | None], list[Reservation]] = defaultdict(list)
    numbered: dict[tuple[int, int], Reservation] = {}
    for one in Reservation.objects.filter(report__in=ids).order_by("report_id", "number"):
        reserved[one.report_id, one.point].append(one)
        numbered[one.report_id, one.number] = one
    parties = {party.code: party for party in Party.objects.all()}
    found: dict[int, list[Point]] = defaultdict(list)
    for row in rows:
        votes = [PartyVotes(letters, parties.get(letters), counts) for letters, counts in row.votes.items()]
        found[row.report_id].append(
            Point(
                number=row.number,
                title=row.title,
                said=_decided(row, numbered),
                votes=votes,
                total=[sum(counts) for counts in zip(*row.votes.values(), strict=True)],
                reservations=[
                    PointReservation(
                        one.number, one.title, [NamedParty(name, parties.get(name)) for name in one.parties]
                    )
                    for one in reserved[row.report_id, row.number]
                ],
            )
        )
    return found


# --- Words --------------------------------------------------------------------------------------------------------


def _decided(point: ReportPoint, reservations: dict[tuple[int, int], Reservation]) -> str:
    """Who won, and how."""
    winner = point.winner.casefold()
    if winner == COMMITTEE:
        who = _("Utskottets förslag vann")
    elif winner.startswith(RESERVATION) and winner.removeprefix(RESERVATION).isdecimal():
        number = int(winner.removeprefix(RESERVATION))
        reservation = reservations.get((point.report_id, number))
        parties = f" ({', '.join(reservation.parties)})" if reservation and reservation.parties else ""
        who = _("Reservation %(n)s%(parties)s vann") % {"n": number, "parties": parties}
    else:
        return point.winner.capitalize() or _("Inte avgjord än")
    if point.decided_by == ReportDecision.VOTE:
        return _("%(who)s efter votering") % {"who": who}
    if point.decided_by == ReportDecision.ACCLAMATION:
        return _("%(who)s utan votering") % {"who": who}
    return who


def said_of(proposal: MotionProposal) -> list[str]:
    """What committee and chamber said, a sentence for each time the proposal was dealt with, in order."""
    rounds = list(zip_longest(proposal.committee_said, proposal.chamber_said, fillvalue=""))
    decided = [place for place, (_committee, chamber) in enumerate(rounds) if chamber]
    sentences = [
        _round(committee, chamber, came_back=any(later > place for later in decided))
        for place, (committee, chamber) in enumerate(rounds)
        if committee or chamber
    ]
    if not sentences:
        return [_("Utskottet och kammaren har inte behandlat yrkandet.")]
    if len(sentences) == 1:
        return sentences
    return [_("Gång %(n)s: %(what)s") % {"n": n, "what": said} for n, said in enumerate(sentences, start=1)]


def _round(committee: str, chamber: str, *, came_back: bool) -> str:
    """`came_back`: the chamber decided a later time."""
    words = {"committee": _what(committee), "chamber": _what(chamber)}
    if not committee:
        return _("Kammaren beslutade %(chamber)s.") % words
    if not chamber and came_back:
        return _("Utskottet föreslog %(committee)s. Kammaren beslutade inte den gången.") % words
    if not chamber:
        return _("Utskottet föreslog %(committee)s. Kammaren har inte beslutat än.") % words
    if committee == chamber:
        return _("Utskottet föreslog %(committee)s, och så beslutade kammaren.") % words
    return _("Utskottet föreslog %(committee)s, men kammaren beslutade %(chamber)s.") % words


def _what(decision: str) -> str:
    labels = {
        ProposalDecision.REJECTED: _("avslag"),
        ProposalDecision.APPROVED: _("bifall"),
        ProposalDecision.PARTLY: _("delvis bifall"),
        ProposalDecision.FILED: _("att lägga yrkandet till handlingarna"),
    }
    return labels[ProposalDecision(decision)] if decision else ""


def in_ranges(numbers: Iterable[int]) -> str:
    """'1–4, 7'."""
    runs = []
    for _place, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        found = [number for _index, number in run]
        runs.append(f"{found[0]}–{found[-1]}" if len(found) > 1 else f"{found[0]}")
    return ", ".join(runs)
