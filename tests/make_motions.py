"""Motions and reports for tests, stored as the Riksdag's documents are: through the service that reads them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from advocacy.models import Motion
from advocacy.services import motions
from advocacy.services.motion_records import (
    MotionRecord,
    PointRecord,
    ProposalRecord,
    Records,
    ReportName,
    ReportRecord,
    ReservationRecord,
    SignerRecord,
)
from contacts.choices import OrganizationKind, Scheme
from contacts.models import ExternalIdentifier
from contacts.services.reference import organizations_by_key
from tests import make
from tests.base import make_user

SUBMITTED = dt.date(2024, 10, 1)


def motion(number: int = 17, *, proposals: Sequence[Any] = ("Riksdagen bör bygga järnväg.",), **said: Any) -> Motion:
    """A motion. Proposals are texts or what `proposal` gives; `signers`: (number, name, letters) each."""
    session = said.get("session", "2024/25")
    signers = said.pop("signers", [("0111", "Ada Ek", "S")])
    record = MotionRecord(
        document=f"H{session[2:4]}{number:04d}",
        proposals=[
            one if isinstance(one, ProposalRecord) else proposal(place, text=one)
            for place, one in enumerate(proposals, start=1)
        ],
        signers=[SignerRecord(place, *signer) for place, signer in enumerate(signers, start=1)],
        **{
            "session": session,
            "number": number,
            "kind": "single",
            "title": "Järnväg i Mälardalen",
            "submitted_on": SUBMITTED,
            "committee": "TU",
            "status": "Ärendet är avslutat",
            "is_follow_up": False,
            "cause": "",
            "told_on": dt.date(2025, 6, 4),
            **said,
        },
    )
    store(Records(motions={record.document: record}))
    return Motion.objects.get(document=record.document)


def proposal(
    position: int = 1,
    *,
    text: str = "Riksdagen bör bygga järnväg.",
    committee: Sequence[str] = (),
    chamber: Sequence[str] = (),
    report: str = "",
) -> ProposalRecord:
    """A proposal; `report` as 'TU10' of 2024/25."""
    outcome = next((said for said in reversed(chamber) if said), "ingen")
    return ProposalRecord(position, text, [*committee], [*chamber], outcome, _named(report) if report else None)


def report(
    designation: str = "TU10",
    *,
    points: Sequence[PointRecord] = (),
    reservations: Sequence[ReservationRecord] = (),
    dealt_with: Sequence[tuple[str, int | None, int]] = (),
    decided_on: dt.date | None = dt.date(2025, 4, 29),
) -> None:
    """A committee report; `dealt_with`: (motion as '2024/25:17', proposal or None for all, point)."""
    name = _named(designation)
    record = ReportRecord(name, designation[:2], decided_on, decided_on, [*points], [*reservations], [*dealt_with])
    store(Records(reports={name.key: record}))


def point(number: int = 1, **said: Any) -> PointRecord:
    """A point of decision; `votes`: {party: [yes, no, abstained, absent]}."""
    words = {"title": "Stambanor", "decided_by": "acclamation", "winner": "utskottet", "vote": "", "votes": {}}
    return PointRecord(number, **{**words, **said})


def committee(letters: str = "TU", name: str = "Trafikutskottet") -> Any:
    """The committee of these letters, made where it is missing."""
    found = organizations_by_key().get(f"committee-{letters}")
    if found is None:
        found = make.organization(name, OrganizationKind.COMMITTEE)
        ExternalIdentifier.objects.create(scheme=Scheme.SAMSYN, value=f"committee-{letters}", organization=found)
    return found


def store(records: Records) -> None:
    motions.carry_out(records=records, title="Motioner", actor=make_user("alma"))


def _named(designation: str) -> ReportName:
    return ReportName(f"HC01{designation}", "2024/25", designation, "Järnvägsfrågor")
