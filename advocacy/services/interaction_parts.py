"""What a contact holds beside its own row, who took part and what it was about: said, promised, attached, to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from advocacy.choices import ParticipantSide
from advocacy.models import Interaction, InteractionAttachment
from advocacy.permissions import require_interaction
from advocacy.services import facts, talk, tasks
from advocacy.services.holding import held
from crm.common import attachments, writes
from crm.common.operations import operation
from crm.models import Attachment, Operation, User

MOST_FILES = 30


class NextStep(TypedDict, total=False):
    """A task that is made with the contact; the owner is who writes unless another is named."""

    title: str
    owner: User
    due_on: dt.date | None


class Parts(talk.Talk, total=False):
    """`facts` are fields of the kind; `files` are hung on beside those that the contact has; `next_step` is added."""

    facts: Mapping[str, Any]
    files: Iterable[Attachment]
    next_step: NextStep | None


def sync(interaction: Interaction, content: Mapping[str, Any], actor: User, *, day_changed: bool = False) -> bool:
    """Make the parts those of `content`; True when something that belongs to the contact changed (a task does not)."""
    changed = talk.sync(interaction, content, actor, day_changed=day_changed)
    if content.get("facts"):
        changed |= facts.sync(actor=actor, interaction=interaction, said=content["facts"])
    if content.get("files"):
        changed |= _attach(interaction, list(content["files"]), actor)
    if content.get("next_step"):
        _add_step(interaction, content["next_step"], actor)
    return changed


def _attach(interaction: Interaction, files: list[Attachment], actor: User) -> bool:
    if InteractionAttachment.objects.filter(interaction=interaction).count() + len(files) > MOST_FILES:
        raise ValidationError({"files": _("En kontakt har högst %(n)d bilagor.") % {"n": MOST_FILES}})
    for file in files:
        # Named in words: of a file that is gone, the history would know the number alone.
        writes.save(InteractionAttachment(interaction=interaction, attachment=file), actor=actor, reason=file.name)
    return bool(files)


def _add_step(interaction: Interaction, step: NextStep, actor: User) -> None:
    """A task about the one person met and the one priority talked about, where there is but one."""
    theirs = interaction.participations.filter(side=ParticipantSide.THEIRS).select_related("person")[:2]
    about = interaction.priority_links.select_related("priority")[:2]
    tasks.add(
        actor=actor,
        title=step["title"],
        owner=step.get("owner") or actor,
        due_on=step.get("due_on"),
        interaction=interaction,
        person=theirs[0].person if len(theirs) == 1 else None,
        priority=about[0].priority if len(about) == 1 else None,
    )


@transaction.atomic
def attach(*, actor: User, interaction: Interaction, upload: Any) -> InteractionAttachment:
    """Hang an uploaded file on a contact. Raises ValidationError that says why a file is not taken."""
    current = held(interaction)
    require_interaction(actor, current)
    file = attachments.store(upload=upload, actor=actor)
    _attach(current, [file], actor)
    writes.save(current, actor=actor)
    return InteractionAttachment.objects.get(attachment=file)


def detach(*, actor: User, link: InteractionAttachment) -> Operation:
    """Take a file from its contact, as an operation that can be undone. Its title says nothing of the file."""
    with operation(kind=Operation.Kind.BULK, title=_("Bilaga borttagen från en kontakt"), actor=actor) as made:
        interaction = held(link.interaction)
        require_interaction(actor, interaction)
        file = link.attachment
        writes.remove(link, actor=actor, reason=file.name)
        attachments.remove(attachment=file, actor=actor)
        writes.save(interaction, actor=actor)
    return made
