"""Tags: the words that staff put on people and organizations. Managers keep the words, editors use them."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts import permissions
from contacts.models import Organization, OrganizationTag, Person, PersonTag, Tag
from contacts.services import merge_queries
from crm.common import writes
from crm.common.operations import operation
from crm.common.text import fold
from crm.models import Operation, User

LINKS = (PersonTag, OrganizationTag)


@transaction.atomic
def add(*, name: str, actor: User, description: str = "") -> Tag:
    permissions.require_managing(actor)
    tag = Tag(name=_name(name), description=description.strip())
    _check_not_taken(tag)
    return writes.save(tag, actor=actor)


@transaction.atomic
def edit(*, tag: Tag, name: str, description: str, actor: User, version: int | None = None) -> Tag:
    """Rename or describe a tag, everywhere it is used."""
    permissions.require_managing(actor)
    writes.check_version(tag, version)
    current = writes.locked(tag)
    if writes.assign(current, {"name": _name(name), "description": description.strip()}):
        _check_not_taken(current)
        writes.save(current, actor=actor)
    return current


@transaction.atomic
def remove(*, tag: Tag, actor: User) -> None:
    """Remove a tag that nothing has. One in use is merged or taken off first."""
    permissions.require_managing(actor)
    current = writes.locked(tag)
    used = count_of(current)
    if used:
        said = ngettext("Etiketten används på %(n)s ställe.", "Etiketten används på %(n)s ställen.", used)
        raise ValidationError(said % {"n": used})
    if is_named_elsewhere(current):
        raise ValidationError(_("Etiketten används i en målgrupp."))
    writes.remove(current, actor=actor)


def merge(*, tag: Tag, into: Tag, actor: User) -> Operation:
    """Put `into` on everything that has `tag`, and take `tag` away where it was. `tag` itself is left unused.

    The operation can be undone as any other.
    """
    permissions.require_managing(actor)
    if tag.pk == into.pk:
        raise ValidationError({"into": _("Välj en annan etikett.")})
    title = _("Etiketten %(tag)s sammanslagen med %(into)s") % {"tag": tag.name, "into": into.name}
    with operation(kind=Operation.Kind.BULK, title=title, actor=actor) as made:
        writes.locked(tag)
        writes.locked(into)
        moved = 0
        for model, holder in ((PersonTag, "person_id"), (OrganizationTag, "organization_id")):
            have = set(model.objects.filter(tag=into).values_list(holder, flat=True))
            links = list(model.objects.filter(tag=tag))
            new = [model(tag=into, **{holder: getattr(link, holder)}) for link in links]
            writes.create_many([link for link in new if getattr(link, holder) not in have], actor=actor)
            for link in links:
                writes.remove(link, actor=actor)
            moved += len(links)
        _rename_in_choices(tag, into, actor)
    made.result = {"moved": moved}
    made.save(update_fields=["result"])
    return made


@transaction.atomic
def put(*, holder: Person | Organization, tags: Iterable[Tag], actor: User, reason: str = "") -> bool:
    """Make `tags` all that `holder` has. Returns whether anything changed."""
    permissions.require_editing(actor)
    model = PersonTag if isinstance(holder, Person) else OrganizationTag
    link = {"person" if isinstance(holder, Person) else "organization": holder}
    wanted = {tag.pk: tag for tag in tags}
    held = {row.tag_id: row for row in model.objects.filter(**link)}
    for pk in held.keys() - wanted.keys():
        writes.remove(held[pk], actor=actor, reason=reason)
    for pk in wanted.keys() - held.keys():
        writes.save(model(tag=wanted[pk], **link), actor=actor, reason=reason)
    return held.keys() != wanted.keys()


def count_of(tag: Tag) -> int:
    """How many people and organizations have it."""
    return sum(model.objects.filter(tag=tag).count() for model in LINKS)


def _rename_in_choices(tag: Tag, into: Tag, actor: User) -> None:
    """What names the tag to choose people by (audiences, saved views, lists that stay current) names the other."""
    for relation in Tag._meta.related_objects:
        if relation.related_model not in LINKS:
            for row in relation.related_model._base_manager.filter(**{relation.field.name: tag}):
                setattr(row, relation.field.name, into)
                writes.save(row, actor=actor)
    merge_queries.rename(names=frozenset({"tag", "not_tag"}), old=tag.pk, new=into.pk, actor=actor)


def is_named_elsewhere(tag: Tag) -> bool:
    """Whether a row of another kind, of whichever app, points at the tag."""
    for relation in Tag._meta.related_objects:
        model = relation.related_model
        if model not in LINKS and model._base_manager.filter(**{relation.field.name: tag}).exists():
            return True
    return False


def _check_not_taken(tag: Tag) -> None:
    """Two tags that read the same would be taken for one another."""
    taken = {fold(name) for name in Tag.objects.exclude(pk=tag.pk).values_list("name", flat=True)}
    if fold(tag.name) in taken:
        raise ValidationError({"name": _("Det finns redan en sådan etikett.")})


def _name(text: str) -> str:
    return " ".join(text.split())
