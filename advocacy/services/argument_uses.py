"""Where arguments were used: noting it, taking it away, telling it to who may read it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from advocacy.models import Argument, ArgumentUse, Interaction
from advocacy.models.argument import PLACES
from advocacy.permissions import require_interaction
from advocacy.services.holding import held
from crm.common import writes
from crm.common.dates import today
from crm.common.operations import operation
from crm.common.permissions import Role, require
from crm.models import Operation, User


def uses_shown(argument: Argument, user: User) -> tuple[list[ArgumentUse], int]:
    """Where it was used, the latest first, and in how many contacts besides that `user` may not read."""
    shown = list(ArgumentUse.objects.visible_to(user).filter(argument=argument).for_list())
    shown.sort(key=lambda use: (use.day, use.pk), reverse=True)
    return shown, ArgumentUse.objects.counted().filter(argument=argument).count() - sum(use.is_counted for use in shown)


@transaction.atomic
def note(*, actor: User, argument: Argument, **said: Any) -> ArgumentUse:
    """Note where an argument was used: one of `PLACES`, or `title` and `used_on` of something else.

    Raises ValidationError where it is noted there already, or nothing or several things are named.
    """
    require(actor, Role.EDITOR)
    named = [name for name in (*PLACES, "title") if said.get(name)]
    if len(named) != 1:
        raise ValidationError(_("Ange var argumentet användes: en sak i taget."))
    if said.get("used_on") and said["used_on"] > today():
        raise ValidationError({"used_on": _("Dagen ligger framåt i tiden.")})
    use = ArgumentUse(argument=argument, **said)
    contact = _held_contact(use.interaction, actor)
    if named[0] != "title" and ArgumentUse.objects.filter(argument=argument, **{named[0]: said[named[0]]}).exists():
        raise ValidationError({named[0]: _("Det är redan noterat att argumentet användes där.")})
    writes.save(use, actor=actor)
    if contact:
        writes.save(contact, actor=actor)
    return use


def remove(*, actor: User, use: ArgumentUse) -> Operation:
    """Take away what was noted by mistake, as an operation that can be undone."""
    require(actor, Role.EDITOR)
    if not ArgumentUse.objects.visible_to(actor).filter(pk=use.pk).exists():
        raise PermissionDenied(_("Du saknar behörighet att göra detta."))
    with operation(kind=Operation.Kind.BULK, title=_("Användning av ett argument borttagen"), actor=actor) as made:
        contact = _held_contact(use.interaction, actor)
        writes.remove(writes.locked(use), actor=actor)
        if contact:
            writes.save(contact, actor=actor)
    return made


def _held_contact(interaction: Interaction | None, actor: User) -> Interaction | None:
    """The contact that gets or loses a use: held first, and saved afterwards, so that who has it open is told."""
    if interaction is None:
        return None
    current = held(interaction)
    require_interaction(actor, current)
    return current
