"""What advocacy holds about a person, to be told and to be forgotten."""

from __future__ import annotations

from typing import Any

from crm.common import extensions
from crm.common.extensions import PersonalData


def _participations_of(person: Any) -> list[dict[str, Any]]:
    from advocacy.models import Participation

    rows = Participation.objects.filter(person=person).select_related("interaction").order_by("interaction__held_on")
    return [
        {
            "day": row.interaction.held_on,
            "kind": str(row.interaction.get_kind_display()),
            "title": row.interaction.title,
            "summary": row.interaction.summary,
            "attendance": str(row.get_attendance_display()),
            "tone": str(row.get_tone_display()),
            "role": row.held_role,
            "organization": row.held_organization,
            "party": row.held_party,
            "county": row.held_county,
        }
        for row in rows
    ]


def _tasks_of(person: Any) -> list[dict[str, Any]]:
    from advocacy.models import Task

    rows = Task.objects.filter(person=person).order_by("pk")
    return [{"title": row.title, "due_on": row.due_on, "done_at": row.done_at} for row in rows]


def _forget_participations(person: Any, actor: Any) -> None:
    from advocacy.services import erasure

    erasure.forget_participations(actor=actor, person=person)


def _forget_tasks(person: Any, actor: Any) -> None:
    from advocacy.services import erasure

    erasure.forget_tasks(actor=actor, person=person)


def register() -> None:
    from advocacy.models import Participation, Task

    extensions.personal_data.add(
        PersonalData("participations", Participation, _participations_of, _forget_participations)
    )
    extensions.personal_data.add(PersonalData("tasks", Task, _tasks_of, _forget_tasks))
