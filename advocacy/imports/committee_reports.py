"""Committee reports as Riksdagen's documents say them: points of decision with their votes, and reservations."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from advocacy.choices import ReportDecision
from advocacy.imports.riksdagen_documents import Document
from advocacy.imports.riksdagen_values import (
    MOST_SMALL,
    day_of,
    fits,
    needed,
    plain_text,
    session_of,
    whole_number,
)
from advocacy.models import CommitteeReport, ReportPoint
from advocacy.services.motion_records import PointRecord, ReportName, ReportRecord, ReservationRecord
from contacts.imports.sources.riksdagen_file import as_list, inner_of, text

DECIDED_BY = {"acklamation": ReportDecision.ACCLAMATION, "röstning": ReportDecision.VOTE}
RESERVATION = "reservation"
PARTY = re.compile(r'[^",;\s]+')
TAG = re.compile(r"<[^>]*>")
MOTION = re.compile(r"\b(\d{4}/\d\d(?:\d\d)?:\d+)\b")
PROPOSALS = re.compile(r"yrkande(?:na|t)?\s+((?:\d+|[–—-]|,|och|\s)+)")
RANGE = re.compile(r"(\d+)(?:\s*[–—-]\s*(\d+))?")
MOST_AT_ONCE = 500


def report(document: Document) -> ReportRecord:
    """A committee report, decided or only planned. Raises Wrong."""
    head = document["dokument"]
    name = ReportName(
        document=needed(text(head.get("dok_id")), _("Dokumentets id (dok_id) saknas.")),
        session=session_of(text(head.get("rm"))),
        designation=needed(text(head.get("beteckning")), _("Betänkandet har ingen beteckning.")),
        title=html.unescape(text(head.get("titel")))[:500],
    )
    fits(CommitteeReport, document=name.document, designation=name.designation)
    items = inner_of(document, "dokutskottsforslag", "utskottsforslag")
    points = [_point(item) for item in items]
    return ReportRecord(
        name=name,
        committee=text(head.get("organ")),
        decided_on=_decided_on(document),
        told_on=day_of(text(head.get("systemdatum"))),
        points=[*{point.number: point for point in points}.values()],
        reservations=_reservations(document),
        dealt_with=[one for item, point in zip(items, points, strict=True) for one in _dealt_with(item, point.number)],
    )


def _decided_on(document: Document) -> Any:
    """The day of the chamber's decision, where it has been."""
    for item in inner_of(document, "dokaktivitet", "aktivitet"):
        if item.get("kod") == "BES" and text(item.get("status")) == "inträffat":
            return day_of(text(item.get("datum")))
    return None


def _point(item: dict[str, Any]) -> PointRecord:
    point = PointRecord(
        number=_small(item.get("punkt"), _("En beslutspunkt har inget nummer.")),
        title=needed(plain_text(item.get("rubrik"))[:500], _("En beslutspunkt har ingen rubrik.")),
        decided_by=DECIDED_BY.get(text(item.get("beslutstyp")).casefold(), ""),
        winner=text(item.get("vinnare")),
        vote=text(item.get("votering_id")),
        votes=votes(item.get("votering_sammanfattning_html")),
    )
    fits(ReportPoint, winner=point.winner, vote=point.vote)
    return point


def votes(said: Any) -> dict[str, list[int]]:
    """{party: [yes, no, abstained, absent]} of the vote on the matter itself; empty without one.

    One row or one table is an object, several are a list; the matter (sakfrågan) comes before its grounds.
    """
    tables = as_list(said.get("table")) if isinstance(said, dict) else []
    for table in tables:
        body = table.get("tbody") if isinstance(table, dict) else None
        rows = as_list(body.get("tr")) if isinstance(body, dict) else []
        found = {text(row.get("th")): _counted(row.get("td")) for row in rows if isinstance(row, dict)}
        if found:
            return {party: counts for party, counts in found.items() if party and len(counts) == 4}
    return {}


def _counted(cells: Any) -> list[int]:
    return [int(cell) for cell in map(text, as_list(cells)) if cell.isdecimal()]


def _reservations(document: Document) -> list[ReservationRecord]:
    found: dict[int, ReservationRecord] = {}
    for item in inner_of(document, "dokmotforslag", "motforslag"):
        if text(item.get("typ")).casefold() != RESERVATION:
            continue
        point = text(item.get("utskottsforslag_punkt"))
        number = _small(item.get("nummer"), _("En reservation har inget nummer."))
        found[number] = ReservationRecord(
            number=number,
            point=int(point) if point.isdecimal() and int(point) <= MOST_SMALL else None,
            title=plain_text(item.get("rubrik"))[:500],
            parties=parties(item.get("partier")),
        )
    return [*found.values()]


def parties(said: Any) -> list[str]:
    """The letters of '"S","V"': quotation marks stand in the value."""
    return PARTY.findall(text(said))


def _small(value: Any, otherwise: str) -> int:
    return min(whole_number(text(value), otherwise), MOST_SMALL)


# --- Which proposals a point deals with -----------------------------------------------------------------


def _dealt_with(item: dict[str, Any], point: int) -> Iterator[tuple[str, int | None, int]]:
    """(motion, proposal, point) for each that the point's text names; proposal None: all of the motion's."""
    said = plain_text(TAG.sub(" ", item.get("forslag") or "")) if isinstance(item.get("forslag"), str) else ""
    parts = MOTION.split(said)
    for motion, after in zip(parts[1::2], parts[2::2], strict=True):
        found = PROPOSALS.search(after)
        if found is None:
            yield motion, None, point
            continue
        for first, last in RANGE.findall(found[1]):
            for number in range(int(first), min(int(last or first), int(first) + MOST_AT_ONCE) + 1):
                yield motion, number, point
