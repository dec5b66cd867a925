"""A radar run of somebody's own list waits until its columns are settled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.choices import ChangeState, RadarSource, RadarState
from contacts.models import RadarRun
from contacts.services import radar
from crm.common import writes
from crm.common.permissions import Role, require
from crm.models import User


def may_settle(run: RadarRun) -> bool:
    """Whether its columns can be chosen, for the first time or otherwise: nothing is under way or carried out."""
    if run.source != RadarSource.SHEET or not run.file:
        return False
    if radar.is_draft(run):
        return True
    is_at_rest = run.state in (*radar.AT_REST, RadarState.FAILED)
    return is_at_rest and not run.changes.filter(state=ChangeState.APPLIED).exists()


@transaction.atomic
def look(*, actor: User, run: RadarRun, options: Mapping[str, Any]) -> RadarRun:
    """Keep where the list stands in the file, to be looked at once more. Raises ValidationError."""
    run = _held(actor, run)
    run.options = {**run.options, **options}
    run.save(update_fields=["options"])
    return run


@transaction.atomic
def settle(*, actor: User, run: RadarRun, options: Mapping[str, Any]) -> RadarRun:
    """The columns are chosen: the list can be compared. Raises ValidationError."""
    run = _held(actor, run)
    kept = {name: value for name, value in run.options.items() if name != radar.DRAFT}
    run.options, run.state, run.finished_at = {**kept, **options}, RadarState.READING, None
    run.result = {"queued_at": timezone.now().isoformat()}
    run.save(update_fields=["options", "state", "finished_at", "result"])
    return run


def _held(actor: User, run: RadarRun) -> RadarRun:
    require(actor, Role.EDITOR)
    run = writes.locked(run)
    if not may_settle(run):
        raise ValidationError(_("Kolumnerna kan inte ändras nu."))
    return run
