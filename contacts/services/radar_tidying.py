"""What a radar run read is kept for as long as somebody may go through it; what came of it stays."""

from __future__ import annotations

import datetime as dt
from functools import partial

from django.db import transaction
from django.utils import timezone

from contacts.choices import RadarState
from contacts.models import RadarRun

KEPT = dt.timedelta(days=60)
UNDER_WAY = (RadarState.READING, RadarState.APPLYING)


def forget_files() -> int:
    """Throw away the files of old runs: lists of candidates say more of people than we keep. Returns how many."""
    old = RadarRun.objects.filter(created_at__lt=timezone.now() - KEPT).exclude(file="").exclude(state__in=UNDER_WAY)
    return sum(_forget(run) for run in old)


@transaction.atomic
def _forget(run: RadarRun) -> bool:
    """Whether it was thrown away: a run that a job has taken up meanwhile keeps it."""
    storage, name = run.file.storage, run.file.name
    done = RadarRun.objects.filter(pk=run.pk, state=run.state).update(file="")
    if done:
        transaction.on_commit(partial(storage.delete, str(name)))
    return bool(done)
