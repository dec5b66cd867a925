"""The history of a contact in few lines: twelve participants added in one go are one line, not twelve."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from advocacy.models import (
    Commitment,
    ConsultationDocument,
    ConsultationStep,
    DiscussionPoint,
    InteractionGoal,
    InteractionPriority,
    InteractionReader,
    MemberAnswer,
    Outcome,
    OutcomeContribution,
    Participation,
    PriorityTerm,
    Stance,
    Viewpoint,
)
from crm.common.history import Change, FieldChange

NAMING = (
    (Participation, "person"),
    (Participation, "user"),
    (Participation, "name"),
    (InteractionPriority, "priority"),
    (InteractionGoal, "goal"),
    (InteractionReader, "user"),
    (DiscussionPoint, "text"),
    (Stance, "value"),
    (Commitment, "text"),
    (ConsultationStep, "name"),
    (ConsultationDocument, "name"),
    (Viewpoint, "text"),
    (MemberAnswer, "organization"),
    (Outcome, "title"),
    (OutcomeContribution, "interaction"),
    (OutcomeContribution, "proposal"),
    (OutcomeContribution, "viewpoint"),
    (PriorityTerm, "text"),
)


@dataclass
class Line:
    """What one person did to one sort of row at one moment."""

    at: dt.datetime
    by: str
    what: str
    subject: str
    reason: str
    names: list[str] = field(default_factory=list)
    fields: list[FieldChange] = field(default_factory=list)


def summed_up(changes: Iterable[Change]) -> list[Line]:
    """Changes by the same hand, of the same sort, within the same two seconds, as one line. Newest first."""
    lines: list[Line] = []
    naming = {(str(model._meta.verbose_name), str(model._meta.get_field(name).verbose_name)) for model, name in NAMING}
    for change in changes:
        line = next((one for one in reversed(lines[-8:]) if _goes_with(one, change)), None)
        if line is None:
            line = Line(change.at, change.by, change.what, change.subject, change.reason)
            lines.append(line)
        if change.what == "changed":
            line.fields += change.fields
        else:
            line.names += [_named(one) for one in change.fields if (change.subject, one.label) in naming]
    return lines


def _named(change: FieldChange) -> str:
    return change.before if change.after == "–" else change.after


def _goes_with(line: Line, change: Change) -> bool:
    same = (line.by, line.what, line.subject, line.reason) == (change.by, change.what, change.subject, change.reason)
    return same and change.what != "changed" and abs(line.at - change.at) < dt.timedelta(seconds=2)
