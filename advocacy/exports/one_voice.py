"""The one-voice matrix as a workbook: a line for each party in each county, then what shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from advocacy.choices import Leaning
from advocacy.choices.one_voice import Proof
from advocacy.models import Priority
from advocacy.services.one_voice import Cell, Key
from advocacy.services.one_voice_behind import Words, decisions
from contacts.models import Area, Party
from crm.common import exports
from crm.common.columns import Column
from crm.common.sheets import SheetOut, write_workbook
from crm.models import User


@dataclass(frozen=True)
class Line:
    """A cell with its names."""

    priority: Priority
    county: Area
    party: Party
    cell: Cell


@dataclass(frozen=True)
class Piece:
    """Something that shows where a cell stands: who, how, by what, when, where it can be read."""

    line: Line
    who: str
    leaning: str
    proof: str
    day: dt.date
    words: str


def workbook(
    stream: Any,
    cells: Iterable[tuple[Key, Cell]],
    *,
    day: dt.date,
    actor: User,
    reason: str,
    priorities: Mapping[int, Priority],
    counties: Mapping[int, Area],
    about: Sequence[str],
) -> None:
    """Write the workbook to `stream` and log who took it. Raises ReasonNeeded before anything is written."""
    parties = Party.objects.in_bulk()
    lines = [Line(priorities[p], counties[c], parties[party], cell) for (p, c, party), cell in cells]
    places = {pk: place for place, pk in enumerate(priorities)}
    lines.sort(key=lambda line: (places[line.priority.pk], line.county.code, line.party.position, line.party.code))
    pieces = _pieces(lines)
    exports.log(
        actor=actor,
        what=_("En röst"),
        file_format="xlsx",
        rows=sum(piece.proof != Proof.DECISION.label for piece in pieces),
        is_personal=True,
        reason=reason,
        filters=", ".join([*about, _("som det stod %(day)s") % {"day": day}]),
    )
    sheets = [SheetOut(_("Matris"), _columns(day), lines), SheetOut(_("Underlag"), _piece_columns(), pieces)]
    write_workbook(stream, sheets, note=_note(day))


def _pieces(lines: Sequence[Line]) -> list[Piece]:
    """Decisions and the latest word of each person behind every line."""
    words = Words(said[0] for line in lines for said in line.cell.voices.values())
    shown = {one.decision.pk: one.decision for one in decisions(f for line in lines for f in line.cell.formal)}
    found = []
    for line in lines:
        for formal in line.cell.formal:
            decision = shown[formal.pk]
            side = Leaning(formal.leaning).label
            found.append(Piece(line, str(decision.body), side, Proof.DECISION.label, formal.day, str(decision)))
        for said in line.cell.voices.values():
            spoken = words.of(said[0])
            found.append(
                Piece(line, str(spoken.who), spoken.leaning.label, spoken.proof.label, spoken.day, spoken.words)
            )
    return found


def _columns(day: dt.date) -> list[Column]:
    def confirmed(line: Line, place: int) -> Any:
        return line.cell.confirmed[place] if line.cell.confirmed else None

    def proof(line: Line) -> str:
        kind = confirmed(line, 1)
        return str(kind.label) if kind else ""

    return [
        Column("priority", _("Sakfråga"), lambda line: str(line.priority)),
        Column("county", _("Län"), lambda line: str(line.county)),
        Column("party", _("Parti"), lambda line: line.party, kind="party"),
        Column("voice", _("Var de står"), lambda line: str(line.cell.voice.label)),
        Column("should", _("Ska vara förankrat"), lambda line: _("ja") if line.cell.should else _("nej")),
        Column("for", _("Talar för"), lambda line: line.cell.speak_for, kind="number"),
        Column("hesitate", _("Tvekar eller emot"), lambda line: line.cell.hesitate, kind="number"),
        Column("confirmed", _("Senast bekräftat"), lambda line: confirmed(line, 0), kind="date"),
        Column("proof", _("Genom"), proof),
        Column("old", _("Äldre än två år"), lambda line: _("ja") if line.cell.is_old(day) else ""),
    ]


def _piece_columns() -> list[Column]:
    return [
        Column("priority", _("Sakfråga"), lambda piece: str(piece.line.priority)),
        Column("county", _("Län"), lambda piece: str(piece.line.county)),
        Column("party", _("Parti"), lambda piece: piece.line.party, kind="party"),
        Column("who", _("Vem"), lambda piece: piece.who),
        Column("leaning", _("Ställning"), lambda piece: str(piece.leaning)),
        Column("proof", _("Genom"), lambda piece: str(piece.proof)),
        Column("day", _("Dag"), lambda piece: piece.day, kind="date"),
        Column("words", _("Vad som visar det"), lambda piece: piece.words),
    ]


def _note(day: dt.date) -> str:
    return "\n".join(
        [
            _("Som det stod %(day)s, med det som den som tog ut listan får läsa.") % {"day": day},
            _("Förankrat: ett organ i länet har senast beslutat med partiet bakom sig."),
            _("Förankringsgrad: förankrade partier i länen delat med dem som ska vara det enligt verksamhetsplanen."),
        ]
    )
