"""Arguments: facts with their source and how long they hold."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypedDict, Unpack

from django.db import transaction

from advocacy.models import Argument, Priority
from crm.common import writes
from crm.common.dates import today
from crm.common.permissions import Role, require
from crm.models import User


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
