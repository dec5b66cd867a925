"""What advocacy adds to the register through the slots of `crm.common.extensions`: one module a subject."""

from __future__ import annotations

from advocacy.extensions import (
    bulk,
    consultation,
    handover,
    influence,
    merging,
    motion_import,
    navigation,
    onboarding,
    onboarding_pages,
    one_voice,
    outcome,
    pages,
    people_list,
    personal_data,
    programme,
    search,
    talk,
    timeline,
    touch,
)

SUBJECTS = (
    bulk,
    consultation,
    handover,
    influence,
    merging,
    motion_import,
    navigation,
    onboarding,
    onboarding_pages,
    one_voice,
    outcome,
    pages,
    people_list,
    personal_data,
    programme,
    search,
    talk,
    timeline,
    touch,
)


def register() -> None:
    """Called once, when the apps are ready."""
    for subject in SUBJECTS:
        subject.register()
