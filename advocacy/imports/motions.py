"""Motions and committee reports as Riksdagen's documents say them: every spelling of a decision, one meaning."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from advocacy.choices import MotionKind, ProposalDecision
from advocacy.imports import committee_reports
from advocacy.imports.riksdagen_documents import Document, at, documents
from advocacy.imports.riksdagen_values import (
    MOST_SMALL,
    SESSION,
    Wrong,
    day_of,
    fits,
    needed,
    plain_text,
    report_id,
    session_of,
    whole_number,
    wrong,
)
from advocacy.models import Motion, MotionSigner
from advocacy.services.motion_records import MotionRecord, ProposalRecord, Records, ReportName, SignerRecord
from contacts.imports.sources.riksdagen_file import inner_of, text

MOTION, REPORT = "mot", "bet"
LAPSED = "utgången"
SIGNER = "undertecknare"
FOLLOW_UP = "följdmotion"
NOBODY = "-"  # a signer without an identifier
KINDS = {
    "partimotion": MotionKind.PARTY,
    "kommittémotion": MotionKind.COMMITTEE,
    "enskild motion": MotionKind.SINGLE,
}
DECISIONS = {
    "avslag": ProposalDecision.REJECTED,
    "bifall": ProposalDecision.APPROVED,
    "bifalldelvis": ProposalDecision.PARTLY,
    "delvisbifall": ProposalDecision.PARTLY,
    "lagdtillhandlingarna": ProposalDecision.FILED,
}


def read(files: Iterable[tuple[bytes, str]]) -> Records:
    """All that the files, (content, name), hold; of a document that is there twice the newest. Raises Unusable."""
    records = Records()
    for content, name in files:
        for number, document in documents(content, name):
            try:
                take(document, records)
            except Wrong as refused:
                raise at(str(refused), name, number) from refused
    return records


def take(document: Document, records: Records) -> None:
    """Add one document to `records`. Raises Wrong."""
    head = document["dokument"]
    kind = (text(head.get("doktyp")) or text(head.get("typ"))).casefold()
    if kind == MOTION:
        _take_motion(document, records)
    elif kind == REPORT:
        record = committee_reports.report(document)
        before = records.reports.get(record.name.key)
        if before is None or (before.told_on or dt.date.min) <= (record.told_on or dt.date.min):
            records.reports[record.name.key] = record
    else:
        records.others[kind] += 1


def _take_motion(document: Document, records: Records) -> None:
    head = document["dokument"]
    if text(head.get("status")).casefold() == LAPSED:
        key = text(head.get("dok_id")).upper()
        if key not in records.skipped:
            records.empty_proposals += len(inner_of(document, "dokforslag", "forslag"))
        records.skipped.add(key)
        return
    record = motion(document)
    before = records.motions.get(record.document)
    if before is None or (before.told_on or dt.date.min) <= (record.told_on or dt.date.min):
        records.motions[record.document] = record


def motion(document: Document) -> MotionRecord:
    """A motion that has not lapsed. Raises Wrong."""
    head = document["dokument"]
    tasks = _tasks(document)
    title = html.unescape(text(head.get("titel")))
    record = MotionRecord(
        document=needed(text(head.get("dok_id")), _("Dokumentets id (dok_id) saknas.")).upper(),
        session=session_of(text(head.get("rm"))),
        number=whole_number(text(head.get("nummer")) or text(head.get("beteckning")), _("Motionens nummer saknas.")),
        kind=KINDS.get(text(head.get("subtyp")).casefold(), ""),
        title=needed(title, _("Motionen har ingen titel.")),
        submitted_on=day_of(text(head.get("datum"))) or wrong(_("Motionens datum saknas eller går inte att läsa.")),
        committee=text(head.get("organ")),
        status=(tasks.get("statustext") or text(head.get("status")))[:60],
        is_follow_up=tasks.get("motkat", "").casefold() == FOLLOW_UP,
        cause=tasks.get("motgrund", "")[:200],
        told_on=day_of(text(head.get("systemdatum"))),
        proposals=_proposals(document),
        signers=_signers(document),
    )
    fits(Motion, document=record.document, title=record.title)
    return record


def _tasks(document: Document) -> dict[str, str]:
    """What Riksdagen notes of the motion: its kind, its state in words, what it is because of."""
    return {text(one.get("kod")): text(one.get("text")) for one in inner_of(document, "dokuppgift", "uppgift")}


# --- Proposals ------------------------------------------------------------------------------------------


def decisions(said: Any) -> list[str]:
    """What was decided each time: 'Avslag,Bifall' is two decisions, ',Avslag' none and then one. Raises Wrong."""
    said = text(said)
    return [_decision(part) for part in said.split(",")] if said else []


def _decision(part: str) -> str:
    plain = "".join(part.split()).casefold()
    if not plain:
        return ""
    return DECISIONS.get(plain) or wrong(_("Beslutet ”%(said)s” är okänt.") % {"said": part.strip()})


def outcome_of(chamber_said: list[str]) -> str:
    """The chamber's last decision that is not empty."""
    return next((said for said in reversed(chamber_said) if said), ProposalDecision.NONE)


def _proposals(document: Document) -> list[ProposalRecord]:
    items = [item for item in inner_of(document, "dokforslag", "forslag") if plain_text(item.get("lydelse"))]
    numbers = [text(item.get("nummer")) for item in items]
    are_numbered = len({*numbers}) == len(numbers) and all(
        number.isdecimal() and int(number) <= MOST_SMALL for number in numbers
    )
    named = _report_names(document)
    found = []
    for place, item in enumerate(items, start=1):
        chamber_said = decisions(item.get("kammaren"))
        found.append(
            ProposalRecord(
                position=int(numbers[place - 1]) if are_numbered else place,
                text=plain_text(item.get("lydelse")),
                committee_said=decisions(item.get("utskottet")),
                chamber_said=chamber_said,
                outcome=outcome_of(chamber_said),
                report=_report(text(item.get("behandlas_i")), chamber_said, named),
            )
        )
    return found


def _report_names(document: Document) -> dict[str, ReportName]:
    """The reports that the motion refers to, by '2023/24:SkU13'."""
    found = {}
    for reference in inner_of(document, "dokreferens", "referens"):
        session, designation = text(reference.get("ref_dok_rm")), text(reference.get("ref_dok_bet"))
        if reference.get("referenstyp") == "behandlas_i" and SESSION.fullmatch(session) and designation:
            found[f"{session}:{designation}"] = ReportName(
                document=text(reference.get("ref_dok_id")) or report_id(session, designation),
                session=session,
                designation=designation,
                title=html.unescape(text(reference.get("ref_dok_titel")))[:500],
            )
    return found


def _report(said: str, chamber_said: list[str], named: dict[str, ReportName]) -> ReportName | None:
    """The report in which the outcome was decided: several stand in the order of the decisions."""
    reports = [part.strip() for part in said.split(",")] if said else []
    decided = [place for place, decision in enumerate(chamber_said) if decision and place < len(reports)]
    chosen = reports[decided[-1]] if decided else next((name for name in reversed(reports) if name), "")
    if chosen in named:
        return named[chosen]
    session, _colon, designation = chosen.partition(":")
    if not SESSION.fullmatch(session) or not designation:
        return None
    return ReportName(report_id(session, designation), session, designation)


# --- Signers --------------------------------------------------------------------------------------------


def _signers(document: Document) -> list[SignerRecord]:
    rows = [
        row
        for row in inner_of(document, "dokintressent", "intressent")
        if text(row.get("roll")).casefold() in ("", SIGNER)
        and (text(row.get("intressent_id")) or text(row.get("namn")))
    ]
    rows.sort(key=lambda row: int(order) if (order := text(row.get("ordning"))).isdecimal() else MOST_SMALL)
    found = [
        SignerRecord(place, text(row.get("intressent_id")) or NOBODY, text(row.get("namn")), text(row.get("partibet")))
        for place, row in enumerate(rows, start=1)
    ]
    for signer in found:
        fits(MotionSigner, number=signer.number, name=signer.name, letters=signer.letters)
    return found
