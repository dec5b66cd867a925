"""A programme of introduction with a track, a step, somebody on the way through it and somebody who waits; a letter."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from advocacy.exports import letters_docx
from advocacy.services import letters, onboarding, onboarding_cohort
from contacts.choices import RoleKind
from tests import make
from tests.advocacy.onboarding_world import audience
from tests.base import make_user

DAY = dt.date(2026, 3, 2)


def introductions(person: Any, body: Any, county: Any, secret: str) -> dict[str, Any]:
    """Rows by what an address is about."""
    actor = make.actor()
    upload = SimpleUploadedFile(f"{secret}.docx", letters_docx.sample(title=secret))
    template = letters.add_template(actor=actor, name=f"Brev {secret}", kind="welcome", upload=upload)
    programme = onboarding.add(
        actor=actor, name=f"Program {secret}", audience=audience(f"Nya {secret}", organization=[body]),
        entered_from=DAY, cohort="newly_appointed", owner=make_user("alma"),
    )  # fmt: skip
    track = onboarding.add_track(actor=actor, programme=programme, name=f"Spår {secret}", county=county)
    for number, of in ((1, None), (2, track)):
        onboarding.add_step(actor=actor, programme=programme, name=f"Steg {number} {secret}", track=of, letter=template,
                            done_by="material", due_days=30)  # fmt: skip
    for who in (person, make.person(f"Nya {secret}")):
        make.membership(who, body, role=f"{secret}chef", kind=RoleKind.OFFICIAL, starts_on=DAY)
    onboarding_cohort.start(actor=actor, programme=programme, people=[person.pk], hosts={person.pk: make_user("alma")})
    case = programme.cases.get()
    return {
        "letter_template": template,
        "onboarding": programme,
        "onboarding_case": case,
        "onboarding_case_step": case.steps.order_by("pk")[0],
    }
