"""Arguments: facts with their source and how long they hold; and where each was used."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypedDict, Unpack

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from advocacy.models import Argument, ArgumentUse, Interaction, Priority
from advocacy.models.argument import PLACES
from advocacy.permissions import require_interaction
from advocacy.services.holding import held
from crm.common import writes
from crm.common.dates import today
from crm.common.operations import operation
from crm.common.permissions import Role, require
from crm.models import Operation, User


class Content(TypedDict, total=False):
    """What an argument holds."""

    priority: Priority | None
    text: str
    source: str
    source_on: dt.date | None
    url: str
    valid_until: dt.date | None
    owner: User | None


@transaction.atomic
def add(*, actor: User, **content: Unpack[Content]) -> Argument:
    """A new argument; looked after by the actor unless something else is said."""
    require(actor, Role.EDITOR)
    return writes.save(Argument(**{"owner": actor, **content}), actor=actor)


@transaction.atomic
def edit(*, actor: User, argument: Argument, version: int | None = None, **content: Unpack[Content]) -> Argument:
    """Change what is given: the words as they were stay in history. Raises Conflict."""
    require(actor, Role.EDITOR)
    writes.check_version(argument, version)
    current = writes.locked(argument)
    if writes.assign(current, content):
        writes.save(current, actor=actor)
    return current


@transaction.atomic
def retire(*, actor: User, argument: Argument, reason: str = "") -> Argument:
    """Nobody is to use it any more. Where it was used is still told. Saying so twice changes nothing."""
    require(actor, Role.EDITOR)
    current = writes.locked(argument)
    if current.retired_on is None:
        current.retired_on = today()
        writes.save(current, actor=actor, reason=reason)
    return current


@transaction.atomic
def take_up(*, actor: User, argument: Argument) -> Argument:
    """It is used again."""
    require(actor, Role.EDITOR)
    current = writes.locked(argument)
    if current.retired_on is not None:
        current.retired_on = None
        writes.save(current, actor=actor)
    return current


def pressing(user: User, day: dt.date) -> Any:
    """Arguments that `user` looks after and that have expired on `day`, or soon will, the oldest first."""
    mine = Argument.objects.visible_to(user).filter(owner=user).to_review(day)
    return mine.for_list().order_by("valid_until", "pk")


def owned_by(user: User) -> Any:
    """All in use that `user` looks after."""
    return Argument.objects.filter(owner=user).in_use().order_by("valid_until", "pk")


# --- Where it was used --------------------------------------------------------------------------------------------


@transaction.atomic
def note_use(*, actor: User, argument: Argument, **said: Any) -> ArgumentUse:
    """Note where an argument was used: one of `PLACES`, or `title` and `used_on` of something else.

    Raises ValidationError where it is noted there already, or nothing or several things are named.
    """
    require(actor, Role.EDITOR)
    named = [name for name in (*PLACES, "title") if said.get(name)]
    if len(named) != 1:
        raise ValidationError(_("Ange var argumentet användes: en sak i taget."))
    use = ArgumentUse(argument=argument, **said)
    contact = _held_contact(use.interaction, actor)
    if named[0] != "title" and ArgumentUse.objects.filter(argument=argument, **{named[0]: said[named[0]]}).exists():
        raise ValidationError({named[0]: _("Det är redan noterat att argumentet användes där.")})
    writes.save(use, actor=actor)
    if contact:
        writes.save(contact, actor=actor)
    return use


def remove_use(*, actor: User, use: ArgumentUse) -> Operation:
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
