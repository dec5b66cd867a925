"""Committee reports: known by name from the motions they deal with, whole when they are read themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from advocacy.models import CommitteeReport, MotionProposal, ReportPoint, Reservation
from advocacy.services.ledger_changes import Changes
from advocacy.services.motion_records import LedgerResult, Records, ReportName, ReportRecord
from contacts.models import Organization

SOURCE = "Sveriges riksdag"


class Committees:
    """The Riksdag's committees by their letters; what letters nobody has is noted."""

    def __init__(self, by_key: dict[str, Organization]) -> None:
        found = {key.removeprefix("committee-"): body for key, body in by_key.items() if key.startswith("committee-")}
        self.by_letters = {letters.casefold(): body for letters, body in found.items()}
        self.unknown: set[str] = set()

    def find(self, letters: str) -> Organization | None:
        body = self.by_letters.get(letters.casefold())
        if body is None and letters:
            self.unknown.add(letters)
        return body


class Reports:
    """The reports of the sessions concerned, those of the files among them."""

    def __init__(self, records: Records, committees: Committees, changes: Changes) -> None:
        self.committees, self.changes = committees, changes
        named = [proposal.report for motion in records.motions.values() for proposal in motion.proposals]
        names = {name.key: name for name in named if name is not None}
        sessions = {name.session for name in (*names.values(), *(read.name for read in records.reports.values()))}
        known = CommitteeReport.objects.filter(session__in=sessions)
        self.by_key = {report.document.casefold(): report for report in known}
        for key, name in names.items():
            if key not in records.reports:
                self._name(name)

    def find(self, name: ReportName | None) -> CommitteeReport | None:
        return self.by_key[name.key] if name is not None else None

    def take_in(self, read: Iterable[ReportRecord], result: LedgerResult) -> None:
        """Hold what was read of reports against the register."""
        records = [*read]
        parts = _Parts(self.by_key[record.name.key] for record in records if record.name.key in self.by_key)
        for record in records:
            state = self._take(record, parts)
            result.reports[state] += 1
            result.points += len(record.points)
            result.reservations += len(record.reservations)

    def _name(self, name: ReportName) -> None:
        """A report that only a motion tells of. What a report says of itself is not overwritten by this."""
        report = self.by_key.get(name.key)
        if report is None:
            report = CommitteeReport(
                document=name.document,
                session=name.session,
                designation=name.designation,
                title=name.title,
                committee=self.committees.find(letters_of(name.designation)),
                source=SOURCE,
            )
            self.by_key[name.key] = report
            self.changes.add(report)
        elif name.title and not report.title:
            self.changes.differ(report, {"title": name.title})

    def _take(self, record: ReportRecord, parts: _Parts) -> str:
        values: dict[str, Any] = {
            "session": record.name.session,
            "designation": record.name.designation,
            "title": record.name.title,
            "committee_id": body.pk if (body := self.committees.find(record.committee)) else None,
            "decided_on": record.decided_on,
        }
        report = self.by_key.get(record.name.key)
        is_new = report is None
        if report is None:
            report = CommitteeReport(document=record.name.document, source=SOURCE, source_on=record.told_on, **values)
            self.by_key[record.name.key] = report
            self.changes.add(report)
        is_changed = self.changes.differ(report, values)
        is_changed |= _replace(ReportPoint, report, parts.points(report), _points(record), self.changes)
        is_changed |= _replace(Reservation, report, parts.reservations(report), _reservations(record), self.changes)
        if is_changed and not is_new:
            self.changes.differ(report, {"source_on": record.told_on})
        return "new" if is_new else "changed" if is_changed else "unchanged"


class _Parts:
    """The points and reservations that stored reports have, by their numbers."""

    def __init__(self, reports: Iterable[CommitteeReport]) -> None:
        ids = [report.pk for report in reports if report.pk]
        self.found: dict[type, dict[int, dict[int, Any]]] = {ReportPoint: {}, Reservation: {}}
        for model, by_report in self.found.items():
            for part in model.objects.filter(report__in=ids):  # type: ignore[attr-defined]
                by_report.setdefault(part.report_id, {})[part.number] = part

    def points(self, report: CommitteeReport) -> dict[int, Any]:
        return self.found[ReportPoint].get(report.pk, {})

    def reservations(self, report: CommitteeReport) -> dict[int, Any]:
        return self.found[Reservation].get(report.pk, {})


def _points(record: ReportRecord) -> dict[int, dict[str, Any]]:
    return {
        point.number: {
            "title": point.title,
            "decided_by": point.decided_by,
            "winner": point.winner,
            "vote": point.vote,
            "votes": point.votes,
        }
        for point in record.points
    }


def _reservations(record: ReportRecord) -> dict[int, dict[str, Any]]:
    return {
        reservation.number: {
            "point": reservation.point,
            "title": reservation.title,
            "parties": reservation.parties,
        }
        for reservation in record.reservations
    }


def _replace(
    model: Any, report: CommitteeReport, held: dict[int, Any], told: dict[int, dict[str, Any]], changes: Changes
) -> bool:
    """The numbered parts of a report become those that were read. Returns whether they were others."""
    is_changed = False
    for number, values in told.items():
        if number in held:
            is_changed |= changes.differ(held[number], values)
        else:
            changes.add(model(report=report, number=number, **values))
            is_changed = True
    for number in held.keys() - told.keys():
        changes.remove(held[number])
        is_changed = True
    return is_changed


def letters_of(designation: str) -> str:
    """The letters of the committee of 'SkU13'."""
    return designation.rstrip("0123456789")


def point_out(records: Records, reports: Reports, changes: Changes) -> int:
    """Note at which point of its report a stored proposal was dealt with, where the report's text says so.

    After the motions of the same files are stored. Returns how many proposals were told anew.
    """
    changed = 0
    for record in records.reports.values():
        report = reports.find(record.name)
        if report is None or not record.dealt_with:
            continue
        told = {(motion, position): point for motion, position, point in record.dealt_with}
        for proposal in MotionProposal.objects.filter(report=report).select_related("motion").defer("search_text"):
            motion = str(proposal.motion)
            point = told.get((motion, proposal.position)) or told.get((motion, None))
            changed += bool(point and changes.differ(proposal, {"point": point}))
    return changed
