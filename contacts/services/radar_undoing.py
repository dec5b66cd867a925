"""Taking a radar run back: what it carried out, the last of it first."""

from __future__ import annotations

from collections.abc import Callable

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from contacts.choices import ChangeKind, ChangeState, RadarState
from contacts.models import RadarChange, RadarRun
from contacts.services import radar
from crm.common import undo, undo_names, undo_trace, writes
from crm.common.permissions import Role, can, require
from crm.common.undo import Undone
from crm.models import Operation, User


def operations(run: RadarRun) -> list[Operation]:
    """What the run has carried out and nobody has taken back, the last first."""
    made = Operation.objects.filter(radar_changes__run=run, undone_at=None).distinct()
    return list(made.order_by("-created_at", "-pk"))


def may_undo(*, run: RadarRun, user: User) -> bool:
    """Whether something was carried out that `user` may take back: all of it, or none."""
    found = operations(run)
    return bool(found) and all(undo.may_undo(one, user) for one in found)


def may_take_back(makers: set[int], user: User) -> bool:
    """The same, told by who carried it out: one's own as an editor, what others did as a manager."""
    return bool(makers) and can(user, Role.EDITOR if makers == {user.pk} else Role.MANAGER)


def is_large(run: RadarRun) -> bool:
    """Whether taking it back is for the job worker."""
    return sum(undo_trace.size(one) for one in operations(run)) > undo.AT_ONCE


@transaction.atomic
def undo_run(*, run: RadarRun, actor: User, progress: Callable[[int, int], None] | None = None) -> Undone:
    """Put the register back as it was before the run, but for what has been changed since, which is named.

    Raises PermissionDenied, and ValidationError when there is nothing to take back.
    """
    require(actor, Role.EDITOR)
    run = writes.locked(run)
    found = operations(run)
    if not found:
        raise ValidationError(_("Ingenting av körningen är genomfört, eller så är det redan ångrat."))
    restored, refused = 0, []
    for one in found:
        done = undo.undo(operation=one, actor=actor, progress=progress)
        restored += done.restored
        refused += done.refused
    return Undone(restored, refused)


def follow(operation: Operation) -> None:
    """An operation was taken back, from whichever page: its changes can be decided anew, and are proposed anew."""
    runs = list(RadarRun.objects.filter(changes__operation=operation).distinct())
    back = RadarChange.objects.filter(operation=operation, state__in=(ChangeState.APPLIED, ChangeState.GONE))
    back.filter(kind=ChangeKind.DOUBTFUL).update(person=None)
    back.update(state=ChangeState.OPEN, choice="", decided_by=None, decided_at=None, note=_("Ångrad."))
    for run in runs:
        radar.settle(run=run)
        if not operations(run):
            # What changed nothing in the register was told together with what is undone now.
            silent = run.changes.filter(state=ChangeState.APPLIED, operation=None)
            silent.update(state=ChangeState.OPEN, decided_by=None, decided_at=None)
            run.state = RadarState.UNDONE
            run.save(update_fields=["state"])


def refused(*, run: RadarRun, user: User) -> list[tuple[str, str]]:
    """What could not be put back when the run was taken back: by the name that `user` may see, and why."""
    undone = Operation.objects.filter(radar_changes__run=run, undone_at__isnull=False).distinct()
    told = [row for one in undone for row in one.result.get("refused", [])]
    rows: dict[undo_names.Row, str] = {(apps.get_model(label), pk): reason for label, pk, reason in told}
    labels = undo_names.labels_of(rows, user)
    return [(labels[row], reason) for row, reason in rows.items()]
