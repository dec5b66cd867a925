"""The motion ledger: what the Riksdag's documents say of motions, held against what we have, and stored.

What they say again is left as it is; what they say anew is written with history, as one operation that can be taken
back. Signers whom nobody in the register answers to are kept by identifier and name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from advocacy.models import (
    CommitteeReport,
    Motion,
    MotionProposal,
    MotionSigner,
    ProposalLink,
    ReportPoint,
    Reservation,
)
from advocacy.services import committee_reports, motion_signers, proposal_links
from advocacy.services.committee_reports import SOURCE, Committees, Reports
from advocacy.services.ledger_changes import Changes
from advocacy.services.motion_records import LedgerResult, MotionRecord, ProposalRecord, Records, SignerRecord
from contacts.imports.register import Parties
from contacts.services.reference import organizations_by_key
from crm.common.operations import operation
from crm.common.permissions import Role, require
from crm.common.undo_log import chunks
from crm.models import Operation, User

ORDER = (CommitteeReport, ReportPoint, Reservation, Motion, MotionProposal, MotionSigner)


class _Nothing(Exception):
    """The ledger said it all already: no operation is left behind."""


def preview(records: Records) -> LedgerResult:
    """What the records would do. Writes nothing."""
    return _Comparison(records).result


def carry_out(*, records: Records, title: str, actor: User) -> LedgerResult:
    """Store the records, all of them or nothing, in one transaction. Imports take turns. Raises ValidationError."""
    require(actor, Role.EDITOR)
    try:
        with operation(kind=Operation.Kind.IMPORT, title=title, actor=actor) as made:
            User.objects.select_for_update().get(pk=User.objects.system().pk)
            compared = _Comparison(records)
            compared.changes.store(actor=actor, reason=title)
            pointed = Changes(MotionProposal)
            committee_reports.point_out(records, compared.reports, pointed)
            pointed.store(actor=actor, reason=title)
            linked = motion_signers.link(actor=actor)
            result = compared.result
            result.applied = True
            if not (compared.changes or pointed or linked):
                raise _Nothing
            result.operation = made
            new = [proposal.pk for proposal in compared.changes.new[MotionProposal]]
            proposal_links.tell_responsible(proposals=new, actor=actor)
    except _Nothing:
        result.operation = None
    return result


class _Comparison:
    """The records beside the ledger: what is new, what has changed, and the figures of it."""

    def __init__(self, records: Records) -> None:
        self.records, self.changes, self.result = records, Changes(*ORDER), LedgerResult()
        bodies = organizations_by_key()
        self.committees, self.parties = Committees(bodies), Parties()
        self.letters: dict[str, int | None] = {}
        self.members = motion_signers.Members(s.number for m in records.motions.values() for s in m.signers)
        self.reports = Reports(records, self.committees, self.changes)
        self.reports.take_in(records.reports.values(), self.result)
        self.held = _Held(records.motions)
        for record in records.motions.values():
            self.result.motions[self._take(record)] += 1
        self._count()

    def _count(self) -> None:
        result, records = self.result, self.records
        proposals = [proposal for motion in records.motions.values() for proposal in motion.proposals]
        result.motions["skipped"] = len(records.skipped)
        result.empty_proposals = records.empty_proposals
        result.proposals = len(proposals)
        result.outcomes = Counter(proposal.outcome for proposal in proposals)
        result.signatures = sum(len(motion.signers) for motion in records.motions.values())
        result.unknown_signers = len(self.members.numbers - self.members.people.keys())
        result.others, result.notes = records.others.total(), records.notes
        result.unknown_committees = sorted(self.committees.unknown)

    def _take(self, record: MotionRecord) -> str:
        values = self._of_motion(record)
        motion = self.held.motions.get(record.document)
        is_new = motion is None
        if motion is None:
            motion = Motion(document=record.document, source=SOURCE, source_on=record.told_on, **values)
            self.changes.add(motion)
        is_changed = self.changes.differ(motion, values)
        is_changed |= self._take_proposals(motion, record.proposals)
        is_changed |= self._take_signers(motion, record)
        if is_changed and not is_new:
            self.changes.differ(motion, {"source": SOURCE, "source_on": record.told_on})
        return "new" if is_new else "changed" if is_changed else "unchanged"

    def _of_motion(self, record: MotionRecord) -> dict[str, Any]:
        committee = self.committees.find(record.committee)
        return {
            "session": record.session,
            "number": record.number,
            "kind": record.kind,
            "title": record.title,
            "submitted_on": record.submitted_on,
            "committee_id": committee.pk if committee else None,
            "status": record.status,
            "is_follow_up": record.is_follow_up,
            "cause": record.cause,
        }

    def _take_proposals(self, motion: Motion, told: Iterable[ProposalRecord]) -> bool:
        held, is_changed = self.held.proposals.pop(motion.pk, {}), False
        for record in told:
            values = {
                "text": record.text,
                "committee_said": record.committee_said,
                "chamber_said": record.chamber_said,
                "outcome": record.outcome,
                "report": self.reports.find(record.report),
            }
            proposal = held.pop(record.position, None)
            if proposal is None:
                self.changes.add(MotionProposal(motion=motion, position=record.position, **values))
                is_changed = True
                continue
            if self.changes.differ(proposal, {"report": values.pop("report")}):
                values["point"], is_changed = None, True
            is_changed |= self.changes.differ(proposal, values)
        for proposal in held.values():
            # What somebody has linked to a priority stays, although Riksdagen no longer lists it.
            if proposal.pk in self.held.linked:
                self.result.kept_proposals += 1
            else:
                self.changes.remove(proposal)
                is_changed = True
        return is_changed

    def _take_signers(self, motion: Motion, record: MotionRecord) -> bool:
        held, is_changed = self.held.signers.pop(motion.pk, {}), False
        for told in record.signers:
            values = self._of_signer(told, record)
            signer = held.pop(told.position, None)
            if signer is None:
                self.changes.add(MotionSigner(motion=motion, position=told.position, **values))
                is_changed = True
                continue
            if signer.number != told.number:
                values = {"person_id": None, "membership_id": None, **values}
            is_changed |= self.changes.differ(signer, values)
        for signer in held.values():
            self.changes.remove(signer)
            is_changed = True
        return is_changed

    def _of_signer(self, told: SignerRecord, record: MotionRecord) -> dict[str, Any]:
        if told.letters not in self.letters:
            party = self.parties.find(told.letters) if told.letters.strip("-") else None
            self.letters[told.letters] = party.pk if party else None
        return {
            "number": told.number,
            "name": told.name,
            "letters": told.letters,
            "party_id": self.letters[told.letters],
            **self.members.of(told.number, record.submitted_on),
        }


class _Held:
    """What the ledger has of these motions. A few queries whatever the number."""

    def __init__(self, documents: Iterable[str]) -> None:
        self.motions: dict[str, Motion] = {}
        for chunk in chunks(documents):
            for motion in Motion.objects.filter(document__in=chunk).defer("search_text"):
                self.motions[motion.document] = motion
        ids = [motion.pk for motion in self.motions.values()]
        self.proposals: dict[int | None, dict[int, MotionProposal]] = {}
        self.signers: dict[int | None, dict[int, MotionSigner]] = {}
        self.linked: set[int] = set()
        for some in chunks(ids):
            # Unordered: the order of their motions would join every row with its motion, for nothing.
            for proposal in MotionProposal.objects.filter(motion__in=some).order_by().defer("search_text"):
                self.proposals.setdefault(proposal.motion_id, {})[proposal.position] = proposal
            for signer in MotionSigner.objects.filter(motion__in=some).order_by():
                self.signers.setdefault(signer.motion_id, {})[signer.position] = signer
            linked = ProposalLink.objects.filter(proposal__motion__in=some).order_by()
            self.linked.update(linked.values_list("proposal", flat=True))
