"""What people do in public for or against what we want: noted by hand, placed on a priority, taken away."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from advocacy.choices import Leaning
from advocacy.models import Act, Priority
from contacts.models import Person
from crm.common import writes
from crm.common.dates import today
from crm.common.operations import operation
from crm.common.permissions import Role, require
from crm.models import Operation, User


class Content(TypedDict, total=False):
    """What an act holds. Without a priority it leans neither way."""

    person: Person
    kind: str
    acted_on: dt.date
    title: str
    quote: str
    url: str
    priority: Priority | None
    leaning: str


@transaction.atomic
def note(*, actor: User, **content: Unpack[Content]) -> Act:
    """Note an act that can be read in public. Raises ValidationError beside the field."""
    require(actor, Role.EDITOR)
    return _store(Act(**content), {}, actor)


@transaction.atomic
def edit(*, actor: User, act: Act, version: int | None = None, **content: Unpack[Content]) -> Act:
    """Change what is given. Raises Conflict when `version` is not the stored one."""
    require(actor, Role.EDITOR)
    writes.check_version(act, version)
    return _store(writes.locked(act), dict(content), actor)


def place(*, actor: User, act: Act, priority: Priority, leaning: str, version: int | None = None) -> Act:
    """Say which priority an act is about and which way it leans. Raises Conflict."""
    return edit(actor=actor, act=act, version=version, priority=priority, leaning=leaning)


def remove(*, actor: User, act: Act) -> Operation:
    """Take away what was noted by mistake, with where arguments were used in it, as an operation that can be undone."""
    require(actor, Role.EDITOR)
    title = _("Handling borttagen: %(who)s, %(what)s") % {"who": act.person, "what": act.title}
    with operation(kind=Operation.Kind.BULK, title=title[:200], actor=actor) as made:
        current = writes.locked(act)
        writes.remove_many(list(current.argument_uses.all()), actor=actor)
        writes.remove(current, actor=actor)
    return made


def _store(act: Act, content: dict[str, Any], actor: User) -> Act:
    changed = writes.assign(act, content)
    if act.acted_on and act.acted_on > today():
        raise ValidationError({"acted_on": _("Dagen ligger framåt i tiden.")})
    if act.priority_id is None and act.leaning != Leaning.NEITHER:
        raise ValidationError({"priority": _("Välj vilken sakfråga handlingen talar för eller emot.")})
    if changed or act.pk is None:
        writes.save(act, actor=actor)
    return act
