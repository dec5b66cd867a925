"""Carrying out an import of many parts: all of it or nothing, as one operation that can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from contacts import permissions
from contacts.models import Person, Tag
from contacts.services.import_plan import Plan
from contacts.services.imports import write
from crm.common.operations import operation
from crm.models import Operation, User


class HeldUp(Exception):
    """Nothing was stored: a row is wrong or undecided, or what would be done is not what was looked through."""


class _Nothing(Exception):
    """There was nothing to do: no operation is left behind."""


def carry_out(
    *,
    parts: Iterable[Plan],
    actor: User,
    title: str,
    reason: str,
    told: Callable[[Plan], None],
    is_right: Callable[[], bool],
    good_rows: bool = False,
) -> Operation | None:
    """Store the parts, in one transaction. Each is `told` before the next is made.

    With `good_rows` what is wrong or undecided is left out; else nothing is stored when there is any. `is_right` is
    asked when all is done. Imports take turns, so that two of the same file do not both find the register without its
    people. Returns the operation, None when the register said it all already. Raises HeldUp.
    """
    permissions.require_editing(actor)
    try:
        with operation(kind=Operation.Kind.IMPORT, title=title, actor=actor) as made:
            User.objects.select_for_update().get(pk=User.objects.system().pk)
            is_held_up = has_written = False
            for plan in parts:
                is_held_up |= not good_rows and is_doubtful(plan)
                if not is_held_up:
                    has_written |= _store(plan, actor, reason)
                told(plan)
            if is_held_up or not is_right():
                raise HeldUp
            if not has_written:
                raise _Nothing
            return made
    except _Nothing:
        return None


def is_doubtful(plan: Plan) -> bool:
    """Whether a row is wrong, or waits for somebody to decide."""
    return bool(plan.wrong) or any(outcome.state == "doubtful" for outcome in plan.outcomes.values())


def _store(plan: Plan, actor: User, reason: str) -> bool:
    plan.resolve()
    added = set(map(type, plan.new))
    if Person in added:
        permissions.require_adding(actor)
    if Tag in added:
        permissions.require_managing(actor)
    if plan.changed or plan.ended:
        permissions.require_editing(actor)
    write(plan, actor=actor, reason=reason)
    return bool(plan.new or plan.changed or plan.ended)
