"""A consultation of the world that every address is walked in, with all its parts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from advocacy.models import ConsultationDocument, ConsultationStep, MemberAnswer, Viewpoint
from advocacy.services import consultation_parts as parts
from advocacy.services import consultations
from advocacy.services.consultation_ways import WAYS
from tests.base import make_user

LAST = dt.date(2027, 3, 1)


def consultations_of(body: Any, priority: Any, secret: str) -> dict[str, Any]:
    """One that was answered, by what its addresses are about."""
    alma = make_user("alma")
    row = consultations.add(
        actor=alma, title=f"Remiss om {secret}", sender=body, due_on=LAST, reference="LI2026/00001", owner=alma,
        priorities=[priority],
    )  # fmt: skip
    consultations.start(actor=alma, consultation=row, way=WAYS[0])
    consultations.file_answer(
        actor=alma, consultation=row, answered_on=dt.date(2026, 3, 2),
        upload=SimpleUploadedFile(f"{secret}.txt", secret.encode()),
    )  # fmt: skip
    row.refresh_from_db()
    said = {"kind": "supports", "text": f"Vi vill ha {secret}", "priority": priority}
    return {
        "consultation": row,
        "consultation_step": ConsultationStep.objects.filter(consultation=row)[0],
        "viewpoint": parts.add(actor=alma, part=Viewpoint(consultation=row), **said),
        "member_answer": parts.add(actor=alma, part=MemberAnswer(consultation=row), organization=body),
        "consultation_document": parts.add(
            actor=alma,
            part=ConsultationDocument(consultation=row),
            name=f"Missiv {secret}",
            url="https://www.regeringen.se/missiv.pdf",
        ),
    }
