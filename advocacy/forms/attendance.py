"""Who of their side came, was talked with, and how they took it: a row for each chosen person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.choices import DEFAULT_ATTENDANCE, MODE_OF_KIND, Attendance, Mode, ParticipantSide, Tone
from advocacy.models import Interaction
from advocacy.services.interactions import ATTENDANCE_OF_MODE
from contacts.models import Person
from crm.common.text import row_id

TONES = [("", _("Ej noterad")), *Tone.choices]


@dataclass(frozen=True)
class AttendanceRow:
    """One person of their side in the form: what is known of their part."""

    person: Person
    party: Any
    chosen: str
    has_talked: bool
    tone: str
    choices: list[tuple[str, str]]


class AttendanceFields(forms.Form):
    """Comes beside the fields, as `attendance_<id>`, `talked_<id>` and `tone_<id>` per chosen person."""

    interaction: Interaction | None

    @property
    def mode(self) -> Mode:
        kind = self["kind"].value()
        return MODE_OF_KIND.get(kind, Mode.TWO_WAY)

    @property
    def notes_talks(self) -> bool:
        """Whether a conversation can be noted: where being there is not yet talking."""
        return self.mode == Mode.PRESENCE

    @property
    def notes_tones(self) -> bool:
        """Whether a tone can be noted: where people meet or talk."""
        return self.mode in (Mode.TWO_WAY, Mode.PRESENCE)

    @property
    def tones(self) -> list[tuple[str, Any]]:
        return TONES

    def attendance_rows(self) -> list[AttendanceRow]:
        """One row per chosen person: what the post says, else what is stored, else what the kind takes for given."""
        mode = self.mode
        allowed = ATTENDANCE_OF_MODE[mode]
        stored = self._stored
        rows = []
        for person in self._chosen_people:
            known = stored.get(person.pk)
            said = self.data.get(f"attendance_{person.pk}") if self.is_bound else None
            chosen = next(
                (value for value in (said, known and known.attendance) if value in allowed), DEFAULT_ATTENDANCE[mode]
            )
            talked = bool(known and known.has_talked)
            if self.is_bound and (said or f"talked_{person.pk}" in self.data):
                talked = f"talked_{person.pk}" in self.data
            party = next((m.party for m in person.current_memberships if m.party), None)
            choices = [(str(value), str(Attendance(value).label)) for value in allowed]
            tone = self.data.get(f"tone_{person.pk}") if self.is_bound else None
            tone = tone if tone in dict(TONES) else known.tone if known else ""
            rows.append(AttendanceRow(person, party, str(chosen), talked and mode == Mode.PRESENCE, tone, choices))
        return rows

    @cached_property
    def _stored(self) -> dict[int, Any]:
        if not self.interaction:
            return {}
        parts = self.interaction.participations.all()
        return {p.person_id: p for p in parts if p.side == ParticipantSide.THEIRS}

    @cached_property
    def _chosen_people(self) -> list[Person]:
        values = self["people"].value() or []
        keys = [str(getattr(value, "pk", value)) for value in values]
        queryset: Any = self.fields["people"].queryset  # type: ignore[attr-defined]
        ids = [key for key in map(row_id, keys) if key is not None]
        found = {str(person.pk): person for person in queryset.filter(pk__in=ids)}
        return [found[key] for key in dict.fromkeys(keys) if key in found]
