"""What was said in a contact: points, where people stand, what was promised; made whole with the contact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypedDict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from advocacy.choices import ParticipantSide
from advocacy.models import Commitment, DiscussionPoint, Interaction, Priority, Stance
from contacts.models import Organization, Person
from crm.common import writes
from crm.models import User


class PointSaid(TypedDict, total=False):
    """A discussion point; `id` is that of one the contact has already."""

    id: int | None
    text: str
    priority: Priority | None


class StanceSaid(TypedDict, total=False):
    """Where a person of their side, or an organization, stands; dated the day of the contact."""

    id: int | None
    person: Person | None
    organization: Organization | None
    priority: Priority
    value: str
    evidence: str
    url: str
    confidence: str


class Promised(TypedDict, total=False):
    """A commitment. Who of us watches it is who writes, unless another is named."""

    id: int | None
    promiser: str
    text: str
    person: Person | None
    organization: Organization | None
    priority: Priority | None
    owner: User
    due_on: dt.date | None


class Talk(TypedDict, total=False):
    """Each group is whole: a row that is not in it is taken out of the contact, with history."""

    points: Sequence[PointSaid]
    stances: Sequence[StanceSaid]
    commitments: Sequence[Promised]


def discussed(interaction: Interaction | None, content: Mapping[str, Any]) -> list[Priority]:
    """The priorities that the points and stances are about when `content` is stored: the contact was about them too.

    A new contact (None) has none from before.
    """
    found = {}
    for group, model in (("points", DiscussionPoint), ("stances", Stance)):
        stored = {row.pk: row.priority for row in _stored(model, interaction)}
        rows = content[group] if group in content else [{"id": pk} for pk in stored]
        for row in rows:
            priority = row["priority"] if "priority" in row else stored.get(row.get("id"))
            if priority:
                found[priority.pk] = priority
    return list(found.values())


def _stored(model: Any, interaction: Interaction | None) -> Any:
    return model.objects.filter(interaction=interaction).select_related("priority") if interaction else []


def sync(interaction: Interaction, content: Mapping[str, Any], actor: User, *, day_changed: bool = False) -> bool:
    """Make what was said that of `content`; True when anything changed. What the contact dates follows its day.

    Raises ValidationError beside 'points', 'stances' or 'commitments'.
    """
    changed = _redate(interaction, actor) if day_changed else False
    if "points" in content:
        rows = [{**row, "position": number} for number, row in enumerate(content["points"])]
        changed |= _sync(DiscussionPoint, "points", interaction, rows, actor)
    if "stances" in content:
        stances = list(content["stances"])
        _check_subjects(interaction, stances)
        dated = {"stated_on": interaction.held_on}
        changed |= _sync(Stance, "stances", interaction, [{**row, **dated} for row in stances], actor, _noted(actor))
    if "commitments" in content:
        rows = [_promise(interaction, row) for row in content["commitments"]]
        changed |= _sync(Commitment, "commitments", interaction, rows, actor, lambda: {"owner": actor})
    return changed


def _promise(interaction: Interaction, row: Promised) -> dict[str, Any]:
    """Made on the day of the contact; with the only one who was met, where nobody is named."""
    promise = {**row, "made_on": interaction.held_on}
    if not row.get("id") and not (row.get("person") or row.get("organization")):
        theirs = interaction.participations.filter(side=ParticipantSide.THEIRS).select_related("person")[:2]
        promise["person"] = theirs[0].person if len(theirs) == 1 else None
    return promise


def _noted(actor: User) -> Callable[[], dict[str, Any]]:
    return lambda: {"noted_by": actor}


def _sync(
    model: Any,
    group: str,
    interaction: Interaction,
    rows: list[dict[str, Any]],
    actor: User,
    defaults: Callable[[], dict[str, Any]] = dict,
) -> bool:
    stored = {row.pk: row for row in model.objects.filter(interaction=interaction)}
    named = {row["id"] for row in rows if row.get("id")}
    if not named <= set(stored):
        raise ValidationError({group: _("En av raderna finns inte längre i kontakten.")})
    gone = [row for pk, row in stored.items() if pk not in named]
    for row in gone:
        writes.remove(row, actor=actor)
    changed = bool(gone)
    for said in rows:
        fields = {name: value for name, value in said.items() if name != "id"}
        if row := stored.get(said.get("id")):
            is_changed = writes.assign(row, fields)
        else:
            row, is_changed = model(interaction=interaction, **{**defaults(), **fields}), True
        if is_changed:
            _save(row, group, actor)
        changed |= is_changed
    return changed


def _save(row: Any, group: str, actor: User) -> None:
    try:
        writes.save(row, actor=actor)
    except ValidationError as error:
        raise ValidationError({group: _worded(row, error)}) from error


def _worded(row: Any, error: ValidationError) -> list[str]:
    """'vad som visar det: Skriv vad …': which field of the row is wrong, as the group's error."""
    said = []
    for name, messages in error.message_dict.items():
        known = any(field.name == name for field in row._meta.fields)
        label = f"{row._meta.get_field(name).verbose_name}: " if known else ""
        said += [f"{label}{message}" for message in messages]
    return said


def _check_subjects(interaction: Interaction, rows: list[StanceSaid]) -> None:
    theirs = set(interaction.participations.filter(side=ParticipantSide.THEIRS).values_list("person", flat=True))
    stored = {row.pk: row for row in Stance.objects.filter(interaction=interaction)}
    seen = set()
    for said in rows:
        row = _whole(stored.get(said.get("id") or 0), said)
        person, organization = row.get("person"), row.get("organization")
        if bool(person) == bool(organization):
            raise ValidationError({"stances": _("Ange vem som har inställningen: en person eller en organisation.")})
        if not row.get("priority"):
            raise ValidationError({"stances": _("Ange vilken sakfråga inställningen gäller.")})
        if "person" in said and person and person.pk not in theirs:
            raise ValidationError({"stances": _("%(name)s finns inte på deras sida i kontakten.") % {"name": person}})
        key = (person and person.pk, organization and organization.pk, row["priority"].pk)
        if key in seen:
            twice = _("%(who)s har två inställningar till %(priority)s.")
            raise ValidationError({"stances": twice % {"who": person or organization, "priority": row["priority"]}})
        seen.add(key)


def _whole(stored: Stance | None, said: StanceSaid) -> dict[str, Any]:
    """A stance as it will be: what is not said of one that stands, stands."""
    names = ("person", "organization", "priority")
    return {**({name: getattr(stored, name) for name in names} if stored else {}), **said}


def _redate(interaction: Interaction, actor: User) -> bool:
    """Stances were stated and commitments made on the day of the contact, also when that turns out to be another."""
    rows: list[tuple[Any, str]] = [(row, "stated_on") for row in Stance.objects.filter(interaction=interaction)]
    rows += [(row, "made_on") for row in Commitment.objects.filter(interaction=interaction)]
    for row, name in rows:
        setattr(row, name, interaction.held_on)
        _save(row, "held_on", actor)
    return bool(rows)
