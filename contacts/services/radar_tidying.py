"""What the radar read is kept for as long as somebody may go through it; what came of it stays, but for those who are
to be forgotten."""

from __future__ import annotations

import datetime as dt
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from contacts.choices import ChangeKind, RadarState
from contacts.models import FetchedSource, Person, RadarChange, RadarRun
from crm.common.permissions import Role, require
from crm.models import User

KEPT = dt.timedelta(days=60)
UNDER_WAY = (RadarState.READING, RadarState.APPLYING)


def forget_files() -> int:
    """Throw away the files of old runs and old copies: sources say more of people than we keep. Returns how many."""
    before = timezone.now() - KEPT
    old = RadarRun.objects.filter(created_at__lt=before).exclude(file="").exclude(state__in=UNDER_WAY)
    copies = FetchedSource.objects.filter(fetched_at__lt=before).exclude(file="")
    return sum(_forget(run) for run in old) + sum(_forget_copy(source) for source in copies)


@transaction.atomic
def forget_person(*, actor: User, person: Person) -> None:
    """What the radar has said of somebody: changes of theirs go, and they are nobody's candidate."""
    require(actor, Role.MANAGER)
    RadarChange.objects.filter(Q(person=person) | Q(other=person)).delete()
    asked = RadarChange.objects.filter(kind=ChangeKind.DOUBTFUL).exclude(candidates=[])
    for change in list(asked.only("candidates")):
        others = [one for one in change.candidates if one["person"] != person.pk]
        if len(others) < len(change.candidates):
            # What the register says of the likeliest stands beside what the source says.
            RadarChange.objects.filter(pk=change.pk).update(candidates=others, before=[], reasons=[])


def changes_of(person: Person) -> list[dict[str, object]]:
    """For an extract of what is kept of somebody."""
    found = RadarChange.objects.filter(Q(person=person) | Q(other=person)).select_related("run").order_by("pk")
    return [
        {
            "run": str(one.run),
            "kind": one.get_kind_display(),
            "name": one.name,
            "before": one.before,
            "after": one.after,
        }
        for one in found
    ]


@transaction.atomic
def _forget_copy(source: FetchedSource) -> bool:
    """Whether it was thrown away; one that was read anew meanwhile is kept."""
    storage, name = source.file.storage, source.file.name
    done = FetchedSource.objects.filter(pk=source.pk, fetched_at=source.fetched_at).update(file="")
    if done:
        transaction.on_commit(partial(storage.delete, str(name)))
    return bool(done)


@transaction.atomic
def _forget(run: RadarRun) -> bool:
    """Whether it was thrown away: a run that a job has taken up meanwhile keeps it."""
    storage, name = run.file.storage, run.file.name
    done = RadarRun.objects.filter(pk=run.pk, state=run.state).update(file="")
    if done:
        transaction.on_commit(partial(storage.delete, str(name)))
    return bool(done)
