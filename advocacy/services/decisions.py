"""Decisions of bodies: what was decided, by which parties, and what is to be done after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from advocacy.choices import Leaning, PaperState
from advocacy.models import BoardPaper, Decision, DecisionParty, Position, Priority, Task
from advocacy.services import tasks
from contacts.models import Organization, Party
from crm.common import attachments, writes
from crm.common.dates import today
from crm.common.operations import operation
from crm.common.permissions import Role, require
from crm.models import Attachment, Operation, User


class Content(TypedDict, total=False):
    """What a decision holds. `parties`, by leaning, is whole: a party that is not in it is taken away.

    `upload` takes the place of the extract of the minutes that was there.
    """

    body: Organization
    decided_on: dt.date
    paragraph: str
    text: str
    url: str
    priority: Priority | None
    position: Position | None
    parties: Mapping[str, Iterable[Party]]
    upload: Any


class Planned(TypedDict, total=False):
    """Something that a decision leads to; the owner is who writes unless another is named."""

    title: str
    owner: User
    due_on: dt.date | None


@transaction.atomic
def add(*, actor: User, **content: Unpack[Content]) -> Decision:
    """Note a decision. Raises ValidationError beside the field."""
    require(actor, Role.EDITOR)
    own = {name: said for name, said in content.items() if name not in ("parties", "upload")}
    return _store(Decision(**own), dict(content), actor)


@transaction.atomic
def edit(*, actor: User, decision: Decision, version: int | None = None, **content: Unpack[Content]) -> Decision:
    """Change what is given. Raises Conflict when `version` is not the stored one."""
    require(actor, Role.EDITOR)
    writes.check_version(decision, version)
    return _store(writes.locked(decision), dict(content), actor)


def remove(*, actor: User, decision: Decision) -> Operation:
    """Take away what was noted by mistake, as an operation that can be undone. Tasks stay, without it.

    The board paper that it was made on is again one that the board has not dealt with.
    """
    require(actor, Role.EDITOR)
    title = _("Beslut borttaget: %(decision)s") % {"decision": decision}
    with operation(kind=Operation.Kind.BULK, title=title, actor=actor) as made:
        current = writes.locked(decision)
        file = current.attachment
        for task in Task.objects.filter(decision=current):
            tasks.edit(actor=actor, task=task, decision=None)
        for paper in BoardPaper.objects.filter(decision=current):
            writes.assign(paper, {"decision": None, "state": PaperState.APPROVED})
            writes.save(paper, actor=actor)
        for stood in current.parties.all():
            writes.remove(stood, actor=actor)
        writes.remove(current, actor=actor)
        if file:
            attachments.remove(attachment=file, actor=actor)
    return made


@transaction.atomic
def make_tasks(*, actor: User, decision: Decision, planned: Iterable[Planned]) -> list[Task]:
    """What is to be done after a decision, each with an owner and a day, about its priority."""
    return [
        tasks.add(
            actor=actor,
            title=one["title"],
            owner=one.get("owner", actor),
            due_on=one.get("due_on"),
            decision=decision,
            priority=decision.priority,
        )
        for one in planned
    ]


def _store(decision: Decision, content: dict[str, Any], actor: User) -> Decision:
    parties, upload = content.pop("parties", None), content.pop("upload", None)
    is_changed, old = decision.pk is None, None
    is_changed |= writes.assign(decision, content)
    _check(decision)
    if upload:
        old, decision.attachment = decision.attachment, _stored(upload, actor)
        is_changed = True
    if parties is not None:
        is_changed |= _are_other(decision, parties)
    if is_changed:
        writes.save(decision, actor=actor)
    if parties is not None:
        _sync_parties(decision, parties, actor)
    if old:
        attachments.remove(attachment=old, actor=actor)
    return decision


def _stored(upload: Any, actor: User) -> Attachment:
    try:
        return attachments.store(upload=upload, actor=actor)
    except ValidationError as error:
        raise ValidationError({"upload": error.messages}) from error


def _check(decision: Decision) -> None:
    if decision.decided_on and decision.decided_on > today():
        raise ValidationError({"decided_on": _("Dagen ligger framåt i tiden.")})
    position = decision.position
    branch = Priority.objects.branch_ids(decision.priority_id) if position and decision.priority_id else []
    if position and position.priority_id not in branch:
        raise ValidationError({"position": _("Ståndpunkten hör till en annan sakfråga.")})


def _wanted(parties: Mapping[str, Iterable[Party]]) -> dict[int, str]:
    """The leaning of each party, by its id. Raises ValidationError for a party with two."""
    wanted: dict[int, str] = {}
    for leaning, some in parties.items():
        for party in some:
            if party.pk in wanted:
                said = _("%(party)s kan inte ha ställt sig på två sätt.") % {"party": party}
                raise ValidationError({f"parties_{leaning}": said})
            wanted[party.pk] = Leaning(leaning)
    return wanted


def _are_other(decision: Decision, parties: Mapping[str, Iterable[Party]]) -> bool:
    stored = dict(decision.parties.values_list("party", "leaning")) if decision.pk else {}
    return stored != _wanted(parties)


def _sync_parties(decision: Decision, parties: Mapping[str, Iterable[Party]], actor: User) -> None:
    wanted = _wanted(parties)
    for row in decision.parties.all():
        leaning = wanted.pop(row.party_id, None)
        if leaning is None:
            writes.remove(row, actor=actor)
        elif writes.assign(row, {"leaning": leaning}):
            writes.save(row, actor=actor)
    writes.create_many(
        [DecisionParty(decision=decision, party_id=pk, leaning=leaning) for pk, leaning in wanted.items()], actor=actor
    )
