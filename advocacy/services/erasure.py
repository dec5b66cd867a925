"""What advocacy forgets of a person, log included. The contact itself stays, without them."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from advocacy.models import (
    Act,
    Commitment,
    EventSpeaker,
    Influence,
    InteractionFacts,
    MotionSigner,
    Participation,
    Stance,
    Task,
)
from contacts.models import Person
from crm.common import writes
from crm.common.permissions import Role, require
from crm.models import User


@transaction.atomic
def forget_participations(*, actor: User, person: Person) -> None:
    """Take the person out of every contact, and what they held then out of the log."""
    require(actor, Role.MANAGER)
    for part in Participation.objects.filter(person=person):
        writes.remove(part, actor=actor)
    Participation.history.filter(person_id=person.pk).delete()


@transaction.atomic
def forget_tasks(*, actor: User, person: Person) -> None:
    """Delete the tasks that are about the person, whose titles are likely to name them, and their log."""
    require(actor, Role.MANAGER)
    ids = list(Task.objects.filter(person=person).values_list("pk", flat=True))
    for task in Task.objects.filter(pk__in=ids):
        writes.remove(task, actor=actor)
    Task.history.filter(id__in=ids).delete()
    Task.history.filter(person_id=person.pk).delete()


@transaction.atomic
def forget_stances(*, actor: User, person: Person) -> None:
    """Delete where the person has stood, with what showed it, and its log."""
    require(actor, Role.MANAGER)
    _forget_rows(Stance, actor, person)


@transaction.atomic
def forget_acts(*, actor: User, person: Person) -> None:
    """Delete what the person did in public and we noted, and its log."""
    require(actor, Role.MANAGER)
    _forget_rows(Act, actor, person)


@transaction.atomic
def forget_influences(*, actor: User, person: Person) -> None:
    """Delete how much we held that the person weighs, with why, and its log."""
    require(actor, Role.MANAGER)
    _forget_rows(Influence, actor, person)


@transaction.atomic
def forget_commitments(*, actor: User, person: Person) -> None:
    """Delete what the person promised and was promised, whose words are likely to name them, and its log."""
    require(actor, Role.MANAGER)
    _forget_rows(Commitment, actor, person)


@transaction.atomic
def forget_asked_by(*, actor: User, person: Person) -> None:
    """Take the person out as the one who asked for material; the contact and its material stay."""
    require(actor, Role.MANAGER)
    for facts in InteractionFacts.objects.filter(asked_by=person):
        facts.asked_by = None
        writes.save(facts, actor=actor)
    InteractionFacts.history.filter(asked_by_id=person.pk).update(asked_by_id=None)


@transaction.atomic
def forget_event_parts(*, actor: User, person: Person) -> None:
    """Take the person out of those who took part in events, the name in the programme too, and its log."""
    require(actor, Role.MANAGER)
    _forget_rows(EventSpeaker, actor, person)


@transaction.atomic
def forget_signatures(*, actor: User, person: Person) -> None:
    """Let go of what the person has signed in the Riksdag, log included.

    The name stays as the Riksdag published it, as that of anybody whom the register does not know.
    """
    require(actor, Role.MANAGER)
    signed = list(MotionSigner.objects.filter(person=person).order_by())
    for signer in signed:
        signer.person_id = signer.membership_id = None
    writes.change_many(signed, ["person", "membership"], actor=actor, is_checked=True)
    MotionSigner.history.filter(person_id=person.pk).update(person_id=None, membership_id=None)


def _forget_rows(model: Any, actor: User, person: Person) -> None:
    ids = list(model.objects.filter(person=person).values_list("pk", flat=True))
    for row in model.objects.filter(pk__in=ids):
        writes.remove(row, actor=actor)
    model.history.filter(id__in=ids).delete()
    model.history.filter(person_id=person.pk).delete()
