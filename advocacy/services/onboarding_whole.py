"""A programme saved whole, as its form shows it: fields, tracks and steps in one go."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from advocacy.models import OnboardingProgramme, OnboardingStep, OnboardingTrack
from advocacy.services import onboarding
from crm.common.text import fold
from crm.models import User

Rows = Sequence[Mapping[str, Any]]


@transaction.atomic
def store(
    *,
    actor: User,
    programme: OnboardingProgramme | None,
    fields: Mapping[str, Any],
    tracks: Rows | None = None,
    steps: Rows | None = None,
    removed_tracks: Collection[int] = (),
    removed_steps: Collection[int] = (),
    version: int | None = None,
) -> OnboardingProgramme:
    """Store a programme with these tracks and these steps in the order of their `position`.

    A row with `pk` is the stored one, where it still is there; a step names its track by `track`, the track's name.
    Stored rows that are named nowhere stay: a colleague may have added them. None says nothing of tracks or steps.
    Raises Conflict, and ValidationError that says which step or track it is about.
    """
    if programme is None:
        current = onboarding.add(actor=actor, **fields)
    else:
        current = onboarding.edit(actor=actor, programme=programme, version=version, **fields)
    by_name = _save_tracks(actor, current, tracks or ())
    _save_steps(actor, current, steps or (), by_name)
    for step in current.steps.filter(pk__in=removed_steps):
        _named(step.name, lambda step=step: onboarding.remove_step(actor=actor, step=step))
    for track in current.tracks.filter(pk__in=removed_tracks):
        _named(track.name, lambda track=track: onboarding.remove_track(actor=actor, track=track))
    return current


def _save_tracks(actor: User, programme: OnboardingProgramme, rows: Rows) -> dict[str, OnboardingTrack]:
    stored = {track.pk: track for track in programme.tracks.all()}
    for row in rows:
        held = {name: row[name] for name in ("name", "organization", "county")}
        track = stored.get(row.get("pk") or 0)
        if track is None:
            track = _named(
                row["name"], lambda held=held: onboarding.add_track(actor=actor, programme=programme, **held)
            )
        else:
            track = _named(row["name"], lambda t=track, held=held: onboarding.edit_track(actor=actor, track=t, **held))
        stored[track.pk] = track
    return {fold(track.name): track for track in stored.values()}


def _save_steps(actor: User, programme: OnboardingProgramme, rows: Rows, tracks: Mapping[str, OnboardingTrack]) -> None:
    stored = {step.pk: step for step in programme.steps.all()}
    placed: list[tuple[int, int, int]] = []
    for number, row in enumerate(rows):
        held = {name: value for name, value in row.items() if name not in ("pk", "position", "track")}
        held["track"] = tracks.get(fold(row.get("track") or "")) if row.get("track") else None
        step = stored.pop(row.get("pk") or 0, None)
        kept: OnboardingStep
        if step is None:
            kept = _named(row["name"], lambda held=held: onboarding.add_step(actor=actor, programme=programme, **held))
        else:
            kept = _named(row["name"], lambda s=step, held=held: onboarding.edit_step(actor=actor, step=s, **held))
        placed.append((row.get("position") or len(rows) + 1, number, kept.pk))
    order = [pk for _place, _number, pk in sorted(placed)]
    rest = [step.pk for step in sorted(stored.values(), key=lambda step: (step.position, step.pk))]
    if order:
        onboarding.order_steps(actor=actor, programme=programme, steps=[*order, *rest])


def _named(name: str, write: Any) -> Any:
    """What `write` gives. What it refuses is said with the name of the row."""
    try:
        return write()
    except ValidationError as error:
        raise ValidationError(
            [_("%(name)s: %(said)s") % {"name": name, "said": said} for said in error.messages]
        ) from error
