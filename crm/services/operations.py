"""Large changes: taking them back, at once or by the job worker."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from crm.common import progress, undo, undo_trace
from crm.models import Operation, User


def progress_name(operation_id: int) -> str:
    return f"undo-{operation_id}"


def undo_soon(*, operation: Operation, actor: User) -> undo.Undone | None:
    """Undo a small change at once; a large one is given to the job worker, and None is returned.

    Raises PermissionDenied, and ValidationError when that was done or asked for already.
    """
    if undo_trace.size(operation) <= undo.AT_ONCE:
        return undo.undo(operation=operation, actor=actor)
    _queue(operation, actor)
    return None


@transaction.atomic
def _queue(operation: Operation, actor: User) -> None:
    from crm.tasks import undo_operation

    current = Operation.objects.select_for_update().get(pk=operation.pk)
    if current.undone_at or "queued_at" in current.result:
        raise ValidationError(_("Ändringen är redan ångrad, eller på väg att ångras."))
    if not undo.may_undo(current, actor):
        raise PermissionDenied
    current.result = {**current.result, "queued_at": timezone.now().isoformat()}
    current.result.pop("failed", None)
    current.save(update_fields=["result"])
    undo_operation.enqueue(current.pk, actor.pk)


def carry_out(*, operation: Operation, actor: User) -> None:
    """What the job worker does with a queued undoing. Its page is told when it cannot."""
    name = progress_name(operation.pk)
    try:
        undo.undo(operation=operation, actor=actor, progress=lambda done, total: progress.tell(name, done, total))
    except ValidationError as error:
        _fail(operation, " ".join(error.messages))
    except PermissionDenied as error:
        _fail(operation, str(error))
    except Exception:
        _fail(operation, _("Något gick fel i Samsyn. Ingenting är ångrat. Felet är noterat i loggen."))
        raise
    finally:
        progress.forget(name)


@transaction.atomic
def _fail(operation: Operation, message: str) -> None:
    current = Operation.objects.select_for_update().get(pk=operation.pk)
    current.result = {n: value for n, value in current.result.items() if n != "queued_at"} | {"failed": message}
    current.save(update_fields=["result"])
