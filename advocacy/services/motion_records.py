"""What Riksdagen's documents say of motions and committee reports, understood, before the register is asked."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from crm.models import Operation

KINDS = ("new", "changed", "unchanged", "skipped")


@dataclass(frozen=True)
class ReportName:
    """A committee report as a motion names it."""

    document: str
    session: str
    designation: str
    title: str = ""

    @property
    def key(self) -> str:
        """Riksdagen writes the same identifier with large and with small letters."""
        return self.document.casefold()


@dataclass(frozen=True)
class ProposalRecord:
    """A proposal; what committee and chamber said each time it was dealt with, '' where nothing was decided."""

    position: int
    text: str
    committee_said: list[str]
    chamber_said: list[str]
    outcome: str
    report: ReportName | None


@dataclass(frozen=True)
class SignerRecord:
    """Who signed, with the name and the party's letters of that day."""

    position: int
    number: str
    name: str
    letters: str


@dataclass(frozen=True)
class MotionRecord:
    """`committee`: the letters of the body that deals with it ('TU'); `told_on`: when Riksdagen last changed it."""

    document: str
    session: str
    number: int
    kind: str
    title: str
    submitted_on: dt.date
    committee: str
    status: str
    is_follow_up: bool
    cause: str
    told_on: dt.date | None
    proposals: list[ProposalRecord]
    signers: list[SignerRecord]


@dataclass(frozen=True)
class PointRecord:
    """A point of decision. `votes`: {party: [yes, no, abstained, absent]}."""

    number: int
    title: str
    decided_by: str
    winner: str
    vote: str
    votes: dict[str, list[int]]


@dataclass(frozen=True)
class ReservationRecord:
    number: int
    point: int | None
    title: str
    parties: list[str]


@dataclass(frozen=True)
class ReportRecord:
    """A committee report. `dealt_with`: (motion as '2023/24:17', proposal or None for all of it, point)."""

    name: ReportName
    committee: str
    decided_on: dt.date | None
    told_on: dt.date | None
    points: list[PointRecord]
    reservations: list[ReservationRecord]
    dealt_with: list[tuple[str, int | None, int]] = field(default_factory=list)


@dataclass
class Records:
    """All that some files hold. `skipped`: motions that have lapsed; `empty_proposals`: theirs, without a word."""

    motions: dict[str, MotionRecord] = field(default_factory=dict)
    reports: dict[str, ReportRecord] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)
    empty_proposals: int = 0
    others: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)


@dataclass
class LedgerResult:
    """What reading some files did, or would do."""

    motions: Counter[str] = field(default_factory=Counter)
    reports: Counter[str] = field(default_factory=Counter)
    proposals: int = 0
    empty_proposals: int = 0
    signatures: int = 0
    unknown_signers: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    points: int = 0
    reservations: int = 0
    others: int = 0
    unknown_committees: list[str] = field(default_factory=list)
    kept_proposals: int = 0
    notes: list[str] = field(default_factory=list)
    applied: bool = False
    operation: Operation | None = None

    @property
    def does_something(self) -> bool:
        return any(counted[kind] for counted in (self.motions, self.reports) for kind in ("new", "changed"))
