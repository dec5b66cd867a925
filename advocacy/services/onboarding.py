"""Programmes of introduction: what is to be done with those who come (or go), in which order, by when and by whom.

Beside this file: `onboarding_cohort` (who is in it, starting), `onboarding_steps` (ticked by hand),
`onboarding_following` (what has done a step, by when), `onboarding_cases` (closing one), `onboarding_hosts` (who of
us), `onboarding_before` (who held the seat before, what those who leave leave behind), `onboarding_figures`. Editors
write; everybody reads.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from advocacy.choices import DoneBy, InteractionKind
from advocacy.models import (
    Audience,
    Event,
    LetterTemplate,
    OnboardingCaseStep,
    OnboardingProgramme,
    OnboardingStep,
    OnboardingTrack,
    Priority,
)
from advocacy.services import onboarding_following
from contacts.models import Area, Organization
from crm.common import keeping, writes
from crm.common.permissions import Role, require
from crm.models import User

# What belongs to each way of being done; the rest is emptied.
BELONGS: dict[str, tuple[str, ...]] = {
    DoneBy.CONTACT: ("kind",),
    DoneBy.EVENT: ("event",),
    DoneBy.MATERIAL: ("kind", "letter"),
    DoneBy.TICK: (),
}
EMPTY: dict[str, Any] = {"kind": "", "event": None, "letter": None}


class Details(TypedDict, total=False):
    """What a programme holds beside what `add` asks for."""

    description: str
    cohort: str
    entered_until: dt.date | None
    priority: Priority | None
    owner: User


class Changes(Details, total=False):
    name: str
    audience: Audience
    entered_from: dt.date


class StepDetails(TypedDict, total=False):
    """What a step holds beside its name. `kind` an InteractionKind, `done_by` a DoneBy, `due_from` a DueFrom."""

    help_text: str
    track: OnboardingTrack | None
    due_days: int
    due_from: str
    owner: User | None
    is_required: bool
    done_by: str
    kind: str
    event: Event | None
    letter: LetterTemplate | None


class StepChanges(StepDetails, total=False):
    name: str


@transaction.atomic
def add(
    *, actor: User, name: str, audience: Audience, entered_from: dt.date, **details: Unpack[Details]
) -> OnboardingProgramme:
    """Make a programme without steps; the actor answers for it unless another is named."""
    require(actor, Role.EDITOR)
    given = {"owner": actor, **details}
    return writes.save(
        OnboardingProgramme(name=name.strip(), audience=audience, entered_from=entered_from, **given), actor=actor
    )


@transaction.atomic
def edit(
    *, actor: User, programme: OnboardingProgramme, version: int | None = None, **changes: Unpack[Changes]
) -> OnboardingProgramme:
    """Change what is given. Raises Conflict when `version` is not the stored one. Cases that are there stay."""
    require(actor, Role.EDITOR)
    writes.check_version(programme, version)
    current = writes.locked(programme)
    if writes.assign(current, changes):
        writes.save(current, actor=actor)
    return current


@transaction.atomic
def close(*, actor: User, programme: OnboardingProgramme, version: int | None = None) -> OnboardingProgramme:
    """Nobody new comes in, and what is left of its cases calls nobody any more. The figures stay."""
    return _set_closed(actor, programme, version, is_closed=True)


@transaction.atomic
def reopen(*, actor: User, programme: OnboardingProgramme, version: int | None = None) -> OnboardingProgramme:
    return _set_closed(actor, programme, version, is_closed=False)


def _set_closed(
    actor: User, programme: OnboardingProgramme, version: int | None, *, is_closed: bool
) -> OnboardingProgramme:
    require(actor, Role.EDITOR)
    writes.check_version(programme, version)
    current = writes.locked(programme)
    if (current.closed_at is not None) != is_closed:
        current.closed_at = timezone.now() if is_closed else None
        writes.save(current, actor=actor)
    return current


# --- Tracks -----------------------------------------------------------------------------------------------------


@transaction.atomic
def add_track(
    *,
    actor: User,
    programme: OnboardingProgramme,
    name: str,
    organization: Organization | None = None,
    county: Area | None = None,
) -> OnboardingTrack:
    """A part of the programme for those who sit in `organization`, or whose mandate is of `county`; both: both."""
    require(actor, Role.EDITOR)
    writes.locked(programme)
    track = OnboardingTrack(programme=programme, name=name.strip(), organization=organization, county=county)
    return writes.save(track, actor=actor)


@transaction.atomic
def edit_track(
    *,
    actor: User,
    track: OnboardingTrack,
    name: str,
    organization: Organization | None = None,
    county: Area | None = None,
) -> OnboardingTrack:
    """Say whom a track is for. They get its steps at once; what others have not done of them is taken away."""
    require(actor, Role.EDITOR)
    programme = writes.locked(track.programme)
    current = OnboardingTrack.objects.get(pk=track.pk)
    if writes.assign(current, {"name": name.strip(), "organization": organization, "county": county}):
        writes.save(current, actor=actor)
        onboarding_following.refresh_programme(programme)
    return current


@transaction.atomic
def remove_track(*, actor: User, track: OnboardingTrack) -> None:
    """Raises ValidationError while a step is for it."""
    require(actor, Role.EDITOR)
    writes.locked(track.programme)
    if track.steps.exists():
        raise ValidationError(_("Spåret har steg. Ta bort dem eller låt dem gälla alla först."))
    writes.remove(track, actor=actor)


# --- Steps ------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_step(
    *, actor: User, programme: OnboardingProgramme, name: str, **details: Unpack[StepDetails]
) -> OnboardingStep:
    """A step after the last. Open cases get it at once, done if what counts has happened already."""
    require(actor, Role.EDITOR)
    current = writes.locked(programme)
    last = current.steps.aggregate(last=Max("position"))["last"] or 0
    step = OnboardingStep(programme=current, name=name.strip(), position=last + 1, **details)
    _tidy(step)
    writes.save(step, actor=actor)
    onboarding_following.refresh_programme(current)
    return step


@transaction.atomic
def edit_step(*, actor: User, step: OnboardingStep, **changes: Unpack[StepChanges]) -> OnboardingStep:
    """Change what is given. What counts as done and by when is worked out anew in the open cases."""
    require(actor, Role.EDITOR)
    programme = writes.locked(step.programme)
    current = OnboardingStep.objects.get(pk=step.pk)
    changed = writes.assign(current, changes)
    _tidy(current)
    if changed:
        writes.save(current, actor=actor)
        onboarding_following.refresh_programme(programme)
    return current


@transaction.atomic
def order_steps(*, actor: User, programme: OnboardingProgramme, steps: Sequence[int]) -> None:
    """Put the steps in the order of these ids. Raises ValidationError when they are not those of the programme."""
    require(actor, Role.EDITOR)
    current = writes.locked(programme)
    rows = {step.pk: step for step in current.steps.all()}
    if sorted(rows) != sorted(steps):
        raise ValidationError(_("Stegen har ändrats sedan sidan öppnades. Ladda om den och ordna dem igen."))
    moved = []
    for place, pk in enumerate(steps, start=1):
        if rows[pk].position != place:
            rows[pk].position = place
            moved.append(rows[pk])
    if moved:
        writes.change_many(moved, ["position"], actor=actor)
        onboarding_following.refresh_programme(current)


@transaction.atomic
@keeping.once()
def remove_step(*, actor: User, step: OnboardingStep) -> None:
    """Take a step away, also where it waits. Raises ValidationError when somebody has done it or left it out."""
    require(actor, Role.EDITOR)
    programme = writes.locked(step.programme)
    rows = OnboardingCaseStep.objects.filter(step=step)
    if is_used(step):
        raise ValidationError(_("Steget är klart eller hoppat över för någon och kan inte tas bort."))
    writes.remove_many(list(rows), actor=actor)
    writes.remove(step, actor=actor)
    onboarding_following.refresh_programme(programme)


def is_used(step: OnboardingStep) -> bool:
    """Whether it has been done or left out by anybody, so that it cannot be taken away."""
    settled = Q(done_on__isnull=False) | ~Q(skipped_reason="")
    return OnboardingCaseStep.objects.filter(settled, step=step).exists()


def _tidy(step: OnboardingStep) -> None:
    """Empty what does not belong to how the step is done, and see that the rest fits."""
    for name, empty in EMPTY.items():
        if name not in BELONGS.get(step.done_by, tuple(EMPTY)):
            setattr(step, name, empty)
    if step.kind == InteractionKind.MASS_MAIL:
        raise ValidationError({"kind": _("Ett massutskick räknas inte som en kontakt med personen.")})
    if step.done_by == DoneBy.MATERIAL and step.kind and step.kind not in onboarding_following.MATERIAL:
        raise ValidationError({"kind": _("Välj brev, material eller motionsunderlag.")})
    if step.track and step.track.programme_id != step.programme_id:
        raise ValidationError({"track": _("Spåret hör till ett annat program.")})
