"""What advocacy adds to the register through the slots of `crm.common.extensions`: one module a subject."""

from __future__ import annotations

from advocacy.extensions import (
    act,
    argument,
    bulk,
    consultation,
    handover,
    influence,
    measure,
    merging,
    motion,
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
    relations,
    proposal_link,
    search,
    talk,
    timeline,
    touch,
)

SUBJECTS = (
    act,
    argument,
    bulk,
    consultation,
    handover,
    influence,
    measure,
    merging,
    motion,
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
    relations,
    proposal_link,
    search,
    talk,
    timeline,
    touch,
)


def register() -> None:
    """Called once, when the apps are ready."""
    for subject in SUBJECTS:
        subject.register()
