"""Two participations in one contact become one, when who took part turns out to be one."""

from __future__ import annotations

from advocacy.choices import MODE_OF_KIND, Attendance, Mode, ParticipantSide
from advocacy.models import Participation

WORDS = ("held_role", "held_organization", "held_party", "held_county")
# The stronger first. What is sent counts for a letter, who came for a meeting.
STRENGTH = [
    Attendance.ATTENDED,
    Attendance.SENT,
    Attendance.INVITED,
    Attendance.DECLINED,
    Attendance.ABSENT,
    Attendance.NOT_SENT,
]


def join(kept: Participation, dropped: Participation) -> None:
    """Let `kept` have the stronger attendance of both, and keep its words; where it has none, the other's."""
    if not (kept.membership_id or any(getattr(kept, name) for name in WORDS)):
        kept.membership_id = dropped.membership_id
        for name in WORDS:
            setattr(kept, name, getattr(dropped, name))
    present = [p for p in (kept, dropped) if p.attendance == Attendance.ATTENDED]
    kept.has_talked = any(p.has_talked for p in present or [kept])
    kept.tone = kept.tone or dropped.tone
    kept.attendance = min((kept.attendance, dropped.attendance), key=lambda a: _order(kept, a))
    if ParticipantSide.THEIRS in (kept.side, dropped.side) and not (kept.user_id or dropped.user_id):
        kept.side = ParticipantSide.THEIRS
    elif not kept.user_id:
        kept.user_id, kept.side = dropped.user_id, ParticipantSide.OURS


def _order(participation: Participation, attendance: str) -> tuple[bool, int]:
    is_sent = MODE_OF_KIND[participation.interaction.kind] == Mode.ONE_WAY and attendance == Attendance.SENT
    return not is_sent, STRENGTH.index(Attendance(attendance))
