"""Positions, arguments and decisions of the world that every address is walked in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from advocacy.services import argument_uses, arguments, decisions, positions
from tests import make
from tests.base import make_user

DAY = dt.date(2026, 3, 2)


def arguments_of(body: Any, priority: Any, secret: str) -> dict[str, Any]:
    """One of each, by what its addresses are about."""
    alma = make_user("alma")
    position = positions.add(actor=alma, priority=priority, text=f"{secret} ska byggas ut")
    decision = decisions.add(
        actor=alma, body=body, decided_on=DAY, paragraph="112", text=f"Ställer sig bakom {secret}", priority=priority,
        position=position, parties={"for": [make.party("C")]}, upload=SimpleUploadedFile(f"{secret}.txt", b"Utdrag"),
    )  # fmt: skip
    argument = arguments.add(actor=alma, priority=priority, text=f"{secret} sparar tid", source=f"Rapport {secret}")
    use = argument_uses.note(actor=alma, argument=argument, title=f"Brev om {secret}", used_on=DAY)
    return {"position": position, "decision": decision, "argument": argument, "argument_use": use}
