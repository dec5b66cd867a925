"""Whom a contact is about is held before the contact itself, in the order that a merge of them takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from advocacy.models import Commitment, Interaction, Participation, Stance
from contacts.models import Organization, Person
from crm.common import writes

GROUPS = ("people", "our_people")


def held(interaction: Interaction, **content: Any) -> Interaction:
    """The contact as it is now, held, after those whom it is about: `writes.locked` for a contact."""
    hold_subjects([interaction], content)
    return writes.locked(interaction)


def hold_subjects(contacts: Iterable[Interaction], content: dict[str, Any]) -> None:
    """Hold the organizations and people of contacts: those that they have, and those that `content` gives them.

    The people of `content` are then those who are left of them.
    """
    subjects = set(_given(content))
    for contact in contacts:
        subjects |= set(_stored(contact)) if contact.pk else set()
    for model in (Organization, Person):
        writes.hold(model, {pk for of, pk in subjects if of is model})
    for group in GROUPS:
        if group in content:
            content[group] = _as_they_are_now(content[group])


def _as_they_are_now(people: list[Person]) -> list[Person]:
    """With the one that is left, where two became one since these were read."""
    ids = [person.pk for person in people]
    merged = Person._base_manager.filter(pk__in=ids, merged_into__isnull=False).select_related("merged_into")
    left = {row.pk: row.merged_into for row in merged}
    return list({now.pk: now for now in (left.get(person.pk) or person for person in people)}.values())


def _given(content: dict[str, Any]) -> Iterator[tuple[Any, int]]:
    for group in GROUPS:
        if group in content:
            content[group] = list(content[group])
            yield from ((Person, person.pk) for person in content[group])
    said = [content, *content.get("stances", ()), *content.get("commitments", ()), content.get("facts") or {}]
    for row in said:
        for name in ("person", "asked_by", "organization", "own_body"):
            if subject := row.get(name):
                yield type(subject), subject.pk


def _stored(interaction: Interaction) -> Iterator[tuple[Any, int]]:
    rows: list[tuple[int | None, int | None]] = [
        (None, interaction.organization_id),
        (None, interaction.own_body_id),
        *((pk, None) for pk in Participation.objects.filter(interaction=interaction).values_list("person", flat=True)),
    ]
    for model in (Stance, Commitment):
        rows += model.objects.filter(interaction=interaction).values_list("person", "organization")
    for person, organization in rows:
        if person:
            yield Person, person
        if organization:
            yield Organization, organization
